import type { Json, JsonObject } from '../../src/json';
import { MOCK, methodOf, version2, version3, withOperation } from '../support/openapi';
import { importOf, withoutSources } from '../support/read';

describe('paths and methods', () => {
  const routes = (document: JsonObject, properties: JsonObject = {}) =>
    importOf(document, properties).api.definition.methods.map(({ httpMethod, path }) => `${httpMethod} ${path}`);

  test('every method', () => {
    const names = ['get', 'put', 'post', 'delete', 'patch', 'options', 'head', 'x-amazon-apigateway-any-method'];
    expect(routes(version3({ paths: { '/': Object.fromEntries(names.map((name) => [name, MOCK])) } }))).toEqual(
      ['ANY /', 'DELETE /', 'GET /', 'HEAD /', 'OPTIONS /', 'PATCH /', 'POST /', 'PUT /'],
    );
  });

  test('resources above a path are made, and have the ids they had', () => {
    const { api } = importOf(version3({ paths: { '/orders/{orderId}/items': { get: MOCK } } }));
    const { api: again } = importOf(version3({ paths: { '/orders/{orderId}/items': { post: MOCK }, '/x': {} } }));
    const { definition: { resources, methods } } = api;
    expect(resources.map(({ path }) => path)).toEqual(['/', '/orders', '/orders/{orderId}', '/orders/{orderId}/items']);
    expect(again.definition.resources.slice(0, 4).map(({ id }) => id)).toEqual(resources.map(({ id }) => id));
    expect(methods[0].resourceId).toBe(resources[3].id);
    expect(methods[0].integration?.cacheNamespace).toBe(resources[3].id);
  });

  test.each<[name: string, document: JsonObject, mode: Json, want: string]>([
    ['ignored', version2({ basePath: '/v1/shop', paths: { '/a': { get: MOCK } } }), {}, 'GET /a'],
    ['prepended', version2({ basePath: '/v1/shop', paths: { '/a/': { get: MOCK } } }), { basepath: 'prepend' }, 'GET /v1/shop/a'],
    ['split', version2({ basePath: '/v1/shop', paths: { '/a': { get: MOCK } } }), { basepath: 'split' }, 'GET /shop/a'],
    ['prepended, of a server', version3({ servers: [{ url: 'https://x.example/v1' }], paths: { '/': { get: MOCK } } }), { basepath: 'prepend' }, 'GET /v1'],
    [
      'prepended, of a variable', version3({ servers: [{ url: '/{basePath}', variables: { basePath: { default: 'v2' } } }], paths: { '/a': { get: MOCK } } }),
      { basepath: 'prepend' }, 'GET /v2/a',
    ],
    ['prepended, of nothing', version3({ paths: { '/a': { get: MOCK } } }), { basepath: 'prepend' }, 'GET /a'],
  ])('a base path is %s', (_, document, Parameters, want) => {
    expect(routes(document, { Parameters })).toEqual([want]);
  });

  test('a path item that is referred to', () => {
    expect(routes(version3({ 'paths': { '/a': { $ref: '#/x-paths/a~1b' } }, 'x-paths': { 'a/b': { get: MOCK } } }))).toEqual(['GET /a']);
  });
});

test('parameters of path and operation, the operation\'s first', () => {
  const { requestParameters } = methodOf(version3({
    paths: {
      '/a/{id}': {
        parameters: [{ $ref: '#/components/parameters/Id' }, { in: 'query', name: 'page', required: false }],
        get: {
          ...MOCK,
          parameters: [{ in: 'query', name: 'page', required: true }, { in: 'header', name: 'X-Tenant' }, { in: 'cookie', name: 'c' }, { in: 'constructor', name: 'd' }],
        },
      },
    },
    components: { parameters: { Id: { in: 'path', name: 'id', required: true, schema: { type: 'string' } } } },
  }));
  expect(requestParameters).toEqual({ 'method.request.path.id': true, 'method.request.querystring.page': true, 'method.request.header.X-Tenant': false });
});

test('operationId is the operation\'s name', () => {
  expect(methodOf(withOperation({ operationId: 'listOrders' })).operationName).toBe('listOrders');
});

describe('models', () => {
  const MODEL = /^https:\/\/apigateway\.amazonaws\.com\/restapis\/[0-9a-z]{10}\/models\/(\w+)$/;
  const schemas = { Order: { type: 'object', properties: { item: { $ref: '#/components/schemas/Item' } } }, Item: { type: 'string' } };

  test('components become models that refer to each other', () => {
    const { models } = importOf(version3({ paths: {}, components: { schemas } })).api.definition;
    expect(Object.keys(models)).toEqual(['Order', 'Item']);
    expect(models.Order).toMatchObject({ name: 'Order', contentType: 'application/json', schema: { type: 'object', properties: { item: { $ref: expect.stringMatching(MODEL) } } } });
  });

  test('bodies in OpenAPI 3', () => {
    const order = { content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } }, 'text/plain': {} } };
    const { requestModels, methodResponses } = methodOf(withOperation({
      requestBody: { $ref: '#/components/requestBodies/Order' },
      responses: {
        200: { ...order, headers: { ETag: {} } }, 404: { $ref: '#/components/responses/Missing' }, default: {},
      },
    }, { components: { schemas, requestBodies: { Order: order }, responses: { Missing: { description: '' } } } }));
    expect(requestModels).toEqual({ 'application/json': 'Order' });
    expect(methodResponses).toEqual([
      { statusCode: '200', responseParameters: { 'method.response.header.ETag': false }, responseModels: { 'application/json': 'Order' } },
      { statusCode: '404', responseParameters: {}, responseModels: {} },
    ]);
  });

  test('bodies in Swagger 2', () => {
    const order = { $ref: '#/definitions/Order' };
    const { requestModels, methodResponses } = methodOf(version2({
      consumes: ['application/xml'],
      paths: {
        '/a': {
          post: { ...MOCK, produces: ['application/json', 'text/json'], parameters: [{ in: 'body', name: 'order', schema: order }], responses: { 200: { schema: order } } },
        },
      },
      definitions: { Order: { type: 'object' } },
    }));
    expect(requestModels).toEqual({ 'application/xml': 'Order' });
    expect(methodResponses[0].responseModels).toEqual({ 'application/json': 'Order', 'text/json': 'Order' });
  });

  test('a schema without a name has one made', () => {
    const { api: { definition: { methods: [{ requestModels }], models } } } = importOf(withOperation({
      requestBody: { content: { 'application/json': { schema: { type: 'object', properties: { a: { $ref: '#/components/schemas/Item' } } } } } },
    }, { components: { schemas } }));
    const name = requestModels['application/json'];
    expect(name).toMatch(/^MODEL[0-9a-z]{6}$/);
    expect(models[name].schema).toMatchObject({ type: 'object', properties: { a: { $ref: expect.stringMatching(MODEL) } } });
  });

  test('what the import drops of a schema', () => {
    const schema: Json = {
      type: 'object',
      nullable: true,
      example: {},
      deprecated: true,
      discriminator: {},
      default: {},
      readOnly: true,
      required: ['default'],
      properties: { default: { type: 'integer', format: 'int32', exclusiveMinimum: true, minimum: 1 }, date: { type: 'string', format: 'date' } },
      allOf: [{ type: 'object', example: 1 }],
      enum: [{ example: 1 }],
    };
    expect(importOf(version3({ paths: {}, components: { schemas: { A: schema } } })).api.definition.models.A.schema).toEqual({
      type: 'object',
      required: ['default'],
      properties: { default: { type: 'integer', minimum: 1 }, date: { type: 'string', format: 'date' } },
      allOf: [{ type: 'object' }],
      enum: [{ example: 1 }],
    });
  });

  test('references to other places are written out, those outside the document stay', () => {
    const { api, said } = importOf(version3({
      'paths': {},
      'x-own': { size: { type: 'number' } },
      'components': { schemas: { A: { properties: { a: { $ref: '#/x-own/size' }, b: { $ref: 'https://x.example/s' } } } } },
    }));
    expect(said).toEqual([]);
    expect(api.definition.models.A.schema).toEqual({ properties: { a: { type: 'number' }, b: { $ref: 'https://x.example/s' } } });
  });

  test('a reference that goes round', () => {
    const { said } = importOf(version3({ 'paths': {}, 'x-own': { a: { items: { $ref: '#/x-own/a' } } }, 'components': { schemas: { A: { $ref: '#/x-own/a' } } } }));
    expect(new Set(said.map((one) => one.split(' ')[0]))).toEqual(new Set(['circular-reference']));
  });

  test('references that go round side by side', () => {
    const node = { properties: { left: { $ref: '#/x-own/node' }, right: { $ref: '#/x-own/node' } } };
    const { api } = importOf(version3({ 'paths': {}, 'x-own': { node }, 'components': { schemas: { Tree: { $ref: '#/x-own/node' } } } }));
    expect(api.definition.models.Tree.schema).toEqual({ properties: { left: {}, right: {} } });
  });
});

describe('the integration', () => {
  test('all fields', () => {
    const asGiven = {
      uri: 'https://x.example/{id}',
      credentials: 'arn:aws:iam::1:role/r',
      connectionType: 'VPC_LINK',
      connectionId: 'abc',
      integrationTarget: 'arn:aws:elasticloadbalancing:x',
      contentHandling: 'CONVERT_TO_TEXT',
      requestParameters: { 'integration.request.path.id': 'method.request.path.id' },
      requestTemplates: { 'application/json': '$input.body' },
      timeoutInMillis: 1000,
      cacheNamespace: 'ns',
      cacheKeyParameters: ['method.request.path.id'],
      tlsConfig: { insecureSkipVerification: true },
      responseTransferMode: 'BUFFERED',
    };
    const { integration } = methodOf(withOperation({
      'x-amazon-apigateway-integration': {
        type: 'http',
        httpMethod: 'post',
        passthroughBehavior: 'when_no_templates',
        ...asGiven,
        responses: {
          'default': { statusCode: 200, responseTemplates: { 'application/json': '' } },
          '5\\d{2}': { statusCode: '502', responseParameters: { 'method.response.header.X': "'y'" }, contentHandling: 'CONVERT_TO_BINARY' },
        },
      },
    }));
    expect(integration).toEqual({
      type: 'HTTP',
      httpMethod: 'POST',
      passthroughBehavior: 'WHEN_NO_TEMPLATES',
      ...asGiven,
      responses: [
        { statusCode: '200', responseParameters: {}, responseTemplates: { 'application/json': '' } },
        {
          selectionPattern: '5\\d{2}',
          statusCode: '502',
          responseParameters: { 'method.response.header.X': "'y'" },
          responseTemplates: {},
          contentHandling: 'CONVERT_TO_BINARY',
        },
      ],
    });
  });

  test('what is not said', () => {
    expect(methodOf(withOperation({})).integration).toMatchObject({
      type: 'MOCK',
      connectionType: 'INTERNET',
      passthroughBehavior: 'WHEN_NO_MATCH',
      timeoutInMillis: 29_000,
      responseTransferMode: 'BUFFERED',
      tlsConfig: { insecureSkipVerification: false },
      responses: [],
    });
  });

  test('variables of AWS are resolved', () => {
    const uri = 'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/${AWS::AccountId}/${stageVariables.x}';
    const { integration } = methodOf(withOperation({ 'x-amazon-apigateway-integration': { type: 'aws_proxy', httpMethod: 'POST', uri } }));
    expect(integration?.uri).toBe('arn:aws:apigateway:eu-west-1:lambda:path/123456789012/${stageVariables.x}');
  });
});

test('gateway responses', () => {
  const { gatewayResponses } = importOf(version3({
    'paths': {},
    'x-amazon-apigateway-gateway-responses': {
      DEFAULT_4XX: { responseParameters: { 'gatewayresponse.header.X': "'y'" } },
      THROTTLED: { statusCode: 503, responseTemplates: { 'application/json': '{}' } },
    },
  })).api.definition;
  expect(withoutSources(gatewayResponses)).toEqual({
    DEFAULT_4XX: { responseType: 'DEFAULT_4XX', responseParameters: { 'gatewayresponse.header.X': "'y'" }, responseTemplates: {} },
    THROTTLED: { responseType: 'THROTTLED', statusCode: '503', responseParameters: {}, responseTemplates: { 'application/json': '{}' } },
  });
});

test.each<[name: string, document: JsonObject, said: string]>([
  ['no version', { info: {}, paths: {} }, 'invalid-document /Properties/Body/openapi'],
  ['a version that is not imported', { openapi: '3.1.0', paths: {} }, 'invalid-document /Properties/Body/openapi'],
  ['an operation without an integration', version3({ paths: { '/a': { get: {} } } }), 'missing-value /Properties/Body/paths/~1a/get'],
  ['an integration without a type', withOperation({ 'x-amazon-apigateway-integration': {} }), 'missing-value /Properties/Body/paths/~1a/get/x-amazon-apigateway-integration'],
  ['a type that is none', withOperation({ 'x-amazon-apigateway-integration': { type: 'magic' } }), 'invalid-value /Properties/Body/paths/~1a/get/x-amazon-apigateway-integration/type'],
  ['a reference to nothing', withOperation({ parameters: [{ $ref: '#/components/parameters/None' }] }), 'unknown-reference /Properties/Body/paths/~1a/get/parameters/0'],
  ['a reference to itself', withOperation({ requestBody: { $ref: '#/paths/~1a/get/requestBody' } }), 'unknown-reference /Properties/Body/paths/~1a/get/requestBody'],
  ['a reference to another file', withOperation({ requestBody: { $ref: 'other.json#/a' } }), 'unknown-reference /Properties/Body/paths/~1a/get/requestBody'],
  [
    'a model that is not there', withOperation({ requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/None' } } } } }),
    'unknown-reference /Properties/Body/paths/~1a/get/requestBody/content/application~1json/schema',
  ],
  ['a validator that is not there', withOperation({ 'x-amazon-apigateway-request-validator': 'none' }), 'unknown-reference /Properties/Body/paths/~1a/get/x-amazon-apigateway-request-validator'],
  ['a path that is another\'s', version3({ paths: { '/a': { get: MOCK }, '/a/': { get: MOCK } } }), 'duplicate /Properties/Body/paths/~1a~1/get'],
  [
    'two authorizers', withOperation({ security: [{ a: [] }, { b: [] }] }, {
      components: { securitySchemes: Object.fromEntries(['a', 'b'].map((name) => [name, { 'x-amazon-apigateway-authtype': 'awsSigv4' }])) },
    }),
    'duplicate /Properties/Body/paths/~1a/get/security/1/b',
  ],
  ['an extension of HTTP APIs', version3({ 'paths': {}, 'x-amazon-apigateway-cors': {} }), 'unknown-extension /Properties/Body/x-amazon-apigateway-cors'],
])('%s', (_, document, said) => {
  expect(importOf(document).said).toEqual([said]);
});
