import { aws_lambda as lambda } from 'aws-cdk-lib';
import { Authorizer, Integration, MappingTemplate, RequestValue, ResponseValue, TemplateValue, XmlElement } from '../../src';
import { testApi, testFunction, testStack } from '../support/apps';
import { type Backend, startBackend } from '../support/backend';
import { serve, stopServing } from '../support/gateway';

const json = { 'Content-Type': 'application/json' };
let backend: Backend;

beforeAll(async () => {
  backend = await startBackend(({ url }) => {
    if (url.startsWith('/missing')) return { status: 404, body: '{"error": "none"}' };
    if (url.startsWith('/broken')) return { status: 503, body: '{"error": "down"}' };
    return { body: '{"total": 12.50, "id": "7"}' };
  });
});
beforeEach(() => void backend.requests.splice(0));
afterEach(stopServing);
afterAll(() => backend.close());

function publicApi() {
  const stack = testStack();
  return { stack, api: testApi(stack, { authorizer: Authorizer.none() }) };
}

const asked = async (url: string, init?: RequestInit) => {
  const response = await fetch(url, init);
  return { status: response.status, headers: response.headers, text: await response.text() };
};

describe('a function with mappings', () => {
  const code = `exports.handler = async (event) => {
    if (event.fail) throw new Error(event.fail);
    return { got: event };
  };`;

  test('answers with its result, its errors, or before it is done', async () => {
    const { stack, api } = publicApi();
    const handler = testFunction(stack, 'Echo', { code: lambda.Code.fromInline(code) });
    api.addRoute('POST /plain', Integration.lambdaCustom(handler));
    api.addRoute('POST /later', Integration.lambdaCustom(handler, { asynchronous: true }));
    api.addRoute('GET /mapped/{id}', Integration.lambdaCustom(handler, {
      request: { templates: { 'application/json': MappingTemplate.json({ id: TemplateValue.parameter('id'), stage: TemplateValue.context('stage'), fail: TemplateValue.parameter('fail') }) } },
      responses: [
        { templates: { 'application/json': MappingTemplate.json({ id: TemplateValue.body('$.got.id'), stage: TemplateValue.body('$.got.stage') }) } },
        { selectionPattern: 'no order.*', statusCode: 404, templates: { 'application/json': MappingTemplate.json({ message: TemplateValue.body('$.errorMessage') }) } },
        { selectionPattern: '[^n][\\s\\S]*', statusCode: 500 },
      ],
    }));
    api.addStage('dev');
    const url = (await serve(stack)).url('dev');
    const post = (path: string, body: string) => asked(`${url}${path}`, { method: 'POST', headers: json, body });

    expect(await post('/plain', '{"a": [1, "x"]}')).toMatchObject({ status: 200, text: '{"got":{"a":[1,"x"]}}' });
    expect(await post('/plain', '{"fail": "secret\\ndetail"}')).toMatchObject({ status: 500, text: '{"message": "Internal server error"}' });
    expect(await post('/later', '{"fail": "nobody hears of it"}')).toMatchObject({ status: 202, text: '' });
    expect(JSON.parse((await asked(`${url}/mapped/4%222`)).text)).toEqual({ id: '4"2', stage: 'dev' });
    expect(await asked(`${url}/mapped/7?fail=no%20order%20%227%22`)).toMatchObject({ status: 404, text: '{"message": "no order \\"7\\""}' });
    expect((await asked(`${url}/mapped/7?fail=other`)).status).toBe(500);
  });

  test('streams', async () => {
    const { stack, api } = publicApi();
    const streaming = testFunction(stack, 'Streaming', {
      code: lambda.Code.fromInline(`exports.handler = awslambda.streamifyResponse(async (event, stream) => {
        const http = awslambda.HttpResponseStream.from(stream, { statusCode: 201, headers: { 'Content-Type': 'text/plain', 'X-Part': 'all' } });
        http.write('one,');
        await new Promise((resolve) => setTimeout(resolve, 50));
        http.end('two');
      });`),
    });
    api.addRoute('GET /stream', Integration.lambdaFunction(streaming, { streaming: true }));
    api.addRoute('GET /backend', Integration.httpProxy(`${backend.url}/orders`, { streaming: true }));
    api.addStage('dev');
    const url = (await serve(stack)).url('dev');

    const { status, headers, text } = await asked(`${url}/stream`);
    expect([status, headers.get('x-part'), text]).toEqual([201, 'all', 'one,two']);
    expect(await asked(`${url}/backend`)).toMatchObject({ status: 200, text: '{"total": 12.50, "id": "7"}' });
  });
});

describe('an HTTP backend', () => {
  test('gets what is mapped, and its answers are mapped back', async () => {
    const { stack, api } = publicApi();
    api.addRoute('POST /orders/{id}', Integration.http(`${backend.url}/v1/{tenant}/{id}`, {
      httpMethod: 'PUT',
      request: {
        headers: { 'X-Caller': RequestValue.context('identity.sourceIp'), 'X-Note': RequestValue.body('note'), 'X-Fixed': RequestValue.literal('it is') },
        queryString: { tags: RequestValue.multiValueQueryString('tag') },
        path: { tenant: RequestValue.stageVariable('tenant') },
        templates: { 'application/json': MappingTemplate.json({ note: TemplateValue.body('$.note'), id: TemplateValue.parameter('id') }) },
      },
      responses: [{
        statusCode: 201,
        headers: { 'X-Total': ResponseValue.body('total'), 'X-Type': ResponseValue.header('Content-Type') },
        templates: { 'application/json': MappingTemplate.fromString('{"id": $input.json(\'$.id\')}') },
      }],
    }));
    api.addStage('dev', { variables: { tenant: 'blue' } });
    const url = (await serve(stack)).url('dev');

    const answer = await asked(`${url}/orders/a%2Fb?tag=x&tag=y`, { method: 'POST', headers: { ...json, 'X-Secret': 's' }, body: '{"note": "hi"}' });
    expect([answer.status, answer.text, answer.headers.get('x-total'), answer.headers.get('x-type')]).toEqual([201, '{"id": "7"}', '12.5', 'application/json']);
    const [{ method, url: path, headers, body }] = backend.requests;
    expect([method, path, JSON.parse(body)]).toEqual(['PUT', '/v1/blue/a%2Fb?tags=x&tags=y', { note: 'hi', id: 'a/b' }]);
    expect(headers).toMatchObject({ 'x-caller': '127.0.0.1', 'x-note': 'hi', 'x-fixed': 'it is' });
    expect(headers).not.toHaveProperty('x-secret');
    const unmapped = await asked(`${url}/orders/1`, { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: 'x' });
    expect(unmapped.status).toBe(415);
  });

  test('has its errors told from its answers without a word', async () => {
    const { stack, api } = publicApi();
    api.addRoute('GET /{what}', Integration.http(`${backend.url}/{what}`));
    api.addStage('dev');
    const url = (await serve(stack)).url('dev');
    const answers = await Promise.all(['orders', 'missing', 'broken'].map(async (path) => {
      const { status, text } = await asked(`${url}/${path}`);
      return [status, text];
    }));
    expect(answers).toEqual([[200, '{"total": 12.50, "id": "7"}'], [400, '{"error": "none"}'], [502, '{"error": "down"}']]);
  });

  test('behind a proxy gets the client\'s headers and those that are mapped', async () => {
    const { stack, api } = publicApi();
    api.addRoute('GET /a', Integration.httpProxy(`${backend.url}/a`, {
      request: { headers: { 'X-Stage': RequestValue.context('stage'), 'X-Given': RequestValue.literal('api') }, queryString: { tenant: RequestValue.stageVariable('tenant') } },
    }));
    api.addStage('dev', { variables: { tenant: 'blue' } });
    const url = (await serve(stack)).url('dev');
    await asked(`${url}/a?q=1`, { headers: { 'X-Given': 'client', 'X-Other': 'client' } });
    expect(backend.requests[0].headers).toMatchObject({ 'x-stage': 'dev', 'x-given': 'api', 'x-other': 'client' });
    expect(backend.requests[0].url).toBe('/a?q=1&tenant=blue');
  });

  test('gets a form as JSON, and JSON as XML', async () => {
    const { stack, api } = publicApi();
    const order = XmlElement.withText('order', TemplateValue.body('$.note'));
    api.addRoute('POST /a', Integration.http(`${backend.url}/a`, {
      request: { templates: { 'application/x-www-form-urlencoded': MappingTemplate.formToJson(), 'application/json': MappingTemplate.xml(order) } },
    }));
    api.addStage('dev');
    const url = (await serve(stack)).url('dev');
    await asked(`${url}/a`, { method: 'POST', body: new URLSearchParams({ 'na"me': 'Ana & "Bo"', 'x': '$input.body #end' }) });
    await asked(`${url}/a`, { method: 'POST', headers: json, body: '{"note": "</order>&$x"}' });
    expect(JSON.parse(backend.requests[0].body)).toEqual({ 'na"me': 'Ana & "Bo"', 'x': '$input.body #end' });
    expect(backend.requests[1].body).toBe('<?xml version="1.0" encoding="UTF-8"?><order>&lt;/order&gt;&amp;$x</order>');
  });
});

test('a mock chooses its answer', async () => {
  const { stack, api } = publicApi();
  api.addRoute('GET /orders/{id}', Integration.mock({
    requestTemplate: MappingTemplate.fromString('{"statusCode": #if($input.params("id") == "7")200#{else}404#end}'),
    body: { id: '7' },
    headers: { 'Cache-Control': ResponseValue.literal('max-age=60') },
    responses: [{ selectionPattern: '4\\d{2}', statusCode: 404, templates: { 'application/json': MappingTemplate.json({ id: TemplateValue.parameter('id') }) } }],
  }));
  api.addStage('dev');
  const url = (await serve(stack)).url('dev');
  const found = await asked(`${url}/orders/7`);
  expect([found.status, found.headers.get('cache-control'), found.text]).toEqual([200, 'max-age=60', '{"id":"7"}']);
  const missing = await asked(`${url}/orders/a"b`);
  expect([missing.status, JSON.parse(missing.text)]).toEqual([404, { id: 'a"b' }]);
});
