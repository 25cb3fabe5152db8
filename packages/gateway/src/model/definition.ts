import type { Json } from '../json';
import type { Sourced, Texts } from './source';

/** What a deployment takes a snapshot of. */
export interface Definition {
  readonly settings: DefinitionSettings;
  /** Every path of the API, `/` and those without methods included. */
  readonly resources: readonly Resource[];
  readonly methods: readonly Method[];
  readonly models: Readonly<Record<string, Model>>;
  /** By name. */
  readonly authorizers: Readonly<Record<string, Authorizer>>;
  /** By response type, such as `DEFAULT_4XX`. */
  readonly gatewayResponses: Readonly<Record<string, GatewayResponse>>;
}

export interface DefinitionSettings {
  readonly binaryMediaTypes: readonly string[];
  /** Bytes; absent where nothing is compressed. */
  readonly minimumCompressionSize?: number;
  readonly apiKeySource: 'HEADER' | 'AUTHORIZER';
  /** The resource policy. */
  readonly policy?: Json;
}

export interface Resource extends Sourced {
  readonly id: string;
  /** With its variables: `/orders/{orderId}`, `/files/{proxy+}`. */
  readonly path: string;
}

export type AuthorizationType = 'NONE' | 'AWS_IAM' | 'CUSTOM' | 'COGNITO_USER_POOLS';

export interface Method extends Sourced {
  /** `GET`, …, or `ANY`. */
  readonly httpMethod: string;
  readonly path: string;
  readonly resourceId: string;
  readonly operationName?: string;
  readonly authorizationType: AuthorizationType;
  /** The authorizer's name in the definition; with `CUSTOM` and `COGNITO_USER_POOLS` only. */
  readonly authorizer?: string;
  readonly authorizationScopes: readonly string[];
  readonly apiKeyRequired: boolean;
  /** `method.request.querystring.page` and whether it is required. */
  readonly requestParameters: Readonly<Record<string, boolean>>;
  /** Names of models by content type. */
  readonly requestModels: Texts;
  readonly requestValidator: RequestValidator;
  /** Absent where the definition has none: such a method answers 500. */
  readonly integration?: Integration;
  readonly methodResponses: readonly MethodResponse[];
}

export interface RequestValidator {
  readonly validateRequestBody: boolean;
  readonly validateRequestParameters: boolean;
}

export interface MethodResponse {
  readonly statusCode: string;
  /** `method.response.header.Location` and whether it is required. */
  readonly responseParameters: Readonly<Record<string, boolean>>;
  /** Names of models by content type. */
  readonly responseModels: Texts;
}

export type IntegrationType = 'AWS' | 'AWS_PROXY' | 'HTTP' | 'HTTP_PROXY' | 'MOCK';
export type ContentHandling = 'CONVERT_TO_BINARY' | 'CONVERT_TO_TEXT';
export type PassthroughBehavior = 'WHEN_NO_MATCH' | 'WHEN_NO_TEMPLATES' | 'NEVER';

export interface Integration extends Sourced {
  readonly type: IntegrationType;
  readonly httpMethod?: string;
  readonly uri?: string;
  readonly credentials?: string;
  readonly connectionType: 'INTERNET' | 'VPC_LINK';
  readonly connectionId?: string;
  /** The listener behind a VPC link. */
  readonly integrationTarget?: string;
  readonly passthroughBehavior: PassthroughBehavior;
  readonly contentHandling?: ContentHandling;
  /** `integration.request.header.X-Tenant` and where its value is from. */
  readonly requestParameters: Texts;
  /** By content type. */
  readonly requestTemplates: Texts;
  readonly timeoutInMillis: number;
  readonly cacheNamespace: string;
  readonly cacheKeyParameters: readonly string[];
  readonly tlsConfig: { readonly insecureSkipVerification: boolean };
  readonly responseTransferMode: 'BUFFERED' | 'STREAM';
  readonly responses: readonly IntegrationResponse[];
}

export interface IntegrationResponse {
  /** A Java regular expression over the whole status code or error message; absent in the default response. */
  readonly selectionPattern?: string;
  readonly statusCode: string;
  readonly responseParameters: Texts;
  readonly responseTemplates: Texts;
  readonly contentHandling?: ContentHandling;
}

/** A JSON schema of draft 4. */
export interface Model extends Sourced {
  readonly name: string;
  readonly contentType: string;
  /** References to other models are `https://apigateway.amazonaws.com/restapis/{apiId}/models/{name}`. */
  readonly schema: Json;
}

export interface Authorizer extends Sourced {
  readonly id: string;
  readonly name: string;
  readonly type: 'TOKEN' | 'REQUEST' | 'COGNITO_USER_POOLS';
  readonly authorizerUri?: string;
  readonly authorizerCredentials?: string;
  readonly resultTtlInSeconds: number;
  /** `method.request.header.Authorization`, …, one of each source. */
  readonly identitySource: readonly string[];
  readonly identityValidationExpression?: string;
  readonly providerArns: readonly string[];
}

export interface GatewayResponse extends Sourced {
  readonly responseType: string;
  /** Absent where the type's own status code stays. */
  readonly statusCode?: string;
  /** `gatewayresponse.header.X` and where its value is from. */
  readonly responseParameters: Texts;
  readonly responseTemplates: Texts;
}
