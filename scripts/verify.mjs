// Everything that has to hold, on a machine that has nothing but Node.js: `npm run verify`.
import { mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install } from './install.mjs';
import { root, run } from './run.mjs';

const counts = join(mkdtempSync(join(tmpdir(), 'stagecraft-')), 'counts');
const total = { passed: 0, failed: 0, skipped: 0 };
const failed = [];

/** Runs one step; what comes after it runs even if it fails, as long as it can. */
function step(name, work) {
  const started = Date.now();
  console.error(`\n── ${name}`);
  try {
    work();
    total.passed++;
  } catch (error) {
    total.failed++;
    failed.push(name);
    console.error(`${name}: ${error.message}`);
  }
  console.error(`   ${name}: ${Math.round((Date.now() - started) / 1000)} s`);
}

const ESLINT = ['eslint', '--ext', '.ts', '--max-warnings', '0'];
const LEGACY = { ESLINT_USE_FLAT_CONFIG: 'false' };

const npx = (args, env) => run('npx', ['--no-install', ...args], { env });

/** Fails if a command changes a file that is kept in the repository. */
function unchanged(file, work) {
  const read = () => (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : undefined);
  const before = read();
  work();
  if (read() !== before) throw new Error(`${file} was out of date; commit it as it is now`);
}

/** Jest would leave one core alone, which is half of a small machine. */
function jest(env, ...args) {
  npx(['jest', '--ci', '--maxWorkers', '100%', ...args], { ...env, TEST_COUNTS: counts });
}

install();
install(join(root, 'lanes', 'latest'));
step('compile', () => npx(['projen', 'compile']));
step('API.md is up to date', () => unchanged('API.md', () => npx(['projen', 'docgen'])));
step('types', () => npx(['tsc', '--noEmit', '-p', 'tsconfig.dev.json']));
step('types, recent CDK', () => npx(['tsc', '--noEmit', '-p', 'lanes/latest/tsconfig.json']));
step('lint', () => npx([...ESLINT, 'src', 'test', 'bench', 'examples', 'integ', 'projenrc', '.projenrc.ts'], LEGACY));
const COUNTED = ['--reporters', 'default', '--reporters', join(root, 'test', 'support', 'counting-reporter.js')];
for (const name of ['templates', 'gateway', 'cli']) {
  const folder = `packages/${name}`;
  step(`types, ${name}`, () => npx(['tsc', '-p', `${folder}/tsconfig.json`]));
  step(`lint, ${name}`, () => npx([...ESLINT, '--parser-options', `project:${folder}/tsconfig.json`, `${folder}/src`, `${folder}/test`], LEGACY));
  step(`tests, ${name}`, () => jest({}, '-c', `${folder}/jest.config.js`, ...COUNTED));
}
step('tests, templates as published', () => {
  run('node', ['packages/templates/build.mjs']);
  jest({}, '-c', 'packages/templates/jest.bundle.config.js', ...COUNTED);
});
step('the guides are up to date', () => unchanged('docs/guides/releases.md', () => run('node', ['scripts/docs.mjs'])));
step('tests, oldest CDK', () => jest({}));
step('tests, recent CDK that validates at synthesis', () => jest({ LANE: 'latest' }));

for (const line of existsSync(counts) ? readFileSync(counts, 'utf8').trim().split('\n') : []) {
  const one = JSON.parse(line);
  for (const key of Object.keys(total)) total[key] += one[key];
}
rmSync(join(counts, '..'), { recursive: true });
if (failed.length > 0) console.log(`\nfailed: ${failed.join('; ')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;
