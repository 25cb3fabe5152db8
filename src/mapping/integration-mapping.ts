import type { ContentHandling } from './content-handling';
import type { MappingTemplate } from './mapping-template';
import type { PassthroughBehavior } from './passthrough-behavior';
import type { RequestValue } from './request-value';
import type { ResponseValue } from './response-value';
import type { IntegrationObject, IntegrationResponseObject } from '../document/extensions/integration';
import { sortedEntries } from '../private/sorted';

/** What the backend's request has beside a body. */
export interface IntegrationParameters {
  /**
   * The headers that the backend gets, by name. A header of the client that is used here is declared by that.
   *
   * @default - a proxy gets the client's headers, other integrations none of them
   */
  readonly headers?: Record<string, RequestValue>;

  /**
   * The query string parameters that the backend gets, by name.
   *
   * @default - a proxy gets the client's parameters, other integrations none of them
   */
  readonly queryString?: Record<string, RequestValue>;

  /**
   * The variables of the backend's path, by name.
   *
   * @default - the variables of the route's path that the backend's path has, too
   */
  readonly path?: Record<string, RequestValue>;
}

/** How the backend's request is made from the client's. */
export interface IntegrationRequest extends IntegrationParameters {
  /**
   * What makes the body, by the content type of the client's body. A client that names none is taken to send `application/json`.
   *
   * @default - the body is passed on as it is
   */
  readonly templates?: Record<string, MappingTemplate>;

  /**
   * What becomes of a body whose content type has no template.
   *
   * @default PassthroughBehavior.NEVER if there are templates
   */
  readonly passthrough?: PassthroughBehavior;

  /**
   * How the body is converted before it is mapped.
   *
   * @default - not at all
   */
  readonly contentHandling?: ContentHandling;
}

/** How one kind of the backend's answers becomes an answer to the client. */
export interface IntegrationResponse {
  /**
   * The status code of the answer, 100 to 599; no other response of the integration may have it. A template may set another status:
   * `#set($context.responseOverride.status = 409)`.
   *
   * @default 200
   */
  readonly statusCode?: number;

  /**
   * A regular expression, as Java has them, for which of the backend's answers these are: it has to match the whole status code, or, of a
   * Lambda function, the whole error message. No answer should match two of them: API Gateway does not say which one counts then.
   *
   * @default - every answer that no other one matches
   */
  readonly selectionPattern?: string;

  /**
   * The headers of the answer, by name.
   *
   * @default - none of the backend's headers
   */
  readonly headers?: Record<string, ResponseValue>;

  /**
   * What makes the body, by content type; which one is used goes by the client's `Accept` header.
   *
   * @default - the backend's body as it is
   */
  readonly templates?: Record<string, MappingTemplate>;

  /**
   * How the body is converted before it is mapped.
   *
   * @default - not at all
   */
  readonly contentHandling?: ContentHandling;
}

/** What the backend gets beside a body, as an integration object has it. */
export function parameterMapping({ headers, queryString, path }: IntegrationParameters = {}): Pick<IntegrationObject, 'requestParameters'> {
  const parameters = {
    ...expressions('integration.request.header.', headers),
    ...expressions('integration.request.querystring.', queryString),
    ...expressions('integration.request.path.', path),
  };
  return Object.keys(parameters).length > 0 ? { requestParameters: parameters } : {};
}

/** The request half of an integration object. */
export function requestMapping(request: IntegrationRequest = {}): Partial<IntegrationObject> {
  const passthroughBehavior = request.passthrough ?? (request.templates ? 'never' : undefined);
  return {
    ...parameterMapping(request),
    ...(request.templates && { requestTemplates: texts(request.templates) }),
    ...(passthroughBehavior && { passthroughBehavior }),
    ...(request.contentHandling && { contentHandling: request.contentHandling }),
  };
}

/** The response half of an integration object; without any response, one that passes every answer on with 200. */
export function responseMapping(responses: readonly IntegrationResponse[] = [{}]): { readonly responses: Record<string, IntegrationResponseObject> } {
  return {
    responses: Object.fromEntries(responses.map((response) => [response.selectionPattern ?? 'default', responseObject(response)])),
  };
}

function responseObject({ statusCode = 200, headers, templates, contentHandling }: IntegrationResponse): IntegrationResponseObject {
  return {
    statusCode: String(statusCode),
    ...(contentHandling && { contentHandling }),
    ...(headers && { responseParameters: expressions('method.response.header.', headers) }),
    ...(templates && { responseTemplates: texts(templates) }),
  };
}

function expressions(prefix: string, values: Record<string, RequestValue | ResponseValue> = {}): Record<string, string> {
  return Object.fromEntries(sortedEntries(values).map(([name, value]) => [`${prefix}${name}`, value._render()]));
}

/** By the texts of some templates, which stand in the document: the templates that they are of. */
const TEMPLATES = new WeakMap<Record<string, string>, Record<string, MappingTemplate>>();

function texts(templates: Record<string, MappingTemplate>): Record<string, string> {
  const rendered = Object.fromEntries(sortedEntries(templates).map(([contentType, template]) => [contentType, template._render()]));
  TEMPLATES.set(rendered, templates);
  return rendered;
}

/** The templates whose texts an integration object has, if they were given as such. */
export function templatesBehind(rendered: Record<string, string>): Record<string, MappingTemplate> {
  return TEMPLATES.get(rendered) ?? {};
}
