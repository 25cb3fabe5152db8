import type { aws_lambda as lambda } from 'aws-cdk-lib';

/** The stage variable that names the Lambda alias of a stage. */
export const ALIAS_VARIABLE = 'lambdaAlias';

/** A function whose versions and aliases this app makes. */
export interface FollowingFunction extends lambda.IFunction {
  readonly currentVersion: lambda.Version;
}

/** Whether a function follows its stage. Only a function made in this app has a current version; aliases, versions and imports have none. */
export function followsStage(handler: lambda.IFunction): handler is FollowingFunction {
  return 'currentVersion' in handler;
}

/** The URI under which API Gateway invokes a function: the stage's alias of one that follows the stage, else as it is given. */
export function invocationUri(handler: lambda.IFunction, { partition, region }: { readonly partition: string; readonly region: string }): string {
  const qualifier = followsStage(handler) ? `:\${stageVariables.${ALIAS_VARIABLE}}` : '';
  return `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${handler.functionArn}${qualifier}/invocations`;
}
