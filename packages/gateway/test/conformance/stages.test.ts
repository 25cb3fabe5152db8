import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startGateway, type Gateway } from '../../src/gateway';
import type { JsonObject } from '../../src/json';
import { call } from '../support/call';
import { directoryOf } from '../support/files';
import { mock, operation, serve } from '../support/serve';

const CANARY = 'Set up an API Gateway canary release deployment';
const VARIABLES = 'Use stage variables for a REST API in API Gateway';
const DEPLOYMENTS = 'Deploy REST APIs in API Gateway';
const ALIASES = 'Implement Lambda canary deployments using a weighted alias';

const api = (text: string): JsonObject => ({
  Type: 'AWS::ApiGateway::RestApi',
  Properties: { Body: { openapi: '3.0.1', info: { title: 'Test', version: '1' }, paths: { '/': { get: mock(text) }, '/lambda': { get: lambda() } } } },
});
const lambda = (): JsonObject => operation({
  type: 'aws_proxy',
  httpMethod: 'POST',
  uri: 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:f:${stageVariables.alias}/invocations',
});
const deployment: JsonObject = { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'Api' } } };
const stage = (name: string, of: string, more: JsonObject = {}): JsonObject => ({
  Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: { Ref: 'Api' }, StageName: name, DeploymentId: { Ref: of }, ...more },
});
const canary = (of: string, percentTraffic: number, overrides: JsonObject = {}): JsonObject => ({
  CanarySetting: { DeploymentId: { Ref: of }, PercentTraffic: percentTraffic, StageVariableOverrides: overrides },
});
const forced = (side: string) => ({ path: '/', headers: { 'x-stagecraft-canary': side } });

test(`each stage has its variables (${VARIABLES})`, async () => {
  const gateway = await serve({
    Resources: {
      Api: api('$context.stage $stageVariables.who'),
      D: deployment,
      Dev: stage('dev', 'D', { Variables: { who: 'developer' } }),
      Prod: stage('prod', 'D', { Variables: { who: 'customer' } }),
    },
  });
  expect((await call(gateway.url('dev'), { path: '/' })).text).toBe('dev developer');
  expect((await call(gateway.url('prod'), { path: '/' })).text).toBe('prod customer');
});

describe('a canary', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    const others = { Api: api('$context.isCanaryRequest $stageVariables.a $stageVariables.b $context.deploymentId'), D1: deployment, D2: deployment };
    gateway = await serve({
      Resources: {
        ...others,
        Quarter: stage('quarter', 'D1', { Variables: { a: '1', b: '2' }, ...canary('D2', 25, { b: '3' }) }),
        None: stage('none', 'D1', canary('D2', 0)),
        All: stage('all', 'D1', canary('D2', 100)),
        Same: stage('same', 'D1', { CanarySetting: { PercentTraffic: 100 } }),
      },
    }, { seed: 7 });
  });
  const idOf = (name: 'D1' | 'D2') => Object.values(gateway.model.rest[0].deployments).find(({ source }) => source.logicalId === name)!.id;

  test.each<[stage: string, side: string, text: string, source: string]>([
    ['quarter', 'stable', 'false 1 2 D1', CANARY],
    ['quarter', 'canary', 'true 1 3 D2', CANARY],
    ['none', '', 'false   D1', CANARY],
    ['all', '', 'true   D2', CANARY],
    ['all', 'stable', 'false   D1', 'of this gateway'],
    ['none', 'canary', 'true   D2', 'of this gateway'],
    ['same', '', 'true   D1', CANARY],
  ])('of %s, %s side: %s (%s)', async (name, side, text) => {
    const answer = await call(gateway.url(name), forced(side));
    expect(answer.text).toBe(text.replace('D1', idOf('D1')).replace('D2', idOf('D2')));
  });

  test('takes its share, the same for a seed', async () => {
    const sides: boolean[] = [];
    for (let at = 0; at < 200; at++) sides.push((await call(gateway.url('quarter'), { path: '/' })).text.startsWith('true'));
    const share = sides.filter(Boolean).length / sides.length;
    expect(share).toBeGreaterThan(0.17);
    expect(share).toBeLessThan(0.33);
  });
});

describe('reading anew', () => {
  const functionOf = (text: string): JsonObject => ({
    Type: 'AWS::Lambda::Function',
    Properties: { FunctionName: 'f', Runtime: 'nodejs20.x', Handler: 'index.handler', Code: { ZipFile: `exports.handler = async () => ({ body: '${text}' });` } },
  });
  const permission = (name: string): JsonObject =>
    ({ Type: 'AWS::Lambda::Permission', Properties: { FunctionName: { Ref: name }, Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' } });
  const version = (): JsonObject => ({ Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'F' } } });
  const alias = (of: string, name: string, more: JsonObject = {}): JsonObject =>
    ({ Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'F' }, Name: name, FunctionVersion: { 'Fn::GetAtt': [of, 'Version'] }, ...more } });
  const first: JsonObject = {
    Resources: {
      Api: api('first'),
      D1: deployment,
      Prod: stage('prod', 'D1', { Variables: { alias: 'live' } }),
      F: functionOf('first'),
      V1: version(),
      Live: alias('V1', 'live'),
      LiveAllowed: permission('Live'),
    },
  };
  const second: JsonObject = {
    Resources: {
      Api: api('second'),
      D1: deployment,
      D2: deployment,
      Prod: stage('prod', 'D1', { Variables: { alias: 'live' }, ...canary('D2', 0, { alias: 'next' }) }),
      F: functionOf('second'),
      V1: version(),
      V2: version(),
      Live: alias('V1', 'live'),
      LiveAllowed: permission('Live'),
      Next: alias('V2', 'next'),
      NextAllowed: permission('Next'),
      Half: alias('V1', 'half', { RoutingConfig: { AdditionalVersionWeights: [{ FunctionVersion: { 'Fn::GetAtt': ['V2', 'Version'] }, FunctionWeight: 0.5 }] } }),
      HalfAllowed: permission('Half'),
      Weighted: stage('weighted', 'D2', { Variables: { alias: 'half' } }),
    },
  };

  let gateway: Gateway;
  beforeAll(async () => {
    const directory = directoryOf({ 'template.json': first });
    gateway = await startGateway({ template: join(directory, 'template.json'), region: 'eu-west-1', seed: 1 });
    expect((await call(gateway.url('prod'), { path: '/' })).text).toBe('first');
    expect((await call(gateway.url('prod'), { path: '/lambda' })).text).toBe('first');
    writeFileSync(join(directory, 'template.json'), JSON.stringify(second));
    gateway.reload();
  });
  afterAll(() => gateway.close());

  test.each<[path: string, side: string, text: string, source: string]>([
    ['/', 'stable', 'first', DEPLOYMENTS],
    ['/', 'canary', 'second', DEPLOYMENTS],
    ['/lambda', 'stable', 'first', CANARY],
    ['/lambda', 'canary', 'second', CANARY],
  ])('%s, %s side: %s (%s)', async (path, side, text) => {
    expect((await call(gateway.url('prod'), { ...forced(side), path })).text).toBe(text);
  });

  test(`an alias of two versions has its share of each (${ALIASES})`, async () => {
    const texts = new Set<string>();
    for (let at = 0; at < 30; at++) texts.add((await call(gateway.url('weighted'), { path: '/lambda' })).text);
    expect([...texts].sort()).toEqual(['first', 'second']);
  });
});

test('requests on their way stay with the program that they came to', async () => {
  const slow: JsonObject = {
    Type: 'AWS::Lambda::Function',
    Properties: { FunctionName: 'f', Runtime: 'nodejs20.x', Handler: 'index.handler', Code: { ZipFile: 'exports.handler = async () => { await new Promise((done) => setTimeout(done, 300)); return { body: "old" }; };' } },
  };
  const resources: JsonObject = {
    Api: api('x'),
    D1: deployment,
    Prod: stage('prod', 'D1', { Variables: { alias: '$LATEST' } }),
    F: slow,
    Allowed: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: { 'Fn::Sub': '${F.Arn}:$LATEST' }, Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' } },
  };
  const directory = directoryOf({ 'template.json': { Resources: resources } });
  const gateway = await startGateway({ template: join(directory, 'template.json'), region: 'eu-west-1' });
  try {
    const url = gateway.url('prod');
    const onItsWay = call(url, { path: '/lambda' });
    await new Promise((done) => setTimeout(done, 150));
    writeFileSync(join(directory, 'template.json'), JSON.stringify({ Resources: {} }));
    gateway.reload();
    expect((await call(url, { path: '/lambda' })).status).toBe(403);
    expect((await onItsWay).text).toBe('old');
  } finally {
    await gateway.close();
  }
});
