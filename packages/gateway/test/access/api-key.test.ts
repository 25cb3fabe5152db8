import { apiTemplate, Bench, MOCK, NOON, verdictOf, failureOf, type TestRequest } from './support';
import { apiKeyStep } from '../../src/access/api-key';
import { limitsOf } from '../../src/access/limits/token-bucket';
import { throttleStep } from '../../src/access/throttle';
import type { JsonObject } from '../../src/json';
import { Failure } from '../../src/runtime/failure';

const DAY = 24 * 60 * 60 * 1000;
const FORBIDDEN = 'INVALID_API_KEY 403 Forbidden';
const THROTTLED = 'THROTTLED 429 Too Many Requests';
const EXCEEDED = 'QUOTA_EXCEEDED 429 Limit Exceeded';

const apiKey = (value: string, enabled = true) => ({ Type: 'AWS::ApiGateway::ApiKey', Properties: { Value: value, Enabled: enabled } });
const planKey = (plan: string, key: string) => ({ Type: 'AWS::ApiGateway::UsagePlanKey', Properties: { UsagePlanId: { Ref: plan }, KeyId: { Ref: key }, KeyType: 'API_KEY' } });
const usagePlan = (stage: JsonObject | undefined, more: JsonObject = {}) => ({
  Type: 'AWS::ApiGateway::UsagePlan', Properties: { ApiStages: stage ? [{ ApiId: { Ref: 'Api' }, Stage: 'prod', ...stage }] : [], ...more },
});

const secured = { ...MOCK, security: [{ key: [] }] };

function bench(plan: JsonObject = {}, planStage: JsonObject = {}, stage: JsonObject = {}, keySource = 'HEADER'): Bench {
  return new Bench(apiTemplate({
    'x-amazon-apigateway-api-key-source': keySource,
    'components': { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'x-api-key' } } },
    'paths': { '/': { get: secured }, '/orders': { get: secured, post: secured }, '/health': { get: MOCK } },
  }, stage, {
    Gold: usagePlan(planStage, plan),
    Elsewhere: usagePlan({ Stage: 'other' }),
    Nowhere: usagePlan(undefined),
    Ana: apiKey('ana-ana-ana-ana-ana-ana'),
    AnaGold: planKey('Gold', 'Ana'),
    Bob: apiKey('bob-bob-bob-bob-bob-bob'),
    BobGold: planKey('Gold', 'Bob'),
    Off: apiKey('off-off-off-off-off-off', false),
    OffGold: planKey('Gold', 'Off'),
    Other: apiKey('other-other-other-other'),
    OtherElsewhere: planKey('Elsewhere', 'Other'),
    OtherNowhere: planKey('Nowhere', 'Other'),
    Loose: apiKey('loose-loose-loose-loose'),
  }));
}

const ANA = { headers: { 'X-Api-Key': 'ana-ana-ana-ana-ana-ana' } };
const BOB = { headers: { 'x-api-key': 'bob-bob-bob-bob-bob-bob' } };

test.each<[name: string, request: TestRequest, want: string, cause?: RegExp]>([
  ['a key of a plan of the stage', ANA, 'passes'],
  ['no key', {}, FORBIDDEN, /no header x-api-key/],
  ['no such key', { headers: { 'x-api-key': 'nobody' } }, FORBIDDEN, /no API key has this value/],
  ['an empty key', { headers: { 'x-api-key': '' } }, FORBIDDEN, /no API key has this value/],
  ['a key in another case', { headers: { 'x-api-key': 'ANA-ana-ana-ana-ana-ana' } }, FORBIDDEN, /no API key has this value/],
  ['a key in the query string', { query: 'x-api-key=ana-ana-ana-ana-ana-ana' }, FORBIDDEN, /no header/],
  ['a key that is disabled', { headers: { 'x-api-key': 'off-off-off-off-off-off' } }, FORBIDDEN, /not enabled/],
  ['a key of no plan', { headers: { 'x-api-key': 'loose-loose-loose-loose' } }, FORBIDDEN, /in no usage plan/],
  ['a key of a plan of another stage', { headers: { 'x-api-key': 'other-other-other-other' } }, FORBIDDEN, /in no usage plan/],
])('%s: %s', async (_, request, want, cause = /^/) => {
  const given = bench();
  const step = given.step(apiKeyStep);
  const exchange = given.exchange(given.scope('GET', '/orders'), request);
  expect(await verdictOf(step, exchange)).toBe(want);
  if (want !== 'passes') expect((await failureOf(step, exchange)).details.cause).toMatch(cause);
});

test('a method that wants no key has no such step', () => {
  expect(apiKeyStep(bench().scope('GET', '/health'))).toBeUndefined();
});

test('the key is part of the identity', async () => {
  const given = bench();
  const exchange = given.exchange(given.scope('GET', '/orders'), ANA);
  await verdictOf(given.step(apiKeyStep), exchange);
  expect(exchange.identity).toEqual({ apiKey: 'ana-ana-ana-ana-ana-ana', apiKeyId: given.model.apiKeys[0].id });
});

test.each<[given: string | undefined, header: TestRequest, want: string]>([
  ['ana-ana-ana-ana-ana-ana', {}, 'passes'],
  ['nobody', ANA, FORBIDDEN],
  [undefined, ANA, FORBIDDEN],
])('where authorizers give the key, %p does and the header does not', async (apiKeyGiven, request, want) => {
  const given = bench({}, {}, {}, 'AUTHORIZER');
  const exchange = given.exchange(given.scope('GET', '/orders'), request);
  if (apiKeyGiven !== undefined) exchange.identity = { apiKey: apiKeyGiven };
  expect(await verdictOf(given.step(apiKeyStep), exchange)).toBe(want);
});

/** Requests in turn: who, when, what for, and what comes of it. */
type Call = [request: TestRequest, at: number, path: string, want: string];

async function play(given: Bench, calls: readonly Call[]): Promise<void> {
  const outcomes: string[] = [];
  for (const [request, at, path] of calls) {
    given.now = NOON + at;
    const [httpMethod, resource] = path.split(' ');
    outcomes.push(await verdictOf(given.step(apiKeyStep, httpMethod, resource), given.exchange(given.scope(httpMethod, resource), request)));
  }
  expect(outcomes).toEqual(calls.map(([, , , want]) => want));
}

test.each<[name: string, plan: JsonObject, planStage: JsonObject, calls: Call[]]>([
  ['a throttle is for each key, over all methods', { Throttle: { RateLimit: 1, BurstLimit: 2 } }, {}, [
    [ANA, 0, 'GET /orders', 'passes'],
    [ANA, 0, 'POST /orders', 'passes'],
    [ANA, 0, 'GET /orders', THROTTLED],
    [BOB, 0, 'GET /orders', 'passes'],
    [ANA, 999, 'GET /orders', THROTTLED],
    [ANA, 1000, 'GET /orders', 'passes'],
  ]],
  ['a method\'s throttle stands in place of the plan\'s', { Throttle: { RateLimit: 1, BurstLimit: 1 } }, { Throttle: { '/orders/POST': { RateLimit: 1, BurstLimit: 2 } } }, [
    [ANA, 0, 'GET /orders', 'passes'],
    [ANA, 0, 'GET /orders', THROTTLED],
    [ANA, 0, 'POST /orders', 'passes'],
    [ANA, 0, 'POST /orders', 'passes'],
    [ANA, 0, 'POST /orders', THROTTLED],
    [BOB, 0, 'POST /orders', 'passes'],
  ]],
  ['the root\'s throttle', {}, { Throttle: { '//GET': { RateLimit: 0, BurstLimit: 0 } } }, [
    [ANA, 0, 'GET /', THROTTLED],
    [ANA, 0, 'GET /orders', 'passes'],
  ]],
  ['a quota is for each key', { Quota: { Limit: 2, Period: 'DAY' } }, {}, [
    [ANA, 0, 'GET /orders', 'passes'],
    [ANA, 1, 'POST /orders', 'passes'],
    [ANA, 2, 'GET /orders', EXCEEDED],
    [BOB, 3, 'GET /orders', 'passes'],
    [ANA, DAY / 2 - 1, 'GET /orders', EXCEEDED],
    [ANA, DAY / 2, 'GET /orders', 'passes'],
  ]],
  ['a quota of nothing', { Quota: { Limit: 0, Period: 'MONTH' } }, {}, [[ANA, 0, 'GET /orders', EXCEEDED]]],
  ['what is throttled does not count', { Quota: { Limit: 2, Period: 'DAY' }, Throttle: { RateLimit: 1, BurstLimit: 1 } }, {}, [
    [ANA, 0, 'GET /orders', 'passes'],
    [ANA, 0, 'GET /orders', THROTTLED],
    [ANA, 1000, 'GET /orders', 'passes'],
    [ANA, 2000, 'GET /orders', EXCEEDED],
  ]],
])('%s', (_, plan, planStage, calls) => play(bench(plan, planStage), calls));

const setting = (ResourcePath: string, HttpMethod: string, rate: number | null, burst: number | null): JsonObject =>
  ({ ResourcePath, HttpMethod, ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst });

test.each<[name: string, settings: JsonObject[], want: number | undefined]>([
  ['none', [], undefined],
  ['all methods', [setting('/*', '*', 1, 3)], 3],
  ['this method', [setting('/~1orders', 'GET', 1, 3)], 3],
  ['the method before all methods', [setting('/~1orders', 'GET', 1, 2), setting('/*', '*', 1, 3)], 2],
  ['half from each', [setting('/~1orders', 'GET', null, 2), setting('/*', '*', 0, 3)], 2],
  ['another method', [setting('/~1orders', 'POST', 1, 3)], undefined],
  ['all methods of the path', [setting('/~1orders', '*', 1, 3)], 3],
  ['the whole path is named', [setting('/~1', 'GET', 1, 3)], undefined],
  ['nothing', [setting('/*', '*', 0, 0)], 0],
  ['no limit', [setting('/*', '*', -1, -1)], undefined],
])('stage throttle, %s', async (_, MethodSettings, want) => {
  const given = bench({}, {}, { MethodSettings });
  const scope = given.scope('GET', '/orders');
  const step = throttleStep(scope);
  if (want === undefined || !step) return expect(step).toBe(want);
  const outcomes = await Promise.all(Array.from({ length: want + 1 }, () => verdictOf(step, given.exchange(scope))));
  expect(outcomes).toEqual([...Array.from({ length: want }, () => 'passes'), THROTTLED]);
});

test('an account\'s throttle is for all methods, after the stage\'s', () => {
  const settings = [{ ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2 }];
  const given = new Bench(apiTemplate({ paths: { '/orders': { get: MOCK, post: MOCK } } }, { MethodSettings: settings }), {}, { accountThrottle: { rateLimit: 1, burstLimit: 3 } });
  const steps = { GET: given.step(throttleStep, 'GET'), POST: given.step(throttleStep, 'POST') };
  const answers = (['GET', 'GET', 'GET', 'POST', 'POST'] as const).map((method) => {
    const verdict = steps[method].before(given.exchange(given.scope(method, '/orders')));
    return verdict instanceof Failure ? verdict.message : verdict;
  });
  const ofStage = 'the stage allows 1 requests per second to this method, 2 at once';
  const ofAccount = 'the account allows 1 requests per second to all APIs, 3 at once';
  expect(answers).toEqual([undefined, undefined, ofStage, undefined, ofAccount]);
});

test('half a throttle has its other half from the account', () => {
  expect(limitsOf(5, undefined, { rateLimit: 1, burstLimit: 2 })).toEqual({ rateLimit: 5, burstLimit: 2 });
  expect(limitsOf(undefined, 5, { rateLimit: 1, burstLimit: 2 })).toEqual({ rateLimit: 1, burstLimit: 5 });
});

test('a stage\'s throttle is for each method', async () => {
  const given = bench({}, {}, { MethodSettings: [setting('/*', '*', 1, 1)] });
  const ask = (method: string) => verdictOf(given.step(throttleStep, method), given.exchange(given.scope(method, '/orders')));
  expect([await ask('GET'), await ask('POST'), await ask('GET')]).toEqual(['passes', 'passes', THROTTLED]);
});
