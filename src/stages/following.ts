import type { aws_lambda as lambda } from 'aws-cdk-lib';
import { placeOf } from '../private/arns';
import { isKnown } from '../private/tokens';

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

/** Where a URI stands. */
interface UriContext {
  readonly partition: string;
  readonly region: string;
}

/** The URI under which API Gateway invokes a function: the stage's alias of one that follows the stage, else as it is given. */
export function invocationUri(handler: lambda.IFunction, context: UriContext): string {
  return lambdaUri(handler, `2015-03-31/functions/${targetOf(handler)}/invocations`, context);
}

/** The URI under which API Gateway invokes a function whose answer it passes on piece by piece. */
export function streamingUri(handler: lambda.IFunction, context: UriContext): string {
  return lambdaUri(handler, `2021-11-15/functions/${targetOf(handler)}/response-streaming-invocations`, context);
}

function targetOf(handler: lambda.IFunction): string {
  return followsStage(handler) ? `${handler.functionArn}:\${stageVariables.${ALIAS_VARIABLE}}` : handler.functionArn;
}

/** Lambda answers for the functions of its own Region only. */
function lambdaUri(handler: lambda.IFunction, path: string, { partition, region: own }: UriContext): string {
  const { region } = placeOf(handler, handler.functionArn);
  return `arn:${partition}:apigateway:${isKnown(region) ? region : own}:lambda:path/${path}`;
}
