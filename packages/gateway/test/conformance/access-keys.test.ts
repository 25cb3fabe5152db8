import type { Gateway } from '../../src/gateway';
import type { JsonObject } from '../../src/json';
import { call, type Call } from '../support/call';
import { apiOf, mock, serve } from '../support/serve';

const PLANS = 'Usage plans and API keys for REST APIs in API Gateway';
const SOURCES = 'Choose an API key source for REST APIs in API Gateway';
const TYPES = 'Gateway response types for API Gateway';
const THROTTLING = 'Throttle requests to your REST APIs for better throughput in API Gateway';
const QUOTA = 'Create usage plans: QuotaSettings';
const VARIABLES = 'Variables for data transformations for API Gateway';

const NOON = Date.UTC(2026, 3, 15, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const GOLD = { 'x-api-key': 'gold-gold-gold-gold-gold' };
const IRON = { 'x-api-key': 'iron-iron-iron-iron-iron' };
const LOST = { 'x-api-key': 'lost-lost-lost-lost-lost' };
const OFF = { 'x-api-key': 'off-off-off-off-off-off-' };

const key = (Value: string, Enabled = true): JsonObject => ({ Type: 'AWS::ApiGateway::ApiKey', Properties: { Value, Enabled } });
const member = (plan: string, one: string): JsonObject => ({
  Type: 'AWS::ApiGateway::UsagePlanKey', Properties: { UsagePlanId: { Ref: plan }, KeyId: { Ref: one }, KeyType: 'API_KEY' },
});
const plan = (more: JsonObject, stage: JsonObject = {}): JsonObject => ({
  Type: 'AWS::ApiGateway::UsagePlan', Properties: { ApiStages: [{ ApiId: { Ref: 'Api' }, Stage: 'prod', ...stage }], ...more },
});

const keyed = (operation: JsonObject): JsonObject => ({ ...operation, security: [{ key: [] }] });
const paths: JsonObject = {
  '/keyed': { get: keyed(mock('$context.identity.apiKey $context.identity.apiKeyId')), post: keyed(mock('posted')) },
  '/narrow': { get: keyed(mock('narrow')) },
  '/open': { get: mock('[$context.identity.apiKey]') },
  '/slow': { get: mock('slow') },
  '/any': { 'x-amazon-apigateway-any-method': mock('any') },
  '/any-keyed': { 'x-amazon-apigateway-any-method': keyed(mock('any')) },
};
const document = { components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'x-api-key' } } } };
const settings = {
  MethodSettings: [
    { ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: 100, ThrottlingBurstLimit: 50 },
    { ResourcePath: '/~1slow', HttpMethod: 'GET', ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2 },
    { ResourcePath: '/~1any', HttpMethod: 'GET', ThrottlingRateLimit: 1, ThrottlingBurstLimit: 1 },
  ],
};
const others: JsonObject = {
  Gold: plan({ Quota: { Limit: 6, Period: 'DAY' } }, { Throttle: { '/narrow/GET': { RateLimit: 1, BurstLimit: 1 }, '/any-keyed/GET': { RateLimit: 1, BurstLimit: 1 } } }),
  Iron: plan({ Throttle: { RateLimit: 1, BurstLimit: 2 }, Quota: { Limit: 100, Period: 'MONTH', Offset: 14 } }),
  GoldKey: key(GOLD['x-api-key']),
  IronKey: key(IRON['x-api-key']),
  LostKey: key(LOST['x-api-key']),
  OffKey: key(OFF['x-api-key'], false),
  A: member('Gold', 'GoldKey'),
  B: member('Iron', 'IronKey'),
  C: member('Iron', 'OffKey'),
};

let gateway: Gateway;
let now: number;

beforeEach(async () => {
  now = NOON;
  gateway = await serve(apiOf(paths, document, settings, others), { clock: () => now });
});

const FORBIDDEN = '{"message":"Forbidden"}';
const THROTTLED = '{"message":"Too Many Requests"}';
const EXCEEDED = '{"message":"Limit Exceeded"}';

test.each<[name: string, request: Call, status: number, body: string | RegExp, errorType: string | undefined, source: string]>([
  ['with a key', { path: '/keyed', headers: GOLD }, 200, /^gold-gold-gold-gold-gold [a-z0-9]{10}$/, undefined, VARIABLES],
  ['a header in another case', { path: '/keyed', headers: { 'X-API-KEY': GOLD['x-api-key'] } }, 200, /^gold/, undefined, SOURCES],
  ['without a key', { path: '/keyed' }, 403, FORBIDDEN, 'ForbiddenException', TYPES],
  ['with no such key', { path: '/keyed', headers: { 'x-api-key': 'nobody' } }, 403, FORBIDDEN, 'ForbiddenException', TYPES],
  ['with a key of no plan', { path: '/keyed', headers: LOST }, 403, FORBIDDEN, 'ForbiddenException', PLANS],
  ['with a key that is disabled', { path: '/keyed', headers: OFF }, 403, FORBIDDEN, 'ForbiddenException', PLANS],
  ['with a key in the query string', { path: '/keyed?x-api-key=gold-gold-gold-gold-gold' }, 403, FORBIDDEN, 'ForbiddenException', SOURCES],
  ['no key where none is wanted', { path: '/open' }, 200, '[]', undefined, VARIABLES],
  ['a key where none is wanted', { path: '/open', headers: GOLD }, 200, '[]', undefined, VARIABLES],
])('%s', async (_, request, status, body, errorType) => {
  const answer = await call(gateway.url('prod'), request);
  expect([answer.status, answer.headers['x-amzn-errortype']]).toEqual([status, errorType]);
  expect(answer.text).toEqual(typeof body === 'string' ? body : expect.stringMatching(body));
});

/** Requests in turn: when, for what, and the status that it gets. */
test.each<[name: string, turns: Array<[milliseconds: number, request: Call, status: number]>, source: string]>([
  ['a stage\'s method throttle', [
    [0, { path: '/slow' }, 200],
    [0, { path: '/slow' }, 200],
    [0, { path: '/slow' }, 429],
    [999, { path: '/slow' }, 429],
    [1000, { path: '/slow' }, 200],
    [1000, { path: '/open' }, 200],
  ], THROTTLING],
  ['a stage\'s throttle of one method that ANY answers', [
    [0, { path: '/any' }, 200],
    [0, { path: '/any' }, 429],
    [0, { path: '/any', method: 'POST' }, 200],
    [0, { path: '/any', method: 'POST' }, 200],
  ], THROTTLING],
  ['a plan\'s throttle of one method that ANY answers', [
    [0, { path: '/any-keyed', headers: GOLD }, 200],
    [0, { path: '/any-keyed', headers: GOLD }, 429],
    [0, { path: '/any-keyed', method: 'POST', headers: GOLD }, 200],
    [0, { path: '/any-keyed', method: 'POST', headers: GOLD }, 200],
  ], THROTTLING],
  ['a plan\'s throttle', [
    [0, { path: '/keyed', headers: IRON }, 200],
    [0, { path: '/keyed', method: 'POST', headers: IRON }, 200],
    [0, { path: '/keyed', headers: IRON }, 429],
    [0, { path: '/keyed', headers: GOLD }, 200],
    [1000, { path: '/keyed', headers: IRON }, 200],
  ], THROTTLING],
  ['a plan\'s throttle of a method', [
    [0, { path: '/narrow', headers: GOLD }, 200],
    [0, { path: '/narrow', headers: GOLD }, 429],
    [0, { path: '/keyed', headers: GOLD }, 200],
    [1000, { path: '/narrow', headers: GOLD }, 200],
  ], THROTTLING],
  ['a quota of a day', [
    ...Array.from({ length: 6 }, (): [number, Call, number] => [0, { path: '/keyed', headers: GOLD }, 200]),
    [0, { path: '/keyed', headers: GOLD }, 429],
    [0, { path: '/keyed', method: 'POST', headers: GOLD }, 429],
    [0, { path: '/open' }, 200],
    [12 * HOUR - 1, { path: '/keyed', headers: GOLD }, 429],
    [12 * HOUR, { path: '/keyed', headers: GOLD }, 200],
  ], QUOTA],
])('%s', async (_, turns) => {
  const statuses: number[] = [];
  for (const [milliseconds, request] of turns) {
    now = NOON + milliseconds;
    statuses.push((await call(gateway.url('prod'), request)).status);
  }
  expect(statuses).toEqual(turns.map(([, , status]) => status));
});

test.each<[name: string, request: Call, times: number, body: string, errorType: string]>([
  ['throttled by the stage', { path: '/slow' }, 2, THROTTLED, 'TooManyRequestsException'],
  ['throttled by the plan', { path: '/keyed', headers: IRON }, 2, THROTTLED, 'TooManyRequestsException'],
  ['over the quota', { path: '/keyed', headers: GOLD }, 6, EXCEEDED, 'LimitExceededException'],
])(`%s (${TYPES})`, async (_, request, times, body, errorType) => {
  for (let at = 0; at < times; at++) await call(gateway.url('prod'), request);
  const { status, text, headers } = await call(gateway.url('prod'), request);
  expect([status, text, headers['x-amzn-errortype']]).toEqual([429, body, errorType]);
});

test(`counters outlive a reload (${PLANS})`, async () => {
  for (let at = 0; at < 6; at++) await call(gateway.url('prod'), { path: '/keyed', headers: GOLD });
  gateway.reload();
  expect((await call(gateway.url('prod'), { path: '/keyed', headers: GOLD })).status).toBe(429);
});
