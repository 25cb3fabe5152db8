import type { Json, JsonObject } from '../src/json';
import { modelOf, withoutSources } from './support/read';

const API = { RestApiId: { Ref: 'Api' } };
const ROOT = { 'Fn::GetAtt': ['Api', 'RootResourceId'] };
const URI = 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:authorize/invocations';
const ORDER = { type: 'object', required: ['item'], properties: { item: { type: 'string' } } };
const POLICY = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' }] };

const part = (type: string, properties: JsonObject): JsonObject => ({ Type: `AWS::ApiGateway::${type}`, Properties: { ...API, ...properties } });

const resources: JsonObject = {
  Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'Orders', Policy: POLICY, MinimumCompressionSize: 1 } },
  Token: part('Authorizer', { Name: 'token', Type: 'TOKEN', AuthorizerUri: URI, IdentitySource: 'method.request.header.X-Token', AuthorizerResultTtlInSeconds: 5 }),
  Pool: part('Authorizer', { Name: 'pool', Type: 'COGNITO_USER_POOLS', ProviderARNs: ['arn:pool'], IdentitySource: 'method.request.header.Authorization' }),
  Empty: part('Model', { Name: 'Empty', Schema: { type: 'object' } }),
  Error: part('Model', { Name: 'Error', Schema: { type: 'object' } }),
  Item: part('Model', { Name: 'Item', Schema: { type: 'string' } }),
  Order: part('Model', { Name: 'Order', Schema: { ...ORDER, properties: { item: { $ref: { 'Fn::Sub': 'https://apigateway.amazonaws.com/restapis/${Api}/models/Item' } } } } }),
  Validator: part('RequestValidator', { ValidateRequestBody: true, ValidateRequestParameters: false }),
  Throttled: part('GatewayResponse', { ResponseType: 'THROTTLED', StatusCode: '503', ResponseParameters: { 'gatewayresponse.header.Retry-After': "'1'" } }),
  Orders: part('Resource', { ParentId: ROOT, PathPart: 'orders' }),
  OneOrder: part('Resource', { ParentId: { Ref: 'Orders' }, PathPart: '{orderId}' }),
  Create: part('Method', {
    ResourceId: { Ref: 'Orders' },
    HttpMethod: 'POST',
    OperationName: 'create',
    AuthorizationType: 'CUSTOM',
    AuthorizerId: { Ref: 'Token' },
    ApiKeyRequired: true,
    RequestModels: { 'application/json': { Ref: 'Order' } },
    RequestValidatorId: { Ref: 'Validator' },
    MethodResponses: [{ StatusCode: '200', ResponseModels: { 'application/json': 'Empty' }, ResponseParameters: { 'method.response.header.ETag': false } }],
    Integration: {
      Type: 'HTTP',
      IntegrationHttpMethod: 'PUT',
      Uri: 'https://${stageVariables.host}/',
      CacheKeyParameters: [],
      TimeoutInMillis: 100,
      IntegrationResponses: [{ StatusCode: '200', ResponseParameters: { 'method.response.header.ETag': 'integration.response.header.ETag' } }, { StatusCode: '502', SelectionPattern: '5..' }],
    },
  }),
  Get: part('Method', {
    ResourceId: { Ref: 'OneOrder' },
    HttpMethod: 'GET',
    AuthorizationType: 'COGNITO_USER_POOLS',
    AuthorizerId: { Ref: 'Pool' },
    AuthorizationScopes: ['orders/read'],
    RequestParameters: { 'method.request.path.orderId': true, 'method.request.querystring.full': false },
    Integration: { Type: 'MOCK', PassthroughBehavior: 'NEVER', RequestTemplates: { 'application/json': '{"statusCode": 200}' } },
  }),
};

const create: JsonObject = {
  'operationId': 'create',
  'security': [{ token: [], key: [] }],
  'x-amazon-apigateway-request-validator': 'body',
  'x-amazon-apigateway-integration': {
    type: 'http',
    httpMethod: 'PUT',
    uri: 'https://${stageVariables.host}/',
    timeoutInMillis: 100,
    responses: {
      'default': { statusCode: '200', responseParameters: { 'method.response.header.ETag': 'integration.response.header.ETag' } },
      '5..': { statusCode: '502' },
    },
  },
};
const get: JsonObject = {
  'security': [{ pool: ['orders/read'] }],
  'x-amazon-apigateway-integration': { type: 'mock', passthroughBehavior: 'never', requestTemplates: { 'application/json': '{"statusCode": 200}' } },
};
const extensions: JsonObject = {
  'x-amazon-apigateway-policy': POLICY,
  'x-amazon-apigateway-minimum-compression-size': 1,
  'x-amazon-apigateway-request-validators': { body: { validateRequestBody: true } },
  'x-amazon-apigateway-gateway-responses': { THROTTLED: { statusCode: 503, responseParameters: { 'gatewayresponse.header.Retry-After': "'1'" } } },
};
const schemes: JsonObject = {
  token: { 'type': 'apiKey', 'in': 'header', 'name': 'X-Token', 'x-amazon-apigateway-authorizer': { type: 'token', authorizerUri: URI, authorizerResultTtlInSeconds: 5 } },
  pool: { 'type': 'apiKey', 'in': 'header', 'name': 'Authorization', 'x-amazon-apigateway-authorizer': { type: 'cognito_user_pools', providerARNs: ['arn:pool'] } },
  key: { type: 'apiKey', in: 'header', name: 'x-api-key' },
};
const models = (prefix: string): JsonObject => ({
  Empty: { type: 'object' }, Error: { type: 'object' }, Item: { type: 'string' }, Order: { ...ORDER, properties: { item: { $ref: `${prefix}Item` } } },
});

const openApi3: JsonObject = {
  openapi: '3.0.1',
  info: { title: 'Orders', version: '1' },
  paths: {
    '/orders': {
      post: {
        ...create,
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } } },
        responses: { 200: { headers: { ETag: {} }, content: { 'application/json': { schema: { $ref: '#/components/schemas/Empty' } } } } },
      },
    },
    '/orders/{orderId}': { parameters: [{ in: 'path', name: 'orderId', required: true }], get: { ...get, parameters: [{ in: 'query', name: 'full' }] } },
  },
  components: { schemas: models('#/components/schemas/'), securitySchemes: schemes },
  ...extensions,
};

const swagger2: JsonObject = {
  swagger: '2.0',
  info: { title: 'Orders', version: '1' },
  paths: {
    '/orders': {
      post: {
        ...create,
        parameters: [{ in: 'body', name: 'order', schema: { $ref: '#/definitions/Order' } }],
        responses: { 200: { headers: { ETag: {} }, schema: { $ref: '#/definitions/Empty' } } },
      },
    },
    '/orders/{orderId}': { parameters: [{ in: 'path', name: 'orderId', required: true }], get: { ...get, parameters: [{ in: 'query', name: 'full' }] } },
  },
  definitions: models('#/definitions/'),
  securityDefinitions: schemes,
  ...extensions,
};

/** The definition without ids; a stack's ids depend on how the API is written. */
function definitionOf(template: JsonObject): Json {
  const { rest: [{ definition }], diagnostics } = modelOf({ Resources: template });
  expect(diagnostics).toEqual([]);
  return JSON.parse(JSON.stringify(withoutSources(definition), (name, value) => ['id', 'resourceId', 'cacheNamespace'].includes(name) ? undefined : value));
}

test.each([['OpenAPI 3', openApi3], ['Swagger 2', swagger2]])('%s and resources give one definition', (_, Body) => {
  const imported = definitionOf({ Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body } } });
  expect(imported).toEqual(definitionOf(resources));
});
