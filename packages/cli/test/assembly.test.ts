import * as fs from 'node:fs';
import { readAssembly } from '../src/assembly-file';
import { Workspace } from './support/workspace';
import { RECORDING_TYPE } from 'cdk-stagecraft/releases/recording';

let shop: Workspace;
beforeEach(() => {
  shop = new Workspace();
  shop.write('{\n  "apis": {},\n  "version": 1\n}\n');
});
afterEach(() => shop.remove());

const keysIn = () => readAssembly(shop.file('cdk.out'))!.recordings.map(({ api }) => api);

test('recordings are found in all stacks, in those of stages of the CDK, too', () => {
  shop.synth({ stacks: ['Dev', 'Prod/Shop'] });
  expect(keysIn().sort()).toEqual(['Dev/Orders', expect.stringMatching(/^ProdShop\w{8}\/Orders$/)]);
});

test('the stacks have their names and regions', () => {
  shop.synth({ stacks: ['Dev', 'Prod/Shop'] });
  const { stacks } = readAssembly(shop.file('cdk.out'))!;
  expect([...stacks.values()]).toEqual([{ stackName: 'Prod-Shop', region: 'eu-west-1' }, { stackName: 'Dev', region: 'eu-west-1' }]);
});

test('a recording in the manifest itself, as older CDKs write it, is found', () => {
  shop.synth();
  const manifest = JSON.parse(shop.read('cdk.out/manifest.json'));
  const { additionalMetadataFile, ...stack } = manifest.artifacts.Shop;
  const metadata = JSON.parse(shop.read(`cdk.out/${additionalMetadataFile}`));
  shop.write(JSON.stringify({ artifacts: { Shop: { ...stack, metadata } } }), 'cdk.out/manifest.json');
  expect(keysIn()).toEqual(['Shop/Orders']);
});

test('there may be no assembly', () => {
  expect(readAssembly(shop.file('cdk.out'))).toBeUndefined();
});

/** Each breaks an assembly that was whole. */
const BROKEN: [string, (files: Workspace) => void, string][] = [
  ['a manifest that is no JSON', (files) => files.write('{', 'cdk.out/manifest.json'), 'AssemblyBroken: '],
  ['a manifest that is no object', (files) => files.write('[]\n'.replace('[]', '7'), 'cdk.out/manifest.json'), 'it is no JSON object'],
  ['a missing metadata file', (files) => fs.rmSync(files.file('cdk.out/Shop.metadata.json')), 'it is no JSON object'],
  ['metadata that is no list', (files) => files.write('{"/Shop": 7}', 'cdk.out/Shop.metadata.json'), '/Shop has no list'],
  ['another version', edited((data) => { data.version = 2; }), 'the recording of /Shop/Orders version must be 1'],
  ['a recording without a head', edited((data) => { delete data.head; }), 'the recording of /Shop/Orders must have "head"'],
  ['a function without a version', edited((data) => { delete data.head.functions['Shop/List'].version; }), 'must have "version"'],
  ['an assembly in itself', (files) => files.write('{"artifacts":{"x":{"type":"cdk:cloud-assembly","properties":{"directoryName":"."}}}}', 'cdk.out/manifest.json'), 'not in its folder'],
  ['an assembly elsewhere', (files) => files.write('{"artifacts":{"x":{"type":"cdk:cloud-assembly","properties":{"directoryName":"../x"}}}}', 'cdk.out/manifest.json'), 'not in its folder'],
];

function edited(edit: (data: any) => void): (files: Workspace) => void {
  return (files) => {
    const metadata = JSON.parse(files.read('cdk.out/Shop.metadata.json'));
    const [entry] = metadata['/Shop/Orders'].filter(({ type }: { type: string }) => type === RECORDING_TYPE);
    edit(entry.data);
    files.write(JSON.stringify(metadata), 'cdk.out/Shop.metadata.json');
  };
}

test.each(BROKEN)('%s is refused', async (_name, breakIt, message) => {
  shop.synth();
  breakIt(shop);
  const { code, problems } = await shop.problems('release', 'status');
  expect([code, ...problems]).toEqual([1, expect.stringContaining(message)]);
});
