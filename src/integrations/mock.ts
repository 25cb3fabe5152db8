import { Token } from 'aws-cdk-lib';
import type { IntegrationBinder } from './port';
import { isKnown } from '../private/tokens';

/** Options of a mock integration. */
export interface MockIntegrationOptions {
  /**
   * The status code of the answer, 100 to 599.
   *
   * @default 200
   */
  readonly statusCode?: number;

  /**
   * The body of the answer: anything that JSON can say. A string in it may be known at deployment only; it is put in as it is then, so it
   * must not need escaping in JSON.
   *
   * @default - an empty body
   */
  readonly body?: any;
}

/** Binds a mock integration. */
export function mock(options: MockIntegrationOptions): IntegrationBinder {
  const statusCode = options.statusCode ?? 200;
  return ({ route, problems }) => {
    if (isKnown(statusCode) && !(Number.isInteger(statusCode) && statusCode >= 100 && statusCode <= 599)) {
      problems.add('StatusCode', route.routeKey, statusCode);
    }
    return {
      integration: {
        type: 'mock',
        passthroughBehavior: 'never',
        requestTemplates: { 'application/json': `{"statusCode": ${statusCode}}` },
        responses: {
          default: {
            statusCode: String(statusCode),
            ...(options.body !== undefined && { responseTemplates: { 'application/json': literalTemplate(options.body) } }),
          },
        },
      },
    };
  };
}

/** A mapping template that prints a JSON value and nothing else: what Velocity would read as its own is written as a JSON escape. */
function literalTemplate(body: unknown): string {
  return JSON.stringify(body, tokensAsText).replace(/\$(?!\{Token\[)/g, '\\u0024').replace(/#/g, '\\u0023');
}

/** Replaces tokens that are no strings before `JSON.stringify` mistakes them for data. */
function tokensAsText(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const original = this[key];
  return typeof original !== 'string' && !Array.isArray(original) && Token.isUnresolved(original) ? Token.asString(original) : value;
}
