import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { directoryOf, functionOf, json, lives, node, poolOf, read, until } from './support';
import type { InvokeOutcome } from '../../src/lambda/outcome';

const PID = node('exports.handler = async () => process.pid;');
/** Answers when the file that the event names is there, and says so in the log when it has begun. */
const GATE = node(`
  const { existsSync } = require('node:fs');
  exports.handler = async ({ gate }) => {
    console.log('begun');
    while (!existsSync(gate)) await new Promise((resolve) => setTimeout(resolve, 2));
    return process.pid;
  };`);

/** A gate, and a pool that tells how many invocations stand before it. */
function gated(options = {}) {
  let begun = 0;
  const pool = poolOf({ ...options, onLog: (_spec, text) => { if (text.includes('begun')) begun++; } });
  const directory = directoryOf({});
  const gate = join(directory, 'gate');
  const open = () => execFileSync('touch', [gate]);
  return { pool, open, event: json({ gate }), begun: (count: number) => until(() => begun === count) };
}

const kinds = (outcomes: readonly InvokeOutcome[]) => outcomes.map(({ kind }) => kind);

describe('environments', () => {
  test('one after the other use the same', async () => {
    const pool = poolOf();
    const first = await pool.invoke(PID, json({}));
    const second = await pool.invoke(PID, json({}));
    expect([second.environmentId, read(second)]).toEqual([first.environmentId, read(first)]);
    expect(first.requestId).not.toBe(second.requestId);
  });

  test('the one that was used last is used next', async () => {
    const { pool, open, event, begun } = gated();
    const both = [pool.invoke(GATE, event), pool.invoke(GATE, event)];
    await begun(2);
    open();
    const last = await Promise.all(both).then(async (outcomes) => {
      expect(new Set(outcomes.map(read)).size).toBe(2);
      return pool.invoke(GATE, event);
    });
    for (let i = 0; i < 3; i++) expect((await pool.invoke(GATE, event)).environmentId).toBe(last.environmentId);
  });

  test('there are no more than may be; the others wait in turn', async () => {
    const { pool, open, event } = gated({ maxEnvironments: 2 });
    const order: number[] = [];
    const waiting = Array.from({ length: 8 }, (_, index) => pool.invoke(GATE, event).then((outcome) => {
      order.push(index);
      return read(outcome);
    }));
    open();
    expect(new Set(await Promise.all(waiting)).size).toBeLessThanOrEqual(2);
    expect(order.indexOf(7)).toBeGreaterThan(order.indexOf(3));
    expect(order.indexOf(4)).toBeGreaterThan(order.indexOf(0));
  });

  test('beyond the queue they are throttled', async () => {
    const { pool, open, event } = gated({ maxEnvironments: 1, maxQueue: 2 });
    const waiting = Array.from({ length: 4 }, () => pool.invoke(GATE, event));
    open();
    expect(kinds(await Promise.all(waiting)).sort()).toEqual(['result', 'result', 'throttled', 'throttled']);
  });

  test.each([[0, 0], [1, 1], [3, 3]])('a reserved concurrency of %i lets %i in, of all versions together', async (reservedConcurrency, wanted) => {
    const { pool, open, event } = gated();
    const version = (name: string) => ({ ...GATE, version: name, reservedConcurrency });
    const waiting = ['1', '2', '1', '2', '1'].map((name) => pool.invoke(version(name), event));
    open();
    expect(kinds(await Promise.all(waiting)).filter((kind) => kind === 'result')).toHaveLength(wanted);
    expect((await pool.invoke(version('1'), event)).kind).toBe(wanted > 0 ? 'result' : 'throttled');
  });

  test('idle ones end', async () => {
    const pool = poolOf({ idleMs: 20 });
    const pid = read(await pool.invoke(PID, json({}))) as number;
    await until(() => !lives(pid));
    expect(read(await pool.invoke(PID, json({})))).not.toBe(pid);
  });

  test('idle ones make room for other functions', async () => {
    const pool = poolOf({ maxProcesses: 2 });
    const specs = ['1', '2', '3'].map((version) => ({ ...PID, version }));
    const [first, second, third] = [
      read(await pool.invoke(specs[0], json({}))), read(await pool.invoke(specs[1], json({}))), read(await pool.invoke(specs[2], json({}))),
    ] as number[];
    await until(() => !lives(first));
    expect([lives(second), lives(third)]).toEqual([true, true]);
  });

  test('one that ends while it is idle is not used again', async () => {
    const pool = poolOf();
    const pid = read(await pool.invoke(PID, json({}))) as number;
    process.kill(pid, 'SIGKILL');
    await until(() => !lives(pid));
    const outcomes = [await pool.invoke(PID, json({})), await pool.invoke(PID, json({}))];
    expect(outcomes.at(-1)!.kind).toBe('result');
    expect(read(outcomes.at(-1)!)).not.toBe(pid);
  });
});

describe('callers that give up', () => {
  test('the function goes on, and its environment is used again', async () => {
    const { pool, open, event, begun } = gated({ maxEnvironments: 1 });
    await pool.invoke(GATE, json({ gate: '/' }));
    expect(await pool.invoke(GATE, event, { timeoutMs: 50 })).toMatchObject({ kind: 'abandoned' });
    await begun(2);
    const next = pool.invoke(GATE, event);
    open();
    expect(await next).toMatchObject({ kind: 'result', initMs: undefined });
  });

  test('one that waits leaves the queue', async () => {
    const { pool, open, event, begun } = gated({ maxEnvironments: 1, maxQueue: 1 });
    const first = pool.invoke(GATE, event);
    await begun(1);
    expect(await pool.invoke(GATE, event, { timeoutMs: 1 })).toMatchObject({ kind: 'abandoned' });
    const third = pool.invoke(GATE, event);
    expect(await pool.invoke(GATE, event)).toMatchObject({ kind: 'throttled' });
    open();
    expect(kinds(await Promise.all([first, third]))).toEqual(['result', 'result']);
    await begun(2);
  });
});

describe('versions', () => {
  test('run side by side', async () => {
    const pool = poolOf();
    const versions = ['1', '2'].map((version) => node(`exports.handler = async (e, c) => [c.functionVersion, '${version}'];`, { version }));
    const outcomes = await Promise.all([...versions, ...versions].map((spec) => pool.invoke(spec, json({}))));
    expect(outcomes.map(read)).toEqual([['1', '1'], ['2', '2'], ['1', '1'], ['2', '2']]);
  });

  test('the same, read twice, is the same', async () => {
    const pool = poolOf();
    const one = await pool.invoke(PID, json({}));
    const two = await pool.invoke(structuredClone(PID), json({}));
    const other = await pool.invoke({ ...PID, environment: { A: '1' } }, json({}));
    expect(two.environmentId).toBe(one.environmentId);
    expect(other.environmentId).not.toBe(one.environmentId);
  });

  test('what is retired answers what it has, and then goes', async () => {
    const { pool, open, event, begun } = gated({ maxEnvironments: 1 });
    const [running, waiting] = [pool.invoke(GATE, event), pool.invoke(GATE, event)];
    await begun(1);
    pool.retire(GATE);
    const afresh = pool.invoke(GATE, event);
    open();
    const [one, two, three] = (await Promise.all([running, waiting, afresh])).map(read) as number[];
    expect(two).toBe(one);
    expect(three).not.toBe(one);
    await until(() => !lives(one));
    expect(lives(three)).toBe(true);
  });

  test('idle ones that are retired go at once', async () => {
    const pool = poolOf();
    const other = { ...PID, version: '2' };
    const [gone, kept] = [read(await pool.invoke(PID, json({}))), read(await pool.invoke(other, json({})))] as number[];
    pool.retain([structuredClone(other)]);
    await until(() => !lives(gone));
    expect(read(await pool.invoke(other, json({})))).toBe(kept);
  });

  test('one that reloads under load loses nothing', async () => {
    const pool = poolOf({ maxEnvironments: 2 });
    const release = (number: number) => node(`exports.handler = async () => ${number};`, { version: '$LATEST' });
    const answers: Promise<InvokeOutcome>[] = [];
    for (let number = 0; number < 4; number++) {
      const spec = release(number);
      pool.retain([spec]);
      for (let i = 0; i < 20; i++) answers.push(pool.invoke(spec, json({})));
      await answers[answers.length - 20];
    }
    expect((await Promise.all(answers)).map(read)).toEqual(Array.from({ length: 80 }, (_, index) => Math.floor(index / 20)));
  });
});

describe('the end', () => {
  test('close abandons what runs and waits, and leaves no process', async () => {
    const { pool, event, begun } = gated({ maxEnvironments: 1 });
    const both = [pool.invoke(GATE, event), pool.invoke(GATE, event)];
    const pid = read(await pool.invoke({ ...PID, version: '2' }, json({}))) as number;
    await begun(1);
    await pool.close();
    expect(kinds(await Promise.all(both))).toEqual(['abandoned', 'abandoned']);
    expect(lives(pid)).toBe(false);
    expect(await pool.invoke(PID, json({}))).toMatchObject({ kind: 'refused' });
  });

  test.each([['SIGKILL'], ['SIGTERM'], ['SIGINT']] as const)('functions do not outlive their parent: %s', async (signal) => {
    const directory = directoryOf({});
    const parent = spawn(process.execPath, [join(__dirname, 'parent.cjs')], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, TMPDIR: directory } });
    const pids: number[] = [];
    parent.stdout.setEncoding('utf8').on('data', (text: string) => pids.push(...text.split('\n').filter(Boolean).map(Number)));
    await until(() => pids.length === 3);
    expect(pids.map(lives)).toEqual([true, true, true]);
    parent.kill(signal);
    await once(parent, 'close');
    await until(() => !pids.some(lives) && readdirSync(directory).length === 0);
  });

  test('an idle pool does not keep its process', async () => {
    const parent = spawn(process.execPath, [join(__dirname, 'parent.cjs'), 'idle'], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    parent.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    expect(await once(parent, 'close')).toEqual([0, null]);
    await until(() => !lives(Number(output)));
  });
});

test('a container image is refused', async () => {
  const pool = poolOf();
  const spec = functionOf({ runtime: undefined, handler: undefined, code: { kind: 'image', uri: 'repository:tag' } });
  const problem = 'orders cannot run: container images cannot run here: repository:tag';
  expect(await pool.check(spec)).toBe(problem);
  expect(await pool.invoke(spec, json({}))).toMatchObject({ kind: 'refused', payload: Buffer.from(problem) });
  expect(await pool.check(PID)).toBeUndefined();
});
