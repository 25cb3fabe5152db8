import type { AuthorizerObject } from './extensions/authorizer';
import type { DocumentationObject } from './extensions/documentation';
import type { EndpointConfigurationObject } from './extensions/endpoint-configuration';
import type { GatewayResponseObject } from './extensions/gateway-response';
import type { IntegrationObject } from './extensions/integration';

/** The parts of an OpenAPI 3.0 document that API Gateway reads and Stagecraft writes. */
export interface OpenApiDocument {
  readonly 'openapi': '3.0.1';
  readonly 'info': InfoObject;
  readonly 'servers'?: ServerObject[];
  readonly 'paths': Record<string, PathItemObject>;
  readonly 'components'?: ComponentsObject;
  readonly 'x-amazon-apigateway-api-key-source'?: 'HEADER' | 'AUTHORIZER';
  readonly 'x-amazon-apigateway-binary-media-types'?: string[];
  readonly 'x-amazon-apigateway-minimum-compression-size'?: number;
  readonly 'x-amazon-apigateway-gateway-responses'?: Record<string, GatewayResponseObject>;
  readonly 'x-amazon-apigateway-policy'?: unknown;
  readonly 'x-amazon-apigateway-security-policy'?: string;
  readonly 'x-amazon-apigateway-endpoint-access-mode'?: 'BASIC' | 'STRICT';
  readonly 'x-amazon-apigateway-documentation'?: DocumentationObject;
  readonly 'x-amazon-apigateway-request-validators': Record<string, RequestValidatorObject>;
  readonly 'x-amazon-apigateway-request-validator': string;
}

export interface InfoObject {
  readonly title: string;
  readonly description?: string;
  readonly version: string;
}

/** API Gateway reads nothing of a server but its endpoint configuration. */
export interface ServerObject {
  readonly 'x-amazon-apigateway-endpoint-configuration': EndpointConfigurationObject;
}

export interface ComponentsObject {
  readonly schemas?: Record<string, SchemaObject>;
  readonly securitySchemes?: Record<string, SecuritySchemeObject>;
}

/** A JSON Schema, as far as OpenAPI has it. */
export type SchemaObject = Record<string, any>;

/** Operations by their key in the document: `get`, `post`, …, `x-amazon-apigateway-any-method`. */
export type PathItemObject = Record<string, OperationObject>;

export interface OperationObject {
  readonly 'operationId'?: string;
  readonly 'parameters'?: ParameterObject[];
  readonly 'requestBody'?: RequestBodyObject;
  readonly 'responses': ResponsesObject;
  readonly 'security'?: SecurityRequirementObject[];
  readonly 'x-amazon-apigateway-request-validator'?: string;
  readonly 'x-amazon-apigateway-integration': IntegrationObject;
}

export interface ParameterObject {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: { readonly type: 'string' };
}

export interface RequestBodyObject {
  readonly required: boolean;
  readonly content: Record<string, MediaTypeObject>;
}

export interface MediaTypeObject {
  readonly schema: SchemaObject;
}

/** Responses by status code. */
export type ResponsesObject = Record<string, ResponseObject>;

export interface ResponseObject {
  readonly description: string;
  readonly headers?: Record<string, { readonly schema: { readonly type: 'string' } }>;
  readonly content?: Record<string, MediaTypeObject>;
}

export type SecurityRequirementObject = Record<string, string[]>;

export interface SecuritySchemeObject {
  readonly 'type': 'apiKey';
  readonly 'name': string;
  readonly 'in': 'header' | 'query';
  readonly 'x-amazon-apigateway-authtype'?: string;
  readonly 'x-amazon-apigateway-authorizer'?: AuthorizerObject;
}

export interface RequestValidatorObject {
  readonly validateRequestBody: boolean;
  readonly validateRequestParameters: boolean;
}
