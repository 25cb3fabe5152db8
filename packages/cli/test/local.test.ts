// `stagecraft local` as it is published: it serves, says what it does, reads anew, and ends.
import * as fs from 'node:fs';
import { LocalBench, lambdaOf, mock, operation, templateOf } from './support/local';

const bench = new LocalBench();

const slow = lambdaOf('Slow', 'exports.handler = async () => { console.log("woken\\nup"); await new Promise((done) => setTimeout(done, 1500)); return { statusCode: 200, body: "old" }; };');
const fails = lambdaOf('Fails', 'exports.handler = async () => { throw new Error("no table"); };');

test('an assembly of the CDK is served with all its stages', async () => {
  await bench.files.release('init');
  bench.files.synth();
  const one = bench.local();
  await one.address();
  const address = await one.address();
  expect(one.out).toBe(`Orders  Shop/Orders
  dev  ${address}/dev
    GET  /List     IAM  Shop/List:dev
    GET  /rates    IAM  https://rates.example.com/
    GET  /version  IAM  mock
  prod  ${address}/prod
    GET  /List     IAM  Shop/List:prod
    GET  /rates    IAM  https://rates.example.com/
    GET  /version  IAM  mock
    0 % go to the canary, with the same routes
Listening on ${address}. Ctrl-C ends it.
`);
});

test('the keys of a stage are told', async () => {
  const document = { components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'x-api-key' } } } };
  const template: any = templateOf({ '/locked': { get: { ...mock('open'), security: [{ key: [] }] } } }, {}, {
    Key: { Type: 'AWS::ApiGateway::ApiKey', Properties: { Enabled: true } },
    Disabled: { Type: 'AWS::ApiGateway::ApiKey', Properties: { Enabled: false } },
    Plan: { Type: 'AWS::ApiGateway::UsagePlan', Properties: { ApiStages: [{ ApiId: { Ref: 'Api' }, Stage: { Ref: 'Prod' } }] } },
    ...Object.fromEntries(['Key', 'Disabled'].map((key) => [`${key}OfPlan`, {
      Type: 'AWS::ApiGateway::UsagePlanKey', Properties: { UsagePlanId: { Ref: 'Plan' }, KeyId: { Ref: key }, KeyType: 'API_KEY' },
    }])),
  });
  Object.assign(template.Resources.Api.Properties.Body, document);
  const one = bench.serve(template);
  const [, value] = await one.said(/^ {4}GET {2}\/locked {2}API key {2}mock\n {4}X-API-Key: (\w{40}) {2}Key\nListening/m);
  expect(await one.fetch('/prod/locked', { headers: { 'X-API-Key': value } })).toBe('200 open');
  expect(await one.fetch('/prod/locked')).toMatch(/^403 /);
});

test('each request is a line, each failure names its construct, and functions are heard', async () => {
  const template: any = templateOf({ '/hello': { get: mock('{"hello": "$input.params(\'name\')"}') }, '/slow': { get: slow.operation }, '/fails': { get: fails.operation } }, {}, { ...slow.resources, ...fails.resources });
  template.Resources.Api.Metadata = { 'aws:cdk:path': 'App/Shop/Resource' };
  const one = bench.serve(template);
  expect(await one.fetch('/prod/hello?name=Ann')).toBe('200 {"hello": "Ann"}');
  expect(await one.fetch('/prod/slow')).toBe('200 old');
  expect(await one.fetch('/prod/fails')).toMatch(/^502 /);
  expect(await one.fetch('/prod/none')).toMatch(/^403 /);
  expect(await one.fetch('/none')).toMatch(/^403 /);
  await one.said(/no stage is at/);
  const time = String.raw`\d+(\.\d)? ms`;
  expect(one.out).toMatch(new RegExp(`^200 GET /prod/hello\\?name=Ann  prod  ${time}$`, 'm'));
  expect(one.out).toMatch(/^ {2}App\/Slow {2}[0-9a-f-]{36} {2}.*woken$/m);
  expect(one.out).toMatch(/^ {2}App\/Slow {2}[0-9a-f-]{36} {2}up$/m);
  expect(one.out).toMatch(new RegExp(`^502 GET /prod/fails  prod  ${time}  INTEGRATION_FAILURE: .*no table.* \\(App/Shop/Resource/Properties/Body/paths/~1fails/get\\)$`, 'm'));
  expect(one.out).toMatch(new RegExp(`^403 GET /prod/none  prod  ${time}  MISSING_AUTHENTICATION_TOKEN: there is no method for GET /none \\(shop\\.json#Prod\\)$`, 'm'));
  expect(one.out).toMatch(/^403 GET \/none {2}no stage {2}.* ACCESS_DENIED: no stage is at .*\/none$/m);
  expect(await one.end()).toBe(0);
  expect(one.out).toMatch(/\nAnswering what is on its way\. Ctrl-C again does not wait\.\n$/);
  expect(one.err).toBe('');
});

test('--trace tells the steps, and what was rendered', async () => {
  const one = bench.serve(templateOf({ '/hello': { get: mock('{\n  "hello": "$input.params(\'name\')"\n}') } }), '--trace');
  await one.fetch('/prod/hello?name=Ann');
  await one.said(/"Ann"/);
  expect(one.out.split(/^200 .*\n/m)[1]).toMatch(new RegExp([
    '^      request [0-9a-f-]{36}', '      route GET /hello \\(shop.json#Api/Properties/Body/paths/~1hello/get\\)', '      deployment \\w+',
    '      steps (.*, )?integration \\d+(\\.\\d)? ms, answered by integration', '      request template for application/json', '        {"statusCode": 200}',
    '      response template for application/json', '        {', '          "hello": "Ann"', '        }\n$',
  ].join('\n')));
});

test('--json is one object on each line', async () => {
  const one = bench.serve(templateOf({ '/hello': { get: mock('hello') }, '/slow': { get: slow.operation } }, {
    AccessLogSetting: { DestinationArn: 'arn:aws:logs:us-east-1:123456789012:log-group:access', Format: '$context.httpMethod $context.status' },
  }, { ...slow.resources, Unknown: { Type: 'AWS::Nothing::OfThis', Properties: { A: { Ref: 'Nobody' } } } }), '--json');
  await one.fetch('/prod/hello');
  await one.fetch('/prod/slow');
  await one.fetch('/prod/none');
  expect(await one.end()).toBe(0);
  const [first, ...events] = one.events();
  expect(first).toEqual({
    event: 'listening',
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    loopback: true,
    apis: [{
      api: 'Shop',
      id: expect.any(String),
      construct: 'Api',
      stages: [{
        stage: 'prod',
        url: `${first.url}/prod`,
        behind: false,
        routes: [
          { method: 'GET', path: '/hello', callers: 'anyone', answers: 'mock' },
          { method: 'GET', path: '/slow', callers: 'anyone', answers: 'App/Slow' },
        ],
      }],
    }],
    diagnostics: expect.any(Array),
  });
  expect(events.map(({ event }) => event).filter((event) => event !== 'functionLog')).toEqual(['accessLog', 'request', 'accessLog', 'request', 'accessLog', 'request', 'closing']);
  expect(events.find(({ event }) => event === 'accessLog')).toMatchObject({ line: 'GET 200', stage: 'prod', canary: false });
  expect(events.find(({ event, text }) => event === 'functionLog' && /woken/.test(text))).toMatchObject({ function: 'Slow', requestId: expect.any(String) });
  const requests = events.filter(({ event }) => event === 'request');
  expect(requests[0]).toMatchObject({ httpMethod: 'GET', target: '/prod/hello', stage: 'prod', route: 'GET /hello', status: 200, templates: [{ of: 'request' }, { of: 'response', text: 'hello' }] });
  expect(requests[2]).toMatchObject({ status: 403, failure: { type: 'MISSING_AUTHENTICATION_TOKEN' }, source: 'shop.json#Prod' });
  expect(one.err).toBe('');
});

test('findings are told with their place', async () => {
  const one = bench.serve(templateOf({ '/hello': { get: operation({ type: 'http', uri: { 'Fn::GetAtt': ['Nobody', 'Url'] }, httpMethod: 'GET' }) } }), '--json');
  await one.address();
  expect(one.events()[0].diagnostics).toContainEqual({ severity: 'error', code: 'unknown-reference', place: expect.stringMatching(/^shop\.json#Api\/Properties\/Body/), message: expect.stringContaining('Nobody') });
  await one.end();
  const text = bench.local('--template', 'shop.json');
  await text.address();
  expect(text.out).toMatch(/^error {3}unknown-reference {2}shop\.json#Api\/Properties\/Body.*: .*Nobody.*$/m);
});

describe('--watch', () => {
  const KEPT = /Not reloaded: what was there before is served on\.\n/;

  test('reads a template anew; requests on their way stay with what was', async () => {
    const one = bench.serve(templateOf({ '/it': { get: slow.operation } }, {}, slow.resources), '--watch');
    const before = one.fetch('/prod/it');
    await one.said(/woken/);
    const second = templateOf({ '/it': { get: mock('new') }, '/other': { get: mock('other') } }, { DeploymentId: { Ref: 'Second' } }, { Second: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'Api' } } } });
    bench.write(second);
    await one.said(/Reloaded in /);
    expect(one.out).toContain('    GET  /other  anyone  mock\n');
    expect(await one.fetch('/prod/it')).toBe('200 new');
    expect(await before).toBe('200 old');

    one.out = one.out.replace(/^[^]*Reloaded in .*\n/, `Listening on ${await one.address()}.\n`);
    bench.files.write('{"Resources": {', 'shop.json');
    await one.said(KEPT);
    expect(one.out).toMatch(/^error {3}unreadable-file {2}shop\.json: /m);
    expect(await one.fetch('/prod/it')).toBe('200 new');
    fs.rmSync(bench.files.file('shop.json'));
    bench.write(second);
    await one.said(/Reloaded in [\d.]+ ms, with the same routes\./);
    expect(await one.end()).toBe(0);
  });

  test('reads a template anew whatever its file is called', async () => {
    bench.write(templateOf({ '/it': { get: mock('it') } }), 'shop.cfn');
    const one = bench.local('--template', 'shop.cfn', '--watch');
    await one.address();
    bench.write(templateOf({ '/it': { get: mock('it') } }), 'shop.cfn');
    await one.said(/Reloaded in /);
  });

  test('an older deployment keeps its definition', async () => {
    const one = bench.serve(templateOf({ '/it': { get: mock('old') } }), '--watch');
    expect(await one.fetch('/prod/it')).toBe('200 old');
    bench.write(templateOf({ '/it': { get: mock('new') } }));
    await one.said(/Reloaded/);
    expect(one.out).toContain('    The template has other methods by now; a deployment keeps those that it was made with, as in the service.\n    GET  /it');
    expect(await one.fetch('/prod/it')).toBe('200 old');
  });

  test('follows an assembly that is synthesized into a new folder', async () => {
    await bench.files.release('init');
    bench.files.synth({ code: { List: 1 } });
    const one = bench.local('--watch');
    await one.address();
    bench.files.synth({ code: { List: 1, Get: 1 } });
    await one.said(/GET {2}\/Get .*\n(.*\n)*Reloaded in/);
    fs.rmSync(bench.files.file('cdk.out'), { recursive: true });
    await one.said(KEPT);
    bench.files.synth({ code: { List: 1, Get: 1, Put: 1 } });
    await one.said(/GET {2}\/Put .*\n(.*\n)*Reloaded in/);
  });

  test('with --json, both are events', async () => {
    const one = bench.serve(templateOf({ '/it': { get: mock('it') } }), '--watch', '--json');
    await one.address();
    bench.files.write('[]', 'shop.json');
    await one.said(/"event":"kept"/);
    bench.write(templateOf({}));
    await one.said(/"event":"reloaded"/);
    const [, kept, reloaded] = one.events();
    expect(kept).toEqual({ event: 'kept', diagnostics: [{ severity: 'error', code: 'unreadable-file', place: 'shop.json', message: expect.any(String) }] });
    expect(reloaded).toEqual({ event: 'reloaded', milliseconds: expect.any(Number), apis: [expect.objectContaining({ stages: [expect.objectContaining({ behind: true, routes: [expect.objectContaining({ path: '/it' })] })] })], diagnostics: [] });
  });
});

describe('an interrupt', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('by %s lets it answer what is on its way', async (signal) => {
    const one = bench.serve(templateOf({ '/slow': { get: slow.operation } }, {}, slow.resources));
    const answer = one.fetch('/prod/slow');
    await one.said(/woken/);
    one.signal(signal);
    expect(await answer).toBe('200 old');
    expect(await one.ended).toBe(0);
  });

  test('that comes twice is not waited for', async () => {
    const one = bench.serve(templateOf({ '/slow': { get: slow.operation } }, {}, slow.resources));
    const answer = one.fetch('/prod/slow').catch(() => 'broken off');
    await one.said(/woken/);
    one.signal();
    await one.said(/Answering/);
    one.signal();
    expect(await one.ended).toBe(130);
    expect(await answer).toBe('broken off');
  });
});
