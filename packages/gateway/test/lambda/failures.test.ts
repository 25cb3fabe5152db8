import { randomBytes } from 'node:crypto';
import { functionOf, json, lives, node, poolOf, python, read, testWith, until } from './support';
import { FrameReader, invokeFrame } from '../../src/lambda/frames';
import type { LambdaFunctionSpec } from '../../src/lambda/spec';

const pythonTest = testWith('python3');
const BRIEF = { timeoutSeconds: 0.25 };

describe('a function that takes too long', () => {
  test.each([
    ['waits', node('exports.handler = () => { setInterval(() => {}, 1000); };', BRIEF)],
    ['spins', node('exports.handler = () => { for (;;); };', BRIEF)],
    ['never ends its response', node('exports.handler = awslambda.streamifyResponse(async (event, stream) => { stream.write("a"); });', BRIEF)],
    ['ignores signals', node('process.on("SIGTERM", () => {}); exports.handler = () => { for (;;); };', BRIEF)],
  ])('%s', async (_name, spec) => expectTimeouts(spec));

  pythonTest('sleeps in Python', async () => expectTimeouts(python('import time\ndef handler(event, context):\n    time.sleep(60)\n', BRIEF)));

  async function expectTimeouts(spec: LambdaFunctionSpec) {
    const pool = poolOf({ maxEnvironments: 1 });
    const [first, second] = await Promise.all([pool.invoke(spec, json({})), pool.invoke(spec, json({}))]);
    for (const outcome of [first, second]) {
      const { requestId } = outcome;
      expect(outcome.kind).toBe('timeout');
      expect(read(outcome)).toEqual({ errorType: 'Sandbox.Timedout', errorMessage: `RequestId: ${requestId} Error: Task timed out after 0.25 seconds` });
      expect(outcome.logs).toMatch(new RegExp(`\\d{4}-\\d\\d-\\d\\dT\\S+Z ${requestId} Task timed out after 0\\.25 seconds`));
    }
    expect(second.environmentId).not.toBe(first.environmentId);
  }

  test('what it had started is ended with it', async () => {
    const spec = node(`
      const { spawn } = require('node:child_process');
      exports.handler = () => { console.log(spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']).pid); for (;;); };`, BRIEF);
    const { logs } = await poolOf().invoke(spec, json({}));
    const pid = Number(/INFO\t(\d+)/.exec(logs)![1]);
    await until(() => !lives(pid));
  });
});

describe('a process that ends', () => {
  const failing = 'exports.handler = async (event) => { if (event.how) eval(event.how); return process.pid; };';
  test.each([
    ['without a reason', 'process.exit(0)', 'Runtime exited without providing a reason'],
    ['with a status', 'process.exit(7)', 'Runtime exited with error: exit status 7'],
    ['killed', 'process.kill(process.pid, "SIGKILL")', 'Runtime exited with error: signal: killed'],
    ['aborted', 'process.abort()', 'Runtime exited with error: signal: aborted'],
    ['segmentation fault', 'process.kill(process.pid, "SIGSEGV")', 'Runtime exited with error: signal: segmentation fault'],
  ])('%s', async (_name, how, message) => {
    const pool = poolOf({ maxEnvironments: 1 });
    const outcome = await pool.invoke(node(failing), json({ how }));
    expect([outcome.kind, read(outcome)]).toEqual(['crash', { errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${outcome.requestId} Error: ${message}` }]);
    expect((await pool.invoke(node(failing), json({}))).kind).toBe('result');
  });

  test('or only closes its channel', async () => {
    const spec = node('exports.handler = () => { require("node:fs").closeSync(3); for (;;); };');
    expect(await poolOf().invoke(spec, json({}))).toMatchObject({ kind: 'crash' });
  });

  test('at its start', async () => {
    const outcome = await poolOf().invoke(node('process.exit(4)'), json({}));
    expect([outcome.kind, read(outcome)]).toEqual(['crash', {
      errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${outcome.requestId} Error: Runtime exited with error: exit status 4`,
    }]);
  });

  test('out of memory', async () => {
    const spec = node('exports.handler = async () => { const all = []; for (;;) all.push(new Array(1e5).fill({})); };');
    expect(await poolOf().invoke(spec, json({}))).toMatchObject({ kind: 'crash' });
  });

  test('what it wrote last is in the log', async () => {
    const spec = node('exports.handler = async () => { console.log("last words"); require("node:fs").writeSync(2, "by itself\\n"); process.exit(1); };');
    const { logs } = await poolOf().invoke(spec, json({}));
    expect(logs).toContain('last words');
    expect(logs).toContain('by itself');
  });

  test('a program that does not exist', async () => {
    const pool = poolOf({ interfaceClients: { ruby: ['/nowhere/ruby'] } });
    const outcome = await pool.invoke(functionOf({ runtime: 'ruby3.3', code: { kind: 'inline', text: '' } }), json({}));
    expect([outcome.kind, read(outcome)]).toEqual(['crash', expect.objectContaining({ errorType: 'Runtime.InvalidEntrypoint' })]);
  });
});

describe('a function that writes and writes', () => {
  test.each([
    ['with console.log', 'for (let i = 0; i < 1e5; i++) console.log("x".repeat(100));'],
    ['in one piece', 'process.stdout.write("x".repeat(2e7));'],
    ['past the runtime', 'for (let i = 0; i < 200; i++) require("node:fs").writeSync(1, "x".repeat(60000));'],
    ['by another process', 'require("node:child_process").spawnSync("head", ["-c", "20000000", "/dev/zero"], { stdio: ["ignore", "inherit", "inherit"] });'],
  ])('%s', async (_name, statement) => {
    const outcome = await poolOf().invoke(node(`exports.handler = async () => { ${statement} return 'done'; };`), json({}));
    expect(read(outcome)).toBe('done');
    expect(outcome.logs.length).toBeLessThan(1.1 * 2 ** 20);
  });

  pythonTest('in Python', async () => {
    const outcome = await poolOf().invoke(python("def handler(event, context):\n    for i in range(30000):\n        print('x' * 100)\n    return 'done'\n"), json({}));
    expect(read(outcome)).toBe('done');
    expect(outcome.logs.length).toBeLessThan(1.1 * 2 ** 20);
  });
});

describe('payloads', () => {
  const echo = node('exports.handler = async (event) => event;');
  test.each([0, 1, 65_000, 65_536, 1_000_000, 6 * 1024 * 1024 - 2])('%i characters there and back', async (length) => {
    const payload = json('x'.repeat(length));
    const outcome = await poolOf().invoke(echo, payload);
    expect(outcome.kind).toBe('result');
    expect(outcome.payload.equals(payload)).toBe(true);
  });

  pythonTest('Python has the same', async () => {
    const payload = json('ä'.repeat(2_000_000));
    const outcome = await poolOf().invoke(python('def handler(event, context):\n    return event\n'), payload);
    expect(outcome.payload.equals(payload)).toBe(true);
  });

  test('more than Lambda takes', async () => {
    expect(await poolOf().invoke(echo, Buffer.alloc(6 * 1024 * 1024 + 1))).toMatchObject({ kind: 'tooLarge' });
  });
});

describe('nonsense on the channel', () => {
  test.each([
    ['zeros', 'Buffer.alloc(100)'],
    ['an impossible length', 'Buffer.alloc(100, 255)'],
    ['text', 'Buffer.from("hello there, this is not a frame")'],
  ])('%s', async (_name, bytes) => {
    const pool = poolOf({ maxEnvironments: 1 });
    const spec = node(`exports.handler = async (event) => { if (event.bad) { require('node:fs').writeSync(3, ${bytes}); setInterval(() => {}, 1000); await new Promise(() => {}); } };`);
    const outcome = await pool.invoke(spec, json({ bad: true }));
    expect(outcome.kind).toBe('crash');
    expect(outcome.logs).toContain('where its runtime sends answers');
    expect((await pool.invoke(spec, json({}))).kind).toBe('result');
  });

  test('random bytes never hold anybody up', async () => {
    const pool = poolOf({ maxEnvironments: 4 });
    const spec = node(`
      exports.handler = async ({ bytes }) => {
        require('node:fs').writeSync(3, Buffer.from(bytes, 'hex'));
        return 'mine';
      };`, BRIEF);
    const answers = await Promise.all(Array.from({ length: 60 }, () => {
      const bytes = randomBytes(1 + Math.floor(Math.random() * 40));
      // A likely length, so that it gets past the first check.
      if (bytes.length > 9 && Math.random() < 0.7) bytes.writeUInt32LE(Math.floor(Math.random() * 40), 0);
      return pool.invoke(spec, json({ bytes: bytes.toString('hex') }));
    }));
    for (const { kind } of answers) expect(['result', 'error', 'crash', 'timeout']).toContain(kind);
    expect(read(await pool.invoke(spec, json({ bytes: '' })))).toBe('mine');
  }, 60_000);

  test('however frames are cut, they are the same frames', () => {
    const sent = Array.from({ length: 200 }, (_, id) => ({ id, body: randomBytes(Math.floor(Math.random() ** 3 * 5000)) }));
    const stream = Buffer.concat(sent.map(({ id, body }) => invokeFrame(id, '', body)));
    const seen: { id: number; body: Buffer }[] = [];
    const reader = new FrameReader((_type, id, body) => seen.push({ id, body: Buffer.from(body.subarray(4)) }));
    for (let at = 0; at < stream.length;) {
      const end = at + 1 + Math.floor(Math.random() ** 4 * 9000);
      expect(reader.push(stream.subarray(at, end))).toBe(true);
      at = end;
    }
    expect(seen).toEqual(sent);
  });
});
