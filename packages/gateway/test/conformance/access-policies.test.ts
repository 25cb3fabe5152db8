import type { JsonObject } from '../../src/json';
import { call, type Call } from '../support/call';
import { apiOf, mock, serve } from '../support/serve';

const EXAMPLES = 'API Gateway resource policy examples';
const FLOW = 'How API Gateway resource policies affect authorization workflow';
const CONDITIONS = 'AWS condition keys that can be used in API Gateway resource policies';
const PRIVATE = 'Private REST APIs in API Gateway';
const CACHING = 'Cache settings for REST APIs in API Gateway';

const allow = (more: JsonObject = {}): JsonObject => ({ Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*', ...more });
const deny = (more: JsonObject): JsonObject => ({ ...allow(more), Effect: 'Deny' });
const paths: JsonObject = { '/orders': { get: mock('ok'), post: mock('ok') }, '/time': { get: mock('$context.requestId') } };

function template(statements: JsonObject[] | undefined, type = 'REGIONAL', stage: JsonObject = {}): JsonObject {
  const document: JsonObject = statements ? { 'x-amazon-apigateway-policy': { Version: '2012-10-17', Statement: statements } } : {};
  const made = apiOf(paths, document, stage) as { Resources: { Api: { Properties: JsonObject } } };
  made.Resources.Api.Properties.EndpointConfiguration = { Types: [type] };
  return made as unknown as JsonObject;
}

const LOOPBACK = { IpAddress: { 'aws:SourceIp': '127.0.0.0/8' } };
const ELSEWHERE = { IpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '198.51.100.0/24'] } };
const ENDPOINT = { StringNotEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } };
const IMPLICIT = 'because no resource-based policy allows the execute-api:Invoke action';
const EXPLICIT = 'with an explicit deny in a resource-based policy';
const GET: Call = { path: '/orders' };

test.each<[name: string, statements: JsonObject[] | undefined, type: string, request: Call, why: string | undefined, source: string]>([
  ['no policy', undefined, 'REGIONAL', GET, undefined, FLOW],
  ['allowed', [allow()], 'REGIONAL', GET, undefined, FLOW],
  ['nothing said', [allow({ Resource: 'execute-api:/test/*' })], 'REGIONAL', GET, IMPLICIT, FLOW],
  ['allowed and denied', [allow(), deny({})], 'REGIONAL', GET, EXPLICIT, FLOW],
  ['a stage and a method', [allow({ Resource: 'execute-api:/prod/GET/*' })], 'REGIONAL', GET, undefined, EXAMPLES],
  ['another method', [allow({ Resource: 'execute-api:/prod/GET/*' })], 'REGIONAL', { method: 'POST', path: '/orders' }, IMPLICIT, EXAMPLES],
  ['addresses that are let in', [allow({ Condition: LOOPBACK })], 'REGIONAL', GET, undefined, EXAMPLES],
  ['addresses that are not', [allow({ Condition: ELSEWHERE })], 'REGIONAL', GET, IMPLICIT, EXAMPLES],
  ['addresses that are kept out', [allow(), deny({ Condition: LOOPBACK })], 'REGIONAL', GET, EXPLICIT, EXAMPLES],
  ['other addresses that are kept out', [allow(), deny({ Condition: ELSEWHERE })], 'REGIONAL', GET, undefined, EXAMPLES],
  ['roles of an account', [allow({ Principal: { AWS: 'arn:aws:iam::123456789012:root' } })], 'REGIONAL', GET, IMPLICIT, FLOW],
  ['an endpoint', [allow(), deny({ Condition: ENDPOINT })], 'PRIVATE', { ...GET, headers: { 'x-amzn-vpce-id': 'vpce-1a2b3c4d' } }, undefined, EXAMPLES],
  ['another endpoint', [allow(), deny({ Condition: ENDPOINT })], 'PRIVATE', { ...GET, headers: { 'x-amzn-vpce-id': 'vpce-5e6f' } }, EXPLICIT, EXAMPLES],
  ['a VPC', [allow({ Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } })], 'PRIVATE', { ...GET, headers: { 'x-amzn-vpc-id': 'vpc-1' } }, undefined, CONDITIONS],
  ['an address inside a VPC', [allow({ Condition: { IpAddress: { 'aws:VpcSourceIp': '127.0.0.1' } } })], 'PRIVATE', GET, undefined, CONDITIONS],
  ['a private API without a policy', undefined, 'PRIVATE', GET, IMPLICIT, PRIVATE],
])('%s', async (_, statements, type, request, why) => {
  const gateway = await serve(template(statements, type));
  const { status, text, headers } = await call(gateway.url('prod'), request);
  const resource = `arn:aws:execute-api:eu-west-1:********9012:${gateway.model.rest[0].id}/prod/${request.method ?? 'GET'}/orders`;
  const denial = `{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: ${resource} ${why}"}`;
  expect([status, text, headers['x-amzn-errortype']]).toEqual(why === undefined ? [200, 'ok', undefined] : [403, denial, 'AccessDeniedException']);
});

const ALL_METHODS = { ResourcePath: '/*', HttpMethod: '*', CachingEnabled: true, CacheTtlInSeconds: 60 };
const CACHED = { CacheClusterEnabled: true, CacheClusterSize: '0.5', MethodSettings: [ALL_METHODS] };
const TIME: Call = { path: '/time' };
const AGAIN: Call = { ...TIME, headers: { 'Cache-Control': 'max-age=0' } };

type CacheRow = [
  name: string, statements: JsonObject[] | undefined, stage: JsonObject, second: Call, after: number, same: boolean, warned: boolean, source: string,
];
test.each<CacheRow>([
  ['kept', undefined, CACHED, TIME, 59_999, true, false, CACHING],
  ['kept for its time', undefined, CACHED, TIME, 60_000, false, false, CACHING],
  ['without a cluster', undefined, { ...CACHED, CacheClusterEnabled: false }, TIME, 0, false, false, CACHING],
  ['without parameters, the query makes no difference', undefined, CACHED, { path: '/time?a=b' }, 0, true, false, CACHING],
  ['invalidated without the right to', undefined, CACHED, AGAIN, 0, true, true, CACHING],
  ['invalidated by right', [allow({ Action: 'execute-api:*' })], CACHED, AGAIN, 0, false, false, CACHING],
])('cache: %s', async (_, statements, stage, second, after, same, warned) => {
  let now = Date.UTC(2026, 3, 15, 12);
  const gateway = await serve(template(statements, 'REGIONAL', stage), { clock: () => now });
  const one = await call(gateway.url('prod'), TIME);
  now += after;
  const two = await call(gateway.url('prod'), second);
  expect([two.text === one.text, 'warning' in two.headers]).toEqual([same, warned]);
});
