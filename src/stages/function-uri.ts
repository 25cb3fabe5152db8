import type { aws_lambda as lambda } from 'aws-cdk-lib';
import { ALIAS_VARIABLE, followsStage } from './following';
import { placeOf } from '../private/arns';
import { isKnown } from '../private/tokens';

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
