import * as path from 'node:path';
import { aws_apigateway as apigateway, aws_lambda as lambda, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { readApp, readStack, saidOf, testApp, testFunction } from '../support/cdk';
import { directoryOf } from '../support/files';

const YAML = 'openapi: 3.0.1\ninfo: {title: Orders, version: "1"}\npaths: {/a: {get: {x-amazon-apigateway-integration: {type: mock}}}}';

const paths = (model: ReturnType<typeof readApp>) => model.rest.map(({ definition }) => definition.methods.map(({ httpMethod, path: one }) => `${httpMethod} ${one}`));

test('functions in a stack of their own', () => {
  const app = testApp();
  const fn = testFunction(new Stack(app, 'Functions'));
  new apigateway.LambdaRestApi(new Stack(app, 'Apis'), 'Api', { handler: fn.currentVersion });
  const model = readApp(app);
  expect(saidOf(model)).toEqual([]);
  expect(paths(model)).toEqual([['ANY /', 'ANY /{proxy+}']]);
  expect(model.rest[0].definition.methods[0].integration?.uri).toContain(`functions/${model.lambda.versions[0].arn}/invocations`);
});

test('methods in a stack of their own', () => {
  const app = testApp();
  const apis = new Stack(app, 'Apis');
  const api = new apigateway.RestApi(apis, 'Api', { deploy: false });
  api.root.addMethod('GET', new apigateway.MockIntegration());
  const routes = new Stack(app, 'Routes');
  apigateway.RestApi.fromRestApiAttributes(routes, 'Imported', { restApiId: api.restApiId, rootResourceId: api.restApiRootResourceId })
    .root.addResource('orders').addMethod('GET', new apigateway.MockIntegration());
  const model = readApp(app);
  expect(saidOf(model)).toEqual([]);
  expect(paths(model)).toEqual([['GET /', 'GET /orders']]);
  expect(model.rest[0].definition.methods[1].source).toMatchObject({ template: 'Routes.template.json', constructPath: 'Routes/Imported/Default/orders/GET/Resource' });
});

test('an API in a nested stack, its functions outside', () => {
  const model = readStack((stack) => {
    const nested = new NestedStack(stack, 'Nested');
    new apigateway.LambdaRestApi(nested, 'Api', { handler: testFunction(stack), proxy: false }).root.addMethod('GET');
  });
  expect(saidOf(model)).toEqual([]);
  expect(model.rest).toMatchObject([{ source: { template: expect.stringMatching(/nested\.template\.json$/), constructPath: 'Shop/Nested/Api/Resource' } }]);
  expect(model.rest[0].definition.methods[0].integration?.uri).toContain('function:list/invocations');
});

test('stages of an app are APIs of their own', () => {
  const app = testApp();
  for (const name of ['Dev', 'Prod']) {
    const stack = new Stack(new Stage(app, name), 'Shop', { stackName: 'shop' });
    new apigateway.RestApi(stack, 'Api').root.addMethod('GET', new apigateway.MockIntegration());
  }
  const model = readApp(app);
  expect(saidOf(model)).toEqual([]);
  expect(model.rest.map(({ source }) => source.template)).toEqual([expect.stringMatching(/^assembly-Dev\/DevShop/), expect.stringMatching(/^assembly-Prod\/ProdShop/)]);
  expect(model.rest[0].id).not.toBe(model.rest[1].id);
});

test('a document among the assets', () => {
  const file = path.join(directoryOf({ 'orders.yaml': YAML }), 'orders.yaml');
  const model = readStack((stack) => {
    new apigateway.SpecRestApi(stack, 'Api', { apiDefinition: apigateway.ApiDefinition.fromAsset(file) });
  });
  expect(saidOf(model)).toEqual([]);
  expect(paths(model)).toEqual([['GET /a']]);
});

test('a document in the template', () => {
  const model = readStack((stack) => {
    new apigateway.SpecRestApi(stack, 'Api', {
      apiDefinition: apigateway.ApiDefinition.fromInline({
        openapi: '3.0.1',
        info: { title: 'Orders', version: '1' },
        paths: { '/{id}': { 'x-amazon-apigateway-any-method': { 'x-amazon-apigateway-integration': { type: 'http_proxy', httpMethod: 'ANY', uri: `https://x.example/${stack.region}` } } } },
      }),
    });
  });
  expect(saidOf(model)).toEqual([]);
  expect(paths(model)).toEqual([['ANY /{id}']]);
  expect(model.rest[0].definition.methods[0].integration?.uri).toBe('https://x.example/eu-west-1');
});

test('code among the assets, with layers', () => {
  const model = readStack((stack) => {
    const code = lambda.Code.fromAsset(directoryOf({ 'index.js': 'exports.handler = 1' }));
    const layers = [new lambda.LayerVersion(stack, 'Layer', { code: lambda.Code.fromAsset(directoryOf({ 'nodejs/x.js': '' })) })];
    new lambda.Function(stack, 'List', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code, layers });
  });
  expect(saidOf(model)).toEqual([]);
  const directory = { kind: 'directory', path: expect.stringMatching(/^\/.*asset\.[0-9a-f]{64}$/) };
  expect(model.lambda.functions).toMatchObject([{ code: directory, layers: [{ code: directory }] }]);
});
