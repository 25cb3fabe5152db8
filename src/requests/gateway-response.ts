import { Tokenization } from 'aws-cdk-lib';
import type { GatewayResponseObject } from '../document/extensions/gateway-response';
import { isMediaType } from '../mapping/media-type';
import type { RequestValue } from '../mapping/request-value';
import { sortedEntries } from '../private/sorted';
import { isKnown } from '../private/tokens';
import type { ProblemReport } from '../problems';
import { isHeaderName } from './header-name';
import { isStatusCode } from './status-code';

/**
 * The failures that API Gateway answers by itself.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export enum GatewayResponseType {
  /** An authorizer or a policy says no: 403. */
  ACCESS_DENIED = 'ACCESS_DENIED',
  /** The API is set up wrongly, e.g. no template fits the backend's answer: 500. */
  API_CONFIGURATION_ERROR = 'API_CONFIGURATION_ERROR',
  /** An authorizer cannot be called, or answers what API Gateway cannot read: 500. */
  AUTHORIZER_CONFIGURATION_ERROR = 'AUTHORIZER_CONFIGURATION_ERROR',
  /** An authorizer fails: 500. */
  AUTHORIZER_FAILURE = 'AUTHORIZER_FAILURE',
  /** The request's body is not as its model: 400. */
  BAD_REQUEST_BODY = 'BAD_REQUEST_BODY',
  /** A required parameter is missing: 400. */
  BAD_REQUEST_PARAMETERS = 'BAD_REQUEST_PARAMETERS',
  /** Every failure of the client that has no gateway response of its own. A status code here is the status code of all of them. */
  DEFAULT_4XX = 'DEFAULT_4XX',
  /** Every other failure that has no gateway response of its own. A status code here is the status code of all of them. */
  DEFAULT_5XX = 'DEFAULT_5XX',
  /** The caller's AWS token has expired: 403. */
  EXPIRED_TOKEN = 'EXPIRED_TOKEN',
  /** The backend cannot be called: 504. */
  INTEGRATION_FAILURE = 'INTEGRATION_FAILURE',
  /** The backend does not answer in time: 504. */
  INTEGRATION_TIMEOUT = 'INTEGRATION_TIMEOUT',
  /** The API key is missing or wrong: 403. */
  INVALID_API_KEY = 'INVALID_API_KEY',
  /** The caller's AWS signature is wrong: 403. */
  INVALID_SIGNATURE = 'INVALID_SIGNATURE',
  /** There is no credential in the request, or no route for it: 403. */
  MISSING_AUTHENTICATION_TOKEN = 'MISSING_AUTHENTICATION_TOKEN',
  /** A usage plan's quota is used up: 429. */
  QUOTA_EXCEEDED = 'QUOTA_EXCEEDED',
  /** The request is too large: 413. API Gateway lists this one, and answers it in its own words nevertheless. */
  REQUEST_TOO_LARGE = 'REQUEST_TOO_LARGE',
  /** There is no resource at the path, after authentication: 404. */
  RESOURCE_NOT_FOUND = 'RESOURCE_NOT_FOUND',
  /** Too many requests a second: 429. */
  THROTTLED = 'THROTTLED',
  /** There is no valid token in the request: 401. */
  UNAUTHORIZED = 'UNAUTHORIZED',
  /** No mapping template fits the request's content type: 415. */
  UNSUPPORTED_MEDIA_TYPE = 'UNSUPPORTED_MEDIA_TYPE',
  /** The web application firewall says no: 403. */
  WAF_FILTERED = 'WAF_FILTERED',
}

/**
 * What API Gateway answers by itself to one kind of failure.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 */
export interface GatewayResponse {
  /** The kind of failure. */
  readonly responseType: GatewayResponseType;

  /**
   * The status code of the answer, 100 to 599.
   *
   * @default - that of the failure
   */
  readonly statusCode?: number;

  /**
   * The headers of the answer, by name, beside those of `cors`: parts of the request, of the context, stage variables or literals.
   *
   * @default - none
   */
  readonly headers?: Record<string, RequestValue>;

  /**
   * The body of the answer, by content type, in which `$context.name` and `$stageVariables.name` are filled in; nothing else is, because this is no
   * program. `$context.error.messageString` is the message in quotation marks.
   *
   * @default - `{"message":$context.error.messageString}` as `application/json`
   */
  readonly templates?: Record<string, string>;
}

const ALLOWED_VALUE = /^(method\.request\.(header|multivalueheader|querystring|multivaluequerystring|path)\.|context\.|stageVariables\.|'[^]+'$)/;
const PROGRAM = /\$!?\{?(?:input|util)\b|\$!?\{(?:context|stageVariables)\b|#(?:set|if|foreach|elseif|else|end)\b/;

/** Checks gateway responses and renders them, in order of their types. */
export function gatewayResponseObjects(responses: readonly GatewayResponse[], problems: ProblemReport): Record<string, GatewayResponseObject> {
  const objects = new Map<string, GatewayResponseObject>();
  for (const response of responses) {
    if (objects.has(response.responseType)) problems.add('GatewayResponseTwice', response.responseType);
    check(response, problems);
    objects.set(response.responseType, gatewayResponseObject(response));
  }
  return Object.fromEntries([...objects].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function gatewayResponseObject({ statusCode, headers, templates }: GatewayResponse): GatewayResponseObject {
  return {
    ...(statusCode !== undefined && { statusCode: Tokenization.stringifyNumber(statusCode) }),
    ...(headers && { responseParameters: Object.fromEntries(sortedEntries(headers).map(([name, value]) => [`gatewayresponse.header.${name}`, value._render()])) }),
    ...(templates && { responseTemplates: Object.fromEntries(sortedEntries(templates)) }),
  };
}

function check({ responseType: type, statusCode, headers = {}, templates = {} }: GatewayResponse, problems: ProblemReport): void {
  if (type === GatewayResponseType.REQUEST_TOO_LARGE) problems.warn('GatewayResponseFixed');
  if (isKnown(statusCode) && !isStatusCode(statusCode)) problems.add('GatewayResponseStatus', type, statusCode);
  for (const [name, value] of Object.entries(headers)) {
    const expression = value._render();
    if (!isHeaderName(name)) problems.add('HeaderName', `the gateway response ${type}`, name);
    if (isKnown(expression) && !ALLOWED_VALUE.test(expression)) problems.add('GatewayResponseValue', type, name, expression);
  }
  for (const contentType of Object.keys(templates)) {
    if (!isMediaType(contentType)) problems.add('TemplateContentType', `the template for ${JSON.stringify(contentType)} of the gateway response ${type}`);
  }
  for (const [contentType, template] of Object.entries(templates).filter(([, text]) => isKnown(text))) {
    const program = PROGRAM.exec(template);
    if (program) problems.add('GatewayResponseTemplate', type, contentType, program[0]);
  }
}
