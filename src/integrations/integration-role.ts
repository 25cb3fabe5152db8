import { aws_iam as iam, Lazy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { distinctText } from '../private/references';

/** What an integration may do, and with what. */
export interface IntegrationGrant {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** What else has to be true, as a policy says it. */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** No stage can have this name, so no stage's construct can be in the way. */
const ROLES = 'Integration roles';

/** What IAM does not take there. */
const NOT_IN_DESCRIPTIONS = /[^\x20-\x7E\xA1-\xFF]/gu;

/**
 * The role that API Gateway calls one target with: all integrations of an API that call the target share it, and it may do what they do.
 *
 * Its policy is part of the resource, which the document refers to: no deployment that calls the target is served before the policy is there.
 */
export class IntegrationRole extends Construct {
  /**
   * The role of an API for a target; the first integration that asks makes it.
   *
   * @param target the same for all integrations that share the role
   */
  public static for(api: Construct, target: string): IntegrationRole {
    const roles = (api.node.tryFindChild(ROLES) ?? new Construct(api, ROLES)) as Construct;
    return roles.node.tryFindChild(target.replaceAll('/', '--')) as IntegrationRole | undefined ?? new IntegrationRole(roles, target);
  }

  public readonly roleArn: string;

  /** The actions by what they are allowed with. */
  private readonly grants = new Map<string, Omit<IntegrationGrant, 'actions'> & { readonly actions: Set<string> }>();

  private constructor(scope: Construct, target: string) {
    super(scope, target);
    const role = new iam.CfnRole(this, 'Resource', {
      description: `Lets API Gateway call ${target}`.replace(NOT_IN_DESCRIPTIONS, '?').slice(0, 1000),
      assumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'apigateway.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      },
      policies: Lazy.any({ produce: () => [{ policyName: 'Calls', policyDocument: { Version: '2012-10-17', Statement: this.statements() } }] }),
    });
    this.roleArn = role.attrArn;
  }

  /** Adds what an integration does. */
  public allow({ actions, resources, conditions }: IntegrationGrant): void {
    // A policy knows no stage.
    const target = { resources: resources.map((resource) => resource.replace(/\$\{stageVariables\.\w+\}/g, '*')), conditions };
    const key = distinctText(this, [target.resources, target.conditions]);
    const known = this.grants.get(key) ?? { ...target, actions: new Set() };
    this.grants.set(key, known);
    for (const action of actions) known.actions.add(action);
  }

  /** In an order that does not go by that of the routes. */
  private statements(): unknown[] {
    return [...this.grants].sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { resources, actions, conditions }]) => ({
        Effect: 'Allow', Action: single([...actions].sort()), Resource: single(resources), ...(conditions && { Condition: conditions }),
      }));
  }
}

function single(values: readonly string[]): string | readonly string[] {
  return values.length === 1 ? values[0] : values;
}
