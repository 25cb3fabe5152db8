import * as fs from 'node:fs';
import * as path from 'node:path';
import { App, Aws, aws_iam as iam, BootstraplessSynthesizer, type CfnResource, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { AccessRule, Integration, Model, type RestApi } from '../../src';
import { portable } from '../../src/document/portable';
import { testApi, testApp, testFunction, testStack } from '../support/apps';
import { onlyResource, problemsOf, resourcesOf, synthesize } from '../support/synthesize';

const REST_API = 'AWS::ApiGateway::RestApi';

/** Adds about so many kilobytes of mocks. */
function fill(api: RestApi, kilobytes: number): void {
  for (let i = 0; i < kilobytes / 50; i++) api.addRoute(`GET /filling${i}`, Integration.mock({ body: 'x'.repeat(50_000) }));
}

function apiResource(stack: Stack) {
  return onlyResource(synthesize(stack), REST_API).Properties;
}

/** The document that an API is imported from, and the asset that it is. */
function movedDocument(stack: Stack) {
  const { Body, BodyS3Location } = apiResource(stack);
  expect(Body).toBeUndefined();
  const { directory } = (Stage.of(stack) as Stage).synth();
  const { files } = JSON.parse(fs.readFileSync(path.join(directory, `${stack.artifactId}.assets.json`), 'utf8'));
  const [[hash, { source, destinations }]] = Object.entries<any>(files).filter(([one]) => BodyS3Location.Key === `${one}.json`);
  expect(Object.values<any>(destinations)[0].objectKey).toBe(BodyS3Location.Key);
  expect(BodyS3Location.Bucket).toEqual({ 'Fn::Sub': 'cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}' });
  return { hash, document: JSON.parse(fs.readFileSync(path.join(directory, source.path), 'utf8')) };
}

test('a small document stays in the template', () => {
  const stack = testStack();
  fill(testApi(stack), 250);
  const { Body, BodyS3Location } = apiResource(stack);
  expect([Object.keys(Body.paths).length, BodyS3Location]).toEqual([5, undefined]);
});

test('a large document moves to S3, with what API Gateway fills in itself', () => {
  const stack = testStack();
  const api = testApi(stack);
  const handler = testFunction(stack, 'List', { functionName: 'list-orders' });
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('apigateway.amazonaws.com'), roleName: 'orders', path: '/shop/' });
  api.addRoute('GET /orders', Integration.lambdaFunction(handler));
  api.addRoute('GET /region', Integration.httpProxy(`https://${Aws.REGION}.example/\${stageVariables.path}`));
  api.addRoute('GET /role', Integration.mock({ body: { role: role.roleArn, account: Aws.ACCOUNT_ID } }));
  api.addStage('dev', { variables: { path: 'a' } });
  fill(api, 600);
  const { document } = movedDocument(stack);
  const integration = (key: string) => document.paths[key].get['x-amazon-apigateway-integration'];
  expect(Object.keys(document.paths)).toHaveLength(15);
  expect(integration('/orders').uri).toBe('arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/'
    + 'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:list-orders:${stageVariables.lambdaAlias}/invocations');
  expect(integration('/region').uri).toBe('https://${AWS::Region}.example/${stageVariables.path}');
  expect(integration('/role').responses.default.responseTemplates['application/json'])
    .toBe('{"account":"${AWS::AccountId}","role":"arn:${AWS::Partition}:iam::${AWS::AccountId}:role/shop/orders"}');
});

test('a policy that names accounts is in nobody\'s way', () => {
  const stack = testStack();
  fill(testApi(stack, { access: [AccessRule.allowAccounts(['111122223333'])] }), 600);
  expect(movedDocument(stack).document['x-amazon-apigateway-policy'].Statement[0].Principal).toEqual({ AWS: 'arn:${AWS::Partition}:iam::111122223333:root' });
});

test('its object is named by its content, and so is the deployment, wherever the document stands', () => {
  const at = (kilobytes: number, extra?: string) => {
    const stack = testStack();
    const api = testApi(stack);
    fill(api, kilobytes);
    if (extra) api.addRoute(extra, Integration.mock());
    api.addStage('dev');
    const [deployment] = Object.keys(resourcesOf(synthesize(stack), 'AWS::ApiGateway::Deployment'));
    return { deployment, hash: kilobytes > 500 ? movedDocument(stack).hash : undefined };
  };
  expect(at(600)).toEqual(at(600));
  const [before, after] = [at(600), at(600, 'GET /more')];
  expect(before.hash).not.toBe(after.hash);
  expect(before.deployment).not.toBe(after.deployment);
});

test('moves from a nested stack and from a stage of an app, too', () => {
  const app = testApp();
  const stack = new Stack(app, 'Shop');
  const nested = new NestedStack(stack, 'Nested');
  fill(testApi(nested), 600);
  const { directory } = app.synth();
  const template = JSON.parse(fs.readFileSync(path.join(directory, nested.templateFile), 'utf8'));
  expect(onlyResource(template, REST_API).Properties.BodyS3Location).toBeDefined();
  const { files } = JSON.parse(fs.readFileSync(path.join(directory, 'Shop.assets.json'), 'utf8'));
  expect(Object.keys(files)).toHaveLength(3);

  const prod = new Stage(testApp(), 'Prod');
  const inStage = new Stack(prod, 'Shop');
  fill(testApi(inStage), 600);
  expect(Object.keys(movedDocument(inStage).document.paths)).toHaveLength(12);
});

test('one that CloudFormation has to fill in stays, as long as the template can hold it', () => {
  const stack = testStack();
  const api = testApi(stack);
  api.addRoute('GET /orders', Integration.lambdaFunction(testFunction(stack)));
  fill(api, 600);
  expect(apiResource(stack).Body.paths['/orders'].get['x-amazon-apigateway-integration'].uri['Fn::Sub']).toContain('${List125D1B59.Arn}');
});

test('one that no template can hold, and that cannot move, is a problem that names what is in the way', () => {
  const stack = testStack();
  const api = testApi(stack);
  const handler = Integration.lambdaFunction(testFunction(stack));
  for (const name of 'abcd') api.addRoute(`GET /${name}`, handler);
  api.addRoute('ANY /stack', Integration.mock({ body: Aws.STACK_NAME }));
  fill(api, 1000);
  expect(problemsOf(stack)).toEqual([expect.stringMatching(new RegExp(
    '^\\[Shop/Orders\\] DocumentTooLarge: the document of this API takes 10\\d{5} bytes of the template \\(25 routes\\), and a whole template has at most 1000000\\. '
    + 'It cannot move to S3, because only CloudFormation can follow List125D1B59\\.Arn \\(GET /a, GET /b, GET /c and 1 more\\); AWS::StackName \\(ANY /stack\\)\\. '
    + 'Remedy: give these functions and roles names of their own \\(functionName, roleName\\), set suppressTemplateIndentation, or split the API in two, mapped to base paths of one domain\\.$',
  ))]);
});

test.each<[string, (stack: Stack, api: RestApi) => void, string]>([
  ['an override', (_, api) => (api.node.defaultChild as CfnResource).addPropertyOverride('Body.info.description', 'by hand'), 'overrides of the body'],
  ['a title', (stack, api) => api.addRoute('GET /b', Integration.mock({ body: stack.stackId })), 'AWS::StackId (GET /b)'],
])('%s is in the way', (_, change, want) => {
  const stack = testStack();
  const api = testApi(stack);
  fill(api, 1000);
  change(stack, api);
  expect(problemsOf(stack)).toEqual([expect.stringContaining(`only CloudFormation can follow ${want}. Remedy`)]);
});

test('a stack without a place for assets keeps it', () => {
  const stack = new Stack(new App({ treeMetadata: false, analyticsReporting: false }), 'Shop', { synthesizer: new BootstraplessSynthesizer() });
  fill(testApi(stack), 1000);
  expect(problemsOf(stack)).toEqual([expect.stringContaining('only CloudFormation can follow what the stack\'s synthesizer says: ')]);
});

test('a definition of more than 6 MB', () => {
  const stack = testStack();
  const api = testApi(stack, { models: [Model.fromSchema('A', { type: 'string' })] });
  fill(api, 6300);
  expect(problemsOf(stack)).toEqual([expect.stringMatching(
    /^\[Shop\/Orders\] DefinitionTooLarge: the document of this API has 63\d{5} bytes \(126 routes\), and at most 6291456 are allowed\. Remedy: split the API in two, mapped to base paths of one domain\.$/,
  )]);
});

test.each<[unknown, unknown, string[]]>([
  ['plain', 'plain', []],
  [{ Ref: 'AWS::Region' }, '${AWS::Region}', []],
  [{ 'Fn::Sub': 'a ${AWS::Partition} ${!stageVariables.x} ${Known.Arn} ${!AWS::Region}' }, 'a ${AWS::Partition} ${stageVariables.x} arn ${AWS::Region}', []],
  [{ 'Fn::GetAtt': ['Known', 'Arn'] }, 'arn', []],
  [[{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::1:root ', { Ref: 'Unknown' }]] }], ['arn:${AWS::Partition}:iam::1:root '], ['Unknown']],
  [{ 'Fn::GetAtt': ['Unknown', 'Arn'] }, '', ['Unknown.Arn']],
  [{ 'Fn::ImportValue': 'x' }, '', ['Fn::ImportValue "x"']],
  [{ list: [{ Ref: 'AWS::URLSuffix' }, null, 1], Ref: 'two members' }, { list: ['', null, 1], Ref: 'two members' }, ['AWS::URLSuffix']],
  [{}, {}, []],
])('%j is imported as %j', (given, want, obstacles) => {
  const found = new Set<string>();
  expect(portable(given, (reference) => (reference === 'Known.Arn' ? 'arn' : undefined), found)).toEqual(want);
  expect([...found]).toEqual(obstacles);
});
