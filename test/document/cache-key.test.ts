import { Integration, RequestValue } from '../../src';
import { checkCacheKey } from '../../src/document/cache-key';
import type { Operation } from '../../src/document/operation';
import { findingsOf } from '../support/api-tests';
import { testApi, testStack } from '../support/apps';
import { TestReport } from '../support/report';
import { documentOf, synthesize } from '../support/synthesize';

test('the parameters of a key are declared, each once and in order', () => {
  const stack = testStack();
  testApi(stack).addRoute('GET /orders/{orderId}', Integration.mock(), {
    cacheKeyParameters: [RequestValue.queryString('page'), RequestValue.header('X-Tenant'), RequestValue.path('orderId'), RequestValue.queryString('page')],
  });
  const operation = documentOf(synthesize(stack)).paths['/orders/{orderId}'].get;
  expect(operation['x-amazon-apigateway-integration'].cacheKeyParameters).toEqual([
    'method.request.header.X-Tenant', 'method.request.path.orderId', 'method.request.querystring.page',
  ]);
  expect(operation.parameters!.map((one) => [one.in, one.name, one.required])).toEqual([['path', 'orderId', true], ['header', 'X-Tenant', false], ['query', 'page', false]]);
});

const other = 'Remedy: use a header, a query string parameter or a path variable of the route.';

test.each<[name: string, value: RequestValue, want: string[]]>([
  ['a variable that the path does not have', RequestValue.path('orderID'),
    ['"method.request.path.orderID", which is no variable of its path. Remedy: use "path.orderId" if one of these is meant.']],
  ['a variable unlike any', RequestValue.path('customer'), [`"method.request.path.customer", which is no variable of its path. ${other}`]],
  ['the body', RequestValue.body('customer'), [`"method.request.body.customer", which is no header, query string parameter or path variable. ${other}`]],
  ['the context', RequestValue.context('identity.sourceIp'), [`"context.identity.sourceIp", which is no header, query string parameter or path variable. ${other}`]],
  ['a literal', RequestValue.literal('x'), [`"'x'", which is no header, query string parameter or path variable. ${other}`]],
  ['all values of a parameter', RequestValue.multiValueQueryString('tag'), []],
])('%s', (_, value, want) => {
  expect(findingsOf('GET /orders/{orderId}', Integration.mock(), { route: { cacheKeyParameters: [value] } }))
    .toEqual(want.map((text) => `[Shop/Orders] CacheKeyParameter: route "GET /orders/{orderId}" has the cache key parameter ${text}`));
});

test.each<[name: string, operation: Partial<Operation>, found: object[]]>([
  ['declared', { parameters: { 'querystring.page': false } }, []],
  ['of a route that declares nothing', {}, []],
  ['not declared', { parameters: { 'querystring.pages': false, 'header.X': true } },
    [['CacheKeyParameter', 'GET /a', 'method.request.querystring.page', 'is no parameter that it declares', ['querystring.pages']]]],
  ['mapped', { parameters: { 'header.X': true }, integration: { type: 'http', requestParameters: { 'integration.request.querystring.p': 'method.request.querystring.page' } } }, []],
])('a parameter %s', (_, given, found) => {
  const report = new TestReport();
  const route = { routeKey: 'GET /a', _variables: [] as string[] };
  const integration = { type: 'http', ...given.integration, cacheKeyParameters: ['method.request.querystring.page'] };
  checkCacheKey({ requires: [], ...given, route, integration } as unknown as Operation, report);
  expect(report.problems).toEqual(found);
});
