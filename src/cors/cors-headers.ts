import { type CorsPolicy, originTemplate, soleOrigin } from './cors-policy';
import type { GatewayResponseObject } from '../document/extensions/gateway-response';
import type { IntegrationObject, IntegrationResponseObject } from '../document/extensions/integration';
import type { ProblemReport } from '../problems';
import type { Route } from '../route';

type GatewayResponses = Readonly<Record<string, GatewayResponseObject>>;
type Headers = Readonly<Record<string, string>>;

const ALLOW_ORIGIN = 'Access-Control-Allow-Origin';
const ANSWER = 'method.response.header.';
const ERROR = 'gatewayresponse.header.';

/** The headers of every answer, as mapping expressions; without the origin if it has to be looked at first. */
export function answerHeaders(cors: CorsPolicy): Headers {
  const origin = soleOrigin(cors);
  return {
    ...(origin === undefined ? { Vary: '\'Origin\'' } : { [ALLOW_ORIGIN]: origin }),
    ...credentials(cors),
    ...(cors.exposeHeaders.length > 0 && { 'Access-Control-Expose-Headers': `'${cors.exposeHeaders.join(',')}'` }),
  };
}

/** An integration whose answers pages may read. A proxy is left as it is: what stands behind it says which headers it sends. */
export function withCorsHeaders(
  route: Route, integration: IntegrationObject, cors: CorsPolicy | undefined, problems: ProblemReport,
): IntegrationObject {
  if (!cors || !integration.responses) return integration;
  const responses = Object.entries(integration.responses).map(([pattern, response]) => {
    const readable = readableResponse(integration.type, response, cors);
    if (!readable) problems.warn('CorsOriginUnknown', route.routeKey, pattern);
    return [pattern, readable ?? response];
  });
  return { ...integration, responses: Object.fromEntries(responses) };
}

/** Gateway responses that pages may read, as far as that can be said of them without a look at the request. */
export function withCorsErrors(given: GatewayResponses, cors: CorsPolicy | undefined): GatewayResponses {
  const origin = cors && errorOrigin(cors);
  if (!cors || !origin) return given;
  const headers = { [ALLOW_ORIGIN]: origin, ...credentials(cors) };
  const responses: GatewayResponses = { DEFAULT_4XX: {}, DEFAULT_5XX: {}, ...given };
  return Object.fromEntries(Object.entries(responses).map(([type, response]) =>
    [type, { ...response, responseParameters: withHeaders(response.responseParameters, headers, ERROR) }]));
}

/**
 * What the answers that API Gateway gives by itself allow. They cannot look at the request's origin. Without credentials, everybody may read
 * them, who could ask for them from elsewhere as well; with credentials, only a sole origin may, because they tell what a user may do.
 */
function errorOrigin(cors: CorsPolicy): string | undefined {
  return soleOrigin(cors) ?? (cors.credentials ? undefined : '\'*\'');
}

function credentials(cors: CorsPolicy): Headers {
  return cors.credentials ? { 'Access-Control-Allow-Credentials': '\'true\'' } : {};
}

/** An answer with the headers, unless it has an origin of its own; nothing if it has no template that could tell origins apart. */
function readableResponse(type: IntegrationObject['type'], response: IntegrationResponseObject, cors: CorsPolicy): IntegrationResponseObject | undefined {
  const { responseParameters = {}, responseTemplates } = response;
  if (Object.keys(responseParameters).some((key) => key.toLowerCase() === `${ANSWER}${ALLOW_ORIGIN}`.toLowerCase())) return response;
  const headed = { ...response, responseParameters: withHeaders(responseParameters, answerHeaders(cors), ANSWER) };
  if (soleOrigin(cors) !== undefined) return headed;
  // A mock without a template has no body, which a template that prints nothing leaves so.
  const templates = responseTemplates ?? (type === 'mock' ? { 'application/json': '' } : undefined);
  return templates && {
    ...headed,
    responseTemplates: Object.fromEntries(Object.entries(templates).map(([contentType, template]) => [contentType, `${originTemplate(cors)}${template}`])),
  };
}

/** Mapping expressions by key, and those of some headers that are not among them. */
function withHeaders(own: Headers = {}, headers: Headers, prefix: string): Record<string, string> {
  const keys = Object.keys(own).map((key) => key.toLowerCase());
  const added = Object.entries(headers).map(([name, value]) => [`${prefix}${name}`, value]).filter(([key]) => !keys.includes(key.toLowerCase()));
  return { ...Object.fromEntries(added), ...own };
}
