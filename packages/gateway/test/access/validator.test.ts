import { apiTemplate, Bench, failureOf, MOCK, verdictOf, type TestRequest } from './support';
import { validatorStep } from '../../src/access/validator';
import type { Json, JsonObject } from '../../src/json';

const MISSING = (names: string) => `BAD_REQUEST_PARAMETERS 400 Missing required request parameters: [${names}]`;
const INVALID = 'BAD_REQUEST_BODY 400 Invalid request body';

const order: JsonObject = {
  $schema: 'http://json-schema.org/draft-04/schema#',
  type: 'object',
  required: ['sku', 'count'],
  properties: { sku: { type: 'string', minLength: 2 }, count: { type: 'integer', minimum: 1, maximum: 9 }, address: { $ref: '#/components/schemas/Address' } },
};

function bench(schemas: Record<string, JsonObject>, content: JsonObject = { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } }, validator = 'all'): Bench {
  const parameter = (where: string, name: string, required = true) => ({ in: where, name, required, schema: { type: 'string' } });
  return new Bench(apiTemplate({
    'x-amazon-apigateway-request-validators': {
      all: { validateRequestBody: true, validateRequestParameters: true },
      body: { validateRequestBody: true, validateRequestParameters: false },
      parameters: { validateRequestBody: false, validateRequestParameters: true },
      none: { validateRequestBody: false, validateRequestParameters: false },
    },
    'x-amazon-apigateway-request-validator': validator,
    'components': { schemas },
    'paths': {
      '/orders': { post: { ...MOCK, requestBody: { content } } },
      '/orders/{id}': { get: { ...MOCK, parameters: [parameter('path', 'id'), parameter('query', 'page'), parameter('header', 'X-Tenant'), parameter('query', 'size', false)] } },
      '/health': { get: MOCK },
    },
  }));
}

const MODELS = { Order: order, Address: { type: 'object', required: ['street'] } };
const GIVEN = { pathParameters: { id: '7' }, query: 'page=1', headers: { 'X-Tenant': 'a' } };

test.each<[name: string, request: TestRequest, want: string]>([
  ['all there', GIVEN, 'passes'],
  ['none there', {}, MISSING('id, page, X-Tenant')],
  ['one of the query missing', { ...GIVEN, query: '' }, MISSING('page')],
  ['one of the query blank', { ...GIVEN, query: 'page=' }, MISSING('page')],
  ['one of the query without a value', { ...GIVEN, query: 'page' }, MISSING('page')],
  ['one of the query, in another case', { ...GIVEN, query: 'Page=1' }, MISSING('page')],
  ['one of the query, several times', { ...GIVEN, query: 'page=1&page=2' }, 'passes'],
  ['a header missing', { ...GIVEN, headers: {} }, MISSING('X-Tenant')],
  ['a header blank', { ...GIVEN, headers: { 'X-Tenant': ' ' } }, MISSING('X-Tenant')],
  ['a header in another case', { ...GIVEN, headers: { 'x-tenant': 'a' } }, 'passes'],
])('parameters, %s: %s', async (_, request, want) => {
  for (const validator of ['all', 'parameters']) {
    const given = bench(MODELS, undefined, validator);
    const scope = given.scope('GET', '/orders/{id}');
    expect(await verdictOf(validatorStep(scope)!, given.exchange(scope, request))).toBe(want);
  }
});

test.each<[validator: string, method: string, path: string]>([
  ['none', 'GET', '/orders/{id}'],
  ['none', 'POST', '/orders'],
  ['body', 'GET', '/orders/{id}'],
  ['body', 'GET', '/health'],
])('validator %s: %s %s needs no step', (validator, method, path) => {
  expect(validatorStep(bench(MODELS, undefined, validator).scope(method, path))).toBeUndefined();
});

const postOf = (given: Bench, body: Json | Buffer | string, headers: TestRequest['headers'] = { 'Content-Type': 'application/json' }) => {
  const scope = given.scope('POST', '/orders');
  return [validatorStep(scope)!, given.exchange(scope, { headers, body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body) })] as const;
};

test.each<[name: string, body: Json, want: string, headers?: TestRequest['headers']]>([
  ['as the model wants it', { sku: 'ab', count: 1 }, 'passes'],
  ['more than the model knows', { sku: 'ab', count: 1, more: true }, 'passes'],
  ['missing members', {}, INVALID],
  ['a wrong type', { sku: 'ab', count: '1' }, INVALID],
  ['no JSON', 'sku=ab', INVALID],
  ['nothing', '', INVALID],
  ['another model refers to it', { sku: 'ab', count: 1, address: {} }, INVALID],
  ['a type without a model', 'sku=ab', 'passes', { 'Content-Type': 'text/plain' }],
  ['the type has parameters', { sku: 'ab' }, INVALID, { 'content-type': 'Application/JSON; charset=utf-8' }],
  ['no type', { sku: 'ab' }, INVALID, {}],
])('body, %s: %s', async (_, body, want, headers = { 'Content-Type': 'application/json' }) => {
  expect(await verdictOf(...postOf(bench(MODELS), body, headers))).toBe(want);
});

/** An API of one model, as a resource: it is not changed by any import. */
function modelBench(schema: JsonObject, type = 'application/json'): Bench {
  const RestApiId = { Ref: 'Api' };
  const { Resources } = apiTemplate({}, {}, {
    Orders: { Type: 'AWS::ApiGateway::Resource', Properties: { RestApiId, ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] }, PathPart: 'orders' } },
    Order: { Type: 'AWS::ApiGateway::Model', Properties: { RestApiId, Name: 'Order', ContentType: 'application/json', Schema: schema } },
    Checks: { Type: 'AWS::ApiGateway::RequestValidator', Properties: { RestApiId, ValidateRequestBody: true } },
    Post: {
      Type: 'AWS::ApiGateway::Method',
      Properties: {
        RestApiId,
        ResourceId: { Ref: 'Orders' },
        HttpMethod: 'POST',
        AuthorizationType: 'NONE',
        Integration: { Type: 'MOCK' },
        RequestValidatorId: { Ref: 'Checks' },
        RequestModels: { [type]: { Ref: 'Order' } },
      },
    },
  }) as { Resources: JsonObject };
  return new Bench({ Resources: { ...Resources, Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'Shop' } } } });
}

test('a model for any type', async () => {
  expect(await verdictOf(...postOf(modelBench({ required: ['sku'] }, '$default'), '{}', { 'Content-Type': 'text/plain' }))).toBe(INVALID);
});

test('parameters come before the body', async () => {
  const given = new Bench(apiTemplate({
    'x-amazon-apigateway-request-validators': { all: { validateRequestBody: true, validateRequestParameters: true } },
    'x-amazon-apigateway-request-validator': 'all',
    'components': { schemas: MODELS },
    'paths': {
      '/orders': {
        post: {
          ...MOCK,
          parameters: [{ in: 'query', name: 'dry', required: true, schema: { type: 'string' } }],
          requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } } },
        },
      },
    },
  }));
  expect(await verdictOf(...postOf(given, {}))).toBe(MISSING('dry'));
});

/** The error string of a body, held against a schema. */
test.each<[schema: JsonObject, body: Json, want: string]>([
  [{ type: 'object', required: ['type', 'price'] }, {}, '[object has missing required properties (["price","type"])]'],
  [{ type: 'object' }, [], '[instance type (array) does not match any allowed primitive type (allowed: ["object"])]'],
  [{ type: 'number' }, '"1"', '[instance type (string) does not match any allowed primitive type (allowed: ["integer","number"])]'],
  [{ type: ['string', 'null'] }, '1', '[instance type (integer) does not match any allowed primitive type (allowed: ["null","string"])]'],
  [{ type: 'string' }, '1.5', '[instance type (number) does not match any allowed primitive type (allowed: ["string"])]'],
  [{ type: 'string' }, 'null', '[instance type (null) does not match any allowed primitive type (allowed: ["string"])]'],
  [{ enum: ['dog', 'cat'] }, '"elephant"', '[instance value ("elephant") not found in enum (possible values: ["dog","cat"])]'],
  [{ minimum: 25 }, '1', '[numeric instance is lower than the required minimum (minimum: 25, found: 1)]'],
  [{ maximum: 500 }, '9999', '[numeric instance is greater than the required maximum (maximum: 500, found: 9999)]'],
  [{ minimum: 1, exclusiveMinimum: true }, '1', '[numeric instance is not strictly greater than the required minimum 1]'],
  [{ maximum: 1, exclusiveMaximum: true }, '1', '[numeric instance is not strictly lower than the required maximum 1]'],
  [{ multipleOf: 2 }, '3', '[remainder of division is not zero (3 / 2)]'],
  [{ minLength: 2 }, '"a"', '[string "a" is too short (length: 1, required minimum: 2)]'],
  [{ maxLength: 1 }, '"ab"', '[string "ab" is too long (length: 2, maximum allowed: 1)]'],
  [{ pattern: '^a' }, '"b"', '[ECMA 262 regex "^a" does not match input string "b"]'],
  [{ minItems: 1 }, [], '[array is too short: must have at least 1 elements but instance has 0 elements]'],
  [{ maxItems: 1 }, [1, 2], '[array is too long: must have at most 1 elements but instance has 2 elements]'],
  [{ uniqueItems: true }, [1, 1], '[array must not contain duplicate elements]'],
  [{ minProperties: 1 }, {}, '[object has too few properties (found 0 but schema requires at least 1)]'],
  [{ maxProperties: 0 }, { a: 1 }, '[object has too many properties (found 1 but schema requires at most 0)]'],
  [{ additionalProperties: false }, { b: 1, a: 1 }, '[object instance has properties which are not allowed by the schema: ["a","b"]]'],
  [{ dependencies: { a: ['b'] } }, { a: 1 }, '[property "a" of object has missing property dependencies (schema requires ["b"]; missing: ["b"])]'],
  [{ not: {} }, {}, '[instance matched a schema which it should not have]'],
  [{ oneOf: [{ type: 'string' }, { required: ['a'] }] }, {}, '[instance failed to match exactly one schema (matched 0 out of 2)]'],
  [{ oneOf: [{}, {}] }, {}, '[instance failed to match exactly one schema (matched 2 out of 2)]'],
  [{ anyOf: [{ type: 'string' }] }, {}, '[instance failed to match at least one required schema among 1]'],
  [{ properties: { a: { type: 'string' }, b: { minimum: 2 } } }, { a: 1, b: 1 },
    '[instance type (integer) does not match any allowed primitive type (allowed: ["string"]), numeric instance is lower than the required minimum (minimum: 2, found: 1)]'],
  [{ format: 'email' }, '"nobody"', '[string "nobody" is invalid against requested format email]'],
])('%j and %j', async (schema, body, want) => {
  const [step, exchange] = postOf(modelBench(schema), body);
  expect((await failureOf(step, exchange)).details.validationErrors).toBe(want);
});

test.each<[name: string, schema: JsonObject, body: Json]>([
  ['keywords of later drafts mean nothing', { $schema: 'http://json-schema.org/draft-07/schema#', const: 1, if: {}, then: { required: ['a'] } }, {}],
  ['nor do formats of others', { format: 'phone' }, '"1"'],
  ['a pattern that is no Unicode pattern', { pattern: '^[\\w-.]+$' }, '"a-b"'],
  ['a schema with an id', { id: 'order', properties: { a: { $ref: '#/definitions/a' } }, definitions: { a: {} } }, {}],
  ['a model that refers to itself', { properties: { next: { $ref: '#' } } }, { next: { next: {} } }],
  ['what stands beside a reference means nothing', { properties: { a: { $ref: '#/definitions/a', maxLength: 1 } }, definitions: { a: { type: 'string' } } }, { a: 'ab' }],
  ['ids inside a schema mean nothing', {
    properties: { a: { id: '/properties/a', properties: { b: { id: '/properties/a/properties/b', $ref: '#/definitions/b' } } } }, definitions: { b: { type: 'string' } },
  }, { a: { b: 'x' } }],
  ['nor do ids in examples', { properties: { a: { example: { id: '1' } }, b: { example: { id: '1' } } } }, {}],
  ['properties called as keywords', { properties: { id: { enum: [{ id: '1' }] }, nullable: { type: 'boolean' } } }, { id: { id: '1' }, nullable: true }],
  ['decimal fractions are exact', { properties: { price: { multipleOf: 0.01 }, total: { multipleOf: 0.1 } } }, { price: 19.99, total: 1234567.3 }],
  ['properties that all objects have', { properties: { constructor: { type: 'string' } } }, {}],
])('%s', async (_, schema, body) => {
  expect(await verdictOf(...postOf(modelBench(schema), body))).toBe('passes');
});

test.each<[name: string, schema: JsonObject, body: Json]>([
  ['a property that all objects have', { required: ['constructor'] }, {}],
  ['a fraction of what it is to be a multiple of', { properties: { price: { multipleOf: 0.01 } } }, { price: 19.991 }],
  ['null, whatever is nullable', { properties: { a: { type: 'string', nullable: true } } }, { a: null }],
  ['nullable without a type', { properties: { a: { nullable: true }, b: { type: 'string' } } }, { a: null, b: 1 }],
  ['an asynchronous schema', { $async: true, required: ['a'] }, {}],
  ['a property called as a keyword', { properties: { id: { type: 'string' } } }, { id: 1 }],
  ['what a reference beside definitions wants', { $ref: '#/definitions/a', definitions: { a: { required: ['a'] } } }, {}],
])('a model refuses: %s', async (_, schema, body) => {
  expect(await verdictOf(...postOf(modelBench(schema), body))).toBe(INVALID);
});

test.each<[name: string, schema: JsonObject, want: RegExp]>([
  ['no schema', { type: 'nonsense' }, /model Order is no schema of draft 4/],
  ['a reference to nothing', { $ref: 'https://apigateway.amazonaws.com/restapis/other/models/Nothing' }, /model Order does not compile: .*Nothing/],
])('a model that is %s fails the method', async (_, schema, want) => {
  const { type, details } = await failureOf(...postOf(modelBench(schema), {}));
  expect([type, details.cause]).toEqual(['API_CONFIGURATION_ERROR', expect.stringMatching(want)]);
});

test('the validator is loaded once', async () => {
  const given = modelBench({ required: ['sku'] });
  const [step, exchange] = postOf(given, { sku: 1 });
  expect(step.before(exchange)).toBeInstanceOf(Promise);
  await step.before(exchange);
  expect(step.before(exchange)).toBeUndefined();
});
