/**
 * What API Gateway checks and answers by itself: models as the import keeps them, required parameters, gateway responses, preflight requests and
 * CORS headers on errors, documentation that is published, and a document that is imported from S3.
 *
 * The assertions call the deployed APIs. They need an account: `npx integ-runner --directory integ --update-on-failed`.
 */
import { ExpectedResult, IntegTest, Match } from '@aws-cdk/integ-tests-alpha';
import { App, Aws, aws_lambda as lambda, Stack } from 'aws-cdk-lib';
import {
  Authorizer, DocumentationPart, GatewayResponseType, Integration, Model, RequestValidation, RequestValue, RestApi,
} from '../src';

const app = new App();
const stack = new Stack(app, 'Requests');

const item = Model.fromSchema('Item', { type: 'object', required: ['sku'], properties: { sku: { type: 'string' } } });
const order = Model.fromSchema('Order', {
  type: 'object',
  required: ['items'],
  properties: {
    items: { type: 'array', items: item, minItems: 1 },
    note: { type: ['string', 'null'] },
    price: { type: 'number', minimum: 0, exclusiveMinimum: true },
    parent: { $ref: '#' },
    address: { $ref: '#/definitions/address' },
  },
  definitions: { address: { type: 'object', required: ['street'] } },
});

const api = new RestApi(stack, 'Api', {
  authorizer: Authorizer.none(),
  apiVersion: '2026-05',
  nameOperations: true,
  cors: { allowOrigins: ['https://shop.example', 'https://*.shop.example'] },
  gatewayResponses: [
    { responseType: GatewayResponseType.BAD_REQUEST_BODY, statusCode: 422, headers: { 'X-Path': RequestValue.context('resourcePath') } },
  ],
  documentation: { publishedVersion: '1', parts: [DocumentationPart.forApi({ info: { description: 'Orders of the shop' } })] },
});
const taken = Integration.mock({ body: { taken: true } });
api.addRoute('POST /orders', taken, {
  operationName: 'createOrder',
  request: { body: order, parameters: { 'header.X-Tenant': { required: true, description: 'Whose shop it is' } } },
  responses: [{ statusCode: 200, description: 'The order is taken', body: Model.fromSchema('Taken', { type: 'object' }) }],
  documentation: { summary: 'Create an order', tags: ['orders'] },
});
api.addRoute('POST /anything', taken, { request: { bodies: { $default: order }, validate: RequestValidation.NONE } });
api.addRoute('POST /default', taken, { request: { bodies: { $default: order } } });
api.addRoute('GET /signed', Integration.mock(), { authorizer: Authorizer.iam() });
const live = api.addStage('live');

const large = new RestApi(stack, 'Large', { authorizer: Authorizer.none() });
const echo = new lambda.Function(stack, 'Echo', {
  functionName: 'stagecraft-integ-requests-echo',
  runtime: lambda.Runtime.NODEJS_24_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => ({ statusCode: 200, body: JSON.stringify({ echo: true }) })'),
});
large.addRoute('GET /echo', Integration.lambdaFunction(echo));
large.addRoute('GET /region', Integration.mock({ body: { region: Aws.REGION } }));
for (let i = 0; i < 12; i++) large.addRoute(`GET /large${i}`, Integration.mock({ body: { filling: 'x'.repeat(50_000) } }));
const fromS3 = large.addStage('live');

const { assertions } = new IntegTest(app, 'RequestsTest', { testCases: [stack] });
const post = (path: string, body: unknown, headers: Record<string, string> = { 'X-Tenant': 'a' }) => assertions.httpApiCall(live.urlForPath(path), {
  method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers },
});
const answers = (status: number) => ExpectedResult.objectLike({ status });
const items = [{ sku: 'a' }];

for (const good of [{ items }, { items, note: null }, { items, price: 0.1 }, { items, parent: { items } }, { items, address: { street: 'x' } }]) {
  post('/orders', good).expect(answers(200));
}
for (const bad of [{}, { items: [] }, { items: [{}] }, { items, note: 1 }, { items, price: 0 }, { items, parent: {} }, { items, address: {} }]) {
  post('/orders', bad).expect(answers(422));
}
post('/orders', { items }, {}).expect(answers(400));
post('/anything', {}).expect(answers(200));
post('/default', {}).expect(answers(422));

const page = (origin: string, path: string, method: string) => assertions.httpApiCall(live.urlForPath(path), { method, headers: { Origin: origin } });
const allows = (status: number, origin: string) => ExpectedResult.objectLike({ status, headers: Match.objectLike({ 'access-control-allow-origin': [origin] }) });
page('https://shop.example', '/orders', 'OPTIONS').expect(allows(204, 'https://shop.example'));
page('https://admin.shop.example', '/orders', 'OPTIONS').expect(allows(204, 'https://admin.shop.example'));
page('https://shop.example', '/signed', 'GET').expect(allows(403, '*'));

assertions.awsApiCall('@aws-sdk/client-api-gateway', 'GetDocumentationVersionCommand', { restApiId: api.restApiId, documentationVersion: '1' })
  .expect(ExpectedResult.objectLike({ version: '1' }));
assertions.httpApiCall(fromS3.urlForPath('/echo')).expect(ExpectedResult.objectLike({ status: 200, body: { echo: true } }));
assertions.httpApiCall(fromS3.urlForPath('/region')).expect(ExpectedResult.objectLike({ status: 200, body: { region: Aws.REGION } }));
