import * as path from 'node:path';
import { readAssembly, readTemplate } from '../../src/assembly/assembly-file';
import { Diagnostics } from '../../src/diagnostics';
import { directoryOf } from '../support/files';

const stack = (properties: object, environment = 'aws://unknown-account/unknown-region') => ({ type: 'aws:cloudformation:stack', environment, properties });

function read(files: Readonly<Record<string, unknown>>) {
  const diagnostics = new Diagnostics();
  const directory = directoryOf(files);
  const { stacks } = readAssembly(directory, diagnostics);
  return { directory, stacks, said: diagnostics.list().map(({ severity, code, where, message }) => [severity, code, where.template, message.replace(directory, '')]) };
}

test('stacks with their environments and parameters', () => {
  const { stacks, said } = read({
    'manifest.json': {
      version: '53.0.0',
      artifacts: {
        Base: stack({ templateFile: 'Base.template.json' }),
        Shop: stack({ templateFile: 'Shop.template.json', stackName: 'shop', parameters: { A: '1' } }, 'aws://123456789012/eu-west-1'),
        Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
      },
    },
    'Base.template.json': { Resources: {} },
    'Shop.template.json': { Outputs: {} },
  });
  expect(said).toEqual([]);
  expect(stacks.map(({ assets, ...rest }) => rest)).toEqual([
    { key: 'Base', stackName: 'Base', file: 'Base.template.json', template: { Resources: {} }, parameters: {}, constructPaths: new Map() },
    { key: 'Shop', stackName: 'shop', file: 'Shop.template.json', template: { Outputs: {} }, account: '123456789012', region: 'eu-west-1', parameters: { A: '1' }, constructPaths: new Map() },
  ]);
});

test('nested assemblies, and assets of all of them', () => {
  const assets = (key: string, source: string) => ({ files: { [key]: { source: { path: source, packaging: 'zip' }, destinations: { here: { bucketName: 'b', objectKey: key } } } } });
  const { directory, stacks, said } = read({
    'manifest.json': {
      version: '36.0.0',
      artifacts: {
        'assembly-Prod': { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } },
        'Shop.assets': { type: 'cdk:asset-manifest', properties: { file: 'Shop.assets.json' } },
      },
    },
    'Shop.assets.json': assets('abc.zip', 'asset.abc'),
    'asset.abc/index.js': '',
    'assembly-Prod/manifest.json': {
      version: '36.0.0',
      artifacts: {
        'Itself': { type: 'cdk:cloud-assembly', properties: { directoryName: '.' } },
        'ProdShop': stack({ templateFile: 'ProdShop.template.json' }),
        'ProdShop.assets': { type: 'cdk:asset-manifest', properties: { file: 'ProdShop.assets.json' } },
      },
    },
    'assembly-Prod/ProdShop.template.json': {},
    'assembly-Prod/ProdShop.assets.json': assets('prefix/def.json', 'def.json'),
    'assembly-Prod/def.json': { a: 1 },
    'assembly-Prod/beside.yaml': 'b: 2',
  });
  expect(said).toEqual([]);
  const [{ key, file, assets: found }] = stacks;
  expect({ key, file }).toEqual({ key: 'assembly-Prod/ProdShop', file: 'assembly-Prod/ProdShop.template.json' });
  expect(found.find('s3://b/abc.zip')).toEqual({ path: path.join(directory, 'asset.abc'), directory: true });
  expect(found.find('abc.zip')).toEqual({ path: path.join(directory, 'asset.abc'), directory: true });
  expect(found.read(found.find('https://s3.eu-west-1.amazonaws.com/b/prefix/def.json?versionId=1')!)).toEqual({ a: 1 });
  expect(found.read(found.find('./beside.yaml')!)).toEqual({ b: 2 });
  for (const missing of ['s3://b/other.zip', 'nothing.yaml', '', 'https://', '\0']) expect(found.find(missing)).toBeUndefined();
});

test('construct paths, in the manifest or in a file of their own', () => {
  const of = (logicalId: string) => [{ type: 'aws:cdk:logicalId', data: logicalId }, { type: 'aws:cdk:info', data: 'x' }];
  const { stacks: [{ constructPaths }], said } = read({
    'manifest.json': {
      version: '53.0.0',
      artifacts: {
        Shop: {
          ...stack({ templateFile: 'Shop.template.json' }),
          metadata: { '/Shop/Api/Resource': of('Api'), '/Shop/Twice': of('Twice') },
          additionalMetadataFile: 'Shop.metadata.json',
        },
      },
    },
    'Shop.template.json': {},
    'Shop.metadata.json': { '/Shop/List/Resource': of('List'), '/Shop/Nested/Twice': of('Twice') },
  });
  expect(said).toEqual([]);
  expect(Object.fromEntries(constructPaths)).toEqual({ Api: 'Shop/Api/Resource', List: 'Shop/List/Resource' });
});

test.each<[name: string, files: Record<string, unknown>, want: string[]]>([
  ['no directory', {}, ['error', 'unreadable-file', 'manifest.json', '/manifest.json: there is no such file']],
  ['a manifest that is a list', { 'manifest.json': [] }, ['error', 'unreadable-file', 'manifest.json', '/manifest.json: has to be an object']],
  ['a newer version', { 'manifest.json': { version: '99.0.0' } }, ['warning', 'assembly-version', 'manifest.json', 'the assembly has version 99.0.0, newer than 53; what is new in it is not read']],
  ['no version', { 'manifest.json': {} }, ['warning', 'assembly-version', 'manifest.json', 'the assembly has no version; what is new in it is not read']],
  ['artifacts that are no object', { 'manifest.json': { version: '1.0.0', artifacts: 7 } }, ['error', 'invalid-value', 'manifest.json', 'has to be an object, not 7']],
  ['a stack without a template', { 'manifest.json': { version: '1.0.0', artifacts: { Shop: stack({}) } } }, ['error', 'missing-value', 'manifest.json', 'templateFile is missing']],
  [
    'a template that is not there', { 'manifest.json': { version: '1.0.0', artifacts: { Shop: stack({ templateFile: 'a.json' }) } } },
    ['error', 'unreadable-file', 'a.json', '/a.json: there is no such file'],
  ],
])('%s', (_, files, want) => {
  expect(read(files).said).toEqual([want]);
});

test('a manifest that breaks off', () => {
  const [[severity, code, file, message]] = read({ 'manifest.json': '{"version": ' }).said;
  expect([severity, code, file]).toEqual(['error', 'unreadable-file', 'manifest.json']);
  expect(message).toMatch(/^\/manifest\.json: .*JSON/);
});

describe('a template by itself', () => {
  test.each(['Shop.template.json', 'Shop.yaml', 'Shop.yml', 'Shop.template'])('%s', (name) => {
    const directory = directoryOf({ [name]: 'Resources: {A: {Type: !Ref B}}' });
    const { stacks: [{ key, stackName, file, template }] } = readTemplate(path.join(directory, name), new Diagnostics());
    expect({ key, stackName, file, template }).toEqual({
      key: 'Shop', stackName: 'Shop', file: path.join(directory, name), template: { Resources: { A: { Type: { Ref: 'B' } } } },
    });
  });

  test('its assets, where their manifest is beside it', () => {
    const directory = directoryOf({
      'Shop.template.json': {},
      'Shop.assets.json': { files: { a: { source: { path: 'asset.a' }, destinations: { here: { objectKey: 'a.zip' } } } } },
      'asset.a': 'zip',
    });
    const { stacks: [{ assets }] } = readTemplate(path.join(directory, 'Shop.template.json'), new Diagnostics());
    expect(assets.find('a.zip')).toEqual({ path: path.join(directory, 'asset.a'), directory: false });
  });

  test('no file', () => {
    const diagnostics = new Diagnostics();
    expect(readTemplate('/nowhere/Shop.yaml', diagnostics)).toEqual({ stacks: [] });
    expect(diagnostics.list()).toEqual([{
      severity: 'error', code: 'unreadable-file', where: { template: '/nowhere/Shop.yaml' }, message: '/nowhere/Shop.yaml: there is no such file',
    }]);
  });
});
