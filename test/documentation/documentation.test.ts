import { Authorizer, DocumentationPart, Integration, Model, type RestApiProps } from '../../src';
import { findingsOf } from '../support/api-tests';
import { testApi, testFunction, testStack } from '../support/apps';
import { documentOf, onlyResource, problemsOf, resourcesOf, synthesize } from '../support/synthesize';

const text = { description: 'x' };

test('parts of everything that an API has, in canonical order', () => {
  const parts = [
    DocumentationPart.forRoute('GET /orders/{orderId}', text),
    DocumentationPart.forApi({ info: text }),
    DocumentationPart.forPath('/orders', text),
    DocumentationPart.forPathParameter('* /orders/{orderId}', 'orderId', text),
    DocumentationPart.forQueryParameter('GET /orders/{orderId}', 'page', text),
    DocumentationPart.forRequestHeader('GET /orders/{orderId}', 'X-Tenant', text),
    DocumentationPart.forRequestBody('GET /orders/{orderId}', text),
    DocumentationPart.forResponse('GET /orders/{orderId}', '*', text),
    DocumentationPart.forResponseHeader('GET /orders/{orderId}', '200', 'ETag', text),
    DocumentationPart.forResponseBody('GET /orders/{orderId}', '200', text),
    DocumentationPart.forModel('Order', text),
    DocumentationPart.forAuthorizer('Tokens', text),
  ];
  const documentOfParts = (all: DocumentationPart[]) => {
    const stack = testStack();
    const authorizer = Authorizer.lambdaToken(testFunction(stack, 'Tokens'));
    testApi(stack, { authorizer, documentation: { parts: all }, models: [Model.fromSchema('Order', { type: 'object' })] }).addRoute('GET /orders/{orderId}', Integration.mock());
    return documentOf(synthesize(stack))['x-amazon-apigateway-documentation']!.documentationParts;
  };
  const given = documentOfParts(parts);
  expect(JSON.stringify(given)).toBe(JSON.stringify(documentOfParts([...parts].reverse())));
  expect(given.map(({ location: { type, ...location } }) => [type, ...Object.values(location)].join(' '))).toEqual([
    'API',
    'AUTHORIZER Tokens',
    'METHOD /orders/{orderId} GET',
    'MODEL Order',
    'PATH_PARAMETER /orders/{orderId} * orderId',
    'QUERY_PARAMETER /orders/{orderId} GET page',
    'REQUEST_BODY /orders/{orderId} GET',
    'REQUEST_HEADER /orders/{orderId} GET X-Tenant',
    'RESOURCE /orders',
    'RESPONSE /orders/{orderId} GET *',
    'RESPONSE_BODY /orders/{orderId} GET 200',
    'RESPONSE_HEADER /orders/{orderId} GET 200 ETag',
  ]);
});

test('is published on demand', () => {
  const templateOf = (documentation?: RestApiProps['documentation']) => {
    const stack = testStack();
    testApi(stack, { documentation }).addRoute('GET /a', Integration.mock(), { documentation: { summary: 'A' } });
    return synthesize(stack);
  };
  const published = templateOf({ publishedVersion: '7' });
  expect(onlyResource(published, 'AWS::ApiGateway::DocumentationVersion').Properties).toEqual({ RestApiId: { Ref: 'OrdersA9B65338' }, DocumentationVersion: '7' });
  expect(documentOf(published)['x-amazon-apigateway-documentation']).toEqual({
    version: '7', documentationParts: [{ location: { type: 'METHOD', path: '/a', method: 'GET' }, properties: { summary: 'A' } }],
  });
  expect(resourcesOf(templateOf(), 'AWS::ApiGateway::DocumentationVersion')).toEqual({});
});

test.each<[string, DocumentationPart, string]>([
  ['a path', DocumentationPart.forPath('/b', text), 'DocumentationPlace: the documentation of RESOURCE /b is of the path "/b", which the API does not have. Remedy: correct the name, or take the part out.'],
  ['a route', DocumentationPart.forRoute('PUT /a', text), 'DocumentationPlace: the documentation of METHOD /a PUT is of the route "PUT /a", which the API does not have. Remedy: correct the name, or take the part out.'],
  ['a model', DocumentationPart.forModel('Order', text), 'DocumentationPlace: the documentation of MODEL Order is of the model "Order", which the API does not have. Remedy: correct the name, or take the part out.'],
  ['an authorizer', DocumentationPart.forAuthorizer('Gate', text), 'DocumentationPlace: the documentation of AUTHORIZER Gate is of the authorizer "Gate", which the API does not have. Remedy: correct the name, or take the part out.'],
  ['a path variable', DocumentationPart.forPathParameter('GET /a', 'id', text), 'DocumentationPlace: the documentation of PATH_PARAMETER /a GET id is of the path variable "id", which the API does not have. Remedy: correct the name, or take the part out.'],
  ['a status code', DocumentationPart.forResponse('GET /a', '2xx', text), 'DocumentationStatus: the documentation of RESPONSE /a GET 2xx is of the status code "2xx". Remedy: use a status code like "200", or "*".'],
  ['what the route documents', DocumentationPart.forRoute('GET /a', text), 'DocumentationTwice: there are two documentation parts of METHOD /a GET. Remedy: put both into one.'],
])('%s is refused', (_, part, want) => {
  expect(findingsOf('GET /a', Integration.mock(), { api: { documentation: { parts: [part] } }, route: { documentation: text } })).toEqual([`[Shop/Orders] ${want}`]);
});

test('more than 2000 parts', () => {
  const stack = testStack();
  const api = testApi(stack);
  for (let i = 0; i < 1001; i++) api.addRoute(`GET /a/b${i}`, Integration.mock(), { documentation: text, responses: [{ statusCode: 200, ...text }] });
  expect(problemsOf(stack)).toEqual(['[Shop/Orders] TooMuchDocumentation: this API has 2002 documentation parts, and at most 2000 are allowed. Remedy: write less of them, or split the API in two.']);
});
