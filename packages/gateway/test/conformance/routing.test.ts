import type { Gateway } from '../../src/gateway';
import type { JsonObject } from '../../src/json';
import { call, type Call } from '../support/call';
import { apiOf, mock, serve } from '../support/serve';

const GREEDY = 'Set up a proxy integration with a proxy resource';
const OVERRIDE = 'Amazon API Gateway important notes: REST APIs';
const TYPES = 'Gateway response types for API Gateway';
const RESOURCES = 'Methods for REST APIs in API Gateway';
const KNOWLEDGE = 'best knowledge';

/** Says which resource and method it was, and with what. */
const say = mock('$context.httpMethod $context.resourcePath $input.params().path');
const paths: JsonObject = {
  '/': { get: say },
  '/orders': { get: say, post: say },
  '/orders/{id}': { get: say, delete: say },
  '/orders/new': { get: say },
  '/orders/{id}/lines': { get: say },
  '/orders/{id}/lines/{line}': { get: say },
  '/orders/new/special': { get: say },
  '/files/{path+}': { 'x-amazon-apigateway-any-method': say },
  '/files/readme': { get: say },
  '/any': { 'x-amazon-apigateway-any-method': say, 'get': say },
  '/deep/{a}/{b+}': { get: say },
  '/a.b-c_d:e': { get: say },
};
const MISSING = '{"message":"Missing Authentication Token"}';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await serve(apiOf(paths));
});

test.each<[request: string, status: number, body: string, source: string]>([
  ['GET /', 200, 'GET / {}', RESOURCES],
  ['GET ', 200, 'GET / {}', RESOURCES],
  ['GET /orders', 200, 'GET /orders {}', RESOURCES],
  ['POST /orders', 200, 'POST /orders {}', RESOURCES],
  ['GET /orders/7', 200, 'GET /orders/{id} {id=7}', RESOURCES],
  ['DELETE /orders/7', 200, 'DELETE /orders/{id} {id=7}', RESOURCES],
  ['GET /orders/new', 200, 'GET /orders/new {}', GREEDY],
  ['GET /orders/newer', 200, 'GET /orders/{id} {id=newer}', GREEDY],
  ['GET /orders/7/lines', 200, 'GET /orders/{id}/lines {id=7}', RESOURCES],
  ['GET /orders/7/lines/2', 200, 'GET /orders/{id}/lines/{line} {id=7, line=2}', RESOURCES],
  ['GET /orders/new/special', 200, 'GET /orders/new/special {}', GREEDY],
  ['GET /orders/new/lines', 200, 'GET /orders/{id}/lines {id=new}', KNOWLEDGE],
  ['GET /files/a', 200, 'GET /files/{path+} {path=a}', GREEDY],
  ['GET /files/a/b/c', 200, 'GET /files/{path+} {path=a/b/c}', GREEDY],
  ['PATCH /files/a/b', 200, 'PATCH /files/{path+} {path=a/b}', GREEDY],
  ['GET /files/readme', 200, 'GET /files/readme {}', GREEDY],
  ['GET /files/readme/x', 200, 'GET /files/{path+} {path=readme/x}', GREEDY],
  ['GET /any', 200, 'GET /any {}', GREEDY],
  ['POST /any', 200, 'POST /any {}', GREEDY],
  ['PUT /any', 200, 'PUT /any {}', GREEDY],
  ['DELETE /any', 200, 'DELETE /any {}', GREEDY],
  ['PATCH /any', 200, 'PATCH /any {}', GREEDY],
  ['OPTIONS /any', 200, 'OPTIONS /any {}', GREEDY],
  ['GET /deep/1/2/3', 200, 'GET /deep/{a}/{b+} {a=1, b=2/3}', GREEDY],
  ['GET /a.b-c_d:e', 200, 'GET /a.b-c_d:e {}', 'Amazon API Gateway important notes: REST APIs'],
  // A slash at the end makes no difference.
  ['GET /orders/', 200, 'GET /orders {}', 'recorded: LocalStack, validated against AWS'],
  ['GET /orders/7/', 200, 'GET /orders/{id} {id=7}', 'recorded: LocalStack, validated against AWS'],
  ['GET /files/a/b/', 200, 'GET /files/{path+} {path=a/b}', KNOWLEDGE],
  // Slashes at the beginning are one; elsewhere nothing is between them.
  ['GET //orders', 200, 'GET /orders {}', 'recorded: LocalStack, validated against AWS'],
  ['GET /orders//lines', 403, MISSING, KNOWLEDGE],
  ['GET /files/a//b', 200, 'GET /files/{path+} {path=a//b}', KNOWLEDGE],
  // Path parameters are decoded once.
  ['GET /orders/a%20b', 200, 'GET /orders/{id} {id=a b}', KNOWLEDGE],
  ['GET /orders/a%2Fb', 200, 'GET /orders/{id} {id=a/b}', KNOWLEDGE],
  ['GET /orders/%2525', 200, 'GET /orders/{id} {id=%25}', KNOWLEDGE],
  ['GET /orders/caf%C3%A9', 200, 'GET /orders/{id} {id=café}', KNOWLEDGE],
  ['GET /orders/a+b', 200, 'GET /orders/{id} {id=a+b}', KNOWLEDGE],
  ['GET /orders/%zz', 200, 'GET /orders/{id} {id=%zz}', KNOWLEDGE],
  ['GET /%6Frders', 200, 'GET /orders {}', KNOWLEDGE],
  // What there is not is not 404 but 403.
  ['GET /nothing', 403, MISSING, TYPES],
  ['GET /orders/7/nothing', 403, MISSING, TYPES],
  ['PUT /orders', 403, MISSING, TYPES],
  ['POST /orders/7', 403, MISSING, TYPES],
  ['OPTIONS /orders', 403, MISSING, TYPES],
  ['GET /files', 403, MISSING, GREEDY],
  ['GET /files/', 403, MISSING, GREEDY],
  ['GET /deep/1', 403, MISSING, GREEDY],
  ['GET /ORDERS', 403, MISSING, KNOWLEDGE],
  // The method with the path it is nearest to says which methods there are.
  ['POST /files/readme', 403, MISSING, GREEDY],
  ['PUT /orders/new', 403, MISSING, KNOWLEDGE],
])('%s -> %i %s (%s)', async (request, status, body) => {
  const [method, path] = request.split(' ');
  const answer = await call(gateway.url('prod'), { method, path });
  expect([answer.status, answer.text]).toEqual([status, body]);
});

test.each<[request: Call, status: number, body: string, source: string]>([
  [{ method: 'POST', path: '/orders/7', headers: { 'X-HTTP-Method-Override': 'DELETE' } }, 200, 'DELETE /orders/{id} {id=7}', OVERRIDE],
  [{ method: 'POST', path: '/orders', headers: { 'x-http-method-override': 'get' } }, 200, 'GET /orders {}', OVERRIDE],
  [{ method: 'GET', path: '/orders', headers: { 'X-HTTP-Method-Override': 'PUT' } }, 403, MISSING, OVERRIDE],
])('%j -> %i %s (%s)', async (request, status, body) => {
  const answer = await call(gateway.url('prod'), request);
  expect([answer.status, answer.text]).toEqual([status, body]);
});

test('HEAD is a method of its own', async () => {
  expect((await call(gateway.url('prod'), { method: 'HEAD', path: '/orders' })).status).toBe(403);
  const answer = await call(gateway.url('prod'), { method: 'HEAD', path: '/any' });
  expect([answer.status, answer.text, answer.headers['content-length']]).toEqual([200, '', '12']);
});

test('a resource without methods is no resource', async () => {
  const other = await serve(apiOf({ '/{all+}': { get: say }, '/a/b': { get: say } }));
  const answers = await Promise.all(['/a', '/a/b', '/a/c', '/a/b/c'].map((path) => call(other.url('prod'), { path })));
  expect(answers.map(({ text }) => text)).toEqual([
    'GET /{all+} {all=a}', 'GET /a/b {}', 'GET /{all+} {all=a/c}', 'GET /{all+} {all=a/b/c}',
  ]);
});
