import { apiTemplate, Bench, failureOf, MOCK, verdictOf, type TestRequest } from './support';
import { resourcePolicyStep } from '../../src/access/resource-policy';
import type { Json, JsonObject } from '../../src/json';

const allow = (more: JsonObject = {}): JsonObject => ({ Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*', ...more });
const deny = (more: JsonObject = {}): JsonObject => ({ ...allow(more), Effect: 'Deny' });

function bench(statements: Json | undefined, type = 'REGIONAL'): Bench {
  const properties: JsonObject = { EndpointConfiguration: { Types: [type] } };
  if (statements !== undefined) properties.Policy = { Version: '2012-10-17', Statement: statements };
  return new Bench(apiTemplate({ paths: { '/orders': { get: MOCK, post: MOCK, put: { ...MOCK, 'x-amazon-apigateway-auth': { type: 'AWS_IAM' } } }, '/orders/{id}': { get: MOCK } } }, {}, {}, properties));
}

const anonymous = (given: Bench, why: string, path = 'prod/GET/orders') =>
  `User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********9012:${given.model.rest[0].id}/${path} ${why}`;
const IMPLICIT = 'because no resource-based policy allows the execute-api:Invoke action';
const EXPLICIT = 'with an explicit deny in a resource-based policy';

const office = { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } };
const elsewhere = { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } };
const endpoint = { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } };

test.each<[name: string, statements: Json, request: TestRequest, want: 'passes' | string, type?: string]>([
  ['all allowed', allow(), {}, 'passes'],
  ['nothing allowed', [], {}, IMPLICIT],
  ['this allowed', allow({ Resource: 'execute-api:/prod/GET/orders' }), {}, 'passes'],
  ['another stage allowed', allow({ Resource: 'execute-api:/test/*' }), {}, IMPLICIT],
  ['another method allowed', allow({ Resource: 'execute-api:/*/POST/*' }), {}, IMPLICIT],
  ['denied', [allow(), deny()], {}, EXPLICIT],
  ['from an address', allow({ Condition: office }), { sourceIp: '192.0.2.9' }, 'passes'],
  ['from another address', allow({ Condition: office }), { sourceIp: '198.51.100.1' }, IMPLICIT],
  ['denied to other addresses', [allow(), deny({ Condition: elsewhere })], { sourceIp: '192.0.2.9' }, 'passes'],
  ['denied to another address', [allow(), deny({ Condition: elsewhere })], { sourceIp: '198.51.100.1' }, EXPLICIT],
  ['a forwarded address is not the source', allow({ Condition: office }), { sourceIp: '198.51.100.1', headers: { 'X-Forwarded-For': '192.0.2.9' } }, IMPLICIT],
  ['a principal', allow({ Principal: { AWS: 'arn:aws:iam::123456789012:root' } }), {}, IMPLICIT],
  ['through an endpoint', [allow(), deny({ Condition: endpoint })], { headers: { 'x-amzn-vpce-id': 'vpce-1' } }, 'passes', 'PRIVATE'],
  ['through another endpoint', [allow(), deny({ Condition: endpoint })], { headers: { 'x-amzn-vpce-id': 'vpce-2' } }, EXPLICIT, 'PRIVATE'],
  ['through no endpoint', [allow(), deny({ Condition: endpoint })], {}, EXPLICIT, 'PRIVATE'],
  ['from a VPC', allow({ Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } }), { headers: { 'x-amzn-vpc-id': 'vpc-1' } }, 'passes', 'PRIVATE'],
  ['a header is no VPC where the API is not private', allow({ Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } }), { headers: { 'x-amzn-vpc-id': 'vpc-1' } }, IMPLICIT],
  ['an address inside a VPC', allow({ Condition: { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } } }), { sourceIp: '10.1.2.3' }, 'passes', 'PRIVATE'],
  ['private APIs have no source address', allow({ Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }), { sourceIp: '10.1.2.3' }, IMPLICIT, 'PRIVATE'],
  ['a user agent', allow({ Condition: { StringLike: { 'aws:UserAgent': 'curl/*' } } }), { headers: { 'User-Agent': 'curl/8' } }, 'passes'],
  ['a referer', allow({ Condition: { StringLike: { 'aws:Referer': 'https://shop.example/*' } } }), { headers: { Referer: 'https://shop.example/cart' } }, 'passes'],
  ['until a moment', allow({ Condition: { DateLessThan: { 'aws:CurrentTime': '2026-04-15T12:00:01Z' } } }), {}, 'passes'],
  ['until now', allow({ Condition: { DateLessThan: { 'aws:CurrentTime': '2026-04-15T12:00:00Z' } } }), {}, IMPLICIT],
  ['over TLS', deny({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } }), {}, IMPLICIT],
])('%s', async (_, statements, request, want, type = 'REGIONAL') => {
  const given = bench(statements, type);
  const scope = given.scope('GET', '/orders');
  const verdict = await verdictOf(given.step(resourcePolicyStep), given.exchange(scope, request));
  expect(verdict).toBe(want === 'passes' ? want : `ACCESS_DENIED 403 ${anonymous(given, want)}`);
});

test('the resource is what was asked for, not its pattern', async () => {
  const given = bench(allow({ Resource: 'execute-api:/*/GET/orders/7' }));
  const ask = (path: string) => verdictOf(given.step(resourcePolicyStep, 'GET', '/orders/{id}'), given.exchange(given.scope('GET', '/orders/{id}'), { path }));
  expect(await ask('/orders/7')).toBe('passes');
  expect(await ask('/orders/8')).toBe(`ACCESS_DENIED 403 ${anonymous(given, IMPLICIT, 'prod/GET/orders/8')}`);
});

test.each([['vpce-1', 'passes'], ['vpce-2', 'denied']])('by the name that the API has at %s', async (name, want) => {
  const given = bench([allow(), deny({ Condition: endpoint })], 'PRIVATE');
  const scope = given.scope('GET', '/orders');
  const exchange = given.exchange(scope);
  exchange.address = { domainName: `${scope.api.id}-${name}.execute-api.eu-west-1.amazonaws.com`, prefix: '/prod' };
  expect(await verdictOf(given.step(resourcePolicyStep), exchange)).toBe(want === 'passes' ? want : `ACCESS_DENIED 403 ${anonymous(given, EXPLICIT)}`);
});

test('no policy needs no step', () => {
  expect(resourcePolicyStep(bench(undefined).scope('GET', '/orders'))).toBeUndefined();
});

test.each(['GET', 'PUT'])('without a policy, a private API lets nobody in: %s', async (httpMethod) => {
  const given = bench(undefined, 'PRIVATE');
  const { text } = await failureOf(given.step(resourcePolicyStep, httpMethod), given.exchange(given.scope(httpMethod, '/orders')));
  expect(text).toBe(anonymous(given, IMPLICIT, `prod/${httpMethod}/orders`));
});

test('with a policy, it is another step that asks IAM', () => {
  expect(resourcePolicyStep(bench(allow(), 'PRIVATE').scope('PUT', '/orders'))).toBeUndefined();
});

test.each([['{', true], ['', false]])('the text %j fails the methods: %p', (Policy, fails) => {
  const scope = new Bench(apiTemplate({ paths: { '/orders': { get: MOCK } } }, {}, {}, { Policy })).scope('GET', '/orders');
  if (fails) expect(() => resourcePolicyStep(scope)).toThrow(/the resource policy is none/);
  else expect(resourcePolicyStep(scope)).toBeUndefined();
});

test('what is no policy fails the methods', () => {
  expect(() => resourcePolicyStep(bench([{ Effect: 'Maybe' }]).scope('GET', '/orders'))).toThrow(/the resource policy is none: an Effect is Allow or Deny/);
});
