import { Authorizer, Integration } from '../../src';
import { testApi, testFunction, testStack } from '../support/apps';
import { serve, stopServing } from '../support/gateway';

afterEach(stopServing);

test('a function and a fixed answer, through HTTP', async () => {
  const stack = testStack();
  const api = testApi(stack, { authorizer: Authorizer.none() });
  api.addRoute('GET /orders', Integration.lambdaFunction(testFunction(stack)));
  api.addRoute('GET /health', Integration.mock({ body: { ok: true, price: '$5' } }));
  api.addStage('dev');
  const gateway = await serve(stack);

  const orders = await fetch(`${gateway.url('dev')}/orders`);
  expect([orders.status, await orders.text()]).toEqual([200, 'List']);
  const health = await fetch(`${gateway.url('dev')}/health`);
  expect([health.status, await health.json()]).toEqual([200, { ok: true, price: '$5' }]);
  const missing = await fetch(`${gateway.url('dev')}/missing`);
  expect([missing.status, await missing.json()]).toEqual([403, { message: 'Missing Authentication Token' }]);
});
