// What `stagecraft local` is given, and what it refuses.
import * as fs from 'node:fs';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { LocalBench, lambdaOf, mock, operation, templateOf } from './support/local';

const bench = new LocalBench();

test('canaries come out the same with a seed', async () => {
  const template = templateOf({ '/side': { get: mock('$stageVariables.side') } }, { Variables: { side: 'stable' }, CanarySetting: { PercentTraffic: 50, StageVariableOverrides: { side: 'canary' } } });
  const sides = async () => {
    const one = bench.serve(template, '--seed', '7');
    const all: string[] = [];
    for (let at = 0; at < 12; at++) all.push(await one.fetch('/prod/side'));
    await one.said(/^200 GET \/prod\/side {2}prod \(canary\) {2}/m);
    expect(one.out).toContain('    50 % go to the canary, with the same routes\n');
    return all;
  };
  const first = await sides();
  expect(new Set(first)).toEqual(new Set(['200 stable', '200 canary']));
  expect(await sides()).toEqual(first);
});

test('parameters, stubs, the environment of functions and permissions are given', async () => {
  const asked: string[] = [];
  const emulator = await bench.listening(http.createServer((request, response) => {
    asked.push(request.headers['x-amz-target'] as string);
    response.end('{"Item": 1}');
  }));
  const { port } = emulator.address() as AddressInfo;
  const told = lambdaOf('Told', 'exports.handler = async () => ({ statusCode: 200, body: process.env.TOLD });');
  const { ToldPermission: _, ...resources } = told.resources;
  const template = {
    Parameters: { Name: { Type: 'String' } },
    ...templateOf({
      '/parameter': { get: mock('$stageVariables.name') },
      '/told': { get: told.operation },
      '/table': { get: operation({ type: 'aws', httpMethod: 'POST', uri: 'arn:aws:apigateway:us-east-1:dynamodb:action/GetItem', credentials: 'arn:aws:iam::123456789012:role/r', responses: { default: { statusCode: '200' } } }) },
    }, { Variables: { name: { Ref: 'Name' } } }, resources),
  };
  const one = bench.serve(template, '--parameter', 'Name=a=b', '--stub', `dynamodb:GetItem=http://127.0.0.1:${port}`, '--env', 'TOLD=it', '--no-permissions');
  expect(await one.fetch('/prod/parameter')).toBe('200 a=b');
  expect(await one.fetch('/prod/told')).toBe('200 it');
  expect(await one.fetch('/prod/table')).toBe('200 {"Item": 1}');
  expect(asked).toHaveLength(1);
  expect(one.out).toMatch(/GET {2}\/table +anyone {2}dynamodb:action\/GetItem\n/);
  const strict = bench.serve(template);
  expect(await strict.fetch('/prod/told')).toMatch(/^500 /);
});

describe('--keep', () => {
  const released = (text: string, [stable, canary]: readonly string[]) => templateOf({ '/': { get: mock(text) } }, {
    DeploymentId: { Ref: stable }, ...(canary !== undefined && { CanarySetting: { DeploymentId: { Ref: canary }, PercentTraffic: 0 } }),
  }, Object.fromEntries([stable, canary].filter(Boolean).map((name) => [name, { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'Api' } } }])));
  const sides = async (template: object, ...args: string[]) => {
    const one = bench.serve(template, ...args);
    const answers = [];
    for (const side of ['stable', 'canary']) answers.push(await one.fetch('/prod/', { headers: { 'x-stagecraft-canary': side } }));
    await one.end();
    return answers;
  };

  test('lets a canary go on in the next run', async () => {
    await sides(released('one', ['First']), '--keep');
    expect(await sides(released('two', ['First', 'Second']), '--keep')).toEqual(['200 one', '200 two']);
    expect(fs.readdirSync(bench.files.file('.stagecraft'))).toContain('releases.json');
  });

  test('is not so by itself', async () => {
    await sides(released('one', ['First']));
    expect(await sides(released('two', ['First', 'Second']))).toEqual(['200 two', '200 two']);
    expect(fs.existsSync(bench.files.file('.stagecraft'))).toBe(false);
  });
});

test('a private integration leads where --vpc-link says', async () => {
  const backend = await bench.listening(http.createServer((request, response) => response.end(`${request.headers.host} ${request.url}`)));
  const { port } = backend.address() as AddressInfo;
  const integration = { type: 'http_proxy', httpMethod: 'GET', uri: 'http://shop.internal/orders', connectionType: 'VPC_LINK', connectionId: { Ref: 'Link' } };
  const link = { Link: { Type: 'AWS::ApiGateway::VpcLink', Properties: { Name: 'shop', TargetArns: [] } } };
  const one = bench.serve(templateOf({ '/orders': { get: operation(integration) } }, {}, link), '--vpc-link', `shop=http://127.0.0.1:${port}`);
  expect(await one.fetch('/prod/orders')).toBe('200 shop.internal /orders');
});

test.each([['text', []], ['JSON', ['--json']]])('a host that is no loopback address is a loud warning: %s', async (_, args) => {
  const one = bench.serve(templateOf({}), '--host', '0.0.0.0', ...args);
  await one.address();
  if (args.length > 0) expect(one.events()[0]).toMatchObject({ loopback: false });
  else expect(one.out).toMatch(/^WARNING: whoever reaches http:\/\/0\.0\.0\.0:\d+ can call these APIs, and run their functions as you\./m);
});

test('what cannot be watched is said, and nothing is served', async () => {
  bench.files.write('require("node:fs").watch = () => { throw new Error("ENOSPC: no more watchers"); };', 'limit.cjs');
  const { NODE_OPTIONS } = process.env;
  process.env.NODE_OPTIONS = `--require ${bench.files.file('limit.cjs')}`;
  const one = bench.serve(templateOf({ '/it': { get: mock('it') } }), '--watch');
  if (NODE_OPTIONS === undefined) delete process.env.NODE_OPTIONS;
  else process.env.NODE_OPTIONS = NODE_OPTIONS;
  expect(await one.ended).toBe(1);
  expect(one.err).toContain('FileAccess: "." cannot be used: ENOSPC: no more watchers');
});

describe('refused', () => {
  let busy: http.Server;
  beforeAll(async () => { busy = await bench.listening(http.createServer()); });

  test.each<[what: string, args: (port: number) => string[], code: number, problem: string]>([
    ['no assembly', () => [], 1, 'AssemblyMissing: there is no cloud assembly in "cdk.out"'],
    ['no assembly there', () => ['--app', 'nowhere/'], 1, 'AssemblyMissing: there is no cloud assembly in "nowhere'],
    ['no template', () => ['--template', 'none.json'], 1, 'FileAccess: "none.json" cannot be used: there is no such file'],
    ['broken JSON', () => ['--template', 'broken.json'], 1, 'Unreadable: broken.json: '],
    ['broken YAML', () => ['--template', 'broken.yaml'], 1, 'Unreadable: broken.yaml: '],
    ['a broken assembly', () => ['--app', 'broken.out'], 1, 'Unreadable: manifest.json: '],
    ['a template without an API', () => ['--template', 'empty.json'], 1, 'NoStage: there is no stage of a REST API in "empty.json"'],
    ['a busy port', (port) => ['--template', 'good.json', '--port', String(port)], 1, 'PortBusy: something else listens on port'],
    ['a host elsewhere', () => ['--template', 'good.json', '--host', '203.0.113.7'], 1, 'HostRefused: port 0 of 203.0.113.7 cannot be listened on: '],
    ['both', () => ['--template', 'good.json', '--app', 'cdk.out'], 2, 'Usage: option \'--template <file>\' cannot be used with option \'--app <folder>\''],
    ['a port that is none', () => ['--port', '65536'], 2, 'Usage: option \'--port <n>\' argument \'65536\' is invalid. It is no number from 0 to 65535'],
    ['a seed that is none', () => ['--seed', 'x'], 2, 'Usage: option \'--seed <n>\' argument \'x\' is invalid. It is no number from 0 to 9007199254740991'],
    ['a parameter without a value', () => ['--parameter', 'Name'], 2, 'Usage: option \'--parameter <name=value>\' argument \'Name\' is invalid. It is not like name=value'],
    ['a stub without a service', () => ['--stub', 'http://127.0.0.1'], 2, 'Usage: option \'--stub <service[:action]=url>\' argument \'http://127.0.0.1\' is invalid. It is not like name=value'],
    ['a stub without a URL', () => ['--stub', 'sqs=queue'], 2, 'Usage: option \'--stub <service[:action]=url>\' argument \'sqs=queue\' is invalid. It has no URL that begins with http:// or https://'],
    ['a VPC link without a URL', () => ['--vpc-link', 'shop=here'], 2, 'Usage: option \'--vpc-link <name=url>\' argument \'shop=here\' is invalid. It has no URL that begins with http:// or https://'],
    ['credentials without a secret', () => ['--credentials', 'AKID'], 2, 'Usage: option \'--credentials <id:secret>\' argument \'AKID\' is invalid. It is not like id:secret'],
    ['an option that is none', () => ['--porte', '1'], 2, 'Usage: unknown option \'--porte\''],
    ['an argument', () => ['cdk.out'], 2, 'Usage: too many arguments for \'local\''],
  ])('%s', async (_, args, code, problem) => {
    bench.files.write('{"Resources": ', 'broken.json');
    bench.files.write('Resources: [', 'broken.yaml');
    bench.files.write('{', 'broken.out/manifest.json');
    bench.files.write('{"Resources": {}}', 'empty.json');
    bench.write(templateOf({}), 'good.json');
    const one = bench.local(...args((busy.address() as AddressInfo).port), '--json');
    expect([await one.ended, one.out]).toEqual([code, '']);
    const { problems } = JSON.parse(one.err);
    expect(`${problems[0].code}: ${problems[0].what}`.slice(0, problem.length)).toBe(problem);
    expect(problems[0].remedy).toMatch(code === 2 ? /^see "stagecraft local --help"$/ : /./);
  });
});
