import type { aws_lambda as lambda, Duration } from 'aws-cdk-lib';
import { timeoutInMillis, transferMode, type IntegrationBinder } from './port';
import { invocationUri, streamingUri } from '../stages/following';

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
  return (context) => ({
    integration: {
      type: 'aws_proxy',
      httpMethod: 'POST',
      uri: streaming ? streamingUri(handler, context) : invocationUri(handler, context),
      ...timeoutInMillis(options.timeout, context, streaming),
      ...transferMode(streaming, context),
    },
    handler,
  });
}
