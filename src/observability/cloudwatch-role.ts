import * as path from 'node:path';
import { ArnFormat, Aws, aws_iam as iam, aws_lambda as lambda, CustomResource, Duration, Stack } from 'aws-cdk-lib';
import { Construct, type IDependable } from 'constructs';

/**
 * How API Gateway comes by the permission to write logs. It is one setting for all APIs of an account and Region: the last stack that
 * writes it wins, and a stack that is destroyed must not take it along.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export class CloudWatchRole {
  /**
   * Sets up the role if, and only if, the account has none yet in this Region. A custom resource looks while the stack is deployed: a
   * role that is set already is left alone, whoever set it; else it makes the role `stagecraft-apigateway-logs-{region}` with AWS's
   * policy for this purpose. The role belongs to the account from then on and outlives the stack.
   */
  public static ensure(): CloudWatchRole {
    return new CloudWatchRole((scope) => [EnsuredRole.of(scope).resource]);
  }

  /** Relies on a role that the account has already. Without one, the deployment of a stage that logs fails. */
  public static existing(): CloudWatchRole {
    return new CloudWatchRole(() => []);
  }

  private constructor(private readonly binder: (scope: Construct) => IDependable[]) {}

  /**
   * What a stage that logs has to wait for.
   *
   * @internal
   */
  public _bind(scope: Construct): IDependable[] {
    return this.binder(scope);
  }
}

/** An id that nobody else would choose: a stack's children are the user's. */
const ENSURED_ROLE = 'StagecraftApiGatewayLogRole';

/** One for each stack. */
class EnsuredRole extends Construct {
  public static of(scope: Construct): EnsuredRole {
    const stack = Stack.of(scope);
    return stack.node.tryFindChild(ENSURED_ROLE) as EnsuredRole | undefined ?? new EnsuredRole(stack, ENSURED_ROLE);
  }

  public readonly resource: CustomResource;

  private constructor(stack: Stack, id: string) {
    super(stack, id);
    const roleName = `stagecraft-apigateway-logs-${stack.region}`;
    const roleArn = stack.formatArn({ service: 'iam', region: '', resource: 'role', resourceName: roleName });
    const policyArn = `arn:${Aws.PARTITION}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs`;
    const handler = new lambda.Function(this, 'Handler', {
      description: 'Gives API Gateway a role for its logs where the account has none',
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(path.join(__dirname, '..', '..', 'handlers', 'cloudwatch-role')),
      timeout: Duration.minutes(2),
      role: this.handlerRole(stack, roleArn, policyArn),
    });
    this.resource = new CustomResource(this, 'Resource', {
      resourceType: 'Custom::ApiGatewayLogRole',
      serviceToken: handler.functionArn,
      properties: { roleName },
    });
  }

  /** No permission to log: what goes wrong is told to CloudFormation, and CreateLogGroup has no name to be limited to. */
  private handlerRole(stack: Stack, roleArn: string, policyArn: string): iam.Role {
    const account = stack.formatArn({ service: 'apigateway', account: '', resource: '/account', arnFormat: ArnFormat.NO_RESOURCE_NAME });
    return new iam.Role(this, 'HandlerRole', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        EnsureLogRole: new iam.PolicyDocument({
          statements: [
            new iam.PolicyStatement({ actions: ['apigateway:GET', 'apigateway:PATCH'], resources: [account] }),
            new iam.PolicyStatement({ actions: ['iam:CreateRole', 'iam:GetRole', 'iam:PassRole'], resources: [roleArn] }),
            new iam.PolicyStatement({
              actions: ['iam:AttachRolePolicy'],
              resources: [roleArn],
              conditions: { ArnEquals: { 'iam:PolicyARN': policyArn } },
            }),
          ],
        }),
      },
    });
  }
}
