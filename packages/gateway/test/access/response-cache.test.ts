import { Readable } from 'node:stream';
import { apiTemplate, Bench, failureOf, NOON, type TestRequest } from './support';
import type { AccessOptions } from '../../src/access/options';
import { responseCacheStep } from '../../src/access/response-cache';
import type { Json, JsonObject } from '../../src/json';
import type { Reply } from '../../src/runtime/reply';
import type { MethodScope } from '../../src/runtime/step';

interface Given {
  readonly stage?: JsonObject;
  readonly settings?: JsonObject[];
  readonly integration?: JsonObject;
  readonly policy?: Json;
  readonly options?: AccessOptions;
}

const ALL: JsonObject = { ResourcePath: '/*', HttpMethod: '*', CachingEnabled: true };
const own = (HttpMethod: string, more: JsonObject = {}): JsonObject => ({ ResourcePath: '/~1orders~1{id}', HttpMethod, CachingEnabled: true, ...more });

function bench({ stage, settings = [ALL], integration, policy, options }: Given = {}): Bench {
  const method = { 'x-amazon-apigateway-integration': { type: 'http_proxy', httpMethod: 'ANY', uri: 'http://backend', ...integration } };
  const properties: JsonObject = policy === undefined ? {} : { Policy: { Statement: policy } };
  const paths = { '/orders/{id}': { get: method, post: method, put: method }, '/other/{id}': { get: method }, '/any': { 'x-amazon-apigateway-any-method': method } };
  return new Bench(apiTemplate({ paths }, { CacheClusterEnabled: true, CacheClusterSize: '0.5', MethodSettings: settings, ...stage }, {}, properties), {}, options);
}

const SCOPED = (given: Bench, method = 'GET', path = '/orders/{id}', canary = false) => given.scope(method, path, undefined, canary);
let made = 0;

/** Sends a request through the step, and has the integration answer where the cache does not: `1`, `2`, …. */
function send(given: Bench, request: TestRequest = {}, scope: MethodScope = SCOPED(given), body?: Reply['body']): Reply {
  const step = responseCacheStep(scope);
  const exchange = given.exchange(scope, request);
  const kept = step?.before(exchange);
  if (kept) return kept as Reply;
  made += 1;
  const reply: Reply = { status: 200, headers: ['X', 'y'], body: body ?? String(made) };
  return step ? step.after!(exchange, reply) : reply;
}

beforeEach(() => { made = 0; });

const KEYS = { cacheKeyParameters: ['method.request.path.id', 'method.request.querystring.page', 'method.request.header.X-Tenant'] };

/** Two requests, and whether the second gets the response of the first. */
test.each<[name: string, given: Given, first: TestRequest, second: TestRequest, same: boolean]>([
  ['one again', {}, {}, {}, true],
  ['other query without key parameters', {}, { query: 'page=1' }, { query: 'page=2' }, true],
  ['other path without key parameters', {}, { pathParameters: { id: '1' } }, { pathParameters: { id: '2' } }, true],
  ['same key parameters', { integration: KEYS }, { query: 'page=1', pathParameters: { id: '1' } }, { query: 'size=9&page=1', pathParameters: { id: '1' } }, true],
  ['other path', { integration: KEYS }, { pathParameters: { id: '1' } }, { pathParameters: { id: '2' } }, false],
  ['other query', { integration: KEYS }, { query: 'page=1' }, { query: 'page=2' }, false],
  ['query and none', { integration: KEYS }, { query: 'page=1' }, {}, false],
  ['query and nothing in it', { integration: KEYS }, { query: 'page=' }, {}, false],
  ['other header', { integration: KEYS }, { headers: { 'X-Tenant': 'a' } }, { headers: { 'x-tenant': 'b' } }, false],
  ['same header in another case', { integration: KEYS }, { headers: { 'X-Tenant': 'a' } }, { headers: { 'x-tenant': 'a' } }, true],
  ['values that only look alike', { integration: KEYS }, { pathParameters: { id: '1","2' } }, { pathParameters: { id: '1' }, query: 'page=2' }, false],
  ['a mapped parameter', { integration: { cacheKeyParameters: ['integration.request.querystring.p'], requestParameters: { 'integration.request.querystring.p': 'method.request.querystring.page' } } },
    { query: 'page=1' }, { query: 'page=2' }, false],
  ['no cluster', { stage: { CacheClusterEnabled: false } }, {}, {}, false],
  ['not set', { settings: [] }, {}, {}, false],
  ['off', { settings: [{ ...ALL, CachingEnabled: false }] }, {}, {}, false],
  ['off for the method', { settings: [ALL, own('GET', { CachingEnabled: false })] }, {}, {}, false],
  ['on for the method', { settings: [own('GET')] }, {}, {}, true],
  ['for no time', { settings: [{ ...ALL, CacheTtlInSeconds: 0 }] }, {}, {}, false],
  ['a stream', { integration: { responseTransferMode: 'STREAM' } }, {}, {}, false],
  ['no cache wanted means nothing', {}, {}, { headers: { 'Cache-Control': 'no-cache' } }, true],
  ['some age means nothing', {}, {}, { headers: { 'Cache-Control': 'max-age=01' } }, true],
])('%s', (_, given, first, second, same) => {
  const one = bench(given);
  expect(send(one, first).body).toBe('1');
  expect(send(one, second).body).toBe(same ? '1' : '2');
});

test.each<[name: string, settings: JsonObject[], method: string, same: boolean]>([
  ['for all methods', [ALL], 'POST', false],
  ['for this one', [own('POST')], 'POST', true],
  ['for all methods of the path', [own('*')], 'PUT', false],
  ['for another one', [own('POST'), ALL], 'PUT', false],
])('%s', (_, settings, method, same) => {
  const one = bench({ settings });
  send(one, {}, SCOPED(one, method));
  expect(send(one, {}, SCOPED(one, method)).body).toBe(same ? '1' : '2');
});

test('methods and paths are apart', () => {
  const one = bench({ settings: [own('POST'), ALL] });
  expect(['GET', 'POST', 'GET', 'POST'].map((method) => send(one, {}, SCOPED(one, method)).body)).toEqual(['1', '2', '1', '2']);
  expect(send(one, {}, SCOPED(one, 'GET', '/other/{id}')).body).toBe('3');
});

test('paths of one namespace are together', () => {
  const one = bench({ integration: { cacheNamespace: 'orders' } });
  expect([send(one).body, send(one, {}, SCOPED(one, 'GET', '/other/{id}')).body]).toEqual(['1', '1']);
});

test('of a method for any method, GET is kept', () => {
  const one = bench();
  const any = SCOPED(one, 'ANY', '/any');
  expect(['GET', 'GET', 'POST', 'POST'].map((httpMethod) => send(one, { httpMethod }, any).body)).toEqual(['1', '1', '2', '3']);
});

test('and of others what has a setting of its own', () => {
  const one = bench({ settings: [ALL, { ...ALL, ResourcePath: '/~1any', HttpMethod: 'POST' }] });
  const any = SCOPED(one, 'ANY', '/any');
  expect(['POST', 'POST', 'PUT', 'PUT'].map((httpMethod) => send(one, { httpMethod }, any).body)).toEqual(['1', '1', '2', '3']);
});

test.each<[name: string, settings: JsonObject, seconds: number]>([['unless it says otherwise', {}, 300], ['as it says', { CacheTtlInSeconds: 10 }, 10]])('the time, %s', (_, settings, seconds) => {
  const one = bench({ settings: [{ ...ALL, ...settings }] });
  const at = (time: number) => {
    one.now = NOON + time * 1000;
    return send(one).body;
  };
  expect([at(0), at(seconds - 0.001), at(seconds)]).toEqual(['1', '1', '2']);
});

test('what is large is not kept', () => {
  const one = bench();
  send(one, {}, undefined, Buffer.alloc(1024 * 1024));
  expect(send(one, {}, undefined, Buffer.alloc(1024 * 1024 - 10)).body).toHaveLength(1024 * 1024 - 10);
  expect(send(one).body).toHaveLength(1024 * 1024 - 10);
});

test('nor is a stream', () => {
  const one = bench();
  send(one, {}, undefined, Readable.from(['a']));
  expect(send(one).body).toBe('2');
});

test.each<[name: string, useStageCache: boolean, deploymentId: string | undefined, want: string[]]>([
  ['without the cache', false, undefined, ['2', '3']],
  ['with the cache', true, undefined, ['1', '1']],
  ['with the cache and another deployment', true, 'other', ['2', '2']],
])('a canary %s', (_, useStageCache, deploymentId, want) => {
  const one = bench({ stage: { CanarySetting: { DeploymentId: { Ref: 'Release' }, PercentTraffic: 50, UseStageCache: useStageCache } } });
  const canary = SCOPED(one, 'GET', '/orders/{id}', true);
  send(one);
  const asked = () => send(one, {}, { ...canary, deploymentId: deploymentId ?? canary.deploymentId }).body;
  expect([asked(), asked()]).toEqual(want);
});

const AGAIN = { headers: { 'Cache-Control': 'max-age=0' } };
const warned = ({ headers }: Reply) => headers.includes('Warning');
const right = (Action: string, Effect = 'Allow'): JsonObject => ({ Effect, Principal: '*', Action, Resource: 'execute-api:/*' });

test.each<[name: string, given: Given, want: [body: string, warned: boolean]]>([
  ['nobody says so', {}, ['1', true]],
  ['nobody says so, and no header is wanted', { options: { unauthorizedCacheControl: 'SUCCEED_WITHOUT_RESPONSE_HEADER' } }, ['1', false]],
  ['the resource policy allows calls', { policy: right('execute-api:Invoke') }, ['1', true]],
  ['the resource policy allows it', { policy: right('execute-api:InvalidateCache') }, ['2', false]],
  ['the resource policy allows everything', { policy: right('execute-api:*') }, ['2', false]],
  ['the resource policy denies it', { policy: [right('*'), right('execute-api:InvalidateCache', 'Deny')] }, ['1', true]],
])('max-age=0, %s', (_, given, want) => {
  const one = bench(given);
  expect([send(one).body, warned(send(one))]).toEqual(['1', false]);
  const again = send(one, AGAIN);
  expect([again.body, warned(again)]).toEqual(want);
  expect(send(one).body).toBe(want[0]);
});

test('max-age=0 where nothing is kept', () => {
  const one = bench();
  const first = send(one, AGAIN);
  expect([first.body, warned(first)]).toEqual(['1', true]);
  const second = send(one);
  expect([second.body, warned(second)]).toEqual(['1', false]);
});

test('max-age=0 that fails', async () => {
  const one = bench({ options: { unauthorizedCacheControl: 'FAIL_WITH_403' } });
  const failure = await failureOf(responseCacheStep(SCOPED(one))!, one.exchange(SCOPED(one), AGAIN));
  expect([failure.type, failure.status]).toEqual(['ACCESS_DENIED', 403]);
});

test.each<[allow: string[] | undefined, want: string]>([[undefined, '2'], [['arn:aws:execute-api:*:*:*/prod/GET/*'], '2'], [[], '1']])('max-age=0 of a caller that may call %p', (allow, want) => {
  const one = bench({ options: { credentials: [{ accessKeyId: 'AKID', secretAccessKey: 'secret', allow }] } });
  send(one);
  const step = responseCacheStep(SCOPED(one))!;
  const exchange = one.exchange(SCOPED(one), AGAIN);
  exchange.identity = { accessKey: 'AKID', userArn: 'arn:aws:iam::123456789012:user/local', accountId: '123456789012' };
  expect((step.before(exchange) as Reply | undefined)?.body ?? '2').toBe(want);
});
