// The command as it is published: one file, run as a process of its own.
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { run } from '../src/program';
import { ReleasedShop } from './support/released';
import { Workspace } from './support/workspace';
import { printLedger } from 'cdk-stagecraft/releases/ledger-text';

const LIB = path.join(__dirname, '..', 'lib', 'main.js');
const COMMANDS = ['init', 'record', 'canary', 'promote', 'rollback', 'status', 'history', 'prune', 'rename'];

let shop: ReleasedShop;
let files: Workspace;
beforeAll(async () => {
  shop = await ReleasedShop.of({ definition: 1 }, { definition: 2, code: { List: 2 } });
  files = shop.workspace;
});
afterAll(async () => shop.stop());

test('it is one file that begins with a shebang and has no part of the CDK in it', () => {
  const text = fs.readFileSync(LIB, 'utf8');
  expect(text.startsWith('#!/usr/bin/env node\n')).toBe(true);
  expect(fs.statSync(LIB).mode.toString(8)).toBe('100755');
  const loaded = [...text.matchAll(/\b(?:require|import)\("([^"]+)"\)/g)].map(([, name]) => name).filter((name) => !name.startsWith('node:'));
  expect([...new Set(loaded)].sort()).toEqual(['@aws-sdk/client-api-gateway', '@aws-sdk/client-cloudformation', '@aws-sdk/client-lambda', 'commander', 'stagecraft-gateway']);
});

test.each(COMMANDS)('%s has help with examples', async (command) => {
  const { code, out, err } = await files.run('release', command, '--help');
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(new RegExp(`^Usage: stagecraft release ${command} \\[options\\]`));
  expect(out).toContain(`\nExamples:\n  $ stagecraft release ${command}`);
  expect(out).toContain('--json');
});

test('the help tells the exit codes', async () => {
  for (const args of [['--help'], ['release', '--help']]) {
    const { code, out } = await files.run(...args);
    expect([code, out]).toEqual([0, expect.stringContaining('\nExit codes:\n  0  done, or there was nothing to do\n  1  refused')]);
  }
  expect(await files.run('release')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Usage: stagecraft release') });
  expect(await files.run('--version')).toEqual({ code: 0, out: '0.0.0\n', err: '' });
});

test('the time of a record is the clock\'s, or that of SOURCE_DATE_EPOCH', async () => {
  const recordedAt = async (env: NodeJS.ProcessEnv) => {
    const args = ['release', 'record', '--ledger', 'time.json', '--dry-run', '--json'];
    const { diff } = JSON.parse((await files.runIn(env, ...args)).out);
    return Date.parse(/"recordedAt": "(.*)"/.exec(diff)![1]);
  };
  await files.release('init', '--ledger', 'time.json');
  expect(await recordedAt({ SOURCE_DATE_EPOCH: '1768210200' })).toBe(1768210200_000);
  const now = Date.now();
  expect(Math.abs(await recordedAt({ SOURCE_DATE_EPOCH: undefined }) - now)).toBeLessThan(60_000);
});

test('a whole life', async () => {
  expect(await files.run('release', 'status')).toMatchObject({ code: 0, err: '' });
  expect(await files.run('release', 'canary', 'prod', '--live')).toMatchObject({ code: 0, err: '' });
  expect(await files.run('release', 'promote', 'prod', '--live')).toMatchObject({ code: 0, err: '', out: expect.stringContaining('prod: all requests go to release 2.\n') });
  expect(await files.run('release', 'promote', 'prod')).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^error SameRelease: .*\n$/) });
  expect(await files.run('release', 'promote')).toMatchObject({ code: 2, out: '' });
  shop.aws.failsAfter = 0;
  const failed = await files.run('release', 'rollback', 'prod', '--live', '--json');
  expect([failed.code, failed.out, JSON.parse(failed.err)]).toEqual([3, '', { problems: [{ code: 'Aws', what: expect.any(String), remedy: expect.any(String) }] }]);
  shop.aws.failsAfter = Infinity;
  for (const text of [failed.err, files.read()]) expect(text).not.toMatch(/AKIDEXAMPLE|wJalrXUtnFEMI/);
});

describe('colours', () => {
  const colours = /\u001b\[/;

  test('are not in a pipe', async () => {
    expect((await files.runIn({ NO_COLOR: undefined }, 'release', 'status')).out).not.toMatch(colours);
  });

  // `script` gives the command a terminal.
  const onTerminal = (env: NodeJS.ProcessEnv) => execFileSync('script', ['-qec', `${process.execPath} ${LIB} release rollback prod --dry-run`, '/dev/null'], {
    cwd: files.directory, env: { ...process.env, ...env }, encoding: 'utf8',
  });

  const onLinux = spawnSync('script', ['--version']).stdout?.includes('util-linux') ? test : test.skip;

  onLinux('are on a terminal, unless NO_COLOR says no', async () => {
    expect(onTerminal({ NO_COLOR: undefined })).toMatch(/\u001b\[31m-/);
    expect(onTerminal({ NO_COLOR: '' })).toMatch(colours);
    expect(onTerminal({ NO_COLOR: '1' })).not.toMatch(colours);
  });

  test('are not in JSON', async () => {
    let out = '';
    const here = process.cwd();
    process.chdir(files.directory);
    await run(['release', 'status', '--json'], { out: (text) => { out += text; }, err: () => undefined, colour: true, now: () => new Date(), interrupted: async () => undefined });
    process.chdir(here);
    expect(out).not.toMatch(colours);
  });
});

describe('without the AWS SDK', () => {
  let alone: Workspace;
  let bin: string;

  beforeAll(() => {
    alone = new Workspace();
    bin = alone.file('node_modules/stagecraft-cli/lib/main.js');
    fs.mkdirSync(path.dirname(bin), { recursive: true });
    fs.copyFileSync(LIB, bin);
    fs.cpSync(path.dirname(require.resolve('commander')), alone.file('node_modules/commander'), { recursive: true });
    // Hides what a folder further up may have.
    for (const client of ['cloudformation', 'api-gateway', 'lambda']) fs.mkdirSync(alone.file(`node_modules/@aws-sdk/client-${client}`), { recursive: true });
    fs.cpSync(files.file('cdk.out'), alone.file('cdk.out'), { recursive: true });
    fs.copyFileSync(files.file(), alone.file());
  });
  afterAll(() => alone.remove());

  const runAlone = async (...args: string[]) => new Promise<[number, string]>((resolve) => {
    execFile(process.execPath, [bin, 'release', ...args, '--json'], { cwd: alone.directory }, (error, out, err) => resolve([error ? Number(error.code) : 0, err || out]));
  });

  test('what needs none works', async () => {
    expect(await runAlone('status')).toEqual([0, expect.any(String)]);
  });

  test.each([['record', 'client-cloudformation'], ['rollback prod --live', 'client-api-gateway']])('%s says what to install', async (command, name) => {
    const [code, err] = await runAlone(...command.split(' '));
    expect([code, JSON.parse(err).problems]).toEqual([1, [{
      code: 'SdkMissing',
      what: `the package @aws-sdk/${name} is not installed`,
      remedy: `install it with "npm install --save-dev @aws-sdk/${name}"`,
    }]]);
  });
});

describe('several at once', () => {
  test('change the ledger one after the other, or are refused', async () => {
    const many = new Workspace(shop.aws.env);
    many.write(files.read());
    const percents = Array.from({ length: 12 }, (_, index) => index + 1);
    await many.release('rollback', 'prod', '--app', 'nowhere');
    const ended = await Promise.all(percents.map(async (percent) => many.run('release', 'canary', 'prod', '--percent', String(percent), '--json')));
    const written = percents.filter((_, index) => ended[index].code === 0);
    expect(written.length).toBeGreaterThan(0);
    for (const { code, err } of ended) {
      if (code !== 0) expect([code, JSON.parse(err).problems[0].code]).toEqual([1, expect.stringMatching(/^Ledger(Locked|Changed)$/)]);
    }
    const ledger = many.ledger();
    expect(printLedger(ledger)).toBe(many.read());
    expect(written).toContain(ledger.apis['Shop/Orders'].stages.prod.canary!.percentTraffic);
    expect(fs.readdirSync(many.directory)).toEqual(['releases.json']);
    many.remove();
  });

  test('a command that is interrupted leaves no lock and the ledger as it was', async () => {
    const before = files.read();
    const interrupted = new Promise<number | null>((resolve) => {
      const command = execFile(process.execPath, [LIB, 'release', 'canary', 'prod', '--release', '1', '--live'], { cwd: files.directory, env: { ...process.env, ...shop.aws.env } });
      shop.aws.onChange = async () => {
        command.kill('SIGINT');
        await new Promise((done) => { command.on('exit', done); });
      };
      command.on('exit', resolve);
    });
    expect(await interrupted).toBe(130);
    shop.aws.onChange = undefined;
    expect(files.read()).toBe(before);
    expect(fs.existsSync(files.file('releases.json.lock'))).toBe(false);
  });
});
