import * as fs from 'node:fs';
import * as path from 'node:path';

const src = path.join(__dirname, '..', '..', 'src');
const files = fs.readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).sort();
const textOf = (file: string) => fs.readFileSync(path.join(src, file), 'utf8');

interface Import { readonly file: string; readonly target: string; readonly typeOnly: boolean }

/** What each file imports; a path of ours is relative to src, without its ending. */
const imports: Import[] = files.flatMap((file) => [...textOf(file).matchAll(/^(?:import|export) (type )?[^;]*?from '([^']+)';/gms)].map(([, type, name]) => ({
  file,
  target: name.startsWith('.') ? path.join(path.dirname(file), name) : name,
  typeOnly: type !== undefined,
})));

const violations = (rule: (one: Import) => boolean) => imports.filter(rule).map(({ file, target }) => `${file} imports ${target}`);

const isCdk = (target: string) => target.startsWith('aws-cdk-lib') || target === 'constructs';
const isApi = (target: string) => /^(rest-api|http-api|web-socket-api)$/.test(target);

/** What the command line takes from here. */
const PURE_RELEASES = ['fingerprint', 'ledger', 'ledger-schema', 'ledger-text', 'release-problems', 'transition'].map((name) => `releases/${name}.ts`);

test('imports are found', () => {
  expect(imports.length).toBeGreaterThan(50);
});

test('the document and the pure half of releases know no construct', () => {
  const pure = (file: string) => file.startsWith('document/') || PURE_RELEASES.includes(file);
  expect(violations(({ file, target }) => pure(file) && isCdk(target))).toEqual([]);
});

test('what they run on knows no construct either', () => {
  const reached = new Set<string>();
  const pending = files.filter((file) => file.startsWith('document/') || PURE_RELEASES.includes(file)).map((file) => file.replace(/\.ts$/, ''));
  for (let file = pending.pop(); file; file = pending.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    pending.push(...imports.filter((one) => one.file === `${file}.ts` && !one.typeOnly).map(({ target }) => target));
  }
  expect([...reached].filter(isCdk)).toEqual([]);
});

test('integrations and authorizers know neither the APIs nor each other', () => {
  const port = (file: string) => /^(integrations|authorizers)\//.exec(file)?.[1];
  const otherPort = (file: string, target: string) => port(target) !== undefined && port(target) !== port(file);
  expect(violations(({ file, target }) => port(file) !== undefined && (isApi(target) || otherPort(file, target)))).toEqual([]);
});

test('only *-file.ts touches the file system', () => {
  expect(violations(({ file, target }) => /^(node:)?fs/.test(target) && !file.endsWith('-file.ts'))).toEqual([]);
});

test('no file imports the index of a folder', () => {
  expect(violations(({ target }) => /(^|\/)index$/.test(target) || fs.existsSync(path.join(src, target, 'index.ts')))).toEqual([]);
});

test('only construct files name CloudFormation resources', () => {
  const constructs = [
    'plans/usage-plan.ts', 'releases/api-releases.ts', 'releases/deployment.ts', 'releases/function-version.ts', 'rest-api.ts', 'stages/access-log.ts',
    'stages/client-certificate.ts', 'stages/lambda-binding.ts', 'stages/rest-stage.ts', 'stages/stage-serving.ts',
  ];
  expect(files.filter((file) => /\bCfn(?!Resource\b)[A-Z]/.test(textOf(file)))).toEqual(constructs);
});

test('files are under 300 lines, constructors under 40', () => {
  expect(files.filter((file) => textOf(file).split('\n').length > 300)).toEqual([]);
  const long = files.flatMap((file) => [...textOf(file).matchAll(/^ {2}(?:private )?constructor\([^]*?^ {2}\}/gm)]
    .filter(([body]) => body.split('\n').length > 40).map(([body]) => `${file}: ${body.split('\n').length} lines`));
  expect(long).toEqual([]);
});

test('one level of inheritance above the CDK', () => {
  const parents = new Map(files.flatMap((file) => [...textOf(file).matchAll(/class (\w+) extends ((?:\w+\.)?\w+)/g)].map(([, child, parent]) => [child, parent] as const)));
  const depth = (name: string): number => (parents.has(name) ? 1 + depth(parents.get(name)!) : 0);
  expect([...parents.keys()].filter((name) => depth(name) > 2)).toEqual([]);
});
