import type { aws_lambda as lambda, Duration } from 'aws-cdk-lib';
import { timeoutInMillis, transferMode, type IntegrationBinder, type IntegrationContext } from './port';
import { ALIAS_VARIABLE, followsStage } from '../stages/following';

/** Options of a Lambda proxy integration. */
export interface LambdaFunctionIntegrationOptions {
  /**
   * How long API Gateway waits for the function: 50 ms to 29 s, more after the account's quota was raised (not with an edge-optimized
   * endpoint), and up to 15 minutes with an answer that is streamed.
   *
   * @default - 29 seconds
   */
  readonly timeout?: Duration;

  /**
   * Whether the client gets the answer piece by piece, as the function writes it: up to 15 minutes long, and more than 10 MB. The function has
   * to be one of `awslambda.streamifyResponse()`. A cache does not keep the answer, and it is not compressed.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
   * @default false
   */
  readonly streaming?: boolean;
}

/** Binds a Lambda proxy integration. */
export function lambdaFunction(handler: lambda.IFunction, options: LambdaFunctionIntegrationOptions): IntegrationBinder {
  const { streaming = false } = options;
  const path = (target: string) => (streaming ? `2021-11-15/functions/${target}/response-streaming-invocations` : invocations(target));
  return (context) => ({
    integration: {
      type: 'aws_proxy',
      httpMethod: 'POST',
      uri: lambdaUri(path(targetOf(handler)), context),
      ...timeoutInMillis(options.timeout, context, streaming),
      ...transferMode(streaming, context),
    },
    handler,
  });
}

/** The URI that invokes a function, as the stage has it or as it is given. */
export function invocationUri(handler: lambda.IFunction, context: IntegrationContext): string {
  return lambdaUri(invocations(targetOf(handler)), context);
}

function targetOf(handler: lambda.IFunction): string {
  return followsStage(handler) ? `${handler.functionArn}:\${stageVariables.${ALIAS_VARIABLE}}` : handler.functionArn;
}

function invocations(target: string): string {
  return `2015-03-31/functions/${target}/invocations`;
}

function lambdaUri(path: string, { partition, region }: IntegrationContext): string {
  return `arn:${partition}:apigateway:${region}:lambda:path/${path}`;
}
