import { createServer } from 'node:http';

/** In place of the example's table: as much of DynamoDB as its functions ask for, kept in memory. */
export async function startTable() {
  const items = new Map();
  const actions = {
    PutItem({ Item }) {
      items.set(Item.orderId.S, Item);
      return {};
    },
    GetItem: ({ Key }) => ({ Item: items.get(Key.orderId.S) }),
    Scan: () => ({ Items: [...items.values()], Count: items.size }),
  };
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const [, action] = request.headers['x-amz-target'].split('.');
    response.setHeader('Content-Type', 'application/x-amz-json-1.0');
    response.end(JSON.stringify(actions[action](JSON.parse(Buffer.concat(chunks).toString()))));
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
