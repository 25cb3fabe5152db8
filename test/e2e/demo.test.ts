// What `npm run demo -- --serve` says and serves is what README shows, and its command lines do what it says that they do.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { compileLibrary } from './support/library';
import { ROOT } from './support/run';

jest.setTimeout(5 * 60_000);

const SERVED = /stage":"prod".*\n.*\n\n.*\n.*No order 1.*\n.*\n/;

let demo: ChildProcess;
let out = '';
let ended: Promise<number | null>;
beforeAll(async () => {
  await compileLibrary();
  // Without what installs: it would do that below the tests.
  const script = `import(${JSON.stringify(path.join(ROOT, 'scripts', 'demo', 'demo.mjs'))}).then(async ({ demo }) => { process.exitCode = await demo({ serve: true }); });`;
  demo = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  demo.stdout!.on('data', (text) => { out += text; });
  ended = new Promise((resolve) => { demo.on('close', resolve); });
  await new Promise<void>((resolve, reject) => {
    demo.stdout!.on('data', () => { if (SERVED.test(out)) resolve(); });
    void ended.then((code) => reject(new Error(`it ended with ${code}:\n${out}`)));
  });
});
afterAll(async () => {
  if (demo.exitCode === null) process.kill(-demo.pid!, 'SIGKILL');
  await ended;
});

/** Without what is different each time. */
const timeless = (text: string) => text
  .replace(/\b[\d.]+ ms\b/g, '… ms').replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:3000').replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '515e4495-4f8f-4446-916c-3ed9c8c2200b');

test('README shows it', () => {
  const [, shown] = /<!-- demo -->\n```text\n([^]*?)```/.exec(fs.readFileSync(path.join(ROOT, 'README.md'), 'utf8'))!;
  expect(timeless(out).trim()).toBe(timeless(shown).trim());
});

const [, major, minor] = /^curl (\d+)\.(\d+)/.exec(String(spawnSync('curl', ['--version']).stdout)) ?? [];

// `--json` is new in 7.82.
(Number(major) * 100 + Number(minor) >= 782 ? test : test.skip)('its command lines give its answers', () => {
  const shown = [...out.matchAll(/^\$ (curl .*)\n(.*)$/gm)].map(([, command, answer]) => [command, answer]);
  expect(shown).toHaveLength(5);
  for (const [command, answer] of shown) {
    const again = execFileSync('sh', ['-c', command.replace('curl', 'curl --silent --show-error')], { encoding: 'utf8' });
    const last = (text: string) => timeless(text).replace(/(\{"orderId".*?\}),.*\]/, '$1]');
    expect([command, last(again)]).toEqual([command, last(answer)]);
  }
});

test('Ctrl-C ends it', async () => {
  process.kill(-demo.pid!, 'SIGINT');
  expect(await ended).toBe(0);
});
