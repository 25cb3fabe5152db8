import * as path from 'node:path';
import type { Method } from '../src/model/definition';
import { readGateway } from '../src/read';

const model = readGateway({ template: path.join(__dirname, 'fixtures', 'sam', 'orders.transformed.json'), region: 'eu-west-1' });
const [api] = model.rest;
const { definition } = api;

test('nothing is missing but the code, which is in a bucket', () => {
  expect(model.diagnostics.map(({ code, where }) => [code, where.logicalId])).toEqual([['unreadable-file', 'List'], ['unreadable-file', 'Authorize']]);
});

const LIST = 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:list:live/invocations';

test.each<[route: string, want: Partial<Method>]>([
  ['GET /orders', { authorizationType: 'CUSTOM', authorizer: 'Token', requestParameters: { 'method.request.querystring.page': true } }],
  [
    'POST /orders',
    {
      authorizationType: 'CUSTOM',
      authorizer: 'Request',
      apiKeyRequired: true,
      requestModels: { 'application/json': 'order' },
      requestValidator: { validateRequestBody: true, validateRequestParameters: false },
    },
  ],
  ['GET /orders/{id}', { authorizationType: 'COGNITO_USER_POOLS', authorizer: 'Pool', authorizationScopes: ['orders/read'] }],
  ['ANY /files/{proxy+}', { authorizationType: 'AWS_IAM' }],
  ['GET /health', { authorizationType: 'NONE' }],
])('%s', (route, want) => {
  const method = definition.methods.find(({ httpMethod, path: one }) => `${httpMethod} ${one}` === route);
  expect(method).toMatchObject({ integration: { type: 'AWS_PROXY', httpMethod: 'POST', uri: LIST }, ...want });
});

test('preflight', () => {
  const method = definition.methods.find(({ httpMethod, path: one }) => `${httpMethod} ${one}` === 'OPTIONS /orders');
  expect(method).toMatchObject({
    authorizationType: 'NONE',
    integration: { type: 'MOCK', responses: [{ statusCode: '200', responseParameters: { 'method.response.header.Access-Control-Allow-Origin': "'https://shop.example'" } }] },
    methodResponses: [{ statusCode: '200', responseParameters: { 'method.response.header.Access-Control-Allow-Origin': false } }],
  });
});

test('authorizers', () => {
  const authorizerUri = 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:authorize/invocations';
  expect(definition.authorizers).toMatchObject({
    Token: { type: 'TOKEN', authorizerUri, identitySource: ['method.request.header.X-Token'], identityValidationExpression: '^t', resultTtlInSeconds: 0 },
    Request: { type: 'REQUEST', authorizerUri, identitySource: ['method.request.header.X-A', 'method.request.querystring.key'], resultTtlInSeconds: 300 },
    Pool: { type: 'COGNITO_USER_POOLS', providerArns: [model.userPools[0].arn] },
  });
});

test('the API', () => {
  expect(api.endpoint.type).toBe('REGIONAL');
  expect(definition.settings).toMatchObject({ binaryMediaTypes: ['image/png'], minimumCompressionSize: 1024 });
  expect(JSON.stringify(definition.settings.policy)).toContain(`arn:aws:execute-api:eu-west-1:123456789012:${api.id}/prod/GET/health`);
  expect(definition.gatewayResponses.THROTTLED).toMatchObject({ statusCode: '503', responseParameters: { 'gatewayresponse.header.Retry-After': "'1'" } });
});

test('the stage, its plan and its domain', () => {
  expect(api.stages).toMatchObject([{
    name: 'prod',
    deploymentId: Object.keys(api.deployments)[0],
    variables: { host: 'x.example' },
    tracingEnabled: true,
    canary: { percentTraffic: 10, stageVariableOverrides: { host: 'y.example' } },
    methodSettings: [{ resourcePath: '/orders', httpMethod: 'GET', throttlingRateLimit: 5, throttlingBurstLimit: 2 }],
    accessLog: { destinationArn: model.logGroups[0].arn },
  }]);
  expect(model.usagePlans).toMatchObject([{ apiStages: [{ apiId: api.id, stage: 'prod' }], quota: { limit: 100, period: 'DAY' }, keys: [model.apiKeys[0].id] }]);
  expect(model.domains).toMatchObject([{ domainName: 'api.shop.example', mappings: [{ basePath: 'v1', apiId: api.id, stage: 'prod' }] }]);
});

test('the alias that the routes invoke', () => {
  const { aliases: [alias], versions: [version], permissions } = model.lambda;
  expect(alias).toMatchObject({ name: 'live', functionVersion: version.version });
  expect(permissions.map(({ functionArn, sourceArn }) => [functionArn, sourceArn])).toContainEqual(
    [alias.arn, `arn:aws:execute-api:eu-west-1:123456789012:${api.id}/*/GET/orders`],
  );
});
