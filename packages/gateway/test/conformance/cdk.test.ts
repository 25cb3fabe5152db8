import { App, aws_apigateway as apigateway, aws_lambda as lambda, Stack } from 'aws-cdk-lib';
import { startGateway, type Gateway } from '../../src/gateway';
import { call, json } from '../support/call';
import { EchoServer, type Echo } from '../support/echo-server';

const backend = new EchoServer();
let gateway: Gateway;

/** What the CDK's own constructs make of an API is served as it is. */
beforeAll(async () => {
  await backend.start();
  const stack = new Stack(new App({ treeMetadata: false, analyticsReporting: false }), 'Shop');
  const handler = new lambda.Function(stack, 'Handler', {
    runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async (event) => ({ statusCode: 200, body: event.httpMethod + " " + event.resource });'),
  });
  const custom = new lambda.Function(stack, 'Custom', {
    runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async (event) => event;'),
  });
  const api = new apigateway.RestApi(stack, 'Api', {
    defaultCorsPreflightOptions: { allowOrigins: ['https://shop.example'], allowMethods: ['GET', 'POST'], allowHeaders: ['X-Own'], allowCredentials: true },
    binaryMediaTypes: ['image/png'],
    deployOptions: { stageName: 'prod', variables: { who: 'me' } },
  });
  const orders = api.root.addResource('orders');
  orders.addMethod('GET', new apigateway.LambdaIntegration(handler));
  orders.addResource('{id}').addMethod('ANY', new apigateway.LambdaIntegration(handler));
  api.root.addResource('custom').addMethod('POST', new apigateway.LambdaIntegration(custom, {
    proxy: false, requestTemplates: { 'application/json': '{"who": "$stageVariables.who"}' }, integrationResponses: [{ statusCode: '200' }],
  }), { methodResponses: [{ statusCode: '200' }] });
  api.root.addResource('mock').addMethod('GET', new apigateway.MockIntegration({
    requestTemplates: { 'application/json': '{"statusCode": 200}' }, integrationResponses: [{ statusCode: '200', responseTemplates: { 'application/json': '$context.stage' } }],
  }), { methodResponses: [{ statusCode: '200' }] });
  api.root.addResource('http').addProxy({
    defaultIntegration: new apigateway.HttpIntegration(`${backend.url}/{proxy}`, {
      httpMethod: 'ANY', options: { requestParameters: { 'integration.request.path.proxy': 'method.request.path.proxy' } },
    }),
    defaultMethodOptions: { requestParameters: { 'method.request.path.proxy': true } },
  });
  api.root.addResource('queue').addMethod('POST', new apigateway.AwsIntegration({
    service: 'sqs', path: '123456789012/queue', integrationHttpMethod: 'POST', options: { integrationResponses: [{ statusCode: '202' }] },
  }), { methodResponses: [{ statusCode: '202' }] });
  api.addGatewayResponse('NotFound', { type: apigateway.ResponseType.MISSING_AUTHENTICATION_TOKEN, statusCode: '404', templates: { 'application/json': '{"path":"$context.path"}' } });
  const assembly = (stack.node.root as App).synth().directory;
  gateway = await startGateway({ assembly, region: 'eu-west-1', stubs: { sqs: () => ({ body: 'sent' }) } });
});
afterAll(() => Promise.all([gateway.close(), backend.stop()]));

test.each<[method: string, path: string, status: number, body: string]>([
  ['GET', '/orders', 200, 'GET /orders'],
  ['PATCH', '/orders/7', 200, 'PATCH /orders/{id}'],
  ['POST', '/custom', 200, '{"who":"me"}'],
  ['GET', '/mock', 200, 'prod'],
  ['POST', '/queue', 202, 'sent'],
  ['GET', '/none', 404, '{"path":"/prod/none"}'],
])('%s %s -> %i %s', async (method, path, status, body) => {
  const answer = await call(gateway.url('prod'), { method, path, body: method === 'POST' ? '{}' : undefined });
  expect([answer.status, answer.text]).toEqual([status, body]);
});

test('a preflight', async () => {
  const { status, headers, text } = await call(gateway.url('prod'), { method: 'OPTIONS', path: '/orders', headers: { Origin: 'https://shop.example' } });
  expect([status, text]).toEqual([204, '']);
  expect(headers).toMatchObject({
    'access-control-allow-origin': 'https://shop.example', 'access-control-allow-methods': 'GET,POST', 'access-control-allow-headers': 'X-Own', 'access-control-allow-credentials': 'true',
  });
});

test('a proxy resource', async () => {
  const { url, method } = json(await call(gateway.url('prod'), { method: 'PUT', path: '/http/a/b?c=1' })) as Echo;
  expect([method, url]).toEqual(['PUT', '/a/b?c=1']);
});
