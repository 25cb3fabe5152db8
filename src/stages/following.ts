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
