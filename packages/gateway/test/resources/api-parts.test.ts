import type { JsonObject } from '../../src/json';
import type { GatewayModel } from '../../src/model/gateway';
import { modelOf, withoutSources } from '../support/read';

const API = { RestApiId: { Ref: 'Api' } };
const ROOT = { 'Fn::GetAtt': ['Api', 'RootResourceId'] };
const part = (type: string, properties: JsonObject): JsonObject => ({ Type: `AWS::ApiGateway::${type}`, Properties: { ...API, ...properties } });
const method = (properties: JsonObject = {}) => part('Method', { ResourceId: ROOT, HttpMethod: 'GET', Integration: { Type: 'MOCK' }, ...properties });

const read = (resources: JsonObject, body?: JsonObject): GatewayModel =>
  modelOf({ Resources: { Api: { Type: 'AWS::ApiGateway::RestApi', Properties: body ? { Body: body } : {} }, ...resources } });
const said = ({ diagnostics }: GatewayModel) => diagnostics.map(({ code, where }) => `${code} ${where.logicalId} ${where.property}`);

test('paths of resources, whatever their order', () => {
  const { rest: [{ definition }] } = read({
    Item: part('Resource', { ParentId: { Ref: 'Order' }, PathPart: 'items' }),
    Order: part('Resource', { ParentId: { Ref: 'Orders' }, PathPart: '{orderId}' }),
    Orders: part('Resource', { ParentId: ROOT, PathPart: 'orders' }),
    Any: method({ ResourceId: { Ref: 'Item' }, HttpMethod: 'any' }),
    Root: method(),
  });
  expect(definition.resources.map(({ path, source }) => [path, source.logicalId])).toEqual([
    ['/', 'Api'], ['/orders', 'Orders'], ['/orders/{orderId}', 'Order'], ['/orders/{orderId}/items', 'Item'],
  ]);
  expect(definition.methods.map(({ httpMethod, path, resourceId }) => [httpMethod, path, resourceId])).toEqual([
    ['GET', '/', definition.resources[0].id], ['ANY', '/orders/{orderId}/items', definition.resources[3].id],
  ]);
});

test('all fields of a method', () => {
  const { rest: [{ definition }], ...rest } = read({
    Validator: part('RequestValidator', { ValidateRequestBody: true, ValidateRequestParameters: 'true' }),
    Authorizer: part('Authorizer', { Name: 'auth', Type: 'COGNITO_USER_POOLS', ProviderARNs: ['arn:pool'], IdentitySource: 'method.request.header.Authorization' }),
    Order: part('Model', { Name: 'Order', Schema: { type: 'object' } }),
    Method: method({
      HttpMethod: 'POST',
      OperationName: 'create',
      ApiKeyRequired: true,
      AuthorizationType: 'COGNITO_USER_POOLS',
      AuthorizerId: { Ref: 'Authorizer' },
      AuthorizationScopes: ['orders/write'],
      RequestValidatorId: { Ref: 'Validator' },
      RequestModels: { 'application/json': { Ref: 'Order' } },
      RequestParameters: { 'method.request.querystring.page': true, 'method.request.header.X': 'false' },
      Integration: {
        Type: 'AWS',
        IntegrationHttpMethod: 'POST',
        Uri: 'arn:aws:apigateway:eu-west-1:sqs:path/x',
        Credentials: 'arn:role',
        ConnectionType: 'VPC_LINK',
        ConnectionId: 'l',
        IntegrationTarget: 't',
        PassthroughBehavior: 'NEVER',
        ContentHandling: 'CONVERT_TO_BINARY',
        RequestParameters: { 'integration.request.header.A': "'b'" },
        RequestTemplates: { 'application/json': 'x' },
        TimeoutInMillis: 50,
        CacheNamespace: 'n',
        CacheKeyParameters: ['method.request.querystring.page'],
        ResponseTransferMode: 'STREAM',
        IntegrationResponses: [
          { StatusCode: 200, ResponseTemplates: { 'application/json': '{}' } },
          { StatusCode: '400', SelectionPattern: '4..', ContentHandling: 'CONVERT_TO_TEXT', ResponseParameters: { 'method.response.header.B': 'integration.response.header.B' } },
        ],
      },
      MethodResponses: [{ StatusCode: 200, ResponseModels: { 'application/json': 'Empty' }, ResponseParameters: { 'method.response.header.B': true } }],
    }),
  });
  expect(rest.diagnostics).toEqual([]);
  expect(withoutSources(definition.methods[0])).toEqual({
    httpMethod: 'POST',
    path: '/',
    resourceId: definition.resources[0].id,
    operationName: 'create',
    apiKeyRequired: true,
    authorizationType: 'COGNITO_USER_POOLS',
    authorizer: 'auth',
    authorizationScopes: ['orders/write'],
    requestParameters: { 'method.request.querystring.page': true, 'method.request.header.X': false },
    requestModels: { 'application/json': 'Order' },
    requestValidator: { validateRequestBody: true, validateRequestParameters: true },
    integration: {
      type: 'AWS',
      httpMethod: 'POST',
      uri: 'arn:aws:apigateway:eu-west-1:sqs:path/x',
      credentials: 'arn:role',
      connectionType: 'VPC_LINK',
      connectionId: 'l',
      integrationTarget: 't',
      passthroughBehavior: 'NEVER',
      contentHandling: 'CONVERT_TO_BINARY',
      requestParameters: { 'integration.request.header.A': "'b'" },
      requestTemplates: { 'application/json': 'x' },
      timeoutInMillis: 50,
      cacheNamespace: 'n',
      cacheKeyParameters: ['method.request.querystring.page'],
      tlsConfig: { insecureSkipVerification: false },
      responseTransferMode: 'STREAM',
      responses: [
        { statusCode: '200', responseParameters: {}, responseTemplates: { 'application/json': '{}' } },
        {
          selectionPattern: '4..',
          statusCode: '400',
          contentHandling: 'CONVERT_TO_TEXT',
          responseParameters: { 'method.response.header.B': 'integration.response.header.B' },
          responseTemplates: {},
        },
      ],
    },
    methodResponses: [{ statusCode: '200', responseModels: { 'application/json': 'Empty' }, responseParameters: { 'method.response.header.B': true } }],
  });
});

test('models, with the two that every API has', () => {
  const { rest: [{ definition: { models } }] } = read({
    A: part('Model', { Name: 'A', ContentType: 'application/xml', Schema: { type: 'string' }, Description: 'x' }),
    B: part('Model', { Schema: '{"type": "number"}' }),
  });
  const [, , , generated] = Object.keys(models);
  expect(Object.keys(models)).toEqual(['Empty', 'Error', 'A', expect.stringMatching(/^B[0-9a-z]{10}$/)]);
  expect(withoutSources(models.A)).toEqual({ name: 'A', contentType: 'application/xml', schema: { type: 'string' } });
  expect(models[generated].schema).toEqual({ type: 'number' });
});

test('authorizers', () => {
  const { rest: [{ definition: { authorizers } }] } = read({
    Token: part('Authorizer', { Name: 't', Type: 'TOKEN', AuthorizerUri: 'u', AuthorizerCredentials: 'c', IdentitySource: 'method.request.header.X', IdentityValidationExpression: '^x', AuthorizerResultTtlInSeconds: 60 }),
    Request: part('Authorizer', { Name: 'r', Type: 'REQUEST', AuthorizerUri: 'u', AuthorizerResultTtlInSeconds: 0 }),
  });
  const id = expect.any(String);
  expect(withoutSources(authorizers)).toEqual({
    t: {
      id,
      name: 't',
      type: 'TOKEN',
      authorizerUri: 'u',
      authorizerCredentials: 'c',
      identitySource: ['method.request.header.X'],
      identityValidationExpression: '^x',
      resultTtlInSeconds: 60,
      providerArns: [],
    },
    r: { id, name: 'r', type: 'REQUEST', authorizerUri: 'u', identitySource: [], resultTtlInSeconds: 0, providerArns: [] },
  });
});

test('gateway responses', () => {
  const { rest: [{ definition: { gatewayResponses } }] } = read({
    Denied: part('GatewayResponse', { ResponseType: 'ACCESS_DENIED', StatusCode: 404, ResponseTemplates: { 'application/json': '{}' } }),
  });
  expect(withoutSources(gatewayResponses)).toEqual({
    ACCESS_DENIED: { responseType: 'ACCESS_DENIED', statusCode: '404', responseParameters: {}, responseTemplates: { 'application/json': '{}' } },
  });
});

test('resources beside a body are added to it', () => {
  const body = { openapi: '3.0.1', paths: { '/a': { get: { 'x-amazon-apigateway-integration': { type: 'mock' } } } } };
  const model = read({ Root: method() }, body);
  expect(model.rest[0].definition.methods.map(({ path }) => path)).toEqual(['/', '/a']);
  expect(said(model)).toEqual(['body-and-resources Api /Properties/Body']);
});

test.each<[name: string, resources: JsonObject, want: string[]]>([
  ['a method of no resource', { M: method({ ResourceId: 'x' }) }, ['unknown-reference M /Properties/ResourceId']],
  ['a method without an integration', { M: method({ Integration: { Ref: 'AWS::NoValue' } }) }, ['missing-value M /Properties/Integration']],
  ['a method of no authorizer', { M: method({ AuthorizationType: 'CUSTOM' }) }, ['unknown-reference M /Properties/AuthorizerId']],
  ['a method of no validator', { M: method({ RequestValidatorId: 'x' }) }, ['unknown-reference M /Properties/RequestValidatorId']],
  ['a method without a name', { M: method({ HttpMethod: { Ref: 'AWS::NoValue' } }) }, ['missing-value M /Properties/HttpMethod']],
  ['a method twice', { M: method(), N: method() }, ['duplicate N /Properties/HttpMethod']],
  ['a resource of no parent', { R: part('Resource', { ParentId: 'x', PathPart: 'a' }) }, ['unknown-reference R /Properties/ParentId']],
  ['a resource below itself', { R: part('Resource', { ParentId: { Ref: 'R' }, PathPart: 'a' }) }, ['unknown-reference R /Properties/ParentId']],
  ['a resource without a part', { R: part('Resource', { ParentId: ROOT }) }, ['missing-value R /Properties/PathPart']],
  ['an API that is elsewhere', { M: part('Method', { RestApiId: 'abc' }) }, ['not-served M /Properties/RestApiId']],
  ['no API', { M: { Type: 'AWS::ApiGateway::Method' } }, ['missing-value M /Properties/RestApiId']],
  ['an API that is cloned', { B: { Type: 'AWS::ApiGateway::RestApi', Properties: { CloneFrom: 'abc' } } }, ['not-served B /Properties/CloneFrom']],
  ['an HTTP API', { B: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } } }, ['not-served B undefined']],
  ['a template of SAM', { B: { Type: 'AWS::Serverless::Api' } }, ['not-served B undefined']],
])('%s', (_, resources, want) => {
  expect(said(read(resources))).toEqual(want);
});
