import type { JsonObject } from '../../src/json';
import { modelOf, withoutSources } from '../support/read';

const API = { RestApiId: { Ref: 'Api' } };
const part = (type: string, properties: JsonObject): JsonObject => ({ Type: `AWS::ApiGateway::${type}`, Properties: { ...API, ...properties } });
const stage = (properties: JsonObject) => part('Stage', { StageName: 'dev', DeploymentId: { Ref: 'First' }, ...properties });

function read(resources: JsonObject) {
  const { rest: [api], diagnostics } = modelOf({
    Resources: { Api: { Type: 'AWS::ApiGateway::RestApi' }, First: part('Deployment', {}), Second: part('Deployment', {}), ...resources },
  });
  const [first, second] = Object.values(api.deployments);
  return { api, first, second, stages: withoutSources(api.stages), said: diagnostics.map(({ code, where }) => `${code} ${where.logicalId} ${where.property}`) };
}

const NOTHING = { variables: {}, methodSettings: [], cacheCluster: { enabled: false }, tracingEnabled: false };

test('deployments take a snapshot of the definition', () => {
  const { api, first, second } = read({});
  expect([first.source.logicalId, second.source.logicalId]).toEqual(['First', 'Second']);
  expect(Object.keys(api.deployments)).toEqual([first.id, second.id]);
  expect(first.definition).toBe(api.definition);
});

test('a stage', () => {
  const { stages, first } = read({ Stage: stage({}) });
  expect(stages).toEqual([{ name: 'dev', deploymentId: first.id, ...NOTHING }]);
});

test('all settings of a stage', () => {
  const { stages: [given], second, said } = read({
    Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'logs' } },
    Stage: stage({
      Variables: { a: 'b', n: 1 },
      CacheClusterEnabled: true,
      CacheClusterSize: '0.5',
      TracingEnabled: true,
      ClientCertificateId: 'cert',
      DocumentationVersion: '1',
      AccessLogSetting: { DestinationArn: { 'Fn::GetAtt': ['Logs', 'Arn'] }, Format: '$context.requestId' },
      CanarySetting: { DeploymentId: { Ref: 'Second' }, PercentTraffic: 10.5, StageVariableOverrides: { a: 'c' }, UseStageCache: true },
      MethodSettings: [
        { ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2, LoggingLevel: 'INFO', DataTraceEnabled: true, MetricsEnabled: false },
        { ResourcePath: '/~1orders~1{orderId}', HttpMethod: 'get', CachingEnabled: true, CacheTtlInSeconds: 60 },
        { ResourcePath: '/~1', HttpMethod: 'GET', CachingEnabled: false },
        { ResourcePath: '/orders', HttpMethod: 'GET', CachingEnabled: false },
      ],
    }),
  });
  expect(said).toEqual(['not-served Stage /Properties/ClientCertificateId']);
  expect(given).toEqual({
    name: 'dev',
    deploymentId: expect.any(String),
    variables: { a: 'b', n: '1' },
    cacheCluster: { enabled: true, size: '0.5' },
    tracingEnabled: true,
    clientCertificateId: 'cert',
    documentationVersion: '1',
    accessLog: { destinationArn: 'arn:aws:logs:eu-west-1:123456789012:log-group:logs', format: '$context.requestId' },
    canary: { deploymentId: second.id, percentTraffic: 10.5, stageVariableOverrides: { a: 'c' }, useStageCache: true },
    methodSettings: [
      { resourcePath: '/*', httpMethod: '*', throttlingRateLimit: 1, throttlingBurstLimit: 2, loggingLevel: 'INFO', dataTraceEnabled: true, metricsEnabled: false },
      { resourcePath: '/orders/{orderId}', httpMethod: 'GET', cachingEnabled: true, cacheTtlInSeconds: 60 },
      { resourcePath: '/', httpMethod: 'GET', cachingEnabled: false },
      { resourcePath: '/orders', httpMethod: 'GET', cachingEnabled: false },
    ],
  });
});

test('a canary without a deployment of its own', () => {
  const { stages: [{ canary }] } = read({ Stage: stage({ CanarySetting: { PercentTraffic: 5 } }) });
  expect(canary).toEqual({ percentTraffic: 5, stageVariableOverrides: {}, useStageCache: false });
});

test('a deployment that makes a stage', () => {
  const { stages, api } = read({
    Third: part('Deployment', { StageName: 'Stage', StageDescription: { Variables: { a: 'b' }, ThrottlingRateLimit: 3, MethodSettings: [{ HttpMethod: 'GET', ResourcePath: '/~1a', CachingEnabled: true }] } }),
  });
  expect(stages).toEqual([{
    ...NOTHING,
    name: 'Stage',
    deploymentId: Object.keys(api.deployments)[2],
    variables: { a: 'b' },
    methodSettings: [{ resourcePath: '/*', httpMethod: '*', throttlingRateLimit: 3 }, { resourcePath: '/a', httpMethod: 'GET', cachingEnabled: true }],
  }]);
});

test('a stage of its own comes before one that a deployment makes', () => {
  const { stages, second } = read({ Stage: stage({ DeploymentId: { Ref: 'Second' } }), Third: part('Deployment', { StageName: 'dev' }) });
  expect(stages).toEqual([{ ...NOTHING, name: 'dev', deploymentId: second.id }]);
});

test.each<[name: string, properties: JsonObject, said: string[], deployed: boolean]>([
  ['a deployment that is not there', { DeploymentId: 'abc' }, ['unknown-reference Stage /Properties/DeploymentId'], false],
  ['a canary\'s deployment that is not there', { CanarySetting: { DeploymentId: 'abc' } }, ['unknown-reference Stage /Properties/CanarySetting/DeploymentId'], true],
  ['no deployment', { DeploymentId: { Ref: 'AWS::NoValue' } }, [], false],
])('%s', (_, properties, want, deployed) => {
  const { stages: [{ deploymentId }], said } = read({ Stage: stage(properties) });
  expect(said).toEqual(want);
  expect(deploymentId !== undefined).toBe(deployed);
});
