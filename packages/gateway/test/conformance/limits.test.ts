import { gzipSync, deflateSync, gunzipSync, inflateSync } from 'node:zlib';
import type { Gateway } from '../../src/gateway';
import { call, type Call } from '../support/call';
import { EchoServer, type Echo } from '../support/echo-server';
import { apiOf, mock, operation, serve } from '../support/serve';

const QUOTAS = 'Quotas for configuring and running a REST API in API Gateway';
const NOTES = 'Amazon API Gateway important notes: REST APIs';
const COMPRESSION = 'Payload compression for REST APIs in API Gateway';
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
  ['br', Buffer.from('text'), 'text', KNOWLEDGE],
  ['constructor', Buffer.from('text'), 'text', KNOWLEDGE],
])('a request in %s is unpacked (%s)', async (coding, body, got) => {
  const answer = await call(packed.url('prod'), { method: 'POST', path: '/echo', headers: { 'Content-Encoding': coding }, body });
  expect(Buffer.from((JSON.parse(answer.text) as Echo).body, 'base64').toString()).toBe(got);
});

test('a request that only says that it is packed', async () => {
  const answer = await call(packed.url('prod'), { method: 'POST', path: '/echo', headers: { 'Content-Encoding': 'gzip' }, body: 'text' });
  expect(answer.status).toBe(400);
});
