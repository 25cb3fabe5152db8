import * as fs from 'node:fs';
import * as path from 'node:path';
import { startGateway } from '../src/gateway';
import type { JsonObject } from '../src/json';
import { call } from './support/call';
import { directoryOf } from './support/files';
import { mock, operation } from './support/serve';

const FUNCTION = 'arn:aws:lambda:eu-west-1:123456789012:function:list';
const lambda = operation({
  type: 'aws_proxy',
  httpMethod: 'POST',
  uri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${FUNCTION}:\${stageVariables.version}/invocations`,
});
const deployment = { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'Api' } } };

/** An API that says a text, and a function that does, released to a stage by these deployments and versions. */
function templateOf(text: string, [stable, canary]: readonly string[], [version, other]: readonly string[]): JsonObject {
  const versionOf = (name: string) => ({ 'Fn::GetAtt': [name, 'Version'] });
  const stage = {
    RestApiId: { Ref: 'Api' },
    StageName: 'prod',
    DeploymentId: { Ref: stable },
    Variables: { version: versionOf(version) },
    ...canary && { CanarySetting: { DeploymentId: { Ref: canary }, PercentTraffic: 0, StageVariableOverrides: { version: versionOf(other) } } },
  };
  const versions = [version, other].filter(Boolean).map((name) => [name, { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Function' } } }]);
  return {
    Resources: {
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: { openapi: '3.0.1', info: { title: 'Test', version: '1' }, paths: { '/': { get: mock(text) }, '/lambda': { get: lambda } } } } },
      ...Object.fromEntries([stable, canary].filter(Boolean).map((name) => [name, deployment])),
      Stage: { Type: 'AWS::ApiGateway::Stage', Properties: stage },
      Function: {
        Type: 'AWS::Lambda::Function',
        Properties: { FunctionName: 'list', Runtime: 'nodejs20.x', Handler: 'index.handler', Code: { ZipFile: `exports.handler = async () => ({ body: ${JSON.stringify(text)} });` } },
      },
      ...Object.fromEntries(versions),
    },
  };
}

interface Served {
  readonly stable: readonly string[];
  readonly canary: readonly string[];
  readonly said: readonly string[];
}

/** What a gateway of its own answers on both sides. */
async function served(directory: string, template: JsonObject, keep = true): Promise<Served> {
  const file = path.join(directory, 'template.json');
  fs.writeFileSync(file, JSON.stringify(template));
  const keepIn = keep ? path.join(directory, '.stagecraft') : undefined;
  const gateway = await startGateway({ template: file, region: 'eu-west-1', keepIn, enforcePermissions: false });
  const ask = async (side: string) => {
    const texts = [];
    for (const at of ['/', '/lambda']) texts.push((await call(gateway.url('prod'), { path: at, headers: { 'x-stagecraft-canary': side } })).text);
    return texts;
  };
  try {
    return { stable: await ask('stable'), canary: await ask('canary'), said: gateway.model.diagnostics.map(({ code, message }) => `${code}: ${message}`) };
  } finally {
    await gateway.close();
  }
}

const first = templateOf('one', ['D1'], ['V1']);
const second = templateOf('two', ['D1', 'D2'], ['V1', 'V2']);
const third = templateOf('three', ['D2', 'D3'], ['V2', 'V3']);

test('a canary goes on beside what another process released', async () => {
  const directory = directoryOf({});
  expect(await served(directory, first)).toEqual({ stable: ['one', 'one'], canary: ['one', 'one'], said: [] });
  expect(await served(directory, second)).toEqual({ stable: ['one', 'one'], canary: ['two', 'two'], said: [] });
  expect(await served(directory, third)).toEqual({ stable: ['two', 'two'], canary: ['three', 'three'], said: [] });
  // Back to what has not been in the template for a while.
  expect(await served(directory, templateOf('four', ['D1'], ['V1']))).toMatchObject({ stable: ['one', 'one'] });
});

test('without a folder, each process begins anew', async () => {
  const directory = directoryOf({});
  await served(directory, first, false);
  expect(await served(directory, second, false)).toEqual({ stable: ['two', 'two'], canary: ['two', 'two'], said: [] });
  expect(fs.readdirSync(directory)).toEqual(['template.json']);
});

test('one content is in one file, which is its owner\'s', async () => {
  const directory = directoryOf({});
  await served(directory, templateOf('one', ['D1', 'D2'], ['V1', 'V2']));
  const files = fs.readdirSync(path.join(directory, '.stagecraft'));
  expect(files.sort()).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.json$/), expect.stringMatching(/^[0-9a-f]{64}\.json$/), 'releases.json']);
  expect(files.map((file) => fs.statSync(path.join(directory, '.stagecraft', file)).mode.toString(8))).toEqual(['100600', '100600', '100600']);
});

test.each<[name: string, spoil: (folder: string) => void, want: Partial<Served>]>([
  ['an index that is none', (folder) => fs.writeFileSync(path.join(folder, 'releases.json'), '{'), { stable: ['two', 'two'], said: [expect.stringMatching(/^not-kept: /)] }],
  ['an index of another format', (folder) => fs.writeFileSync(path.join(folder, 'releases.json'), '{"format":0}'), {
    stable: ['two', 'two'], said: ['not-kept: releases.json is not of format 1; remove the folder to begin anew'],
  }],
  ['an index without contents', (folder) => fs.writeFileSync(path.join(folder, 'releases.json'), '{"format":1}'), { stable: ['two', 'two'], said: [] }],
  ['contents that are gone', (folder) => contentsOf(folder).forEach((file) => fs.rmSync(file)), { stable: ['two', 'two'], said: Array(2).fill(expect.stringMatching(/^not-kept: ENOENT/)) }],
  ['contents that were changed', (folder) => contentsOf(folder).forEach((file) => fs.appendFileSync(file, ' ')), {
    stable: ['two', 'two'], said: Array(2).fill(expect.stringMatching(/^not-kept: [0-9a-f]{64}\.json was changed$/)),
  }],
  ['what does not belong there', (folder) => fs.writeFileSync(path.join(folder, 'notes.txt'), ''), { stable: ['one', 'one'], said: [] }],
])('%s', async (_, spoil, want) => {
  const directory = directoryOf({});
  const folder = path.join(directory, '.stagecraft');
  await served(directory, first);
  spoil(folder);
  expect(await served(directory, second)).toMatchObject(want);
  // Whatever it was, it is put right.
  expect((await served(directory, second)).said).toEqual([]);
});

test('a folder that is removed meanwhile is whole again after a reload', async () => {
  const directory = directoryOf({ 'template.json': first });
  const folder = path.join(directory, '.stagecraft');
  const gateway = await startGateway({ template: path.join(directory, 'template.json'), keepIn: folder, enforcePermissions: false });
  fs.rmSync(folder, { recursive: true });
  gateway.reload();
  await gateway.close();
  expect(contentsOf(folder)).toHaveLength(2);
});

test('a folder that cannot be made is said, and all is served', async () => {
  const directory = directoryOf({ '.stagecraft': 'a file' });
  expect(await served(directory, first)).toMatchObject({ stable: ['one', 'one'], said: [expect.stringMatching(/^not-kept: /)] });
});

function contentsOf(folder: string): string[] {
  return fs.readdirSync(folder).filter((file) => file !== 'releases.json').map((file) => path.join(folder, file));
}
