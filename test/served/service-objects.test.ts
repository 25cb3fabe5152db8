import type { Gateway, ServiceAnswer, ServiceCall } from '../../packages/gateway/src';
import { testStack } from '../support/apps';
import { serve, stopServing } from '../support/gateway';
import { servicesApi } from '../support/services';

const IMAGE = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x80]);

const objects = new Map<string, ServiceAnswer>();
let call: ServiceCall;

/** S3, as far as one object goes. */
function store(one: ServiceCall): ServiceAnswer {
  call = one;
  const { method, path, headers, bytes } = one;
  if (method === 'PUT') objects.set(path, { headers: { 'Content-Type': headers['Content-Type'] ?? 'binary/octet-stream', 'ETag': '"1"', 'Last-Modified': 'Mon, 01 Jun 2026 00:00:00 GMT' }, body: bytes });
  if (method === 'PUT') return { headers: { ETag: '"1"' } };
  if (method === 'DELETE') return { status: 204 };
  if (headers['If-None-Match'] === '"1"') return { status: 304, headers: { ETag: '"1"' } };
  return objects.get(path) ?? { status: 403, headers: { 'Content-Type': 'application/xml' }, body: '<Error/>' };
}

let gateway: Gateway;
beforeAll(async () => {
  const stack = testStack();
  servicesApi(stack, 's3');
  gateway = await serve(stack, { stubs: { s3: store } });
});
afterAll(stopServing);

const ask = (path: string, init: RequestInit = {}) => fetch(`${gateway.url('dev')}${path}`, init);

test.each([['image/jpeg', '*/*'], ['image/jpeg', 'image/avif,image/webp,*/*;q=0.8'], ['application/octet-stream', 'application/json']])('bytes of %s, asked for as %s', async (type, accept) => {
  const put = await ask('/files/a/photo.jpg', { method: 'PUT', headers: { 'Content-Type': type }, body: IMAGE });
  expect([put.status, put.headers.get('etag'), await put.text()]).toEqual([200, '"1"', '']);
  expect(call).toMatchObject({ method: 'PUT', path: expect.stringMatching(/^\/shop-files[\w-]+\/uploads\/a\/photo\.jpg$/), headers: { 'Content-Type': type } });
  expect(call.bytes).toEqual(IMAGE);
  const got = await ask('/files/a/photo.jpg', { headers: { Accept: accept } });
  expect([got.status, got.headers.get('content-type'), got.headers.get('etag'), got.headers.get('last-modified')]).toEqual([200, type, '"1"', 'Mon, 01 Jun 2026 00:00:00 GMT']);
  expect(Buffer.from(await got.arrayBuffer())).toEqual(IMAGE);
});

test.each([
  ['a b/ü?.txt', 'a%20b/%C3%BC%3F.txt'],
  ['a%2Fb', 'a%252Fb'],
  ['x/../../other', 'x/../../other'],
  ['a+b&c=d#e', 'a%2Bb%26c%3Dd%23e'],
])('the key %s is one key below its prefix', async (key, path) => {
  await ask(`/files/${encodeURIComponent(key)}`, { method: 'PUT', headers: { 'Content-Type': 'image/png' }, body: IMAGE });
  expect(call.path.replace(/^\/[^/]+/, '')).toBe(`/uploads/${path}`);
});

test('an object that is not there, one that has not changed, and one that goes', async () => {
  const missing = await ask('/files/none');
  expect([missing.status, await missing.json()]).toEqual([404, { message: 'Not Found' }]);
  const same = await ask('/files/none', { headers: { 'If-None-Match': '"1"' } });
  expect([same.status, same.headers.get('etag'), await same.text()]).toEqual([304, '"1"', '']);
  const gone = await ask('/files/none', { method: 'DELETE' });
  expect([gone.status, await gone.text(), call.method]).toEqual([204, '', 'DELETE']);
});

test('text is passed on as text, whatever its type', async () => {
  objects.set([...objects.keys()][0].replace(/^(\/[^/]+).*/, '$1/todo'), { headers: { 'Content-Type': 'text/markdown' }, body: '# é' });
  const got = await ask('/notes/todo');
  expect([got.status, got.headers.get('content-type'), await got.text()]).toEqual([200, 'text/markdown', '# é']);
});
