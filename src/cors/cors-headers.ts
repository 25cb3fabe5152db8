import { type CorsPolicy, originTemplate, soleOrigin } from './cors-policy';
import type { GatewayResponseObject } from '../document/extensions/gateway-response';
import type { IntegrationObject, IntegrationResponseObject } from '../document/extensions/integration';
import type { ProblemReport } from '../problems';
import type { Route } from '../route';

const ALLOW_ORIGIN = 'Access-Control-Allow-Origin';
const HEADER = 'method.response.header.';

/** The headers of every answer, as mapping expressions; without the origin if it has to be looked at first. */
export function answerHeaders(cors: CorsPolicy): Record<string, string> {
  const origin = soleOrigin(cors);
  return {
    ...(origin === undefined ? { Vary: '\'Origin\'' } : { [ALLOW_ORIGIN]: origin }),
    ...(cors.credentials && { 'Access-Control-Allow-Credentials': '\'true\'' }),
    ...(cors.exposeHeaders.length > 0 && { 'Access-Control-Expose-Headers': `'${cors.exposeHeaders.join(',')}'` }),
  };
}

/** An integration whose answers pages may read. A proxy is left as it is: what stands behind it says which headers it sends. */
export function withCorsHeaders(route: Route, integration: IntegrationObject, cors: CorsPolicy | undefined, problems: ProblemReport): IntegrationObject {
  if (!cors || !integration.responses) return integration;
  const responses = Object.entries(integration.responses).map(([pattern, response]) => {
    if (setsOrigin(response)) return [pattern, response];
    const templates = soleOrigin(cors) === undefined ? templatesWithOrigin(integration, response, cors) : response.responseTemplates;
    if (soleOrigin(cors) === undefined && !templates) {
      problems.warn('CorsOriginUnknown', route.routeKey, pattern);
      return [pattern, response];
    }
    return [pattern, { ...response, responseParameters: addHeaders(response.responseParameters, answerHeaders(cors), HEADER), ...(templates && { responseTemplates: templates }) }];
  });
  return { ...integration, responses: Object.fromEntries(responses) };
}

/** Gateway responses that pages may read, as far as that can be said of them without a look at the request. */
export function withCorsErrors(responses: Readonly<Record<string, GatewayResponseObject>>, cors: CorsPolicy | undefined): Record<string, GatewayResponseObject> {
  const origin = cors && errorOrigin(cors);
  if (!cors || !origin) return responses;
  const headers = {
    [ALLOW_ORIGIN]: origin,
    ...(cors.credentials && { 'Access-Control-Allow-Credentials': '\'true\'' }),
  };
  return Object.fromEntries(Object.entries({ DEFAULT_4XX: {}, DEFAULT_5XX: {}, ...responses }).map(([type, response]: [string, GatewayResponseObject]) =>
    [type, { ...response, responseParameters: addHeaders(response.responseParameters, headers, 'gatewayresponse.header.') }]));
}

/**
 * What the answers that API Gateway gives by itself allow. They cannot look at the request's origin. Without credentials, everybody may read
 * them, who could ask for them from elsewhere as well; with credentials, only a sole origin may, because they tell what a user may do.
 */
function errorOrigin(cors: CorsPolicy): string | undefined {
  return soleOrigin(cors) ?? (cors.credentials ? undefined : '\'*\'');
}

function setsOrigin({ responseParameters = {} }: IntegrationResponseObject): boolean {
  return Object.keys(responseParameters).some((key) => key.toLowerCase() === `${HEADER}${ALLOW_ORIGIN}`.toLowerCase());
}

/** Mapping expressions by key, and those of some headers that are not among them. */
function addHeaders(own: Record<string, string> = {}, headers: Record<string, string>, prefix: string): Record<string, string> {
  const keys = Object.keys(own).map((key) => key.toLowerCase());
  const added = Object.entries(headers).map(([name, value]) => [`${prefix}${name}`, value]).filter(([key]) => !keys.includes(key.toLowerCase()));
  return { ...Object.fromEntries(added), ...own };
}

/** A mock without a template has no body, which a template that prints nothing leaves so. */
function templatesWithOrigin({ type }: IntegrationObject, { responseTemplates }: IntegrationResponseObject, cors: CorsPolicy): Record<string, string> | undefined {
  const given = responseTemplates ?? (type === 'mock' ? { 'application/json': '' } : undefined);
  return given && Object.fromEntries(Object.entries(given).map(([contentType, template]) => [contentType, `${originTemplate(cors)}${template}`]));
}
