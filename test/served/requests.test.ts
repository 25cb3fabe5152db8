import * as fs from 'node:fs';
import { type App, Aws } from 'aws-cdk-lib';
import { Authorizer, GatewayResponseType, Integration, Model, RequestValidation, RequestValue, type RestApi, type RestApiProps } from '../../src';
import { testApi, testFunction, testStack } from '../support/apps';
import { serve, stopServing } from '../support/gateway';

afterEach(stopServing);

async function urlOf(build: (api: RestApi) => void, props: RestApiProps = {}): Promise<string> {
  const stack = testStack();
  const api = testApi(stack, { authorizer: Authorizer.none(), ...props });
  build(api);
  api.addStage('dev', { variables: { contact: 'help-at-shop.example' } });
  return (await serve(stack)).url('dev');
}

async function post(url: string, body: unknown, headers: Record<string, string> = { 'Content-Type': 'application/json' }): Promise<string> {
  const response = await fetch(url, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
  return `${response.status} ${await response.text()}`;
}

const BAD_BODY = '400 {"message":"Invalid request body"}';

test('bodies are held against their models, and what the import would drop of these, too', async () => {
  const item = Model.fromSchema('Item', { type: 'object', required: ['sku'], properties: { sku: { type: 'string' } } });
  const url = await urlOf((api) => api.addRoute('POST /orders', Integration.mock({ body: 'taken' }), {
    request: {
      body: Model.fromSchema('Order', {
        type: 'object',
        required: ['items'],
        properties: {
          items: { type: 'array', items: item, minItems: 1 },
          note: { type: 'string', nullable: true },
          price: { type: 'number', minimum: 0, exclusiveMinimum: true },
          bundle: { $ref: '#/definitions/bundle' },
        },
        additionalProperties: false,
        definitions: { bundle: { type: 'object', properties: { inner: { $ref: '#/definitions/bundle' }, parent: { $ref: '#' } } } },
      }),
    },
  }));
  const items = [{ sku: 'a' }];
  for (const good of [{ items }, { items, note: null }, { items, note: 'x', price: 0.1 }, { items, bundle: { inner: { inner: {} }, parent: { items } } }]) {
    expect(await post(`${url}/orders`, good)).toBe('200 "taken"');
  }
  for (const bad of [{}, { items: [] }, { items: [{}] }, { items, note: 1 }, { items, price: 0 }, { items, price: 'x' }, { items, more: 1 }, { items, bundle: { inner: { inner: 1 } } }, { items, bundle: { parent: {} } }, 'no json', '']) {
    expect(await post(`${url}/orders`, bad)).toBe(BAD_BODY);
  }
});

test('each content type has its model; another one passes, unless $default says what it is', async () => {
  const named = (property: string) => Model.fromSchema(property.toUpperCase(), { type: 'object', required: [property] });
  const url = await urlOf((api) => {
    api.addRoute('POST /some', Integration.lambdaFunction(testFunction(api)), { request: { body: named('a'), bodies: { 'application/vnd.shop+json': named('b') } } });
    api.addRoute('POST /all', Integration.lambdaFunction(testFunction(api, 'All')), { request: { bodies: { $default: named('c') } } });
  });
  const outcomes = async (path: string, body: unknown) => Promise.all(['application/json', 'application/vnd.shop+json', 'application/xml'].map(async (type) =>
    (await post(`${url}${path}`, body, { 'Content-Type': type })).slice(0, 3)));
  expect(await outcomes('/some', { a: 1 })).toEqual(['200', '400', '200']);
  expect(await outcomes('/some', { b: 1 })).toEqual(['400', '200', '200']);
  expect(await outcomes('/all', { c: 1 })).toEqual(['200', '200', '200']);
  expect(await outcomes('/all', {})).toEqual(['400', '400', '400']);
});

test('parameters are asked for, and a route may let everything through', async () => {
  const request = { parameters: { 'header.X-Tenant': { required: true }, 'querystring.page': { required: true }, 'querystring.size': {} } };
  const url = await urlOf((api) => {
    api.addRoute('POST /both', Integration.mock({ body: 'ok' }), { request });
    api.addRoute('POST /neither', Integration.mock({ body: 'ok' }), { request: { ...request, validate: RequestValidation.NONE } });
  });
  expect(await post(`${url}/both`, {})).toBe('400 {"message":"Missing required request parameters: [X-Tenant, page]"}');
  expect(await post(`${url}/both?page=1`, {}, { 'X-Tenant': 'a', 'Content-Type': 'application/json' })).toBe('200 "ok"');
  expect(await post(`${url}/neither`, {})).toBe('200 "ok"');
});

test('failures are answered as the app says', async () => {
  const url = await urlOf((api) => {
    api.addRoute('POST /orders', Integration.mock(), { request: { body: Model.fromSchema('Order', { type: 'object', required: ['id'] }) } });
    api.addRoute('GET /signed', Integration.mock(), { authorizer: Authorizer.iam() });
  }, {
    gatewayResponses: [
      {
        responseType: GatewayResponseType.BAD_REQUEST_BODY,
        statusCode: 422,
        headers: { 'X-Contact': RequestValue.stageVariable('contact'), 'X-Path': RequestValue.context('resourcePath'), 'X-Trace': RequestValue.header('X-Trace') },
        templates: { 'text/plain': '$context.error.message on $stageVariables.contact: $context.error.validationErrorString' },
      },
      { responseType: GatewayResponseType.DEFAULT_4XX, headers: { 'X-Kind': RequestValue.literal('client') } },
    ],
  });
  const body = await fetch(`${url}/orders`, { method: 'POST', body: '{}', headers: { 'X-Trace': 't1', 'Content-Type': 'application/json' } });
  expect([body.status, ...['x-contact', 'x-path', 'x-trace', 'content-type', 'x-kind'].map((name) => body.headers.get(name))])
    .toEqual([422, 'help-at-shop.example', '/orders', 't1', 'text/plain', null]);
  expect(await body.text()).toBe('Invalid request body on help-at-shop.example: [object has missing required properties (["id"])]');
  const signed = await fetch(`${url}/signed`);
  expect([signed.status, signed.headers.get('x-kind'), await signed.json()]).toEqual([403, 'client', { message: 'Missing Authentication Token' }]);
});

test('a document that moved to S3 is served like any other', async () => {
  const stack = testStack();
  const api = testApi(stack, { authorizer: Authorizer.none() });
  api.addRoute('GET /list', Integration.lambdaFunction(testFunction(stack, 'List', { functionName: 'list-orders' })));
  api.addRoute('GET /region', Integration.mock({ body: { region: Aws.REGION } }));
  for (let i = 0; i < 12; i++) api.addRoute(`GET /large${i}`, Integration.mock({ body: 'x'.repeat(50_000) }));
  api.addStage('dev');
  const gateway = await serve(stack);
  const resources: any[] = Object.values(JSON.parse(fs.readFileSync(`${(stack.node.root as App).outdir}/${stack.templateFile}`, 'utf8')).Resources);
  expect(resources.find(({ Type }) => Type === 'AWS::ApiGateway::RestApi').Properties.BodyS3Location).toBeDefined();
  expect(await (await fetch(`${gateway.url('dev')}/list`)).text()).toBe('List');
  expect(await (await fetch(`${gateway.url('dev')}/region`)).json()).toEqual({ region: expect.stringMatching(/^[a-z]+-[a-z]+-\d$/) });
  expect((await (await fetch(`${gateway.url('dev')}/large11`)).text()).length).toBe(50_002);
});
