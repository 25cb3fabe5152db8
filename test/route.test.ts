import { TestReport } from './support/report';
import { Route } from '../src/route';

describe('a route key that API Gateway takes', () => {
  test.each([
    ['GET /', { method: 'GET', path: '/', variables: [] }],
    ['GET /orders', { method: 'GET', path: '/orders', variables: [] }],
    ['POST /orders/{orderId}/lines/{line}', { method: 'POST', path: '/orders/{orderId}/lines/{line}', variables: ['orderId', 'line'] }],
    ['ANY /{proxy+}', { method: 'ANY', path: '/{proxy+}', variables: ['proxy'] }],
    ['DELETE /v1.0/a-b_c:d', { method: 'DELETE', path: '/v1.0/a-b_c:d', variables: [] }],
  ])('%s', (routeKey, want) => {
    const report = new TestReport();
    const route = Route._parse(routeKey, report)!;
    expect(report.problems).toEqual([]);
    expect({ method: route.method, path: route.path, variables: route._variables }).toEqual(want);
    expect(route.routeKey).toBe(routeKey);
  });
});

describe('a route key that API Gateway refuses', () => {
  const notAKey = 'it has to be a method, one space and a path';
  const example = '"METHOD /path", e.g. "GET /orders/{orderId}"';
  const badMethod = 'the method is none of GET, PUT, POST, DELETE, PATCH, OPTIONS, HEAD, ANY';
  test.each([
    ['', [['RouteKeySyntax', '', notAKey, example]]],
    ['/orders', [['RouteKeySyntax', '/orders', notAKey, example]]],
    ['GET /a /b', [['RouteKeySyntax', 'GET /a /b', notAKey, example]]],
    ['GET  /a', [['RouteKeySyntax', 'GET  /a', notAKey, example]]],
    ['get /a', [['RouteKeySyntax', 'get /a', badMethod, '"GET /a"']]],
    ['FETCH /a', [['RouteKeySyntax', 'FETCH /a', badMethod, 'one of them, e.g. "GET /a"']]],
    ['GET a', [['RouteKeySyntax', 'GET a', 'the path has to begin with "/"', '"GET /a"']]],
    ['GET /a/', [['RouteKeySyntax', 'GET /a/', 'the path must not end with "/"', '"GET /a"']]],
    ['GET //', [['RouteKeySyntax', 'GET //', 'the path must not end with "/"', '"GET /"']]],
    ['GET /a//b', [['RouteKeySyntax', 'GET /a//b', 'the path has an empty segment', '"GET /a/b"']]],
    ['GET /a$', [['PathSyntax', 'GET /a$', 'a$']]],
    ['GET /é/{x y}', [['RouteKeySyntax', 'GET /é/{x y}', notAKey, example]]],
    ['GET /é/{x,y}', [['PathSyntax', 'GET /é/{x,y}', 'é'], ['PathSyntax', 'GET /é/{x,y}', '{x,y}']]],
    ['GET /a{x}', [['PathSyntax', 'GET /a{x}', 'a{x}']]],
    ['GET /{}', [['PathSyntax', 'GET /{}', '{}']]],
    ['GET /{x:y}', [['PathSyntax', 'GET /{x:y}', '{x:y}']]],
    ['GET /{x', [['PathSyntax', 'GET /{x', '{x']]],
    ['GET /{x+}/b', [['GreedyVariableNotLast', 'GET /{x+}/b', '{x+}']]],
    ['GET /{x}/{x}', [['PathVariableRepeated', 'GET /{x}/{x}', 'x']]],
  ])('%j', (routeKey, want) => {
    const report = new TestReport();
    expect(Route._parse(routeKey, report)).toBeUndefined();
    expect(report.problems).toEqual(want);
  });
});
