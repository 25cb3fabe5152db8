import { DocumentationPart, Integration, Model, RequestValidation, type RestApiProps, type RouteOptions } from '../../src';
import { findingsOf } from '../support/api-tests';
import { testApi, testStack } from '../support/apps';
import { golden } from '../support/golden';
import { documentOf, onlyResource, problemsOf, synthesize } from '../support/synthesize';

const order = Model.fromSchema('Order', { type: 'object', required: ['id'] });

function documentWith(routes: Record<string, RouteOptions>, api: RestApiProps = {}) {
  const stack = testStack();
  const one = testApi(stack, api);
  for (const [routeKey, options] of Object.entries(routes)) one.addRoute(routeKey, Integration.mock(), options);
  return documentOf(synthesize(stack));
}

test('a contract, as a document', () => {
  const item = Model.fromSchema('Item', { type: 'object', properties: { sku: { type: 'string' } } });
  const list = Model.fromSchema('OrderList', { type: 'array', items: Model.fromSchema('ListedOrder', { type: 'object', properties: { items: { type: 'array', items: item } } }) });
  const document = documentWith({
    'POST /orders': {
      operationName: 'createOrder',
      request: {
        body: order,
        bodies: { 'application/vnd.shop+json': item },
        parameters: { 'header.X-Tenant': { required: true, description: 'Whose shop it is' }, 'querystring.dryRun': {} },
        validate: RequestValidation.BODY,
      },
      responses: [
        { statusCode: 422, description: 'The order cannot be taken', body: Model.fromSchema('Refusal', { type: 'object' }) },
        { statusCode: 201, headers: { Location: { description: 'Where the order is' }, ETag: {} } },
      ],
      documentation: { summary: 'Create an order', tags: ['orders'] },
    },
    'GET /orders/{orderId}': { request: { parameters: { 'path.orderId': { description: 'As createOrder gave it' } } }, responses: [{ statusCode: 200, body: list }] },
    'GET /health': { request: { validate: RequestValidation.NONE } },
  }, { apiVersion: '2026-05', nameOperations: true, documentation: { parts: [DocumentationPart.forApi({ info: { description: 'The shop' } })] } });
  expect(document).toEqual(golden('contract.openapi', document));
});

test('the API may validate less, and a route more', () => {
  const document = documentWith({ 'GET /a': {}, 'POST /a': { request: { body: order, validate: RequestValidation.BODY_AND_PARAMETERS } } }, { requestValidation: RequestValidation.PARAMETERS });
  expect(document).toMatchObject({
    'x-amazon-apigateway-request-validators': {
      'body-and-parameters': { validateRequestBody: true, validateRequestParameters: true },
      'parameters': { validateRequestBody: false, validateRequestParameters: true },
    },
    'x-amazon-apigateway-request-validator': 'parameters',
  });
  expect(document.paths['/a'].get['x-amazon-apigateway-request-validator']).toBeUndefined();
  expect(document.paths['/a'].post['x-amazon-apigateway-request-validator']).toBe('body-and-parameters');
});

test('what an API does not validate by itself, cdk-nag is not told that it does', () => {
  const metadata = (requestValidation?: RequestValidation) => {
    const stack = testStack();
    testApi(stack, { requestValidation }).addRoute('GET /a', Integration.mock());
    return onlyResource(synthesize(stack), 'AWS::ApiGateway::RestApi').Metadata?.cdk_nag;
  };
  expect(metadata()).toBeDefined();
  expect(metadata(RequestValidation.BODY)).toBeUndefined();
});

test.each([
  ['GET /orders/{orderId}', 'getOrdersByOrderId'],
  ['ANY /{proxy+}', 'anyByProxy'],
  ['GET /', 'get'],
  ['POST /v1.2/line-items/{item_id}:cancel', undefined],
  ['POST /v1.2/line-items/{item_id}', 'postV12LineItemsByItemId'],
])('the operation of %s is %s', (routeKey, want) => {
  if (want === undefined) return expect(problemsOf(stackWith(routeKey))).toEqual([expect.stringContaining('PathSyntax')]);
  const [item] = Object.values(documentWith({ [routeKey]: {} }, { nameOperations: true }).paths);
  expect(Object.values(item)[0].operationId).toBe(want);
});

function stackWith(routeKey: string) {
  const stack = testStack();
  testApi(stack).addRoute(routeKey, Integration.mock());
  return stack;
}

test('two derived operation names that are the same are a problem', () => {
  const stack = testStack();
  const api = testApi(stack, { nameOperations: true });
  api.addRoute('GET /a-b', Integration.mock());
  api.addRoute('GET /a/b', Integration.mock());
  expect(problemsOf(stack)).toEqual([
    '[Shop/Orders] DuplicateOperationName: routes "GET /a-b" and "GET /a/b" share the operation name "getAB". Remedy: give each route an operation name of its own.',
  ]);
});

describe('what API Gateway refuses', () => {
  test.each<[string, RouteOptions, string]>([
    ['a parameter without a place', { request: { parameters: { page: {} } } },
      'ParameterKey: route "GET /a/{id}" declares the parameter "page": it is not a header, a query string parameter or a path variable with a name that API Gateway takes. '
      + 'Remedy: write it like "header.X-Tenant" or "querystring.page"; the variables of the path are in the route key.'],
    ['a parameter\'s name', { request: { parameters: { 'querystring.filter[a]': {} } } },
      'ParameterKey: route "GET /a/{id}" declares the parameter "querystring.filter[a]": it is not a header, a query string parameter or a path variable with a name that API Gateway takes. '
      + 'Remedy: write it like "header.X-Tenant" or "querystring.page"; the variables of the path are in the route key.'],
    ['a path variable that is not there', { request: { parameters: { 'path.orderId': {} } } },
      'ParameterKey: route "GET /a/{id}" declares the parameter "path.orderId": the path has no variable {orderId}. '
      + 'Remedy: write it like "header.X-Tenant" or "querystring.page"; the variables of the path are in the route key.'],
    ['one name in two places', { request: { parameters: { 'querystring.id': {} } } },
      'ParameterTwice: route "GET /a/{id}" has the parameters "path.id" and "querystring.id", and API Gateway takes a name once for headers, query string and path together. '
      + 'Remedy: give one of them another name.'],
    ['a content type', { request: { bodies: { json: order } } },
      'ContentType: the request of route "GET /a/{id}" has a body of the content type "json". Remedy: write it like "application/json", or "$default" in a request for any other.'],
    ['two models for one content type', { responses: [{ statusCode: 200, body: order, bodies: { 'application/json': order } }] },
      'BodyTwice: the answer 200 of route "GET /a/{id}" has two models for "application/json", one in body and one in bodies. Remedy: leave one of them out.'],
    ['a status code', { responses: [{ statusCode: 600 }] }, 'StatusCode: route "GET /a/{id}" answers with status code 600. Remedy: use a whole number from 100 to 599.'],
    ['a status code twice', { responses: [{ statusCode: 200 }, { statusCode: 200 }] },
      'ResponseTwice: route "GET /a/{id}" describes its answer 200 twice. Remedy: put both into one.'],
    ['a header', { responses: [{ statusCode: 200, headers: { 'X Total': {} } }] },
      'HeaderName: the answer 200 of route "GET /a/{id}" names the header "X Total". Remedy: write it like "X-Request-Id".'],
  ])('%s', (_, route, want) => {
    expect(findingsOf('GET /a/{id}', Integration.mock(), { route })).toEqual([`[Shop/Orders] ${want}`]);
  });

  test('an empty version', () => {
    expect(findingsOf('GET /a', Integration.mock(), { api: { apiVersion: '' } })).toEqual(['[Shop/Orders] ApiVersion: the version of the API is empty. Remedy: leave apiVersion out, or say one, e.g. "2026-05".']);
  });
});

test.each<[string, RouteOptions, string]>([
  ['a body that has no model to be validated by', { request: { validate: RequestValidation.BODY } },
    'route "GET /a" asks for its body to be validated and has no model for it, so every body is let through. Remedy: give it a model, or validate parameters only. [ack: stagecraft:BodyNotValidated]'],
  ['an operation name that is no method\'s', { operationName: 'get order' },
    'route "GET /a" has the operation name "get order", which is not the name of a method in every language. '
    + 'Remedy: begin with a letter and use letters, digits and underscores, e.g. "getOrder". [ack: stagecraft:OperationName]'],
])('%s is a warning', (_, route, want) => {
  expect(findingsOf('GET /a', Integration.mock(), { route })).toEqual([`[Shop/Orders] ${want}`]);
});
