import type { JsonObject } from '../../src/json';
import { MOCK, methodOf, version2, version3, withOperation } from '../support/openapi';
import { importOf, withoutSources } from '../support/read';

describe('security', () => {
  const schemes = {
    token: {
      'type': 'apiKey',
      'in': 'header',
      'name': 'X-Token',
      'x-amazon-apigateway-authorizer': { type: 'token', authorizerUri: 'uri', authorizerCredentials: 'role', identityValidationExpression: '^x', authorizerResultTtlInSeconds: 0 },
    },
    request: {
      'type': 'apiKey',
      'in': 'header',
      'name': 'Unused',
      'x-amazon-apigateway-authorizer': { type: 'request', authorizerUri: 'uri', identitySource: 'method.request.header.A, method.request.querystring.b' },
    },
    pool: { 'type': 'apiKey', 'in': 'header', 'name': 'Authorization', 'x-amazon-apigateway-authorizer': { type: 'cognito_user_pools', providerARNs: ['arn:pool'] } },
    iam: { 'type': 'apiKey', 'in': 'header', 'name': 'Authorization', 'x-amazon-apigateway-authtype': 'awsSigv4' },
    key: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
    other: { type: 'oauth2' },
  };
  const components = { securitySchemes: schemes };

  test('authorizers', () => {
    const { authorizers } = importOf(version3({ paths: {}, components })).api.definition;
    const id = expect.stringMatching(/^[0-9a-z]{10}$/);
    expect(withoutSources(authorizers)).toEqual({
      token: {
        id,
        name: 'token',
        type: 'TOKEN',
        authorizerUri: 'uri',
        authorizerCredentials: 'role',
        resultTtlInSeconds: 0,
        identitySource: ['method.request.header.X-Token'],
        identityValidationExpression: '^x',
        providerArns: [],
      },
      request: {
        id,
        name: 'request',
        type: 'REQUEST',
        authorizerUri: 'uri',
        resultTtlInSeconds: 300,
        identitySource: ['method.request.header.A', 'method.request.querystring.b'],
        providerArns: [],
      },
      pool: {
        id, name: 'pool', type: 'COGNITO_USER_POOLS', resultTtlInSeconds: 300, identitySource: ['method.request.header.Authorization'], providerArns: ['arn:pool'],
      },
    });
  });

  const NONE = { authorizationType: 'NONE', authorizationScopes: [], apiKeyRequired: false };
  test.each<[name: string, operation: JsonObject, want: JsonObject, root?: JsonObject]>([
    ['nothing', {}, NONE],
    ['a Lambda authorizer', { security: [{ token: [] }] }, { ...NONE, authorizationType: 'CUSTOM', authorizer: 'token' }],
    ['a user pool with scopes', { security: [{ pool: ['orders/read'] }] }, { ...NONE, authorizationType: 'COGNITO_USER_POOLS', authorizer: 'pool', authorizationScopes: ['orders/read'] }],
    ['IAM', { security: [{ iam: [] }] }, { ...NONE, authorizationType: 'AWS_IAM' }],
    ['IAM by extension', { 'x-amazon-apigateway-auth': { type: 'aws_iam' } }, { ...NONE, authorizationType: 'AWS_IAM' }],
    ['an API key', { security: [{ key: [] }] }, { ...NONE, apiKeyRequired: true }],
    ['an API key and an authorizer together', { security: [{ key: [], request: [] }] }, { ...NONE, authorizationType: 'CUSTOM', authorizer: 'request', apiKeyRequired: true }],
    ['an API key and an authorizer apart', { security: [{ iam: [] }, { key: [] }] }, { ...NONE, authorizationType: 'AWS_IAM', apiKeyRequired: true }],
    ['the document\'s', {}, { ...NONE, authorizationType: 'AWS_IAM' }, { security: [{ iam: [] }] }],
    ['its own instead of the document\'s', { security: [] }, NONE, { security: [{ iam: [] }] }],
    ['SAM\'s none', { security: [{ NONE: [] }] }, NONE, { security: [{ iam: [] }] }],
    ['none instead of the document\'s', { 'x-amazon-apigateway-auth': { type: 'NONE' } }, NONE, { security: [{ iam: [] }] }],
  ])('%s', (...[, operation, want, root]) => {
    expect(methodOf(withOperation(operation, { components, ...root }))).toMatchObject(want);
  });

  test('Swagger 2 has it elsewhere', () => {
    const document = version2({ paths: { '/a': { get: { ...MOCK, security: [{ token: [] }] } } }, securityDefinitions: schemes });
    expect(methodOf(document)).toMatchObject({ authorizationType: 'CUSTOM', authorizer: 'token' });
  });

  test.each(['other', 'missing'])('a scheme that is not carried out: %s', (name) => {
    const { api, said } = importOf(withOperation({ security: [{ [name]: [] }] }, { components }));
    expect(api.definition.methods[0]).toMatchObject(NONE);
    expect(said).toEqual([`unknown-reference /Properties/Body/paths/~1a/get/security/0/${name}`]);
  });
});

describe('request validators', () => {
  const validators = {
    'x-amazon-apigateway-request-validators': { all: { validateRequestBody: true, validateRequestParameters: true }, body: { validateRequestBody: true } },
  };

  test.each<[name: string, operation: JsonObject, root: JsonObject, body: boolean, parameters: boolean]>([
    ['none', {}, validators, false, false],
    ['the operation\'s', { 'x-amazon-apigateway-request-validator': 'body' }, validators, true, false],
    ['the document\'s', {}, { ...validators, 'x-amazon-apigateway-request-validator': 'all' }, true, true],
    ['the operation\'s before the document\'s', { 'x-amazon-apigateway-request-validator': 'body' }, { ...validators, 'x-amazon-apigateway-request-validator': 'all' }, true, false],
  ])('%s', (_, operation, root, validateRequestBody, validateRequestParameters) => {
    expect(methodOf(withOperation(operation, root)).requestValidator).toEqual({ validateRequestBody, validateRequestParameters });
  });
});
