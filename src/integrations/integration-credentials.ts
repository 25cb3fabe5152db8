import { createHash } from 'node:crypto';
import type { aws_iam as iam } from 'aws-cdk-lib';
import { type IntegrationGrant, IntegrationRole } from './integration-role';
import type { IntegrationContext } from './port';
import { distinctText } from '../private/references';
import { isKnown } from '../private/tokens';

/** What a role for an integration may do. */
export interface IntegrationGrantOptions {
  /** The IAM actions, e.g. `ssm:GetParameter`. */
  readonly actions: string[];

  /** The ARNs of what they are allowed with. */
  readonly resources: string[];
}

/**
 * Whose permissions a service is called with.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
 */
export class IntegrationCredentials {
  /**
   * Those of a role that is made for it. All routes of an API that name the same resources share the role, and it may do nothing
   * but what they say.
   */
  public static grant(options: IntegrationGrantOptions): IntegrationCredentials {
    return new IntegrationCredentials((context, { target, grants }) => {
      const id = createHash('sha256').update(distinctText(context.api, options.resources)).digest('hex').slice(0, 8);
      return grantedRole(context, { target: `${isKnown(target) ? target : 'service'}-${id}`, grants: [...grants, options] });
    });
  }

  /** Those of a role of yours, which `apigateway.amazonaws.com` may assume. It stays as it is: nothing is granted to it. */
  public static role(role: iam.IRole): IntegrationCredentials {
    return new IntegrationCredentials(() => role.roleArn);
  }

  /** Those of the caller: the route needs `Authorizer.iam()`, and the caller's own policies have to allow the service's action. */
  public static passthrough(): IntegrationCredentials {
    return new IntegrationCredentials(({ partition }) => `arn:${partition}:iam::*:user/*`);
  }

  private constructor(private readonly arn: (context: IntegrationContext, needs: IntegrationNeeds) => string) {}

  /** @internal */
  public _bind(context: IntegrationContext, needs: IntegrationNeeds): string {
    return this.arn(context, needs);
  }
}

/** What an integration has to be allowed. */
export interface IntegrationNeeds {
  /** What is called, the same for all integrations that share a role. */
  readonly target: string;
  readonly grants: readonly IntegrationGrant[];
}

/** The ARN of the role that API Gateway calls a target with, which from now on may do this as well. */
export function grantedRole({ api }: IntegrationContext, { target, grants }: IntegrationNeeds): string {
  const role = IntegrationRole.for(api, target);
  for (const grant of grants) role.allow(grant);
  return role.roleArn;
}
