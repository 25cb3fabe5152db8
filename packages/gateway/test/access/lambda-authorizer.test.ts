import { apiTemplate, Bench, failureOf, MOCK, NOON, verdictOf, type TestRequest } from './support';
import { lambdaAuthorizerStep } from '../../src/access/lambda-authorizer';
import type { Json, JsonObject } from '../../src/json';

const UNAUTHORIZED = 'UNAUTHORIZED 401 Unauthorized';
const CONFIGURATION = 'AUTHORIZER_CONFIGURATION_ERROR 500 null';
const IMPLICIT = 'ACCESS_DENIED 403 User is not authorized to access this resource';
const EXPLICIT = `${IMPLICIT} with an explicit deny in an identity-based policy`;

interface Given {
  readonly authorizer?: JsonObject;
  readonly stage?: JsonObject;
  readonly policy?: Json;
  readonly keySource?: string;
  readonly permission?: JsonObject | null;
  readonly uri?: Json;
}

const ALIAS = { 'Fn::Sub': 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${Check.Arn}:${!stageVariables.alias}/invocations' };

function bench(answer: (event: JsonObject) => unknown, given: Given = {}): Bench {
  const uri = given.uri ?? { 'Fn::Sub': 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${Check.Arn}/invocations' };
  const authorizer = { type: 'token', authorizerUri: uri, ...given.authorizer };
  const secured = { ...MOCK, security: [{ check: [] }] };
  const properties: JsonObject = given.policy === undefined ? {} : { Policy: { Statement: given.policy } };
  const permission: JsonObject = given.permission === null ? {} : {
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: { Ref: 'Check' },
        Principal: 'apigateway.amazonaws.com',
        SourceArn: { 'Fn::Sub': 'arn:aws:execute-api:eu-west-1:123456789012:${Api}/authorizers/*' },
        ...given.permission,
      },
    },
  };
  return new Bench(apiTemplate({
    'x-amazon-apigateway-api-key-source': given.keySource ?? 'HEADER',
    'components': { securitySchemes: { check: { 'type': 'apiKey', 'in': 'header', 'name': 'Authorization', 'x-amazon-apigateway-authtype': 'custom', 'x-amazon-apigateway-authorizer': authorizer } } },
    'paths': { '/orders': { get: secured, post: secured }, '/orders/{id}': { get: secured }, '/health': { get: MOCK } },
  }, given.stage, {
    Check: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'check', Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { ZipFile: '' } } },
    Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Check' }, FunctionVersion: '$LATEST', Name: 'live' } },
    ...permission,
  }, properties), { check: answer });
}

const statement = (Effect: string, Resource: Json = '*', more: JsonObject = {}) => ({ Effect, Action: 'execute-api:Invoke', Resource, ...more });
const policyOf = (...Statement: JsonObject[]) => ({ Version: '2012-10-17', Statement });
const answerOf = (...statements: JsonObject[]): JsonObject => ({ principalId: 'ana', policyDocument: policyOf(...statements) });
const allowing = () => answerOf(statement('Allow'));
const TOKEN = { headers: { Authorization: 'secret' } };

const ask = (given: Bench, request: TestRequest = TOKEN, httpMethod = 'GET', path = '/orders') =>
  verdictOf(given.step(lambdaAuthorizerStep, httpMethod, path), given.exchange(given.scope(httpMethod, path), request));

test.each<[name: string, answer: unknown, want: string]>([
  ['allowed', allowing(), 'passes'],
  ['allowed for this method', answerOf(statement('Allow', 'arn:aws:execute-api:*:*:*/prod/GET/orders')), 'passes'],
  ['allowed for one of some', answerOf(statement('Allow', ['arn:aws:execute-api:*:*:*/prod/PUT/*', 'arn:aws:execute-api:*:*:*/*/GET/*'])), 'passes'],
  ['allowed for another method', answerOf(statement('Allow', 'arn:aws:execute-api:*:*:*/prod/POST/orders')), IMPLICIT],
  ['allowed for another stage', answerOf(statement('Allow', 'arn:aws:execute-api:*:*:*/test/GET/orders')), IMPLICIT],
  ['nothing said', answerOf(), IMPLICIT],
  ['denied', answerOf(statement('Deny')), EXPLICIT],
  ['denied and allowed', answerOf(statement('Allow'), statement('Deny', '*GET*')), EXPLICIT],
  ['allowed from here', answerOf(statement('Allow', '*', { Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } })), 'passes'],
  ['allowed from elsewhere', answerOf(statement('Allow', '*', { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } })), IMPLICIT],
  ['nothing', null, CONFIGURATION],
  ['a text', '"allow"', CONFIGURATION],
  ['no JSON', 'allow', CONFIGURATION],
  ['a list', [], CONFIGURATION],
  ['an empty object', {}, CONFIGURATION],
  ['no principal', { policyDocument: policyOf(statement('Allow')) }, CONFIGURATION],
  ['a principal that is a number', { ...allowing(), principalId: 7 }, 'passes'],
  ['no policy', { principalId: 'ana' }, CONFIGURATION],
  ['a policy without statements', { principalId: 'ana', policyDocument: {} }, CONFIGURATION],
  ['an effect of another name', answerOf(statement('allow')), CONFIGURATION],
  ['a context of texts', { ...allowing(), context: { a: 'b' } }, 'passes'],
  ['a context with an object', { ...allowing(), context: { a: {} } }, CONFIGURATION],
  ['a context with a list', { ...allowing(), context: { a: ['b'] } }, CONFIGURATION],
  ['a context that is a list', { ...allowing(), context: [] }, CONFIGURATION],
])('answer, %s: %s', async (_, answer, want) => expect(await ask(bench(() => answer))).toBe(want));

test.each<[message: string, want: string]>([
  ['Unauthorized', UNAUTHORIZED],
  ['unauthorized', CONFIGURATION],
  ['[401] Unauthorized', CONFIGURATION],
  ['something else', CONFIGURATION],
])('a function that fails with %p: %s', async (message, want) => {
  expect(await ask(bench(() => { throw new Error(message); }))).toBe(want);
});

test.each<[kind: string, want: string]>([
  ['timeout', 'AUTHORIZER_FAILURE 500 null'],
  ['crash', 'AUTHORIZER_FAILURE 500 null'],
  ['throttled', 'AUTHORIZER_FAILURE 500 null'],
  ['abandoned', 'AUTHORIZER_FAILURE 500 null'],
  ['refused', CONFIGURATION],
])('an invocation that ends with %s: %s', async (kind, want) => {
  const given = bench(allowing);
  given.services.invoker.invoke = () => Promise.resolve({ kind, payload: Buffer.from('so it is'), requestId: '1', logs: '', durationMs: 1 } as never);
  expect(await ask(given)).toBe(want);
});

const request = (...identitySource: string[]): JsonObject => ({ type: 'request', identitySource: identitySource.join(', ') });
const HEADER = 'method.request.header.X-Tenant';
const QUERY = 'method.request.querystring.tenant';

test.each<[name: string, authorizer: JsonObject, given: TestRequest, called: boolean]>([
  ['token there', {}, TOKEN, true],
  ['token in another case of its header', {}, { headers: { AUTHORIZATION: 'secret' } }, true],
  ['token missing', {}, {}, false],
  ['token empty', {}, { headers: { Authorization: '' } }, false],
  ['token of another header', { identitySource: HEADER }, { headers: { 'X-Tenant': 'a' } }, true],
  ['token missing in another header', { identitySource: HEADER }, TOKEN, false],
  ['token as it should be', { identityValidationExpression: 'sec.*' }, TOKEN, true],
  ['token not as it should be', { identityValidationExpression: 'Bearer .*' }, TOKEN, false],
  ['the whole token has to be so', { identityValidationExpression: 'sec' }, TOKEN, false],
  ['an expression that is none', { identityValidationExpression: '(' }, TOKEN, false],
  ['a source there', request(HEADER), { headers: { 'x-tenant': 'a' } }, true],
  ['a source missing', request(HEADER), {}, false],
  ['two sources there', request(HEADER, QUERY), { headers: { 'X-Tenant': 'a' }, query: 'tenant=b' }, true],
  ['one of two sources missing', request(HEADER, QUERY), { headers: { 'X-Tenant': 'a' } }, false],
  ['one of two sources empty', request(HEADER, QUERY), { headers: { 'X-Tenant': 'a' }, query: 'tenant=' }, false],
  ['a source of the context', request('context.httpMethod'), {}, true],
  ['a stage variable that is not there', request('stageVariables.missing'), {}, false],
  ['a stage variable', request('stageVariables.alias'), {}, true],
  ['no sources', { type: 'request', identitySource: '', authorizerResultTtlInSeconds: 0 }, {}, true],
])('identity, %s', async (_, authorizer, from, called) => {
  const given = bench(allowing, { authorizer, stage: { Variables: { alias: 'live' } } });
  expect(await ask(given, from)).toBe(called ? 'passes' : UNAUTHORIZED);
  expect(given.invocations).toHaveLength(called ? 1 : 0);
});

test('what a TOKEN authorizer gets', async () => {
  const given = bench(allowing);
  await ask(given, { ...TOKEN, path: '/orders/7' }, 'GET', '/orders/{id}');
  const methodArn = `arn:aws:execute-api:eu-west-1:123456789012:${given.model.rest[0].id}/prod/GET/orders/7`;
  expect(given.invocations).toEqual([{ name: 'check', event: { type: 'TOKEN', methodArn, authorizationToken: 'secret' } }]);
});

test('what a REQUEST authorizer gets', async () => {
  const given = bench(allowing, { authorizer: request(HEADER), stage: { Variables: { alias: 'live' } } });
  const [api] = given.model.rest;
  await ask(given, { headers: { 'X-Tenant': ['a', 'b'] }, query: 'x=1&x=2', path: '/orders/7', pathParameters: { id: '7' } }, 'GET', '/orders/{id}');
  expect(given.invocations[0].event).toMatchObject({
    type: 'REQUEST',
    methodArn: `arn:aws:execute-api:eu-west-1:123456789012:${api.id}/prod/GET/orders/7`,
    resource: '/orders/{id}',
    path: '/orders/7',
    httpMethod: 'GET',
    headers: { 'X-Tenant': 'b' },
    multiValueHeaders: { 'X-Tenant': ['a', 'b'] },
    queryStringParameters: { x: '2' },
    multiValueQueryStringParameters: { x: ['1', '2'] },
    pathParameters: { id: '7' },
    stageVariables: { alias: 'live' },
    requestContext: { resourcePath: '/orders/{id}', httpMethod: 'GET', stage: 'prod', apiId: api.id, accountId: '123456789012', path: '/prod/orders/7', identity: { sourceIp: '192.0.2.1' } },
  });
});

test('empty parts of a REQUEST authorizer\'s event are empty objects', async () => {
  const given = bench(allowing, { authorizer: request('context.stage') });
  await ask(given, {});
  const { event } = given.invocations[0];
  expect([event.queryStringParameters, event.multiValueQueryStringParameters, event.pathParameters, event.stageVariables]).toEqual([{}, {}, {}, {}]);
});

test('the context is texts, with the principal', async () => {
  const given = bench(() => ({ ...allowing(), context: { text: 'a', number: 1, fraction: 1.5, flag: true, nothing: null } }));
  const exchange = given.exchange(given.scope('GET', '/orders'), TOKEN);
  await given.step(lambdaAuthorizerStep).before(exchange);
  expect(exchange.authorizer).toEqual({ text: 'a', number: '1', fraction: '1.5', flag: 'true', principalId: 'ana', integrationLatency: expect.any(Number) });
});

test.each<[source: string, want: JsonObject]>([['AUTHORIZER', { apiKey: 'gold' }], ['HEADER', {}]])('usageIdentifierKey where keys are from %s', async (keySource, want) => {
  const given = bench(() => ({ ...allowing(), usageIdentifierKey: 'gold' }), { keySource });
  const exchange = given.exchange(given.scope('GET', '/orders'), TOKEN);
  await given.step(lambdaAuthorizerStep).before(exchange);
  expect(exchange.identity).toEqual(want);
});

/** Requests in turn: when, with what, for what, and how many invocations there were by then. */
test.each<[name: string, authorizer: JsonObject, calls: Array<[seconds: number, request: TestRequest, path: string, invocations: number]>]>([
  ['for five minutes unless it says otherwise', {}, [
    [0, TOKEN, 'GET /orders', 1],
    [299.9, TOKEN, 'GET /orders', 1],
    [300, TOKEN, 'GET /orders', 2],
  ]],
  ['for its time', { authorizerResultTtlInSeconds: 10 }, [[0, TOKEN, 'GET /orders', 1], [9.9, TOKEN, 'GET /orders', 1], [10, TOKEN, 'GET /orders', 2]]],
  ['not at all', { authorizerResultTtlInSeconds: 0 }, [[0, TOKEN, 'GET /orders', 1], [0, TOKEN, 'GET /orders', 2]]],
  ['for all methods', {}, [[0, TOKEN, 'GET /orders', 1], [0, TOKEN, 'POST /orders', 1], [0, TOKEN, 'GET /orders/{id}', 1]]],
  ['for each token', {}, [[0, TOKEN, 'GET /orders', 1], [0, { headers: { Authorization: 'other' } }, 'GET /orders', 2], [0, TOKEN, 'GET /orders', 2]]],
  ['for all sources together', request(HEADER, QUERY), [
    [0, { headers: { 'X-Tenant': 'a' }, query: 'tenant=b' }, 'GET /orders', 1],
    [0, { headers: { 'X-Tenant': 'a' }, query: 'tenant=b&page=2' }, 'GET /orders', 1],
    [0, { headers: { 'X-Tenant': 'a' }, query: 'tenant=c' }, 'GET /orders', 2],
    [0, { headers: { 'X-Tenant': 'a","b' }, query: 'tenant=b' }, 'GET /orders', 3],
  ]],
])('answers are kept %s', async (_, authorizer, calls) => {
  const given = bench(allowing, { authorizer });
  const counts: number[] = [];
  for (const [seconds, from, path] of calls) {
    given.now = NOON + seconds * 1000;
    const [httpMethod, resource] = path.split(' ');
    expect(await ask(given, from, httpMethod, resource)).toBe('passes');
    counts.push(given.invocations.length);
  }
  expect(counts).toEqual(calls.map(([, , , invocations]) => invocations));
});

test('a kept policy is for what it says, and no more', async () => {
  const given = bench(({ methodArn }) => answerOf(statement('Allow', methodArn)));
  expect([await ask(given), await ask(given, TOKEN, 'POST'), await ask(given)]).toEqual(['passes', IMPLICIT, 'passes']);
  expect(given.invocations).toHaveLength(1);
});

test('failures are not kept', async () => {
  let works = false;
  const given = bench(() => works ? allowing() : null);
  expect(await ask(given)).toBe(CONFIGURATION);
  works = true;
  expect(await ask(given)).toBe('passes');
});

test('what is kept says that nobody was asked', async () => {
  const given = bench(allowing);
  await ask(given);
  const exchange = given.exchange(given.scope('GET', '/orders'), TOKEN);
  expect(given.step(lambdaAuthorizerStep).before(exchange)).toBeUndefined();
  expect(exchange.authorizer).toEqual({ principalId: 'ana', integrationLatency: 0 });
});

const resourceStatement = (Effect: string): JsonObject => ({ Effect, Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' });

/** The service's table for an authorizer and a resource policy. */
test.each<[authorizer: JsonObject[], policy: JsonObject[], want: 'passes' | 'implicit' | 'explicit' | 'resource']>([
  [[statement('Allow')], [resourceStatement('Allow')], 'passes'],
  [[statement('Allow')], [], 'passes'],
  [[statement('Allow')], [resourceStatement('Deny')], 'resource'],
  [[], [resourceStatement('Allow')], 'passes'],
  [[], [], 'implicit'],
  [[], [resourceStatement('Deny')], 'resource'],
  [[statement('Deny')], [resourceStatement('Allow')], 'explicit'],
  [[statement('Deny')], [], 'explicit'],
  [[statement('Deny')], [resourceStatement('Deny')], 'resource'],
])('authorizer %j with resource policy %j: %s', async (statements, policy, want) => {
  const given = bench(() => answerOf(...statements), { policy });
  const verdict = await ask(given);
  if (want === 'resource') {
    expect(verdict).toMatch(/^ACCESS_DENIED 403 User: anonymous .* with an explicit deny in a resource-based policy$/);
    expect(given.invocations).toEqual([]);
  } else {
    expect(verdict).toBe({ passes: 'passes', implicit: IMPLICIT, explicit: EXPLICIT }[want]);
  }
});

test.each<[name: string, given: Given, want: RegExp | undefined]>([
  ['no permission', { permission: null }, /invalid permissions/],
  ['permission for methods only', { permission: { SourceArn: { 'Fn::Sub': 'arn:aws:execute-api:eu-west-1:123456789012:${Api}/*/*/*' } } }, /invalid permissions/],
  ['permission for another service', { permission: { Principal: 'events.amazonaws.com' } }, /invalid permissions/],
  ['a role in place of a permission', { permission: null, authorizer: { authorizerCredentials: 'arn:aws:iam::123456789012:role/Invoke' } }, undefined],
  ['an alias of a stage variable', { uri: ALIAS, permission: { FunctionName: { Ref: 'Live' } } }, undefined],
  ['an alias without permission', { uri: ALIAS }, /invalid permissions/],
  ['no such function', { uri: 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:other/invocations' }, /there is no function/],
  ['no function at all', { uri: 'https://example.com' }, /names no function/],
  ['permission for one authorizer', { permission: { SourceArn: { 'Fn::Sub': 'arn:aws:execute-api:eu-west-1:123456789012:${Api}/authorizers/other' } } }, /invalid permissions/],
])('%s', async (_, given, want) => {
  const made = bench(allowing, { ...given, stage: { Variables: { alias: 'live' } } });
  if (!want) return expect(await ask(made)).toBe('passes');
  expect(() => lambdaAuthorizerStep(made.scope('GET', '/orders'))).toThrow(expect.objectContaining({ type: 'AUTHORIZER_CONFIGURATION_ERROR', text: null, message: expect.stringMatching(want) }));
});

test('other methods have no such step', () => {
  expect(lambdaAuthorizerStep(bench(allowing).scope('GET', '/health'))).toBeUndefined();
});

test('the cause of a failure is for the log', async () => {
  const given = bench(() => ({ principalId: 'ana' }));
  const failure = await failureOf(given.step(lambdaAuthorizerStep), given.exchange(given.scope('GET', '/orders'), TOKEN));
  expect(failure.details.cause).toBe('arn:aws:lambda:eu-west-1:123456789012:function:check: the answer has no policyDocument');
});

test.each<[name: string, authorizer: JsonObject, invoked: number]>([
  ['the same identity sources', { authorizerResultTtlInSeconds: 60 }, 0],
  ['another identity source', { identitySource: 'method.request.header.Authorization, method.request.header.Authorization', type: 'request' }, 1],
])('what is kept outlives a reload with %s', async (_, authorizer, invoked) => {
  const before = bench(allowing);
  await ask(before);
  const after = bench(allowing, { authorizer });
  Object.assign(after.services, { state: before.services.state });
  expect(await ask(after)).toBe('passes');
  expect(after.invocations).toHaveLength(invoked);
});
