import * as fs from 'node:fs';
import * as path from 'node:path';
import { aws_apigateway as apigateway, aws_kms as kms, aws_lambda as lambda, aws_sqs as sqs, NestedStack, Stack } from 'aws-cdk-lib';
import {
  AccessLog, Authorizer, GatewayResponseType, Integration, MappingTemplate, Model, RequestValue, ResponseValue, TemplateValue, XmlElement,
} from '../src';
import { testApi, testApp, testFunction, testStack } from './support/apps';
import { documentOf, resourcesOf, synthesize, validate } from './support/synthesize';

function shop(env?: { account: string; region: string }) {
  const app = testApp();
  const functions = new Stack(app, 'Functions', { env });
  const stack = new Stack(app, 'Shop', { env });
  const api = testApi(stack);
  api.addRoute('GET /a', Integration.lambdaFunction(testFunction(functions)));
  api.addRoute('GET /b', Integration.httpProxy('https://${stageVariables.host}/'));
  api.addRoute('GET /c', Integration.mock({ body: { a: 1 } }), { authorizer: Authorizer.none() });
  api.addStage('dev', { variables: { host: 'a.example' } });
  api.addStage('prod', { variables: { host: 'a.example' }, accessLog: AccessLog.none() }).grantInvoke(testFunction(stack, 'Caller'));
  return app.synth();
}

test('the same app is the same template, byte for byte', () => {
  const texts = () => shop().stacks.map(({ template }) => JSON.stringify(template));
  expect(texts()).toEqual(texts());
});

test('records in another order are the same template', () => {
  const template = (inOrder: <T>(record: Record<string, T>) => Record<string, T>) => {
    const stack = testStack();
    const a = RequestValue.literal('a');
    const api = testApi(stack, {
      gatewayResponses: [{ responseType: GatewayResponseType.THROTTLED, headers: inOrder({ A: a, B: a }), templates: inOrder({ 'application/json': '1', 'text/plain': '2' }) }],
    });
    const order = Model.fromSchema('Order', inOrder<any>({ type: 'object', properties: inOrder({ a: { type: 'string' }, b: { type: 'number' } }) }));
    const templates = inOrder({ 'text/a': MappingTemplate.json(inOrder({ a: TemplateValue.body('$.a'), b: TemplateValue.literal('b') })), 'text/b': MappingTemplate.passThrough() });
    const root = XmlElement.withText('a', TemplateValue.literal('1'), inOrder({ a: TemplateValue.literal('2'), b: TemplateValue.literal('3') }));
    api.addRoute('POST /a', Integration.http('https://example.com', {
      request: { headers: inOrder({ A: a, B: a }), queryString: inOrder({ a, b: a }), templates },
      responses: [{ headers: inOrder({ A: ResponseValue.header('a'), B: ResponseValue.header('b') }), templates: inOrder({ 'text/a': MappingTemplate.xml(root), ...templates }) }],
    }), { request: { body: order, parameters: inOrder({ 'header.C': {}, 'querystring.d': { required: true } }) } });
    api.addRoute('GET /b', Integration.mock({ body: inOrder<any>({ a: 1, b: inOrder({ c: 2, d: 3 }) }) }));
    api.addRoute('POST /c', Integration.sqsSendMessage(new sqs.Queue(stack, 'Jobs'), { message: inOrder({ a: RequestValue.body('a'), b: a }), attributes: inOrder({ a, b: a }) }));
    api.addRoute('POST /d', Integration.kmsDecrypt(new kms.Key(stack, 'Key'), { encryptionContext: inOrder({ a, b: a }) }));
    api.addStage('dev', { variables: inOrder({ a: '1', b: '2' }) });
    return JSON.stringify(synthesize(stack));
  };
  expect(template((record) => Object.fromEntries(Object.entries(record).reverse()))).toBe(template((record) => record));
});

describe.each([
  ['aws-cn', 'cn-north-1'], ['aws-us-gov', 'us-gov-west-1'], ['aws', 'eu-west-1'],
])('in the partition %s', (_, region) => {
  test('no ARN says that it is of the partition aws', () => {
    for (const { template, stackName } of shop({ account: '111122223333', region }).stacks) {
      const text = JSON.stringify(template);
      // What is behind the partition's own token or name is fine; a literal aws partition is not, outside of it.
      expect(text.match(/arn:aws:/g)).toBeNull();
      expect(validate(stackName, template).filter((finding) => !finding.includes('W9013'))).toEqual([]);
    }
  });
});

test('an alias and a version in another stack', () => {
  const app = testApp();
  const functions = new Stack(app, 'Functions');
  const stack = new Stack(app, 'Shop');
  const handler = testFunction(functions);
  const api = testApi(stack);
  api.addRoute('GET /a', Integration.lambdaFunction(new lambda.Alias(functions, 'Live', { aliasName: 'live', version: handler.currentVersion })));
  api.addStage('dev');
  const template = synthesize(stack);
  expect(JSON.stringify(template)).toContain('Functions:ExportsOutputRefLive');
});

test('an API in a nested stack', () => {
  const app = testApp();
  const stack = new Stack(app, 'Shop');
  const nested = new NestedStack(stack, 'Nested');
  const api = testApi(nested);
  api.addRoute('GET /a', Integration.lambdaFunction(testFunction(stack)));
  api.addStage('dev');
  const assembly = app.synth();
  const template = JSON.parse(fs.readFileSync(path.join(assembly.directory, nested.templateFile), 'utf8'));
  expect(validate('Nested', template)).toEqual([]);
  const { uri } = documentOf(template).paths['/a'].get['x-amazon-apigateway-integration'];
  expect(JSON.stringify(uri)).toContain('${!stageVariables.lambdaAlias}');
  expect(Object.keys(resourcesOf(template, 'AWS::ApiGateway::Stage'))).toHaveLength(1);
});

test('a backend in another stack, which nothing but the document refers to', () => {
  const app = testApp();
  const backends = new Stack(app, 'Backends');
  const backend = new apigateway.CfnRestApi(backends, 'Backend', { name: 'Backend' });
  const stack = new Stack(app, 'Shop');
  const api = testApi(stack);
  api.addRoute('GET /a', Integration.httpProxy(`https://${backend.ref}.example/`));
  api.addStage('dev');
  const { uri } = documentOf(synthesize(stack)).paths['/a'].get['x-amazon-apigateway-integration'];
  expect(uri).toEqual({ 'Fn::Join': ['', ['https://', { 'Fn::ImportValue': 'Backends:ExportsOutputRefBackendBBD572CB' }, '.example/']] });
  expect(Object.values(synthesize(backends).Outputs)).toEqual([{ Value: { Ref: expect.stringMatching(/^Backend/) }, Export: { Name: 'Backends:ExportsOutputRefBackendBBD572CB' } }]);
});

test('a route that is added after the document was looked at', () => {
  const stack = new Stack(testApp(), 'Shop');
  const api = testApi(stack);
  api.addRoute('GET /a', Integration.mock());
  api.addStage('dev');
  const body = () => stack.resolve((api.node.defaultChild as apigateway.CfnRestApi).body).paths;
  expect(Object.keys(body())).toEqual(['/a']);
  api.addRoute('GET /b', Integration.mock());
  expect(Object.keys(body())).toEqual(['/a', '/b']);
  expect(Object.keys(documentOf(synthesize(stack)).paths)).toEqual(['/a', '/b']);
});
