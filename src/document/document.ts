import type { EndpointConfigurationObject } from './extensions/endpoint-configuration';
import type { InfoObject, OpenApiDocument, PathItemObject, SecuritySchemeObject } from './openapi';
import { operationKey, operationObject, type Operation } from './operation';

/** What the document says of the API as a whole. */
export interface ApiSettings {
  readonly info: InfoObject;
  readonly apiKeySource?: 'HEADER' | 'AUTHORIZER';
  readonly binaryMediaTypes?: string[];
  /** In bytes. */
  readonly minimumCompressionSize?: number;
  readonly endpointConfiguration: EndpointConfigurationObject;
  readonly securityPolicy?: string;
  readonly endpointAccessMode?: 'BASIC' | 'STRICT';
  /** The resource policy. */
  readonly policy?: unknown;
}

const VALIDATOR = 'body-and-parameters';

/**
 * The OpenAPI document of an API. Paths and operations are in order of their keys, so that the order in which an app
 * adds its routes shows nowhere.
 */
export function renderDocument(settings: ApiSettings, operations: Iterable<Operation>): OpenApiDocument {
  const sorted = [...operations].sort((a, b) => compare(a.route.path, b.route.path) || compare(a.route.method, b.route.method));
  const schemes = securitySchemes(sorted);
  return {
    'openapi': '3.0.1',
    'info': settings.info,
    // Left out, the setting would keep its last value on an API that once had it.
    'servers': [{ 'x-amazon-apigateway-endpoint-configuration': settings.endpointConfiguration }],
    'paths': pathsObject(sorted),
    ...(schemes && { components: { securitySchemes: schemes } }),
    ...(settings.apiKeySource && { 'x-amazon-apigateway-api-key-source': settings.apiKeySource }),
    ...(settings.binaryMediaTypes?.length && { 'x-amazon-apigateway-binary-media-types': [...settings.binaryMediaTypes].sort(compare) }),
    ...(settings.minimumCompressionSize !== undefined && { 'x-amazon-apigateway-minimum-compression-size': settings.minimumCompressionSize }),
    ...(settings.policy !== undefined && { 'x-amazon-apigateway-policy': settings.policy }),
    ...(settings.securityPolicy && { 'x-amazon-apigateway-security-policy': settings.securityPolicy }),
    ...(settings.endpointAccessMode && { 'x-amazon-apigateway-endpoint-access-mode': settings.endpointAccessMode }),
    'x-amazon-apigateway-request-validators': { [VALIDATOR]: { validateRequestBody: true, validateRequestParameters: true } },
    'x-amazon-apigateway-request-validator': VALIDATOR,
  };
}

function pathsObject(sorted: Operation[]): Record<string, PathItemObject> {
  const paths: Record<string, PathItemObject> = {};
  for (const operation of sorted) {
    (paths[operation.route.path] ??= {})[operationKey(operation.route)] = operationObject(operation);
  }
  return paths;
}

function securitySchemes(operations: Operation[]): Record<string, SecuritySchemeObject> | undefined {
  const schemes = new Map(operations.flatMap(({ requires }) => requires.map(({ name, scheme }) => [name, scheme] as const)));
  return schemes.size > 0 ? Object.fromEntries([...schemes].sort(([a], [b]) => compare(a, b))) : undefined;
}

/** Order by code unit: the same on every machine, whatever its locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
