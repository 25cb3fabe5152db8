import type { aws_lambda as lambda, Duration } from 'aws-cdk-lib';
import { timeoutInMillis, type IntegrationBinder } from './port';
import { invocationUri } from '../stages/following';

/** Options of a Lambda proxy integration. */
export interface LambdaFunctionIntegrationOptions {
  /**
   * How long API Gateway waits for the function: 50 ms to 29 s, more after the account's quota was raised (not with an edge-optimized endpoint).
   *
   * @default - 29 seconds
   */
  readonly timeout?: Duration;
}

/** Binds a Lambda proxy integration. */
export function lambdaFunction(handler: lambda.IFunction, options: LambdaFunctionIntegrationOptions): IntegrationBinder {
  return (context) => ({
    integration: {
      type: 'aws_proxy',
      httpMethod: 'POST',
      uri: invocationUri(handler, context),
      ...timeoutInMillis(options.timeout, context),
    },
    handler,
  });
}
