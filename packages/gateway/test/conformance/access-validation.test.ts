import type { Gateway } from '../../src/gateway';
import type { JsonObject } from '../../src/json';
import { call, type Call } from '../support/call';
import { apiOf, mock, serve } from '../support/serve';

const VALIDATION = 'Request validation for REST APIs in API Gateway';
const MODELS = 'Data models for REST APIs';
const TYPES = 'Gateway response types for API Gateway';
const RECORDED = 'recorded: responses of AWS';
const LOCALSTACK = 'recorded: LocalStack, validated against AWS';

const parameter = (where: string, name: string, required = true): JsonObject => ({ in: where, name, required, schema: { type: 'string' } });
const body = (model: string): JsonObject => ({ content: { 'application/json': { schema: { $ref: `#/components/schemas/${model}` } } } });

const paths: JsonObject = {
  '/items/{id}': { get: { ...mock('ok'), parameters: [parameter('path', 'id'), parameter('query', 'page'), parameter('header', 'X-Tenant'), parameter('query', 'size', false)] } },
  '/orders': { post: { ...mock('ok'), requestBody: body('Order') } },
  '/both': { post: { ...mock('ok'), parameters: [parameter('query', 'page')], requestBody: body('Order') } },
  '/loose': { post: { ...mock('ok'), 'x-amazon-apigateway-request-validator': 'none', 'parameters': [parameter('query', 'page')], 'requestBody': body('Order') } },
  '/parameters': { post: { ...mock('ok'), 'x-amazon-apigateway-request-validator': 'parameters', 'requestBody': body('Order') } },
};

const document: JsonObject = {
  'x-amazon-apigateway-request-validators': {
    all: { validateRequestBody: true, validateRequestParameters: true },
    parameters: { validateRequestBody: false, validateRequestParameters: true },
    none: { validateRequestBody: false, validateRequestParameters: false },
  },
  'x-amazon-apigateway-request-validator': 'all',
  'x-amazon-apigateway-gateway-responses': {
    BAD_REQUEST_BODY: { responseTemplates: { 'application/json': '{"message":$context.error.messageString,"errors":"$context.error.validationErrorString"}' } },
  },
  'components': {
    schemas: {
      Order: {
        type: 'object',
        required: ['type', 'price'],
        properties: { type: { type: 'string', enum: ['dog', 'cat'] }, price: { type: 'number', minimum: 25, maximum: 500 }, owner: { $ref: '#/components/schemas/Owner' } },
      },
      Owner: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
    },
  },
};

let gateway: Gateway;
beforeAll(async () => { gateway = await serve(apiOf(paths, document)); });

const JSON_TYPE = { 'Content-Type': 'application/json' };
const order = (value: unknown, path = '/orders', headers: Call['headers'] = JSON_TYPE): Call =>
  ({ method: 'POST', path, headers, body: typeof value === 'string' ? value : JSON.stringify(value) });
const missing = (names: string) => `{"message":"Missing required request parameters: [${names}]"}`;
const invalid = (errors: string) => `{"message":"Invalid request body","errors":"${errors}"}`;
const MISSING_BOTH = '[object has missing required properties (["price","type"])]';
const TENANT = { 'X-Tenant': 'a' };

test.each<[name: string, request: Call, status: number, text: string, source: string]>([
  ['all parameters', { path: '/items/7?page=1', headers: TENANT }, 200, 'ok', VALIDATION],
  ['a parameter that is not required', { path: '/items/7?page=1&size=2', headers: TENANT }, 200, 'ok', VALIDATION],
  ['one missing', { path: '/items/7', headers: TENANT }, 400, missing('page'), RECORDED],
  ['two missing', { path: '/items/7' }, 400, missing('page, X-Tenant'), RECORDED],
  ['one blank', { path: '/items/7?page=', headers: TENANT }, 400, missing('page'), VALIDATION],
  ['a header blank', { path: '/items/7?page=1', headers: { 'X-Tenant': '' } }, 400, missing('X-Tenant'), VALIDATION],
  ['names of the query as they are written', { path: '/items/7?PAGE=1', headers: TENANT }, 400, missing('page'), VALIDATION],
  ['names of headers in any case', { path: '/items/7?page=1', headers: { 'x-tenant': 'a' } }, 200, 'ok', VALIDATION],
  ['a body as the model wants it', order({ type: 'dog', price: 100 }), 200, 'ok', VALIDATION],
  ['more members', order({ type: 'dog', price: 100, age: 3 }), 200, 'ok', MODELS],
  ['members missing', order({}), 400, invalid(MISSING_BOTH), VALIDATION],
  ['a number that is too small', order({ type: 'dog', price: 1 }), 400, invalid('[numeric instance is lower than the required minimum (minimum: 25, found: 1)]'), VALIDATION],
  ['a number that is too large', order({ type: 'cat', price: 501 }), 400, invalid('[numeric instance is greater than the required maximum (maximum: 500, found: 501)]'), VALIDATION],
  ['no choice', order({ type: 'bird', price: 100 }), 400, invalid('[instance value ("bird") not found in enum (possible values: ["dog","cat"])]'), VALIDATION],
  ['a model that another refers to', order({ type: 'dog', price: 100, owner: {} }), 400, invalid('[object has missing required properties (["name"])]'), MODELS],
  ['no body', { method: 'POST', path: '/orders', headers: JSON_TYPE }, 400, invalid(MISSING_BOTH), LOCALSTACK],
  ['no JSON', order('type=dog'), 400, invalid('[Unable to parse body as JSON]'), TYPES],
  ['a type without a model', order({ statusCode: 200 }, '/orders', { 'Content-Type': 'text/plain' }), 200, 'ok', VALIDATION],
  ['a type with parameters', order({}, '/orders', { 'Content-Type': 'application/json; charset=utf-8' }), 400, invalid(MISSING_BOTH), VALIDATION],
  ['no type', order({}, '/orders', {}), 400, invalid(MISSING_BOTH), VALIDATION],
  ['parameters before the body', order({}, '/both'), 400, missing('page'), VALIDATION],
  ['the body after parameters', order({ price: 100 }, '/both?page=1'), 400, invalid('[object has missing required properties (["type"])]'), VALIDATION],
  ['neither is validated', order({}, '/loose'), 200, 'ok', VALIDATION],
  ['parameters only', order({}, '/parameters'), 200, 'ok', VALIDATION],
])('%s', async (_, request, status, text) => {
  const answer = await call(gateway.url('prod'), request);
  expect([answer.status, answer.text, answer.headers['x-amzn-errortype']]).toEqual([status, text, status === 200 ? undefined : 'BadRequestException']);
});
