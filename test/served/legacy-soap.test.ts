import { QuotesStack } from '../../examples/legacy-soap/quotes-stack';
import { Authorizer } from '../../src';
import { testApp } from '../support/apps';
import { type Backend, startBackend } from '../support/backend';
import { serve, stopServing } from '../support/gateway';
import { soapService } from '../support/soap-service';

let backend: Backend;
let url: string;

beforeAll(async () => {
  backend = await startBackend(soapService);
  jest.spyOn(Authorizer, 'iam').mockReturnValue(Authorizer.none());
  url = (await serve(new QuotesStack(testApp(), 'Quotes', { serviceUrl: backend.url }))).url('prod');
});
afterAll(async () => {
  jest.restoreAllMocks();
  await stopServing();
  await backend.close();
});

async function call(path: string, body?: string): Promise<[status: number, json: unknown]> {
  const response = await fetch(`${url}${path}`, body === undefined ? {} : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  expect(response.headers.get('content-type')).toBe('application/json');
  return [response.status, await response.json()];
}

test.each<[what: string, symbol: string, want: [number, unknown]]>([
  ['a quote', 'TEA', [200, { symbol: 'TEA', price: 12.5, currency: 'EUR' }]],
  ['a quote that there is not', 'tea', [404, { code: 'Client.NotFound', message: 'no quote of "tea"' }]],
  ['a symbol that would be XML', '</q:Symbol><x>', [404, { code: 'Client.NotFound', message: 'no quote of "</q:Symbol><x>"' }]],
  ['a symbol that would be Velocity', '$input.body#stop', [404, { code: 'Client.NotFound', message: 'no quote of "$input.body#stop"' }]],
  ['an error of the service, without its words', 'BUG', [502, { code: 'Server', message: 'The quote service has failed' }]],
  ['a service that is down', 'DOWN', [503, { message: 'The quote service cannot be reached' }]],
])('%s', async (_, symbol, want) => {
  expect(await call(`/quotes/${encodeURIComponent(symbol)}`)).toEqual(want);
});

test('an order with lines', async () => {
  const order = { customer: 'Ana & "Bo"', lines: [{ symbol: 'TEA', count: 2 }, { symbol: 'CUPS', count: 1 }] };
  expect(await call('/orders', JSON.stringify(order))).toEqual([200, { orderId: 'Ana & "Bo"-36', total: 37.5 }]);
  expect(backend.requests.at(-1)!.headers.soapaction).toBe('"urn:example:quotes#PlaceOrder"');
});

test('an order that the service refuses', async () => {
  expect(await call('/orders', '{"customer": "Ana", "lines": []}')).toEqual([400, { code: 'Client', message: "an order has lines, it's the law" }]);
  expect((await fetch(`${url}/orders`, { method: 'POST', headers: { 'Content-Type': 'text/xml' }, body: '<a/>' })).status).toBe(415);
  expect((await call('/orders', 'no JSON'))[0]).toBe(400);
});
