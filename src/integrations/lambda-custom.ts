import type { aws_lambda as lambda, Duration } from 'aws-cdk-lib';
import { timeoutInMillis, type IntegrationBinder } from './port';
import { checkSelections } from './selections';
import { type IntegrationRequest, type IntegrationResponse, requestMapping, responseMapping } from '../mapping/integration-mapping';
import { MappingTemplate } from '../mapping/mapping-template';
import { RequestValue } from '../mapping/request-value';
import { invocationUri } from '../stages/function-uri';

/** Options of a Lambda integration with mappings. */
export interface LambdaCustomIntegrationOptions {
  /**
   * How the event of the function is made: the body of the request is the event.
   *
   * @default - the client's body, which has to be JSON; without a body, an empty object
   */
  readonly request?: IntegrationRequest;

  /**
   * What becomes of the function's result: the one whose pattern matches the `errorMessage` of an error, or the one without a pattern.
   *
   * @default - the result as it is, with 200, or 202 for a function that is invoked asynchronously, and 500 without any detail for an error
   */
  readonly responses?: IntegrationResponse[];

  /**
   * Whether Lambda takes the event and answers at once, while the function runs on; nobody gets its result.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-integration-async.html
   * @default false
   */
  readonly asynchronous?: boolean;

  /**
   * How long API Gateway waits for the function: 50 ms to 29 s, more after the account's quota was raised (not with an edge-optimized endpoint).
   *
   * @default - 29 seconds
   */
  readonly timeout?: Duration;
}

const FAILURE: IntegrationResponse = {
  selectionPattern: '[\\s\\S]+',
  statusCode: 500,
  templates: { 'application/json': MappingTemplate.fromString('{"message": "Internal server error"}') },
};

const ASYNCHRONOUS = { 'X-Amz-Invocation-Type': RequestValue.literal('Event') };

/** Binds a Lambda integration with mappings. */
export function lambdaCustom(handler: lambda.IFunction, options: LambdaCustomIntegrationOptions): IntegrationBinder {
  const { request, asynchronous = false, responses = [{ statusCode: asynchronous ? 202 : 200 }, FAILURE] } = options;
  return (context) => {
    checkSelections(responses, context);
    return {
      integration: {
        type: 'aws',
        httpMethod: 'POST',
        uri: invocationUri(handler, context),
        ...timeoutInMillis(options.timeout, context),
        ...requestMapping({ ...request, headers: { ...request?.headers, ...(asynchronous && ASYNCHRONOUS) } }),
        ...responseMapping(responses),
      },
      handler,
    };
  };
}
