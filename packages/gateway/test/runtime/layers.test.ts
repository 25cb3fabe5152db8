import * as fs from 'node:fs';
import * as path from 'node:path';

const src = path.join(__dirname, '..', '..', 'src');
const filesOf = (folder: string) => fs.readdirSync(path.join(src, folder), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts')).map((file) => path.join(folder, file));
const textOf = (file: string) => fs.readFileSync(path.join(src, file), 'utf8');

/** What a file imports; a path of ours is relative to src. */
const importsOf = (file: string) => [...textOf(file).matchAll(/^(?:import|export)( type)? [^;]*?from '([^']+)';/gms)].map(([, type, name]) =>
  ({ file, type: type !== undefined, target: name.startsWith('.') ? path.join(path.dirname(file), name) : name }));

test('the runtime knows nothing of servers, clients, files and processes', () => {
  const imports = filesOf('runtime').flatMap(importsOf);
  expect(imports.length).toBeGreaterThan(100);
  const known = /^(runtime|model|json|diagnostics|access|node:(crypto|buffer)|stagecraft-templates)(\/|$)/;
  expect(imports.filter(({ type, target }) => !type && !known.test(target)).map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
});

test('only the gateway knows the server', () => {
  const imports = ['runtime', 'access', 'model', 'lambda'].flatMap(filesOf).flatMap(importsOf);
  expect(imports.filter(({ target }) => target.startsWith('http/')).map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
});

test('files are short', () => {
  expect(['runtime', 'http'].flatMap(filesOf).filter((file) => textOf(file).split('\n').length > 300)).toEqual([]);
});
