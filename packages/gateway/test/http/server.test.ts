import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Gateway } from '../../src/gateway';
import { call } from '../support/call';
import { apiOf, mock, operation, serve } from '../support/serve';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await serve(apiOf({
    '/': { 'x-amazon-apigateway-any-method': mock('ok') },
    '/slow': { get: operation({ type: 'aws_proxy', httpMethod: 'POST', uri: 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:slow/invocations' }) },
  }, {}, {}, {
    Slow: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: 'slow',
        Runtime: 'nodejs20.x',
        Handler: 'index.handler',
        Code: { ZipFile: 'exports.handler = async () => { await new Promise((done) => setTimeout(done, 200)); return {}; };' },
      },
    },
    Allowed: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: { Ref: 'Slow' }, Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' } },
  }));
});

const open = () => connect(Number(new URL(gateway.url('prod')).port), '127.0.0.1');

/** Sends bytes, ends, and gives back what came. */
function exchange(...parts: readonly (string | Buffer)[]): Promise<string> {
  return new Promise((resolve) => {
    const socket = open();
    let got = '';
    socket.on('data', (chunk) => (got += chunk.toString('latin1')));
    socket.on('close', () => resolve(got));
    socket.on('error', () => {});
    for (const part of parts) socket.write(part);
    socket.end();
  });
}

const statuses = (text: string) => Array.from(text.matchAll(/HTTP\/1\.1 (\d+)/g), ([, status]) => Number(status));

test.each<[what: string, bytes: string, statuses: readonly number[]]>([
  ['no HTTP', 'hello\r\n\r\n', [400]],
  ['a space in the path', 'GET /a b HTTP/1.1\r\nHost: h\r\n\r\n', [400]],
  ['no host', 'GET /prod/ HTTP/1.1\r\n\r\n', [400]],
  ['HTTP/1.0', 'GET /prod/ HTTP/1.0\r\n\r\n', [200]],
  ['an absolute target', 'GET http://127.0.0.1/prod/ HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n', [200]],
  ['OPTIONS *', 'OPTIONS * HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n', [403]],
  ['CONNECT', 'CONNECT h:1 HTTP/1.1\r\nHost: h\r\n\r\n', []],
  ['an upgrade', 'GET /prod/ HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n', [200]],
  ['two requests at once', 'GET /prod/ HTTP/1.1\r\nHost: h\r\n\r\nGET /prod/ HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n', [200, 200]],
  ['chunks', 'POST /prod/ HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n', [200]],
  ['a wrong chunk', 'POST /prod/ HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n', [400]],
  ['both a length and chunks', 'POST /prod/ HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', [400]],
  ['a wrong length', 'POST /prod/ HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n', [400]],
  ['100-continue', 'POST /prod/ HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n{}', [100, 200]],
  ['a header without a name', 'GET /prod/ HTTP/1.1\r\nHost: h\r\n: x\r\n\r\n', [400]],
  ['a null byte', 'GET /prod/ HTTP/1.1\r\nHost: h\r\nX: \0\r\n\r\n', [400]],
])('%s', async (_, bytes, wanted) => {
  expect(statuses(await exchange(bytes))).toEqual(wanted);
});

test('a body that does not come to its end', async () => {
  const socket = open();
  socket.write('POST /prod/ HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n{}');
  await new Promise((resolve) => setTimeout(resolve, 50));
  socket.destroy();
  expect((await call(gateway.url('prod'), { path: '/' })).status).toBe(200);
});

test('a client that goes away before the response', async () => {
  const ended = new Promise((resolve) => gateway.once('request', resolve));
  const socket = open();
  socket.write('GET /prod/slow HTTP/1.1\r\nHost: h\r\n\r\n');
  await new Promise((resolve) => setTimeout(resolve, 50));
  socket.destroy();
  await ended;
  expect((await call(gateway.url('prod'), { path: '/slow' })).status).toBe(200);
});

test('what is no HTTP behind a request that is being answered is not answered in between', async () => {
  const backend = createServer((_, response) => response.writeHead(200).write('begun')).listen(0, '127.0.0.1');
  await new Promise((resolve) => backend.once('listening', resolve));
  const uri = `http://127.0.0.1:${(backend.address() as AddressInfo).port}`;
  const other = await serve(apiOf({ '/': { get: operation({ type: 'http_proxy', httpMethod: 'GET', uri, responseTransferMode: 'STREAM' }) } }));
  const socket = connect(Number(new URL(other.url('prod')).port), '127.0.0.1');
  let got = '';
  socket.on('data', (chunk) => (got += chunk));
  socket.on('error', () => {});
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write('GET /prod/ HTTP/1.1\r\nHost: h\r\n\r\n');
  while (!got.includes('begun')) await new Promise((resolve) => socket.once('data', resolve));
  socket.write('hello\r\n\r\n');
  await closed;
  backend.closeAllConnections();
  backend.close();
  expect([statuses(got), got.endsWith('begun\r\n')]).toEqual([[200], true]);
});

test('a body that is too large is refused before its end', async () => {
  const socket = open();
  const got = new Promise<string>((resolve) => socket.once('data', (chunk) => resolve(chunk.toString())));
  socket.on('error', () => {});
  socket.write(`POST /prod/ HTTP/1.1\r\nHost: h\r\nContent-Length: ${100 * 1024 * 1024}\r\n\r\n`);
  for (let at = 0; at < 12; at++) socket.write(Buffer.alloc(1024 * 1024));
  expect(statuses(await got)).toEqual([413]);
  socket.destroy();
});

test('random bytes and broken requests do it no harm', async () => {
  // Mulberry's steps, in arithmetic that linters like: a test that fails has to fail again.
  let state = 12345;
  const random = (below: number) => (state = state * 48271 % 2147483647) % below;
  const pieces = ['GET ', 'POST ', '/prod/', '?', '%', '%41', '{', '}', '//', '..', ' HTTP/1.1', '\r\n', '\r\n\r\n', 'Host: h', 'Content-Length: 3', 'Transfer-Encoding: chunked',
    'X-HTTP-Method-Override: ', 'Accept: ', 'Content-Type: ', ':', ';', ',', '\0', '\xff', 'abc', '0\r\n\r\n', '\n', '\t', 'Expect: 100-continue', 'Connection: close'];
  const sockets: Promise<string>[] = [];
  for (let at = 0; at < 400; at++) {
    const parts = Array.from({ length: 1 + random(25) }, () => random(8) === 0
      ? Buffer.from(Array.from({ length: random(20) }, () => random(256))) : pieces[random(pieces.length)]);
    sockets.push(exchange(...at % 2 === 0 ? parts : ['GET /prod/', ...parts, ' HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n']));
    if (at % 50 === 49) await Promise.all(sockets.splice(0));
  }
  expect((await call(gateway.url('prod'), { path: '/' })).text).toBe('ok');
}, 60_000);

test('a response that cannot be sent leaves nothing of itself', async () => {
  const answer = mock('#set($context.responseOverride.header.X = $util.base64Decode("Cg=="))x');
  const other = await serve(apiOf({ '/': { get: answer } }));
  const socket = connect(Number(new URL(other.url('prod')).port), '127.0.0.1');
  socket.write('GET /prod/ HTTP/1.1\r\nHost: h\r\n\r\n');
  const got = await new Promise<Buffer>((resolve) => socket.once('data', resolve));
  socket.destroy();
  expect(got.toString().split('\r\n')[0]).toBe('HTTP/1.1 502 Bad Gateway');
});

test('it is on loopback', async () => {
  const { hostname } = new URL(gateway.url('prod'));
  expect(hostname).toBe('127.0.0.1');
});

test('closing waits for what is on its way, and not for idle connections', async () => {
  const other = await serve(apiOf({ '/': { get: mock('ok') } }));
  const socket: Socket = connect(Number(new URL(other.url('prod')).port), '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write('GET /prod/ HTTP/1.1\r\nHost: h\r\n\r\n');
  await new Promise((resolve) => socket.once('data', resolve));
  await other.close();
  await expect(call(other.url('prod'), { path: '/' })).rejects.toThrow('ECONNREFUSED');
});
