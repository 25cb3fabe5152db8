import type { Gateway } from '../../src/gateway';
import type { JsonObject } from '../../src/json';
import { call, json, type Call } from '../support/call';
import { EchoServer, type Echo } from '../support/echo-server';
import { apiOf, operation, serve } from '../support/serve';

const MAPPING = 'Parameter mapping examples for REST APIs in API Gateway';
const HTTP = 'HTTP integrations for REST APIs in API Gateway';
const PROXY = 'Set up HTTP proxy integrations in API Gateway';
const NOTES = 'Amazon API Gateway important notes: REST APIs';
const OVERRIDES = 'Override your API\'s request and response parameters and status codes for REST APIs in API Gateway';
const VARIABLES = 'API Gateway stage variables reference for REST APIs in API Gateway';
const LOCALSTACK = 'recorded: LocalStack, validated against AWS';
const KNOWLEDGE = 'best knowledge';

const backend = new EchoServer();
let gateway: Gateway;

/** An HTTP integration that passes the endpoint's answer. */
const http = (uri: string, integration: JsonObject = {}): JsonObject =>
  operation({ type: 'http', httpMethod: 'POST', uri: backend.url + uri, responses: { default: { statusCode: '200' } }, ...integration });
const mapping = (parameters: JsonObject, uri = '/'): JsonObject =>
  http(uri, { requestParameters: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [`integration.request.${name}`, value])) });
const proxy = (uri: string, integration: JsonObject = {}): JsonObject => operation({ type: 'http_proxy', httpMethod: 'ANY', uri: backend.url + uri, ...integration });
const template = (text: string, integration: JsonObject = {}): JsonObject => http('/', { requestTemplates: { 'application/json': text }, ...integration });

beforeAll(async () => {
  await backend.start();
  const post = Object.entries({
    '/map/static': mapping({ 'header.X': "'fixed'", 'querystring.q': "'a b&c'" }),
    '/map/query': mapping({ 'header.X': 'method.request.querystring.q' }),
    '/map/query/all': mapping({ 'querystring.to': 'method.request.multivaluequerystring.q' }),
    '/map/header': mapping({ 'querystring.q': 'method.request.header.X-In' }),
    '/map/header/all': mapping({ 'header.X': 'method.request.multivalueheader.X-In' }),
    '/map/path/{id}': mapping({ 'path.id': 'method.request.path.id' }, '/orders/{id}/lines'),
    '/map/greedy/{rest+}': mapping({ 'path.rest': 'method.request.path.rest' }, '/to/{rest}'),
    '/map/unmapped/{id}': mapping({}, '/orders/{id}'),
    '/map/body': mapping({ 'header.X': 'method.request.body' }),
    '/map/body/path': mapping({ 'header.X': 'method.request.body.a.b' }),
    '/map/body/dollar': mapping({ 'header.X': 'method.request.body.$.list[1]' }),
    '/map/context': mapping({ 'header.X': 'context.stage', 'header.Y': 'context.identity.sourceIp', 'header.Z': 'context.none' }),
    '/map/stage': mapping({ 'header.X': 'stageVariables.host', 'header.Y': 'stageVariables.none', 'header.Z': 'stageVariables.constructor' }),
    '/map/twice': mapping({ 'header.content-type': "'text/x'" }),
    '/map/refused': mapping({ 'header.Content-Length': "'3'" }),
    '/map/refused/trace': mapping({ 'header.X-Amzn-Trace-Id': "'x'" }),
    '/map/host': mapping({ 'header.Host': "'other.example'" }),
    '/map/nonsense': mapping({ 'header.X': 'nonsense' }),
    '/plain': http('/'),
    '/query-in-uri': mapping({ 'querystring.b': "'2'" }, '/x?a=1'),
    '/template': template('{"got": $input.json(\'$.a\')}'),
    '/template/override': template([
      '#set($context.requestOverride.header.X-Over = "template")#set($context.requestOverride.querystring.q = "a b")',
      '#set($context.requestOverride.path.id = "made")body',
    ].join(''), { uri: `${backend.url}/o/{id}`, requestParameters: { 'integration.request.header.X-Over': "'mapping'", 'integration.request.path.id': "'mapped'" } }),
    '/template/path': template('#set($context.requestOverride.path = "/whole/path")body'),
    '/uri/stage': http('', { uri: 'http://${stageVariables.host}/at/${stageVariables.host}' }),
    '/uri/stage/none': http('', { uri: 'http://${stageVariables.none}/' }),
    '/uri/wrong': http('', { uri: 'nonsense' }),
    '/proxy': proxy('/to'),
    '/proxy/get': proxy('/to', { httpMethod: 'GET' }),
    '/proxy/query': proxy('/to?x=1', { requestParameters: { 'integration.request.querystring.q': "'added'" } }),
    '/proxy/header': proxy('/to', { requestParameters: { 'integration.request.header.X-In': "'mapped'" } }),
    '/proxy/{rest+}': proxy('/to/{rest}', { requestParameters: { 'integration.request.path.rest': 'method.request.path.rest' } }),
    '/proxy-unmapped/{rest+}': proxy('/to/{rest}'),
  }).map(([path, integration]): [string, JsonObject] => [path, { 'x-amazon-apigateway-any-method': integration }]);
  gateway = await serve(apiOf(Object.fromEntries(post), {}, { Variables: { host: new URL(backend.url).host } }));
});

afterAll(() => backend.stop());

interface Got {
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
}

test.each<[request: Partial<Call> & { readonly path: string }, got: Got, source: string]>([
  [{ path: '/map/static' }, { method: 'POST', url: '/?q=a%20b%26c', headers: { x: 'fixed' } }, MAPPING],
  [{ path: '/map/query?q=1' }, { url: '/', headers: { x: '1' } }, MAPPING],
  [{ path: '/map/query?q=1&q=2' }, { headers: { x: '2' } }, LOCALSTACK],
  [{ path: '/map/query' }, { headers: { x: undefined } }, MAPPING],
  [{ path: '/map/query/all?q=1&q=2' }, { url: '/?to=1&to=2' }, MAPPING],
  [{ path: '/map/query/all?q=1' }, { url: '/?to=1' }, MAPPING],
  [{ path: '/map/query/all' }, { url: '/' }, MAPPING],
  [{ path: '/map/header', headers: { 'X-In': 'in' } }, { url: '/?q=in' }, MAPPING],
  [{ path: '/map/header', headers: { 'x-in': 'in' } }, { url: '/?q=in' }, KNOWLEDGE],
  [{ path: '/map/header', headers: { 'X-In': ['a', 'b'] } }, { url: '/?q=b' }, LOCALSTACK],
  [{ path: '/map/header/all', headers: { 'X-In': ['a', 'b'] } }, { headers: { x: 'a,b' } }, MAPPING],
  [{ path: '/map/path/7' }, { url: '/orders/7/lines' }, MAPPING],
  [{ path: '/map/path/a%2Fb%20c' }, { url: '/orders/a%2Fb%20c/lines' }, KNOWLEDGE],
  [{ path: '/map/greedy/a/b%20c' }, { url: '/to/a/b%20c' }, MAPPING],
  [{ path: '/map/unmapped/7' }, { url: '/orders/%7Bid%7D' }, LOCALSTACK],
  [{ path: '/map/body', body: 'text' }, { headers: { x: 'text' } }, MAPPING],
  [{ path: '/map/body/path', body: '{"a":{"b":"deep"}}' }, { headers: { x: 'deep' } }, MAPPING],
  [{ path: '/map/body/path', body: '{"a":{"b":{"c":1}}}' }, { headers: { x: '{"c":1}' } }, KNOWLEDGE],
  [{ path: '/map/body/path', body: '{"a":1}' }, { headers: { x: undefined } }, MAPPING],
  [{ path: '/map/body/path', body: 'no json' }, { headers: { x: undefined } }, LOCALSTACK],
  [{ path: '/map/body/dollar', body: '{"list":[1,2]}' }, { headers: { x: '2' } }, MAPPING],
  [{ path: '/map/context' }, { headers: { x: 'prod', y: '127.0.0.1', z: undefined } }, MAPPING],
  [{ path: '/map/stage' }, { headers: { x: '{host}', y: undefined, z: undefined } }, VARIABLES],
  [{ path: '/map/twice', headers: { 'Content-Type': 'text/plain' }, body: 'x' }, { headers: { 'content-type': 'text/x' } }, MAPPING],
  [{ path: '/map/host' }, { headers: { host: 'other.example' } }, LOCALSTACK],
  [{ path: '/map/nonsense' }, { headers: { x: undefined } }, LOCALSTACK],
  // Nothing but what is mapped gets through to an HTTP integration.
  [{ path: '/plain?q=1', headers: { 'X-In': 'in', 'Accept': 'text/plain' } }, { url: '/', headers: { 'x-in': undefined, 'accept': 'application/json' } }, HTTP],
  [{ path: '/plain', body: 'text', headers: { 'Content-Type': 'text/plain' } }, { body: 'text', headers: { 'content-type': 'text/plain' } }, HTTP],
  [{ path: '/plain', headers: { 'User-Agent': 'client' } }, { headers: { 'user-agent': 'AmazonAPIGateway_{api}', 'x-amzn-apigateway-api-id': '{api}' } }, LOCALSTACK],
  [{ path: '/plain', headers: { 'X-Amzn-Trace-Id': 'Root=1-5759e988-bd862e3fe1be46a994272793' } }, { headers: { 'x-amzn-trace-id': 'Root=1-5759e988-bd862e3fe1be46a994272793' } }, LOCALSTACK],
  [{ path: '/plain' }, { headers: { host: '{host}' } }, NOTES],
  [{ path: '/query-in-uri' }, { url: '/x?a=1&b=2' }, KNOWLEDGE],
  [{ path: '/template', body: '{"a": [1.0]}' }, { body: '{"got": [1.0]}' }, HTTP],
  [{ path: '/template/override' }, { url: '/o/made?q=a%20b', headers: { 'x-over': 'template' }, body: 'body' }, OVERRIDES],
  [{ path: '/template/path' }, { url: '/whole/path', body: 'body' }, OVERRIDES],
  [{ path: '/uri/stage' }, { url: '/at/{host}' }, VARIABLES],
  // A proxy passes all but a few.
  [{ method: 'PUT', path: '/proxy', body: 'text' }, { method: 'PUT', url: '/to', body: 'text' }, PROXY],
  [{ method: 'GET', path: '/proxy' }, { method: 'GET', url: '/to', body: '' }, PROXY],
  [{ method: 'PUT', path: '/proxy/get' }, { method: 'GET', url: '/to' }, PROXY],
  [{ path: '/proxy?a=1&b=x%20y&a=2' }, { url: '/to?a=1&a=2&b=x%20y' }, PROXY],
  [{ path: '/proxy/query?q=own' }, { url: '/to?x=1&q=own&q=added' }, LOCALSTACK],
  [{ path: '/proxy/header', headers: { 'x-in': 'own' } }, { headers: { 'x-in': 'mapped' } }, LOCALSTACK],
  [{ path: '/proxy', headers: { 'X-In': ['a', 'b'], 'Accept': 'text/x', 'User-Agent': 'client' } }, { headers: { 'x-in': 'a, b', 'accept': 'text/x', 'user-agent': 'client' } }, PROXY],
  [{ path: '/proxy', headers: { 'X-In': 'a', 'x-in': 'b' } }, { headers: { 'x-in': 'a, b' } }, KNOWLEDGE],
  [{ path: '/proxy', headers: { 'Connection': 'keep-alive', 'Keep-Alive': 'timeout=5' } }, { headers: { 'keep-alive': undefined } }, KNOWLEDGE],
  [{ path: '/proxy', headers: { Authorization: 'Basic x', Cookie: 'a=b' } }, { headers: { authorization: 'Basic x', cookie: 'a=b' } }, PROXY],
  [{ path: '/proxy', headers: { 'Content-MD5': 'x', 'Max-Forwards': '1', 'Proxy-Authenticate': 'x', 'Server': 'x', 'WWW-Authenticate': 'x' } },
    { headers: { 'content-md5': undefined, 'max-forwards': undefined, 'proxy-authenticate': undefined, 'server': undefined, 'www-authenticate': undefined } }, NOTES],
  [{ path: '/proxy', headers: { TE: 'trailers', Trailer: 'x', Upgrade: 'h2c' } }, { headers: { te: undefined, trailer: undefined, upgrade: undefined } }, NOTES],
  [{ path: '/proxy', headers: { 'Authorization': 'AWS4-HMAC-SHA256 Credential=x', 'Content-Encoding': 'br', 'Via': '1.1 x' } },
    { headers: { 'authorization': undefined, 'content-encoding': undefined, 'via': undefined } }, NOTES],
  [{ path: '/proxy', headers: { Host: 'prod.example' } }, { headers: { host: '{host}' } }, NOTES],
  [{ path: '/proxy' }, { headers: { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https', 'x-forwarded-port': '443' } }, KNOWLEDGE],
  [{ path: '/proxy', headers: { 'X-Forwarded-For': '203.0.113.7' } }, { headers: { 'x-forwarded-for': '203.0.113.7, 127.0.0.1' } }, KNOWLEDGE],
  [{ path: '/proxy/a/b%20c' }, { url: '/to/a/b%20c' }, PROXY],
  [{ path: '/proxy-unmapped/a' }, { url: '/to/%7Brest%7D' }, LOCALSTACK],
])('%j -> %j (%s)', async (request, wanted) => {
  const answer = await call(gateway.url('prod'), { method: 'POST', ...request });
  expect(answer.status).toBe(200);
  const got = json(answer) as Echo;
  const fill = (text: string | undefined) => text?.replaceAll('{host}', new URL(backend.url).host).replaceAll('{api}', gateway.model.rest[0].id);
  for (const [name, value] of Object.entries(wanted.headers ?? {})) expect([name, got.headers[name]]).toEqual([name, fill(value)]);
  if (wanted.method) expect(got.method).toBe(wanted.method);
  if (wanted.url) expect(got.url).toBe(fill(wanted.url));
  if (wanted.body !== undefined) expect(Buffer.from(got.body, 'base64').toString()).toBe(wanted.body);
});

test.each<[path: string, body: string, status: number, answer: string, source: string]>([
  ['/map/body/path', '{"a":', 400, '{"message":"Invalid JSON in request body"}', LOCALSTACK],
  ['/map/refused', '', 500, '{"message":"Internal server error"}', LOCALSTACK],
  ['/map/refused/trace', '', 500, '{"message":"Internal server error"}', LOCALSTACK],
  ['/uri/stage/none', '', 500, '{"message":"Internal server error"}', VARIABLES],
  ['/uri/wrong', '', 500, '{"message":"Internal server error"}', LOCALSTACK],
])('%s %j -> %i %s (%s)', async (path, body, status, text) => {
  const answer = await call(gateway.url('prod'), { method: 'POST', path, body });
  expect([answer.status, answer.text]).toEqual([status, text]);
});
