import { Duration, aws_lambda as lambda } from 'aws-cdk-lib';
import { AccessRule, Authorizer, type CorsOptions, Integration, Model, type RestApi, type StageOptions } from '../../src';
import { testApi, testFunction, testStack } from '../support/apps';
import { serve, stopServing } from '../support/gateway';
import { WebPage } from '../support/web-page';

afterEach(stopServing);

const shop = new WebPage('https://shop.example');
const admin = new WebPage('https://admin.shop.example');
const stranger = new WebPage('https://evil.example');

async function urlOf(cors: CorsOptions, build: (api: RestApi) => void, stage: StageOptions = {}): Promise<string> {
  const stack = testStack();
  const api = testApi(stack, { authorizer: Authorizer.none(), cors });
  build(api);
  api.addStage('dev', stage);
  return (await serve(stack)).url('dev');
}

const mocks = (api: RestApi) => {
  api.addRoute('GET /orders', Integration.mock({ body: { ok: true } }));
  api.addRoute('DELETE /orders', Integration.mock({ statusCode: 202 }));
  api.addRoute('GET /signed', Integration.mock(), { authorizer: Authorizer.iam() });
  api.addRoute('ANY /files/{proxy+}', Integration.mock({ body: 'a file' }));
  api.addRoute('POST /orders', Integration.mock(), { request: { body: Model.fromSchema('Order', { type: 'object', required: ['id'] }), parameters: { 'header.X-Tenant': { required: true } } } });
};

/** What a call gives, or at which step the browser refuses it. */
const outcome = (page: WebPage, url: string, request?: Parameters<WebPage['fetch']>[1]) =>
  page.fetch(url, request).then(({ status, text }) => `${status} ${text}`, (error: TypeError) => error.message);

describe.each<[string, CorsOptions, StageOptions]>([
  ['one origin', { allowOrigins: ['https://shop.example'] }, {}],
  ['the origin of a stage', { allowOrigins: ['${stageVariables.webOrigin}'] }, { variables: { webOrigin: 'https://shop.example' } }],
])('with %s', (_, cors, stage) => {
  test('its pages may call what is there, and read errors of API Gateway, too', async () => {
    const url = await urlOf(cors, mocks, stage);
    expect(await outcome(shop, `${url}/orders`)).toBe('200 {"ok":true}');
    expect(await outcome(shop, `${url}/orders`, { method: 'DELETE', headers: { Authorization: 'x' } })).toBe('202 ');
    expect(await outcome(shop, `${url}/files/a/b`, { method: 'PUT' })).toBe('200 "a file"');
    expect(await outcome(shop, `${url}/orders`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Tenant': 'a' }, body: '{}' })).toBe('400 {"message":"Invalid request body"}');
    expect(await outcome(shop, `${url}/orders`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' }))
      .toBe('400 {"message":"Missing required request parameters: [X-Tenant]"}');
    expect(await outcome(shop, `${url}/signed`)).toBe('403 {"message":"Missing Authentication Token"}');
    expect(await outcome(shop, `${url}/nowhere`)).toBe('403 {"message":"Missing Authentication Token"}');
  });

  test('pages of other origins, other methods and headers are refused', async () => {
    const url = await urlOf(cors, mocks, stage);
    expect(await outcome(stranger, `${url}/orders`)).toBe('the answer 200: origin https://shop.example');
    expect(await outcome(stranger, `${url}/orders`, { method: 'DELETE' })).toBe('the preflight 204: origin https://shop.example');
    expect(await outcome(stranger, `${url}/signed`)).toBe('the answer 403: origin https://shop.example');
    expect(await outcome(shop, `${url}/orders`, { method: 'PATCH' })).toBe('preflight: method PATCH');
    expect(await outcome(shop, `${url}/orders`, { headers: { 'X-Other': 'a' } })).toBe('preflight: header x-other');
    expect(await outcome(shop, `${url}/orders`, { credentials: true })).toBe('the answer 200: credentials');
  });
});

test('several origins, subdomains among them: the one that asks is sent back, and errors are for all', async () => {
  const url = await urlOf({ allowOrigins: ['https://shop.example', 'https://*.shop.example', 'http://localhost:3000'] }, mocks);
  for (const page of [shop, admin, new WebPage('https://a.b-c.shop.example'), new WebPage('http://localhost:3000')]) {
    expect(await outcome(page, `${url}/orders`)).toBe('200 {"ok":true}');
    expect(await outcome(page, `${url}/orders`, { method: 'DELETE' })).toBe('202 ');
    expect(await outcome(page, `${url}/signed`)).toBe('403 {"message":"Missing Authentication Token"}');
  }
  for (const origin of ['https://evil.example', 'https://evilshop.example', 'https://shop.example.evil', 'http://shop.example', 'https://.shop.example', 'https://a.shopxexample', 'null']) {
    expect(await outcome(new WebPage(origin), `${url}/orders`)).toBe('the answer 200: origin null');
  }
  expect((await fetch(`${url}/orders`, { headers: { Origin: 'https://shop.example' } })).headers.get('vary')).toBe('Origin');
});

test('preflight requests pass a policy that names accounts', async () => {
  const stack = testStack();
  const api = testApi(stack, { cors: { allowOrigins: ['https://shop.example'] }, access: [AccessRule.allowAccounts(['111122223333'])] });
  api.addRoute('DELETE /orders', Integration.mock());
  api.addStage('dev');
  const url = (await serve(stack)).url('dev');
  expect(await outcome(shop, `${url}/orders`, { method: 'DELETE' })).toBe('403 {"message":"Missing Authentication Token"}');
});

test('every origin', async () => {
  const url = await urlOf({ allowOrigins: ['*'] }, mocks);
  expect(await outcome(stranger, `${url}/orders`, { method: 'DELETE' })).toBe('202 ');
  expect(await outcome(stranger, `${url}/signed`)).toBe('403 {"message":"Missing Authentication Token"}');
});

test('credentials, for one origin', async () => {
  const url = await urlOf({ allowOrigins: ['https://shop.example'], allowCredentials: true, exposeHeaders: ['x-amzn-RequestId'], maxAge: Duration.minutes(5) }, mocks);
  expect(await outcome(shop, `${url}/orders`, { method: 'DELETE', credentials: true })).toBe('202 ');
  expect(await outcome(shop, `${url}/signed`, { credentials: true })).toBe('403 {"message":"Missing Authentication Token"}');
  expect(Object.keys((await shop.fetch(`${url}/orders`)).headers)).toContain('x-amzn-requestid');
  const preflight = await fetch(`${url}/orders`, { method: 'OPTIONS' });
  expect([preflight.status, preflight.headers.get('access-control-max-age'), await preflight.text()]).toEqual([204, '300', '']);
});

test('credentials, for several origins: errors of API Gateway are for none of them', async () => {
  const url = await urlOf({ allowOrigins: ['https://shop.example', 'https://admin.shop.example'], allowCredentials: true }, mocks);
  expect(await outcome(admin, `${url}/orders`, { method: 'DELETE', credentials: true })).toBe('202 ');
  expect(await outcome(stranger, `${url}/orders`, { method: 'DELETE', credentials: true })).toBe('the preflight 204: origin null');
  expect(await outcome(shop, `${url}/signed`, { credentials: true })).toBe('the answer 403: origin null');
});

test('a function sends the headers itself; the guide has how', async () => {
  const stack = testStack();
  const api = testApi(stack, { authorizer: Authorizer.none(), cors: { allowOrigins: ['https://shop.example', 'https://admin.shop.example'] } });
  const handler = testFunction(stack, 'Put', {
    environment: { ALLOW_ORIGINS: 'https://shop.example,https://admin.shop.example' },
    code: lambda.Code.fromInline(`
      const origins = process.env.ALLOW_ORIGINS.split(',');
      exports.handler = async ({ headers }) => {
        const origin = headers.Origin ?? headers.origin;
        return { statusCode: 200, headers: { Vary: 'Origin', ...(origins.includes(origin) && { 'Access-Control-Allow-Origin': origin }) }, body: 'put' };
      };`),
  });
  api.addRoute('PUT /orders', Integration.lambdaFunction(handler));
  api.addStage('dev');
  const url = (await serve(stack)).url('dev');
  expect(await outcome(admin, `${url}/orders`, { method: 'PUT' })).toBe('200 put');
  expect(await outcome(stranger, `${url}/orders`, { method: 'PUT' })).toBe('the preflight 204: origin null');
});

test('a route has its own, or none, and an OPTIONS route of the app answers itself', async () => {
  const url = await urlOf({ allowOrigins: ['https://shop.example'] }, (api) => {
    api.addRoute('GET /public', Integration.mock({ body: 'all' }), { cors: { allowOrigins: ['*'] } });
    api.addRoute('DELETE /public', Integration.mock(), { cors: { allowOrigins: [] } });
    api.addRoute('POST /hook', Integration.mock(), { cors: { allowOrigins: [] } });
    api.addRoute('GET /own', Integration.mock());
    api.addRoute('OPTIONS /own', Integration.mock({ body: 'my own' }), { cors: { allowOrigins: [] } });
  });
  expect(await outcome(stranger, `${url}/public`)).toBe('200 "all"');
  expect(await outcome(stranger, `${url}/public`, { method: 'DELETE' })).toBe('preflight: method DELETE');
  expect((await fetch(`${url}/hook`, { method: 'OPTIONS' })).status).toBe(403);
  expect(await (await fetch(`${url}/own`, { method: 'OPTIONS' })).text()).toBe('"my own"');
});
