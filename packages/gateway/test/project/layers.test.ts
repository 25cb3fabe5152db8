import * as fs from 'node:fs';
import * as path from 'node:path';

const src = path.join(__dirname, '..', '..', 'src');
const folders = ['assembly', 'cloudformation', 'definition', 'model', 'openapi', 'resources'];
const files = fs.readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && folders.includes(file.split(path.sep)[0]));
const textOf = (file: string) => fs.readFileSync(path.join(src, file), 'utf8');

/** What each file of the reading half imports; a path of ours is relative to src, without its ending. */
const imports = files.flatMap((file) => [...textOf(file).matchAll(/^(?:import|export) [^;]*?from '([^']+)';/gms)].map(([, name]) => ({
  file, target: name.startsWith('.') ? path.join(path.dirname(file), name) : name,
})));
const violations = (rule: (file: string, target: string) => boolean) =>
  imports.filter(({ file, target }) => rule(file, target)).map(({ file, target }) => `${file} imports ${target}`);

test('imports are found', () => {
  expect(imports.length).toBeGreaterThan(100);
});

test('only *-file.ts touches the file system', () => {
  expect(violations((file, target) => /^(node:)?fs/.test(target) && !file.endsWith('-file.ts'))).toEqual([]);
});

test.each<[folder: string, unknown: string[]]>([
  ['model', ['assembly', 'cloudformation', 'definition', 'openapi', 'resources']],
  ['assembly', ['cloudformation', 'definition', 'openapi', 'resources']],
  ['cloudformation', ['definition', 'openapi', 'resources']],
  ['definition', ['assembly', 'cloudformation', 'openapi', 'resources']],
  ['openapi', ['assembly', 'cloudformation', 'resources']],
])('%s knows nothing of what stands on it', (folder, unknown) => {
  expect(violations((file, target) => file.startsWith(`${folder}/`) && unknown.includes(target.split('/')[0]))).toEqual([]);
});

test('files are short', () => {
  expect(files.filter((file) => textOf(file).split('\n').length > 300)).toEqual([]);
});
