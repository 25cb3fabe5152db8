import type { Gateway } from '../../src/gateway';
import type { JsonObject } from '../../src/json';
import { call, json } from '../support/call';
import { EchoServer, type Echo } from '../support/echo-server';
import { apiOf, operation, serve } from '../support/serve';

const ENCODINGS = 'Content type conversions in API Gateway';
const TYPES = 'Binary media types for REST APIs in API Gateway';

const BYTES = Buffer.from([0x89, 0x50, 0xff, 0x00]);
const BASE64 = BYTES.toString('base64');
const MANGLED = Buffer.from(BYTES.toString());

const echo = new EchoServer();
/** Answers with a type and a body that the path names. */
const source = new EchoServer(({ url = '' }, response) => {
  const [, type, what] = url.split('/');
  response.writeHead(200, { 'Content-Type': type.replace('_', '/') }).end(what === 'bytes' ? BYTES : what === 'base64' ? BASE64 : 'text!');
});

const gateways: Record<string, Gateway> = {};
beforeAll(async () => {
  await echo.start();
  await source.start();
  const http = (uri: string, contentHandling?: string, response?: string): JsonObject => ({
    'x-amazon-apigateway-any-method': operation({
      type: 'http', httpMethod: 'POST', uri, ...contentHandling && { contentHandling }, responses: { default: { statusCode: '200', ...response && { contentHandling: response } } },
    }),
  });
  const from = (path: string) => Object.fromEntries([['', undefined], ['/binary', 'CONVERT_TO_BINARY'], ['/text', 'CONVERT_TO_TEXT']].map(([suffix, handling]) =>
    [`/from/${path}${suffix}`, http(`${source.url}/${path}`, undefined, handling)]));
  const paths: JsonObject = {
    '/to': http(echo.url),
    '/to/binary': http(echo.url, 'CONVERT_TO_BINARY'),
    '/to/text': http(echo.url, 'CONVERT_TO_TEXT'),
    ...from('image_png/bytes'),
    ...from('text_plain/base64'),
    ...from('text_plain/text'),
    ...from('image_png/base64'),
    ...from('text_plain/bytes'),
    '/proxy': { 'x-amazon-apigateway-any-method': operation({ type: 'http_proxy', httpMethod: 'POST', uri: echo.url }) },
    '/proxy/from': { get: operation({ type: 'http_proxy', httpMethod: 'GET', uri: `${source.url}/image_png/bytes` }) },
  };
  gateways.none = await serve(apiOf(paths));
  gateways.image = await serve(apiOf(paths, { 'x-amazon-apigateway-binary-media-types': ['image/*'] }));
  gateways.all = await serve(apiOf(paths, { 'x-amazon-apigateway-binary-media-types': ['*~1*'] }));
});
afterAll(() => Promise.all([echo.stop(), source.stop()]));

test.each<[api: string, path: string, type: string, body: Buffer | string, got: Buffer | string, source: string]>([
  ['none', '/to', 'image/png', BYTES, MANGLED, ENCODINGS],
  ['none', '/to', 'text/plain', 'text', 'text', ENCODINGS],
  ['none', '/to/binary', 'image/png', BASE64, BYTES, ENCODINGS],
  ['none', '/to/text', 'text/plain', 'text', 'text', ENCODINGS],
  ['image', '/to', 'text/plain', 'text', 'text', ENCODINGS],
  ['image', '/to/binary', 'text/plain', BASE64, BYTES, ENCODINGS],
  ['image', '/to/text', 'text/plain', 'text', 'text', ENCODINGS],
  ['image', '/to', 'image/png', BYTES, BYTES, ENCODINGS],
  ['image', '/to/binary', 'image/png', BYTES, BYTES, ENCODINGS],
  ['image', '/to/text', 'image/png', BYTES, BASE64, ENCODINGS],
  ['image', '/to/text', 'IMAGE/PNG; x=y', BYTES, BASE64, TYPES],
  ['image', '/to/text', 'application/json', '{}', '{}', ENCODINGS],
  ['all', '/to/text', 'application/json', '{}', 'e30=', TYPES],
  ['all', '/to', 'anything/at-all', BYTES, BYTES, TYPES],
  ['image', '/proxy', 'image/png', BYTES, BYTES, ENCODINGS],
  ['image', '/proxy', 'text/plain', BYTES, MANGLED, ENCODINGS],
])('%s: a request to %s as %s (%#)', async (api, path, type, body, got) => {
  const answer = await call(gateways[api].url('prod'), { method: 'POST', path, headers: { 'Content-Type': type, 'Accept': '*/*' }, body });
  expect((json(answer) as Echo).body).toBe(Buffer.from(got).toString('base64'));
});

test.each<[api: string, path: string, accept: string | undefined, got: Buffer | string, source: string]>([
  ['none', '/from/text_plain/text', 'text/plain', 'text!', ENCODINGS],
  ['none', '/from/text_plain/base64/binary', 'text/plain', BYTES, ENCODINGS],
  ['none', '/from/text_plain/text/text', 'text/plain', 'text!', ENCODINGS],
  ['none', '/from/image_png/bytes', 'image/png', MANGLED, ENCODINGS],
  ['image', '/from/text_plain/text', 'text/plain', 'text!', ENCODINGS],
  ['image', '/from/text_plain/base64/binary', 'text/plain', BYTES, ENCODINGS],
  ['image', '/from/text_plain/text/text', 'text/plain', 'text!', ENCODINGS],
  ['image', '/from/text_plain/base64', 'image/png', BYTES, ENCODINGS],
  ['image', '/from/text_plain/base64/binary', 'image/png', BYTES, ENCODINGS],
  ['image', '/from/text_plain/text/text', 'image/png', 'text!', ENCODINGS],
  ['image', '/from/image_png/bytes', 'text/plain', BASE64, ENCODINGS],
  ['image', '/from/image_png/bytes/binary', 'text/plain', BYTES, ENCODINGS],
  ['image', '/from/image_png/bytes/text', 'text/plain', BASE64, ENCODINGS],
  ['image', '/from/image_png/bytes', 'image/png', BYTES, ENCODINGS],
  ['image', '/from/image_png/bytes/binary', 'image/png', BYTES, ENCODINGS],
  ['image', '/from/image_png/bytes/text', 'image/png', BASE64, ENCODINGS],
  ['image', '/from/image_png/bytes', undefined, BASE64, ENCODINGS],
  ['image', '/from/image_png/bytes', 'image/webp,image/*,*/*;q=0.8', BYTES, TYPES],
  ['image', '/from/image_png/bytes', 'text/html,image/png', BASE64, TYPES],
  ['all', '/from/image_png/bytes', '*/*', BYTES, TYPES],
  ['all', '/from/text_plain/bytes', 'text/html', BYTES, TYPES],
  ['image', '/proxy/from', 'image/png', BYTES, ENCODINGS],
])('%s: a response from %s to %s (%#)', async (api, path, accept, got) => {
  const answer = await call(gateways[api].url('prod'), { path, headers: accept === undefined ? {} : { Accept: accept } });
  expect([answer.status, answer.bytes.toString('base64')]).toEqual([200, Buffer.from(got).toString('base64')]);
});

test.each<[api: string, path: string, accept: string, source: string]>([
  ['none', '/from/text_plain/text/binary', 'text/plain', 'Enable support for binary payloads using the API Gateway API: a payload that is not base64 is an error 500'],
  ['image', '/from/text_plain/text', 'image/png', 'Enable support for binary payloads using the API Gateway API: a payload that is not base64 is an error 500'],
])('%s: a response from %s to %s cannot become binary (%s)', async (api, path, accept) => {
  const answer = await call(gateways[api].url('prod'), { path, headers: { Accept: accept } });
  expect([answer.status, answer.text]).toEqual([500, '{"message":"Internal server error"}']);
});
