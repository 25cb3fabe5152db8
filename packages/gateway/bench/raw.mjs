// node:http by itself: what the gateway is held against, and what its HTTP_PROXY calls.

import { createServer } from 'node:http';

const server = createServer((request, response) => {
  response.writeHead(200, ['Content-Type', 'application/json', 'Content-Length', '19']);
  response.end('{"message":"hello"}');
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send({ url: `http://127.0.0.1:${server.address().port}` }));
process.on('disconnect', () => process.exit());
