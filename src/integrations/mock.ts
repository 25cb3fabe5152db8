import { Fn, Token } from 'aws-cdk-lib';
import type { IntegrationBinder } from './port';
import { checkSelections } from './selections';
import { type IntegrationResponse, requestMapping, responseMapping } from '../mapping/integration-mapping';
import { MappingTemplate } from '../mapping/mapping-template';
import type { ResponseValue } from '../mapping/response-value';
import { inertJson } from '../mapping/velocity';
import { sortedEntries } from '../private/sorted';

/** Options of a mock integration. */
export interface MockIntegrationOptions {
  /**
   * The status code of the answer, 100 to 599.
   *
   * @default 200
   */
  readonly statusCode?: number;

  /**
   * The body of the answer: anything that JSON can say, its members sorted by name. A string in it may be known at deployment only; it is put
   * in as it is then, so it must not need escaping in JSON.
   *
   * @default - an empty body
   */
  readonly body?: any;

  /**
   * The headers of the answer, by name.
   *
   * @default - no headers but its type
   */
  readonly headers?: Record<string, ResponseValue>;

  /**
   * What chooses the answer: a template that makes `{"statusCode": N}` of a request whose type is `application/json`. The answer is the one of
   * `responses` whose pattern matches N.
   *
   * @default - `statusCode`
   */
  readonly requestTemplate?: MappingTemplate;

  /**
   * Answers beside the one that `statusCode`, `body` and `headers` describe, each with the selection pattern of the status codes that it is for.
   *
   * @default - no others
   */
  readonly responses?: IntegrationResponse[];
}

const JSON_TYPE = 'application/json';

/** Binds a mock integration. */
export function mock({ statusCode = 200, body, headers, requestTemplate, responses = [] }: MockIntegrationOptions): IntegrationBinder {
  const template = requestTemplate ?? MappingTemplate.fromString(`{"statusCode": ${statusCode}}`);
  const all: IntegrationResponse[] = [
    { statusCode, headers, ...(body !== undefined && { templates: { [JSON_TYPE]: MappingTemplate.fromString(literalTemplate(body)) } }) },
    ...responses,
  ];
  return (context) => {
    checkSelections(all, context);
    return { integration: { type: 'mock', ...requestMapping({ templates: { [JSON_TYPE]: template } }), ...responseMapping(all) } };
  };
}

/** A mapping template that prints a JSON value and nothing else. */
function literalTemplate(body: unknown): string {
  return inertJson(JSON.stringify(body, inOrder));
}

/** Sorts members by name, and replaces tokens that are no strings before `JSON.stringify` mistakes them for data. */
function inOrder(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const original = this[key];
  if (typeof original !== 'string' && Token.isUnresolved(original)) {
    return Array.isArray(original) ? [Fn.join('","', original)] : Token.asString(original);
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(sortedEntries({ ...value })) : value;
}
