import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UndiciClient } from '../../src/http/undici-client';

test('a call that was given up before there was a connection for it is not made later', async () => {
  const seen: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    seen.push(url);
    if (url === '/last') response.end();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const client = new UndiciClient();
  const call = (path: string, timeoutMs: number) => client.call({
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, path, method: 'POST', headers: [], timeoutMs, insecure: false,
  });
  const hanging = Array.from({ length: 256 }, () => call('/hang', 500));
  const results = await Promise.allSettled([...hanging, call('/late', 100)]);
  expect(results.map(({ status }) => status)).toEqual(Array(257).fill('rejected'));
  await call('/last', 10_000);
  await client.close();
  server.closeAllConnections();
  server.close();
  expect(seen.filter((url) => url !== '/hang')).toEqual(['/last']);
});
