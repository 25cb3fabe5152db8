import { CfnParameter, Duration } from 'aws-cdk-lib';
import { ApiEndpoint, Authorizer, type CorsOptions, GatewayResponseType, IdentitySource, Integration, RequestValue, type RouteOptions } from '../../src';
import { corsPolicy } from '../../src/cors/cors-checks';
import { withCorsHeaders } from '../../src/cors/cors-headers';
import type { IntegrationObject } from '../../src/document/extensions/integration';
import { Route } from '../../src/route';
import { findingsOf } from '../support/api-tests';
import { testApi, testFunction, testStack } from '../support/apps';
import { TestReport } from '../support/report';
import { documentOf, problemsOf, synthesize } from '../support/synthesize';

const ONE = 'https://shop.example';

function documentWith(cors: CorsOptions | undefined, routes: Record<string, RouteOptions>) {
  const stack = testStack();
  const api = testApi(stack, { cors });
  const handler = Integration.lambdaFunction(testFunction(stack));
  for (const [routeKey, options] of Object.entries(routes)) api.addRoute(routeKey, handler, options);
  api.addStage('dev', { variables: { webOrigin: ONE } });
  return documentOf(synthesize(stack));
}

/** The headers of the answer to a preflight request, without their prefix and quotation marks. */
function preflightOf(document: ReturnType<typeof documentWith>, path = '/orders') {
  const { responses } = document.paths[path].options['x-amazon-apigateway-integration'];
  return Object.fromEntries(Object.entries(responses!.default.responseParameters!)
    .map(([key, value]) => [key.replace('method.response.header.Access-Control-', ''), value.replace(/^'(.*)'$/, '$1')]));
}

test('a preflight request is answered for each path, open to all, and declared', () => {
  const document = documentWith({ allowOrigins: [ONE], maxAge: Duration.hours(1), allowCredentials: true, exposeHeaders: ['X-Total'] }, { 'GET /orders': {}, 'POST /orders': { apiKeyRequired: true } });
  const { options } = document.paths['/orders'];
  expect(options).toEqual({
    'responses': {
      204: {
        description: '204 response',
        headers: Object.fromEntries(['Credentials', 'Headers', 'Methods', 'Origin'].map((name) => `Access-Control-Allow-${name}`).concat('Access-Control-Max-Age').map((name) => [name, { schema: { type: 'string' } }])),
      },
    },
    'x-amazon-apigateway-integration': expect.objectContaining({ type: 'mock', passthroughBehavior: 'never', requestTemplates: { 'application/json': '{"statusCode": 204}' } }),
  });
  expect(preflightOf(document)).toEqual({
    'Allow-Origin': ONE,
    'Allow-Credentials': 'true',
    'Allow-Methods': 'GET,POST',
    'Allow-Headers': 'Authorization,Content-Type,X-Amz-Date,X-Amz-Security-Token,X-Amz-User-Agent,X-Api-Key',
    'Max-Age': '3600',
  });
  expect(document.paths['/orders'].get['x-amazon-apigateway-integration'].responses).toBeUndefined();
});

test('the headers are those of authorizers with several identity sources, too', () => {
  const stack = testStack();
  const identitySources = [IdentitySource.header('X-User'), IdentitySource.queryString('q'), IdentitySource.header('X-Proof')];
  const api = testApi(stack, { cors: { allowOrigins: [ONE] }, authorizer: Authorizer.lambdaRequest(testFunction(stack), { identitySources }) });
  api.addRoute('GET /orders', Integration.mock());
  expect(preflightOf(documentOf(synthesize(stack)))['Allow-Headers'])
    .toBe('Authorization,Content-Type,X-Amz-Date,X-Amz-Security-Token,X-Amz-User-Agent,X-Api-Key,X-Proof,X-User');
});

test('a maximum age that is known at deployment only', () => {
  const stack = testStack();
  const maxAge = Duration.seconds(new CfnParameter(stack, 'Age', { type: 'Number' }).valueAsNumber);
  testApi(stack, { cors: { allowOrigins: [ONE], maxAge } }).addRoute('GET /orders', Integration.mock());
  const { responses } = documentOf(synthesize(stack)).paths['/orders'].options['x-amazon-apigateway-integration'];
  expect(responses!.default.responseParameters!['method.response.header.Access-Control-Max-Age']).toEqual({ 'Fn::Sub': '\'${Age}\'' });
});

test('the methods and headers are those of the path, or as said', () => {
  const routes = { 'ANY /orders': { request: { parameters: { 'header.X-Tenant': { required: true }, 'header.x-api-key': {}, 'querystring.page': {} } } }, 'GET /other': {} };
  const derived = documentWith({ allowOrigins: [ONE] }, routes);
  expect(preflightOf(derived)).toMatchObject({
    'Allow-Methods': 'DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT',
    'Allow-Headers': 'Authorization,Content-Type,X-Amz-Date,X-Amz-Security-Token,X-Amz-User-Agent,X-Api-Key,X-Tenant',
  });
  expect(preflightOf(derived, '/other')).toMatchObject({ 'Allow-Methods': 'GET', 'Allow-Headers': expect.not.stringContaining('X-Tenant') });
  expect(preflightOf(documentWith({ allowOrigins: ['*'], allowMethods: ['PUT', 'GET'], allowHeaders: ['*'] }, routes)))
    .toEqual({ 'Allow-Origin': '*', 'Allow-Methods': 'GET,PUT', 'Allow-Headers': '*' });
});

test('they have a name where every operation has one', () => {
  const stack = testStack();
  testApi(stack, { cors: { allowOrigins: ['*'] }, nameOperations: true }).addRoute('GET /orders/{orderId}', Integration.mock());
  const { get, options } = documentOf(synthesize(stack)).paths['/orders/{orderId}'];
  expect([get.operationId, options.operationId]).toEqual(['getOrdersByOrderId', 'optionsOrdersByOrderId']);
});

test('the order in which routes are added and origins are named shows nowhere', () => {
  const allowOrigins = [ONE, 'https://a.example'];
  const one = documentWith({ allowOrigins }, { 'GET /orders': {}, 'POST /orders': {} });
  const other = documentWith({ allowOrigins: [...allowOrigins].reverse() }, { 'POST /orders': {}, 'GET /orders': {} });
  expect(JSON.stringify(one)).toBe(JSON.stringify(other));
});

test('gateway responses have the headers, those of the app too, which may have their own', () => {
  const stack = testStack();
  testApi(stack, {
    cors: { allowOrigins: ['${stageVariables.webOrigin}'], allowCredentials: true },
    gatewayResponses: [
      { responseType: GatewayResponseType.UNAUTHORIZED, statusCode: 404, headers: { 'X-Reason': RequestValue.literal('token') } },
      { responseType: GatewayResponseType.THROTTLED, headers: { 'access-control-allow-origin': RequestValue.literal('*') } },
    ],
  }).addRoute('GET /a', Integration.mock());
  const headers = { 'gatewayresponse.header.Access-Control-Allow-Origin': 'stageVariables.webOrigin', 'gatewayresponse.header.Access-Control-Allow-Credentials': '\'true\'' };
  expect(documentOf(synthesize(stack))['x-amazon-apigateway-gateway-responses']).toEqual({
    DEFAULT_4XX: { responseParameters: headers },
    DEFAULT_5XX: { responseParameters: headers },
    THROTTLED: { responseParameters: { 'gatewayresponse.header.access-control-allow-origin': '\'*\'', 'gatewayresponse.header.Access-Control-Allow-Credentials': '\'true\'' } },
    UNAUTHORIZED: { statusCode: '404', responseParameters: { ...headers, 'gatewayresponse.header.X-Reason': '\'token\'' } },
  });
});

describe('answers of integrations that are no proxies', () => {
  const route = Route._parse('GET /a', new TestReport())!;
  const http: IntegrationObject = {
    type: 'http',
    responses: {
      'default': { statusCode: '200', responseTemplates: { 'application/xml': '<a/>' } },
      '4\\d\\d': { statusCode: '400', responseParameters: { 'method.response.header.X-Kind': '\'bad\'' } },
      '5\\d\\d': { statusCode: '500', responseParameters: { 'method.response.header.Access-Control-Allow-Origin': '\'null\'' } },
    },
  };
  const added = (allowOrigins: string[], integration = http) => {
    const report = new TestReport();
    const policy = corsPolicy({ allowOrigins, exposeHeaders: ['X-Kind'] }, 'the API', report);
    return { responses: withCorsHeaders(route, integration, policy, report).responses!, warnings: report.warnings };
  };

  test('have the one origin, unless they have one of their own', () => {
    const { responses, warnings } = added([ONE]);
    const headers = { 'method.response.header.Access-Control-Allow-Origin': `'${ONE}'`, 'method.response.header.Access-Control-Expose-Headers': '\'X-Kind\'' };
    expect(responses).toEqual({
      'default': { ...http.responses!.default, responseParameters: headers },
      '4\\d\\d': { statusCode: '400', responseParameters: { ...headers, 'method.response.header.X-Kind': '\'bad\'' } },
      '5\\d\\d': http.responses!['5\\d\\d'],
    });
    expect(warnings).toEqual([]);
  });

  test('tell several origins apart in their templates, and warn where they have none', () => {
    const { responses, warnings } = added([ONE, 'https://a.example']);
    expect(responses.default.responseTemplates!['application/xml']).toMatch(/^#set\(\$corsOrigin .*#end<a\/>$/);
    expect(responses.default.responseParameters).toMatchObject({ 'method.response.header.Vary': '\'Origin\'' });
    expect(responses['4\\d\\d']).toBe(http.responses!['4\\d\\d']);
    expect(warnings).toEqual([['CorsOriginUnknown', 'GET /a', '4\\d\\d']]);
  });

  test('are left alone without CORS', () => {
    expect(withCorsHeaders(route, http, undefined, new TestReport())).toBe(http);
  });
});

describe('what is refused', () => {
  const remedy = 'Remedy: write it like "https://shop.example", "http://localhost:3000", "https://*.shop.example", "${stageVariables.webOrigin}" or "*".';
  test.each<[string, string]>([
    ['shop.example', 'it has no scheme and host'],
    ['https://shop.example/', 'browsers send no path, and it has "/"'],
    ['https://shop.example/app?x', 'browsers send no path, and it has "/app?x"'],
    ['https://Shop.example', 'browsers send it in small letters'],
    ['https://shop.*', 'it is no scheme and host'],
    ['https://*', 'it is no scheme and host'],
    ['https://', 'it is no scheme and host'],
    ['https://user@shop.example', 'it is no scheme and host'],
    ['https://shop.example:443', 'browsers leave out the port that is the scheme\'s own'],
    ['null', 'it has no scheme and host'],
  ])('the origin %s', (origin, why) => {
    expect(findingsOf('GET /a', Integration.mock(), { api: { cors: { allowOrigins: [origin] } } })).toEqual([`[Shop/Orders] CorsOrigin: the API allows the origin "${origin}": ${why}. ${remedy}`]);
  });

  test.each(['https://shop.example', 'http://localhost:3000', 'https://*.shop.example', 'capacitor://localhost', 'http://[::1]:3000', 'https://127.0.0.1', '${stageVariables.webOrigin}', '*'])('but not %s', (origin) => {
    const stage = { variables: { webOrigin: ONE } };
    expect(findingsOf('GET /a', Integration.mock(), { api: { cors: { allowOrigins: [origin] } }, stage })).toEqual([]);
  });

  test.each<[string, Partial<CorsOptions>, string]>([
    ['every origin with credentials', { allowOrigins: ['*'], allowCredentials: true },
      'CorsCredentials: the API allows credentials, and "*" as one of its allowOrigins, which browsers refuse together. Remedy: name what is allowed, or leave allowCredentials out.'],
    ['every header with credentials', { allowHeaders: ['*'], allowCredentials: true },
      'CorsCredentials: the API allows credentials, and "*" as one of its allowHeaders, which browsers refuse together. Remedy: name what is allowed, or leave allowCredentials out.'],
    ['a method', { allowMethods: ['get'] }, 'CorsMethod: the API allows the method "get". Remedy: use GET, PUT, POST, DELETE, PATCH, OPTIONS, HEAD or "*".'],
    ['a header', { exposeHeaders: ['X Total'] }, 'HeaderName: the API names the header "X Total". Remedy: write it like "X-Request-Id".'],
  ])('%s', (_, cors, want) => {
    expect(findingsOf('GET /a', Integration.mock(), { api: { cors: { allowOrigins: [ONE], ...cors } } })).toEqual([`[Shop/Orders] ${want}`]);
  });

  test('a route that differs from another one of its path', () => {
    const stack = testStack();
    const api = testApi(stack, { cors: { allowOrigins: [ONE] } });
    api.addRoute('GET /a', Integration.mock());
    api.addRoute('PUT /a', Integration.mock(), { cors: { allowOrigins: ['*'] } });
    api.addRoute('POST /a', Integration.mock(), { cors: { allowOrigins: [] } });
    api.addRoute('PUT /b', Integration.mock(), { cors: { allowOrigins: ['b'] } });
    expect(problemsOf(stack)).toEqual([
      '[Shop/Orders] CorsPerPath: routes "GET /a" and "PUT /a" have different cors, and one preflight request is for all routes of "/a". '
      + 'Remedy: use the same for both, or an empty list of origins for one.',
      `[Shop/Orders] CorsOrigin: route "PUT /b" allows the origin "b": it has no scheme and host. ${remedy}`,
    ]);
  });

  test('an origin in a variable that a stage does not have', () => {
    const api = { cors: { allowOrigins: ['${stageVariables.webOrigin}'] }, endpoint: ApiEndpoint.regional() };
    expect(findingsOf('GET /a', Integration.httpProxy('https://a.example'), { api })).toEqual([
      '[Shop/Orders/dev] UndefinedVariable: stage "dev" does not define the variable "webOrigin" that "gateway response DEFAULT_4XX", "gateway response DEFAULT_5XX", "GET /a" use. '
      + 'Remedy: add it: variables: { webOrigin: … }.',
    ]);
  });
});

test('credentials for several origins warn that errors cannot be read', () => {
  expect(findingsOf('GET /a', Integration.mock(), { api: { authorizer: Authorizer.iam(), cors: { allowOrigins: [ONE, 'https://a.example'], allowCredentials: true } } })).toEqual([
    '[Shop/Orders] credentials are allowed to several origins, so errors of API Gateway itself have no CORS headers, and pages see them as network errors. '
    + 'Remedy: allow one origin, e.g. one per stage with "${stageVariables.webOrigin}"; or leave allowCredentials out. [ack: stagecraft:CorsErrorsUnreadable]',
  ]);
});
