import type { IntegrationObject } from './extensions/integration';

/** The parts of an OpenAPI 3.0 document that API Gateway reads and Stagecraft writes. */
export interface OpenApiDocument {
  readonly 'openapi': '3.0.1';
  readonly 'info': InfoObject;
  readonly 'servers'?: ServerObject[];
  readonly 'paths': Record<string, PathItemObject>;
  readonly 'components'?: { readonly securitySchemes: Record<string, SecuritySchemeObject> };
  readonly 'x-amazon-apigateway-api-key-source'?: 'HEADER' | 'AUTHORIZER';
  readonly 'x-amazon-apigateway-binary-media-types'?: string[];
  readonly 'x-amazon-apigateway-minimum-compression-size'?: number;
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
  readonly 'x-amazon-apigateway-endpoint-configuration': { readonly disableExecuteApiEndpoint: boolean };
}

/** Operations by their key in the document: `get`, `post`, …, `x-amazon-apigateway-any-method`. */
export type PathItemObject = Record<string, OperationObject>;

export interface OperationObject {
  readonly 'operationId'?: string;
  readonly 'parameters'?: ParameterObject[];
  readonly 'responses': ResponsesObject;
  readonly 'security'?: SecurityRequirementObject[];
  readonly 'x-amazon-apigateway-integration': IntegrationObject;
}

export interface ParameterObject {
  readonly name: string;
  readonly in: 'path';
  readonly required: true;
  readonly schema: { readonly type: 'string' };
}

export type ResponsesObject = Record<string, { readonly description: string }>;

export type SecurityRequirementObject = Record<string, string[]>;

export interface SecuritySchemeObject {
  readonly 'type': 'apiKey';
  readonly 'name': string;
  readonly 'in': 'header';
  readonly 'x-amazon-apigateway-authtype'?: string;
}

export interface RequestValidatorObject {
  readonly validateRequestBody: boolean;
  readonly validateRequestParameters: boolean;
}
