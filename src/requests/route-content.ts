import { isHeaderName } from './header-name';
import { RequestValidation } from './request-validation';
import type { RouteContentOptions, RouteRequest, RouteResponse } from './route-content-options';
import { isStatusCode, shownStatus } from './status-code';
import type { IntegrationObject } from '../document/extensions/integration';
import type { MediaTypeObject, ResponseObject, ResponsesObject } from '../document/openapi';
import type { Operation } from '../document/operation';
import { type DeclaredParameters, parameterObjects } from '../document/parameters';
import type { Schemas } from '../document/schemas';
import { routeDocumentation } from '../documentation/route-documentation';
import type { Model } from '../models/model';
import type { ProblemReport } from '../problems';
import type { Route } from '../route';

/** The part of an operation that a route's own options say, its integration apart. */
export type RouteContent = Pick<Operation, 'parameters' | 'requestBody' | 'responses' | 'validator' | 'documentation'>;

/** Checks what a route takes and answers, and renders it. */
export function routeContent(route: Route, options: RouteContentOptions, schemas: Schemas, problems: ProblemReport): RouteContent {
  // Most routes say nothing of it, and there may be thousands of them.
  if (!options.request && !options.responses && !options.documentation) return {};
  const { request = {}, responses = [] } = options;
  const content = contentOf(request, `the request of route "${route.routeKey}"`, { schemas, problems });
  if (validatesBody(request.validate) && !content) problems.warn('BodyNotValidated', route.routeKey);
  return {
    parameters: declaredParameters(route, request, problems),
    requestBody: content && { required: true, content },
    responses: responsesOf(route, responses, { schemas, problems }),
    validator: request.validate,
    documentation: routeDocumentation(route, options),
  };
}

/** Checks that no two parameters of an operation share a name, those that its integration maps among them. */
export function checkParameterNames(
  route: Route, integration: IntegrationObject, parameters: DeclaredParameters | undefined, problems: ProblemReport,
): void {
  if (!parameters && !integration.requestParameters && !integration.cacheKeyParameters) return;
  const keys = new Map<string, string>();
  for (const parameter of parameterObjects(route, integration, parameters)) {
    const key = `${parameter.in === 'query' ? 'querystring' : parameter.in}.${parameter.name}`;
    const other = keys.get(parameter.name);
    if (other !== undefined) problems.add('ParameterTwice', route.routeKey, other, key);
    keys.set(parameter.name, key);
  }
}

interface Surroundings {
  readonly schemas: Schemas;
  readonly problems: ProblemReport;
}

function validatesBody(validate: RequestValidation | undefined): boolean {
  return validate === RequestValidation.BODY || validate === RequestValidation.BODY_AND_PARAMETERS;
}

function declaredParameters(route: Route, { parameters = {} }: RouteRequest, problems: ProblemReport): DeclaredParameters {
  const declared: Record<string, boolean> = {};
  for (const [key, { required = false }] of Object.entries(parameters)) {
    const [, place, name] = /^(header|querystring|path)\.([A-Za-z0-9._$-]+)$/.exec(key) ?? [];
    if (place === undefined) {
      problems.add('ParameterKey', route.routeKey, key, 'it is not a header, a query string parameter or a path variable with a name that API Gateway takes');
    } else if (place !== 'path') {
      declared[key] = required;
    } else if (!route._variables.includes(name)) {
      problems.add('ParameterKey', route.routeKey, key, `the path has no variable {${name}}`);
    }
  }
  return declared;
}

function responsesOf(route: Route, responses: readonly RouteResponse[], surroundings: Surroundings): ResponsesObject {
  const described = new Map<string, ResponseObject>();
  for (const response of [...responses].sort((a, b) => a.statusCode - b.statusCode)) {
    const { statusCode, headers = {} } = response;
    const { problems } = surroundings;
    if (!isStatusCode(statusCode)) problems.add('StatusCode', route.routeKey, shownStatus(statusCode));
    if (described.has(String(statusCode))) problems.add('ResponseTwice', route.routeKey, statusCode);
    for (const name of Object.keys(headers).filter((one) => !isHeaderName(one))) {
      problems.add('HeaderName', `the answer ${statusCode} of route "${route.routeKey}"`, name);
    }
    const content = contentOf(response, `the answer ${statusCode} of route "${route.routeKey}"`, surroundings);
    described.set(String(statusCode), {
      description: `${statusCode} response`,
      ...(response.headers && { headers: Object.fromEntries(Object.keys(headers).sort().map((name) => [name, { schema: { type: 'string' } }])) }),
      ...(content && { content }),
    });
  }
  return Object.fromEntries(described);
}

function contentOf(
  { body, bodies = {} }: { readonly body?: Model; readonly bodies?: Record<string, Model> }, where: string, { schemas, problems }: Surroundings,
): Record<string, MediaTypeObject> | undefined {
  if (body && bodies['application/json']) problems.add('BodyTwice', where);
  const all = Object.entries({ ...(body && { 'application/json': body }), ...bodies });
  for (const [contentType] of all) {
    if (contentType !== '$default' && !/^[\w.+-]+\/[\w.+-]+$/.test(contentType)) problems.add('ContentType', where, contentType);
  }
  if (all.length === 0) return undefined;
  const sorted = all.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([contentType, model]) => [contentType, { schema: model._bind(schemas, problems) }]));
}
