import type { aws_lambda as lambda, Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { timeoutInMillis, transferMode, type IntegrationBinder } from './port';
import type { IntegrationObject } from '../document/extensions/integration';
import { once } from '../private/once';
import { invocationUri, streamingUri } from '../stages/function-uri';

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

/** Binds a Lambda proxy integration: one object for all routes of an API. */
export function lambdaFunction(handler: lambda.IFunction, options: LambdaFunctionIntegrationOptions): IntegrationBinder {
  const { streaming = false } = options;
  const made = new WeakMap<Construct, IntegrationObject>();
  return (context) => {
    // These are checked for each route.
    const limits = { ...timeoutInMillis(options.timeout, context, streaming), ...transferMode(streaming, context) };
    const uri = () => (streaming ? streamingUri(handler, context) : invocationUri(handler, context));
    return {
      integration: once(made, context.api, () => ({ type: 'aws_proxy', httpMethod: 'POST', uri: uri(), ...limits })),
      handler,
    };
  };
}
