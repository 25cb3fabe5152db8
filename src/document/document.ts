import { documentationParts } from './documentation';
import type { DocumentationPartObject } from './extensions/documentation';
import type { EndpointConfigurationObject } from './extensions/endpoint-configuration';
import type { GatewayResponseObject } from './extensions/gateway-response';
import type { InfoObject, OpenApiDocument, PathItemObject, SecuritySchemeObject } from './openapi';
import { operationKey, OperationObjects, type Operation, type OperationSettings } from './operation';
import { requestValidators } from './request-validators';
import type { Schemas } from './schemas';

/** What the document says of what clients may rely on, beside the routes. */
export interface ContractSettings extends OperationSettings {
  readonly schemas: Schemas;
  /** The request validator of routes that name no other. */
  readonly validator: string;
  /** By type, in order. */
  readonly gatewayResponses: Readonly<Record<string, GatewayResponseObject>>;
  readonly documentation: { readonly version?: string; readonly parts: readonly DocumentationPartObject[] };
}

/** What the document says of the API as a whole. */
export interface ApiSettings extends ContractSettings {
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

/**
 * The OpenAPI document of an API. Paths and operations are in order of their keys, so that the order in which an app
 * adds its routes shows nowhere.
 */
export function renderDocument(settings: ApiSettings, operations: Iterable<Operation>): OpenApiDocument {
  const sorted = [...operations].sort((a, b) => compare(a.route.path, b.route.path) || compare(a.route.method, b.route.method));
  const schemas = settings.schemas.object();
  const schemes = securitySchemes(sorted);
  const parts = documentationParts(settings.documentation.parts, sorted);
  return {
    'openapi': '3.0.1',
    'info': settings.info,
    // Left out, the setting would keep its last value on an API that once had it.
    'servers': [{ 'x-amazon-apigateway-endpoint-configuration': settings.endpointConfiguration }],
    'paths': pathsObject(sorted, settings),
    ...((schemas || schemes) && { components: { ...(schemas && { schemas }), ...(schemes && { securitySchemes: schemes }) } }),
    ...(settings.apiKeySource && { 'x-amazon-apigateway-api-key-source': settings.apiKeySource }),
    ...(settings.binaryMediaTypes?.length && { 'x-amazon-apigateway-binary-media-types': [...settings.binaryMediaTypes].sort(compare) }),
    ...(settings.minimumCompressionSize !== undefined && { 'x-amazon-apigateway-minimum-compression-size': settings.minimumCompressionSize }),
    ...(settings.policy !== undefined && { 'x-amazon-apigateway-policy': settings.policy }),
    ...(settings.securityPolicy && { 'x-amazon-apigateway-security-policy': settings.securityPolicy }),
    ...(settings.endpointAccessMode && { 'x-amazon-apigateway-endpoint-access-mode': settings.endpointAccessMode }),
    ...(Object.keys(settings.gatewayResponses).length > 0 && { 'x-amazon-apigateway-gateway-responses': settings.gatewayResponses }),
    ...(parts.length > 0 && { 'x-amazon-apigateway-documentation': { version: settings.documentation.version, documentationParts: parts } }),
    'x-amazon-apigateway-request-validators': requestValidators([settings.validator, ...sorted.flatMap(({ validator }) => validator ?? [])]),
    'x-amazon-apigateway-request-validator': settings.validator,
  };
}

function pathsObject(sorted: Operation[], settings: ApiSettings): Record<string, PathItemObject> {
  const objects = new OperationObjects(settings);
  const paths: Record<string, PathItemObject> = {};
  for (const operation of sorted) {
    (paths[operation.route.path] ??= {})[operationKey(operation.route)] = objects.of(operation);
  }
  return paths;
}

function securitySchemes(operations: Operation[]): Record<string, SecuritySchemeObject> | undefined {
  const distinct = [...new Set(operations.map(({ requires }) => requires))];
  const schemes = new Map(distinct.flatMap((requires) => requires.map(({ name, scheme }) => [name, scheme] as const)));
  return schemes.size > 0 ? Object.fromEntries([...schemes].sort(([a], [b]) => compare(a, b))) : undefined;
}

/** Order by code unit: the same on every machine, whatever its locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
