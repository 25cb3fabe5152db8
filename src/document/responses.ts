import type { IntegrationObject } from './extensions/integration';
import type { ResponseObject, ResponsesObject } from './openapi';
import { sortedEntries } from '../private/sorted';

const HEADER = 'method.response.header.';

/** How a template gives an answer another status than its response has. */
const OVERRIDE = /\$context\.responseOverride\.status\s*=\s*([1-5]\d{2})\b/g;

/**
 * The responses object of a route (OpenAPI 3.0, 4.7.16): the answers that the route describes, and those that its integration gives,
 * with the headers that they set. What a template makes of a response has other statuses, and the same headers. A proxy integration gives
 * none by itself.
 */
export function responsesObject(integration: IntegrationObject, described: ResponsesObject = {}): ResponsesObject {
  const responses: Record<string, ResponseObject> = {};
  for (const { statusCode, responseParameters = {}, responseTemplates = {} } of Object.values(integration.responses ?? {})) {
    const names = Object.keys(responseParameters).filter((key) => key.startsWith(HEADER)).map((key) => key.slice(HEADER.length));
    const overrides = Object.values(responseTemplates).flatMap((template) => [...template.matchAll(OVERRIDE)].map(([, status]) => status));
    for (const status of [statusCode, ...overrides]) {
      responses[status] = withHeaders(responses[status] ?? { description: `${status} response` }, names);
    }
  }
  for (const [statusCode, response] of Object.entries(described)) {
    responses[statusCode] = withHeaders(response, Object.keys(responses[statusCode]?.headers ?? {}));
  }
  return responses;
}

function withHeaders(response: ResponseObject, names: readonly string[]): ResponseObject {
  if (names.length === 0) return response;
  const headers = { ...response.headers, ...Object.fromEntries(names.map((name) => [name, { schema: { type: 'string' as const } }])) };
  return { ...response, headers: Object.fromEntries(sortedEntries(headers)) };
}
