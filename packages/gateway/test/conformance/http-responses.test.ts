import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Gateway } from '../../src/gateway';
import type { JsonObject } from '../../src/json';
import { call } from '../support/call';
import { EchoServer } from '../support/echo-server';
import { apiOf, operation, serve } from '../support/serve';

const MAPPING = 'Parameter mapping examples for REST APIs in API Gateway';
const NOTES = 'Amazon API Gateway important notes: REST APIs';
const TEMPLATES = 'Mapping template transformations for REST APIs in API Gateway';
const TYPES = 'Gateway response types for API Gateway';
const PROXY = 'Set up HTTP proxy integrations in API Gateway';
const LOCALSTACK = 'recorded: LocalStack, validated against AWS';
const KNOWLEDGE = 'best knowledge';

/** Answers as the path says. */
const backend = new EchoServer(({ url = '', method }, response) => {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const [, status, what] = pathname.split('/');
  const headers = [...searchParams].flat();
  if (what === 'break') response.destroy();
  else if (what === 'hang') setTimeout(() => response.destroy(), 2000).unref();
  else if (what === 'cut') response.writeHead(200, ['Content-Length', '100']).write('short', () => response.destroy());
  else response.writeHead(Number(status), headers).end(method === 'HEAD' ? undefined : what === 'json' ? '{"a":{"b":"deep"},"n":1.50}' : 'text');
});

const http = (uri: string, responses: JsonObject, integration: JsonObject = {}): JsonObject =>
  ({ get: operation({ type: 'http', httpMethod: 'GET', uri: backend.url + uri, responses, ...integration }) });
const proxy = (uri: string, integration: JsonObject = {}): JsonObject =>
  ({ 'x-amazon-apigateway-any-method': operation({ type: 'http_proxy', httpMethod: 'ANY', uri: backend.url + uri, ...integration }) });
const headers = (uri: string, parameters: JsonObject): JsonObject =>
  http(uri, { default: { statusCode: '200', responseParameters: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [`method.response.header.${name}`, value])) } });

let gateway: Gateway;
let closedPort: number;
beforeAll(async () => {
  await backend.start();
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
  closedPort = (closed.address() as AddressInfo).port;
  await new Promise((resolve) => closed.close(resolve));
  gateway = await serve(apiOf({
    '/static': headers('/200/x', { X: "'fixed'", Y: 'stageVariables.v', Z: 'context.stage', N: 'integration.response.header.None' }),
    '/header': headers('/200/x?X-In=in&Server=s', { X: 'integration.response.header.X-In', Y: 'integration.response.header.x-in', S: 'integration.response.header.Server' }),
    '/headers': headers('/200/x?X-In=a&X-In=b', { X: 'integration.response.multivalueheader.X-In', Y: 'integration.response.header.X-In' }),
    '/body': headers('/200/json', { X: 'integration.response.body', Y: 'integration.response.body.a.b', Z: 'integration.response.body.n' }),
    '/body/text': headers('/200/x', { X: 'integration.response.body.a' }),
    '/type': headers('/200/x', { 'Content-Type': "'text/plain'" }),
    '/unmapped': http('/201/x?X-In=in&Content-Type=text/plain', { default: { statusCode: '200' } }),
    '/template': http('/200/json', { default: { statusCode: '200', responseTemplates: { 'application/xml': '<b>$input.path(\'$.a.b\')</b>' } } }),
    '/template/text': http('/200/x', { default: { statusCode: '200', responseTemplates: { 'application/json': '$input.json(\'$.a\')' } } }),
    '/404': http('/404/x', { 404: { statusCode: '410' }, default: { statusCode: '200' } }),
    '/503': http('/503/x', { '5..': { statusCode: '599' }, 'default': { statusCode: '200' } }),
    '/none': http('/503/x', { 404: { statusCode: '404' } }),
    '/refused': http('', {}, { uri: `http://127.0.0.1:${closedPort}/` }),
    '/no-host': http('', {}, { uri: 'http://no-such-host.invalid/' }),
    '/broken': proxy('/200/break'),
    '/cut': proxy('/200/cut'),
    '/hang': proxy('/200/hang', { timeoutInMillis: 100 }),
    '/proxy': proxy('/201/x?X-In=in&Content-Type=text/plain&Set-Cookie=a&Set-Cookie=b'),
    '/proxy/500': proxy('/500/x'),
    '/proxy/302': proxy('/302/x?Location=/there'),
    '/proxy/204': proxy('/204/x'),
    '/proxy/remapped': proxy('/200/x?Date=then&Server=s&WWW-Authenticate=Basic&Authorization=x&User-Agent=u&Max-Forwards=1&Content-MD5=m&x-amzn-RequestId=theirs'),
    '/proxy/dropped': proxy('/200/x?Expect=x&Proxy-Authenticate=x&TE=x&Trailer=x&Upgrade=x&Host=x'),
    '/proxy/stream': proxy('/200/x?X-In=in', { responseTransferMode: 'STREAM' }),
    '/proxy/stream/cut': proxy('/200/cut', { responseTransferMode: 'STREAM' }),
  }, {}, { Variables: { v: 'var' } }));
});
afterAll(() => backend.stop());

const ERROR = '{"message":"Internal server error"}';
const NETWORK = '{"message":"Network error communicating with endpoint"}';

test.each<[path: string, status: number, headers: Readonly<Record<string, string | undefined>>, body: string, source: string]>([
  ['/static', 200, { x: 'fixed', y: 'var', z: 'prod', n: undefined }, 'text', MAPPING],
  ['/header', 200, { x: 'in', y: 'in', s: 's' }, 'text', MAPPING],
  ['/headers', 200, { x: 'a,b', y: 'b' }, 'text', LOCALSTACK],
  ['/body', 200, { x: '{"a":{"b":"deep"},"n":1.50}', y: 'deep', z: '1.5' }, '{"a":{"b":"deep"},"n":1.50}', MAPPING],
  ['/body/text', 200, { x: undefined }, 'text', LOCALSTACK],
  ['/type', 200, { 'content-type': 'text/plain' }, 'text', MAPPING],
  ['/unmapped', 200, { 'x-in': undefined, 'content-type': 'application/json', 'x-amzn-trace-id': '*' }, 'text', TEMPLATES],
  ['/template', 200, { 'content-type': 'application/xml' }, '<b>deep</b>', TEMPLATES],
  ['/template/text', 200, {}, '""', 'recorded: MOCK templates on AWS'],
  ['/404', 410, {}, 'text', MAPPING],
  ['/503', 599, {}, 'text', MAPPING],
  ['/none', 500, {}, ERROR, LOCALSTACK],
  ['/refused', 504, { 'x-amzn-errortype': 'InternalServerErrorException' }, NETWORK, KNOWLEDGE],
  ['/no-host', 500, {}, ERROR, KNOWLEDGE],
  ['/broken', 504, {}, NETWORK, KNOWLEDGE],
  ['/cut', 504, {}, NETWORK, KNOWLEDGE],
  ['/hang', 504, { 'x-amzn-errortype': 'InternalServerErrorException' }, '{"message":"Endpoint request timed out"}', TYPES],
  ['/proxy', 201, { 'x-in': 'in', 'content-type': 'text/plain', 'set-cookie': 'a,b', 'x-amzn-trace-id': undefined }, 'text', PROXY],
  ['/proxy/500', 500, { 'x-amzn-errortype': undefined }, 'text', PROXY],
  ['/proxy/302', 302, { location: '/there' }, 'text', PROXY],
  ['/proxy/204', 204, {}, '', PROXY],
  ['/proxy/remapped', 200, {
    'x-amzn-remapped-date': 'then',
    'x-amzn-remapped-server': 's',
    'server': undefined,
    'x-amzn-remapped-www-authenticate': 'Basic',
    'x-amzn-remapped-authorization': 'x',
    'x-amzn-remapped-user-agent': 'u',
    'x-amzn-remapped-max-forwards': '1',
    'x-amzn-remapped-content-md5': 'm',
    'x-amzn-remapped-x-amzn-requestid': 'theirs',
    'x-amzn-remapped-connection': 'keep-alive',
  }, 'text', NOTES],
  ['/proxy/dropped', 200, { 'expect': undefined, 'proxy-authenticate': undefined, 'te': undefined, 'trailer': undefined, 'upgrade': undefined, 'host': undefined }, 'text', NOTES],
  ['/proxy/stream', 200, { 'x-in': 'in', 'transfer-encoding': 'chunked' }, 'text', 'Stream the integration response for your proxy integrations in API Gateway'],
])('%s -> %i %j %s (%s)', async (path, status, wanted, body) => {
  const answer = await call(gateway.url('prod'), { path });
  expect([answer.status, answer.text]).toEqual([status, body]);
  for (const [name, value] of Object.entries(wanted)) {
    if (value === '*') expect(answer.headers).toHaveProperty([name]);
    else expect([name, answer.headers[name]]).toEqual([name, value]);
  }
});

test('HEAD through a proxy', async () => {
  const answer = await call(gateway.url('prod'), { method: 'HEAD', path: '/proxy' });
  expect([answer.status, answer.headers['x-in'], answer.text]).toEqual([201, 'in', '']);
});

test('a streamed response that breaks off ends the connection', async () => {
  await expect(call(gateway.url('prod'), { path: '/proxy/stream/cut' })).rejects.toThrow('aborted');
});
