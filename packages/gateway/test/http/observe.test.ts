import type { AccessLogEntry, FailureReport, FunctionLog, Gateway, Trace } from '../../src';
import type { JsonObject } from '../../src/json';
import { call } from '../support/call';
import { apiOf, mock, operation, serve } from '../support/serve';

const FORMAT = '{"id":"$context.requestId","s":$context.status,"path":"$context.path","error":"$context.error.message","length":$context.responseLength,'
  + '"latency":"$context.responseLatency","ip":"$context.identity.sourceIp",'
  + '"integration":"$context.integration.status $context.integrationStatus $context.integration.integrationStatus $context.integrationLatency",'
  + '"auth":"$context.authorizer.principalId","type":"$context.error.responseType","time":"$context.requestTime","trace":"$context.xrayTraceId"}';
const LAMBDA: JsonObject = {
  Fn: {
    Type: 'AWS::Lambda::Function',
    Metadata: { 'aws:cdk:path': 'Test/Fn/Resource' },
    Properties: { FunctionName: 'f', Runtime: 'nodejs20.x', Handler: 'index.handler', Code: { ZipFile: 'exports.handler = async () => { console.log("said"); throw new Error("thrown"); };' } },
  },
  Teapot: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      FunctionName: 't', Runtime: 'nodejs20.x', Handler: 'index.handler', Code: { ZipFile: 'exports.handler = async () => ({ statusCode: 418 });' },
    },
  },
  TeapotAllowed: {
    Type: 'AWS::Lambda::Permission',
    Properties: { FunctionName: { Ref: 'Teapot' }, Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' },
  },
  Allowed: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: { Ref: 'Fn' }, Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' } },
};

const lambda = (name: string): JsonObject => operation({
  type: 'aws_proxy',
  httpMethod: 'POST',
  uri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:${name}/invocations`,
});

let gateway: Gateway;
const traces: Trace[] = [];
const entries: AccessLogEntry[] = [];
const failures: FailureReport[] = [];
const logs: FunctionLog[] = [];
beforeAll(async () => {
  const template = apiOf({
    '/orders/{id}': { get: mock('{"id":"$input.params(\'id\')"}') },
    '/broken': { get: mock('#if(') },
    '/teapot': { get: lambda('t') },
    '/lambda': { get: lambda('f') },
  }, {}, {
    AccessLogSetting: { DestinationArn: 'arn:aws:logs:eu-west-1:123456789012:log-group:access:*', Format: FORMAT },
    CanarySetting: { PercentTraffic: 0 },
  }, LAMBDA);
  (template.Resources as Record<string, JsonObject>).Api.Metadata = { 'aws:cdk:path': 'Test/Api/Resource' };
  gateway = await serve(template, { clock: () => Date.UTC(2026, 0, 1) });
  gateway.on('request', (trace) => traces.push(trace));
  gateway.on('accessLog', (entry) => entries.push(entry));
  gateway.on('failure', (report) => failures.push(report));
  gateway.on('functionLog', (log) => logs.push(log));
});
beforeEach(() => {
  for (const list of [traces, entries, failures, logs]) list.length = 0;
});

test('a trace says what happened', async () => {
  const { headers } = await call(gateway.url('prod'), { path: '/orders/7?a=1', headers: { 'x-stagecraft-canary': 'canary' } });
  const { id, stages: [{ deploymentId }] } = gateway.model.rest[0];
  expect(traces).toEqual([{
    requestId: headers['x-amzn-requestid'],
    httpMethod: 'GET',
    target: '/prod/orders/7?a=1',
    api: 'Test',
    stage: 'prod',
    deployment: deploymentId,
    side: 'canary',
    route: 'GET /orders/{id}',
    source: 'Test/Api/Resource/Properties/Body/paths/~1orders~1{id}/get',
    answeredBy: 'integration',
    steps: [{ name: 'integration', milliseconds: expect.any(Number) }],
    templates: [{ of: 'request', contentType: 'application/json', text: '{"statusCode": 200}' }, { of: 'response', contentType: 'application/json', text: '{"id":"7"}' }],
    status: 200,
    failure: undefined,
    milliseconds: expect.any(Number),
  }]);
  expect(id).toHaveLength(10);
});

test.each<[path: string, answeredBy: string]>([
  ['/orders/7', 'integration'], ['/broken', 'integration'], ['/lambda', 'integration'], ['/none', 'route'],
])('what answers %s is the %s', async (path, answeredBy) => {
  await call(gateway.url('prod'), { path });
  expect(traces.map((trace) => trace.answeredBy)).toEqual([answeredBy]);
});

test('an access log has its lines', async () => {
  const { headers } = await call(gateway.url('prod'), { path: '/orders/7' });
  await call(gateway.url('prod'), { path: '/none', headers: { 'X-Amzn-Trace-Id': 'Root=1-2-3' } });
  expect(entries.map(({ line, ...entry }) => [JSON.parse(line), entry])).toEqual([
    [{
      id: headers['x-amzn-requestid'],
      s: 200,
      path: '/prod/orders/7',
      error: '-',
      length: 10,
      latency: '0',
      integration: '200 200 200 -',
      ip: '127.0.0.1',
      auth: '-',
      type: '-',
      time: '01/Jan/2026:00:00:00 +0000',
      trace: expect.stringMatching(/^1-/),
    }, { destinationArn: 'arn:aws:logs:eu-west-1:123456789012:log-group:access', api: gateway.model.rest[0].id, stage: 'prod', canary: false }],
    [expect.objectContaining({ s: 403, error: 'Missing Authentication Token', type: 'MISSING_AUTHENTICATION_TOKEN', integration: '- - - -', trace: '1-2-3' }), expect.anything()],
  ]);
});

test('an access log tells a function\'s own status from that of its invocation', async () => {
  await call(gateway.url('prod'), { path: '/teapot' });
  const line = { s: 418, integration: expect.stringMatching(/^418 200 200 \d+$/) };
  expect(entries.map((entry) => JSON.parse(entry.line))).toEqual([expect.objectContaining(line)]);
});

test.each<[path: string, line: string]>([
  ['/broken', 'GET /prod/broken 500 API_CONFIGURATION_ERROR: the response template for application/json does not compile: * (Test/Api/Resource/Properties/Body/paths/~1broken/get)'],
  ['/none', 'GET /prod/none 403 MISSING_AUTHENTICATION_TOKEN: there is no method for GET /none (*#Prod)'],
  ['/lambda', 'GET /prod/lambda 502 INTEGRATION_FAILURE: arn:aws:lambda:eu-west-1:123456789012:function:f failed (error): *"errorMessage":"thrown"* (Test/Api/Resource/Properties/Body/paths/~1lambda/get)'],
])('a failure is one line: %s', async (path, line) => {
  await call(gateway.url('prod'), { path });
  expect(failures).toHaveLength(1);
  const pattern = line.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*');
  expect(failures[0].line).toMatch(new RegExp(`^${pattern}$`));
});

test('what a function writes', async () => {
  await call(gateway.url('prod'), { path: '/lambda' });
  expect(logs.map(({ text }) => text).join('')).toContain('said');
  expect(logs[0].function.name).toBe('f');
});
