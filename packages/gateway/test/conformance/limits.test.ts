import { gzipSync, deflateSync, gunzipSync, inflateSync } from 'node:zlib';
import type { Gateway } from '../../src/gateway';
import { call, type Call } from '../support/call';
import { EchoServer, type Echo } from '../support/echo-server';
import { apiOf, mock, operation, serve } from '../support/serve';

const QUOTAS = 'Quotas for configuring and running a REST API in API Gateway';
const NOTES = 'Amazon API Gateway important notes: REST APIs';
const COMPRESSION = 'Payload compression for REST APIs in API Gateway';
const ENABLE = 'Turn on payload compression for an API in API Gateway';
const COMPRESSED_REQUEST = 'Call an API method with a compressed payload in API Gateway';
const KNOWLEDGE = 'best knowledge';

const backend = new EchoServer();
let plain: Gateway;
let packed: Gateway;
beforeAll(async () => {
  await backend.start();
  const paths = {
    '/': { 'x-amazon-apigateway-any-method': mock('ok') },
    '/long': { get: mock('0123456789'.repeat(20)) },
    '/short': { get: mock('short') },
    '/echo': { post: operation({ type: 'http_proxy', httpMethod: 'POST', uri: backend.url }) },
    '/encoded': { get: mock('#set($context.responseOverride.header.Content-Encoding = "br")' + '0123456789'.repeat(20)) },
  };
  plain = await serve(apiOf(paths));
  packed = await serve(apiOf(paths, { 'x-amazon-apigateway-minimum-compression-size': 100 }));
});
afterAll(() => backend.stop());

const filled = (length: number) => 'x'.repeat(length);

test.each<[what: string, request: Call, status: number, source: string]>([
  ['10 MB of body', { method: 'POST', path: '/', body: Buffer.alloc(10 * 1024 * 1024) }, 200, QUOTAS],
  ['more than 10 MB of body', { method: 'POST', path: '/', body: Buffer.alloc(10 * 1024 * 1024 + 1) }, 413, QUOTAS],
  ['10 KB of headers', { path: '/', headers: { 'X-Long': filled(10_000) } }, 200, QUOTAS],
  ['more than 10 KB of headers', { path: '/', headers: { 'X-Long': filled(10_240) } }, 431, QUOTAS],
  ['far more than 10 KB of headers', { path: '/', headers: { 'X-Long': filled(80_000) } }, 431, QUOTAS],
  ['10 KB of URL', { path: `/?q=${filled(10_200)}` }, 200, QUOTAS],
  ['more than 10 KB of URL', { path: `/?q=${filled(10_240)}` }, 414, QUOTAS],
  ['a | in the query string', { path: '/?q=a|b' }, 400, NOTES],
  ['a { in the query string', { path: '/?q={a}' }, 400, NOTES],
  ['an encoded | in the query string', { path: '/?q=a%7Cb' }, 200, NOTES],
])('%s -> %i (%s)', async (_, request, status) => {
  expect((await call(plain.url('prod'), request)).status).toBe(status);
});

test.each<[path: string, accepted: string | undefined, coding: string | undefined, source: string]>([
  ['/long', 'gzip', 'gzip', COMPRESSION],
  ['/long', 'deflate', 'deflate', COMPRESSION],
  ['/long', 'br, deflate, gzip', 'deflate', KNOWLEDGE],
  ['/long', 'GZIP;q=0.5', 'gzip', COMPRESSION],
  ['/long', 'gzip;q=0', undefined, 'RFC 9110'],
  ['/long', 'gzip;q=0.0, identity', undefined, 'RFC 9110'],
  ['/long', 'deflate;q=0.5, gzip;q=1.0', 'gzip', 'RFC 9110'],
  ['/long', 'gzip;q=0.5, br', undefined, ENABLE],
  ['/long', '*', undefined, COMPRESSION],
  ['/long', 'br', undefined, COMPRESSION],
  ['/long', 'identity', undefined, COMPRESSION],
  ['/long', undefined, undefined, COMPRESSION],
  ['/short', 'gzip', undefined, COMPRESSION],
  ['/encoded', 'gzip', 'br', COMPRESSION],
])('%s to a client that accepts %s is %s (%s)', async (path, accepted, coding) => {
  const request: Call = { path, headers: accepted === undefined ? {} : { 'Accept-Encoding': accepted } };
  const [answer, whole] = await Promise.all([call(packed.url('prod'), request), call(plain.url('prod'), request)]);
  expect(answer.headers['content-encoding']).toBe(coding);
  const unpacked = coding === 'gzip' ? gunzipSync(answer.bytes) : coding === 'deflate' ? inflateSync(answer.bytes) : answer.bytes;
  expect(unpacked.toString()).toBe(whole.text);
  expect(answer.headers['content-length']).toBe(String(answer.bytes.length));
});

test.each<[coding: string, body: Buffer, got: string, source: string]>([
  ['gzip', gzipSync('text'), 'text', COMPRESSION],
  ['deflate', deflateSync('text'), 'text', COMPRESSION],
  ['identity', Buffer.from('text'), 'text', COMPRESSION],
  ['GZIP', gzipSync('text'), 'text', 'RFC 9110'],
])('a request in %s is unpacked (%s)', async (coding, body, got) => {
  const answer = await call(packed.url('prod'), { method: 'POST', path: '/echo', headers: { 'Content-Encoding': coding }, body });
  expect(Buffer.from((JSON.parse(answer.text) as Echo).body, 'base64').toString()).toBe(got);
});

test.each<[what: string, coding: string, source: string]>([
  ['says that it is packed, and is not', 'gzip', COMPRESSED_REQUEST],
  ['is packed in a way that the service does not know', 'br', COMPRESSED_REQUEST],
  ['is packed in what is no coding', 'constructor', COMPRESSED_REQUEST],
])('a request that %s (%s: %s)', async (_, coding) => {
  const request: Call = { method: 'POST', path: '/echo', headers: { 'Content-Encoding': coding }, body: 'text' };
  const [unpacked, passed] = await Promise.all([call(packed.url('prod'), request), call(plain.url('prod'), request)]);
  expect([unpacked.status, unpacked.text, passed.status]).toEqual([415, '{"message":"Unsupported Media Type"}', 200]);
});
