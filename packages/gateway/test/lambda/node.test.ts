import { directoryOf, filesOf, json, node, poolOf, read } from './support';

const OBJECT = { ok: true };

describe('what a handler gives', () => {
  test.each<[string, string, unknown]>([
    ['async', 'exports.handler = async (event) => event;', OBJECT],
    ['async, later', 'exports.handler = async (event) => { await new Promise((r) => setTimeout(r, 1)); return event; };', OBJECT],
    ['a promise', 'exports.handler = (event) => Promise.resolve(event);', OBJECT],
    ['anything with then', 'exports.handler = (event) => ({ then: (resolve) => resolve(event) });', OBJECT],
    ['by callback', 'exports.handler = (event, context, callback) => callback(null, event);', OBJECT],
    ['by callback, later', 'exports.handler = (event, context, callback) => { setTimeout(() => callback(undefined, event), 1); };', OBJECT],
    ['by context.succeed', 'exports.handler = (event, context) => context.succeed(event);', OBJECT],
    ['by context.done', 'exports.handler = (event, context) => context.done(null, event);', OBJECT],
    ['the first of two', 'exports.handler = (event, context, callback) => { callback(null, 1); callback(null, 2); context.succeed(3); };', 1],
    ['returned without a promise: nobody waits for it', 'exports.handler = (event) => event;', null],
    ['nothing', 'exports.handler = async () => {};', null],
    ['no callback ever', 'exports.handler = () => { setTimeout(() => {}, 1); };', null],
    ['a function', 'exports.handler = async () => () => 1;', null],
    ['text', 'exports.handler = async () => "ä\\u2028€";', 'ä\u2028€'],
    ['a nested export', 'exports.handler = { nothing: 1 }; exports.handler = async () => "h";', 'h'],
    ['no callback from an async function that never ends', 'exports.handler = async () => new Promise(() => {});', {
      errorType: 'Runtime.NodeJsExit', errorMessage: expect.stringContaining('Promise that was never settled'), trace: expect.any(Array),
    }],
  ])('%s', async (_name, text, wanted) => {
    expect(read(await poolOf().invoke(node(text), json(OBJECT)))).toEqual(wanted);
  });

  test.each<[string, string, string[]]>([
    ['a callback waits for the event loop', '', ['timer', 'immediate']],
    ['unless it is told not to', 'context.callbackWaitsForEmptyEventLoop = false;', []],
  ])('%s', async (_name, statement, wanted) => {
    const spec = node(`
      const seen = [];
      exports.handler = (event, context, callback) => {
        ${statement}
        setTimeout(() => seen.push('timer') && setImmediate(() => seen.push('immediate')), 20);
        callback(null, seen);
      };`);
    expect(read(await poolOf().invoke(spec, json({})))).toEqual(wanted);
  });

  test('between invocations it is frozen', async () => {
    const spec = node(`
      let ticks = 0;
      exports.handler = async () => {
        const atStart = ticks;
        if (ticks === 0) setInterval(() => ticks++, 1);
        await new Promise((r) => setTimeout(r, 20));
        return [atStart, ticks];
      };`);
    const pool = poolOf();
    const [, before] = read(await pool.invoke(spec, json({}))) as number[];
    await pool.invoke(node('exports.handler = async () => new Promise((r) => setTimeout(r, 100));'), json({}));
    const [after, later] = read(await pool.invoke(spec, json({}))) as number[];
    expect(after).toBeLessThan(before + 5);
    expect(later).toBeGreaterThan(after);
  });
});

describe('how a handler fails', () => {
  const trace = expect.any(Array);
  test.each<[string, string, unknown]>([
    ['throws', 'exports.handler = () => { throw new TypeError("no"); };', { errorType: 'TypeError', errorMessage: 'no', trace }],
    ['rejects', 'exports.handler = async () => { throw new RangeError("no"); };', { errorType: 'RangeError', errorMessage: 'no', trace }],
    ['calls back with an error', 'exports.handler = (e, c, callback) => callback(new Error("no"));', { errorType: 'Error', errorMessage: 'no', trace }],
    ['calls back with a text', 'exports.handler = (e, c, callback) => callback("no");', { errorType: 'string', errorMessage: 'no', trace: [] }],
    ['throws a text', 'exports.handler = async () => { throw "no"; };', { errorType: 'string', errorMessage: 'no', trace: [] }],
    ['throws an object', 'exports.handler = async () => { throw { a: 1 }; };', { errorType: 'object', errorMessage: '[object Object]', trace: [] }],
    ['throws what cannot be a text', 'exports.handler = async () => { throw Object.create(null); };', {
      errorType: 'handled', errorMessage: expect.stringContaining('problem while retrieving'),
    }],
    ['throws its own error', 'class Missing extends Error { name = "Missing" } exports.handler = async () => { throw new Missing("x"); };', {
      errorType: 'Missing', errorMessage: 'x', trace,
    }],
    ['context.fail with nothing', 'exports.handler = (e, context) => context.fail();', { errorType: 'string', errorMessage: 'handled', trace: [] }],
    ['a result that is no JSON', 'exports.handler = async () => { const a = {}; a.a = a; return a; };', {
      errorType: 'Error', errorMessage: 'Unable to stringify response body', trace,
    }],
    ['a bigint', 'exports.handler = async () => 1n;', { errorType: 'Error', errorMessage: 'Unable to stringify response body', trace }],
    ['a rejection that nobody handles', 'exports.handler = () => { Promise.reject(new Error("lost")); return new Promise(() => {}); };', {
      errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'Error: lost', trace,
    }],
    ['an exception that nobody catches', 'exports.handler = () => { setTimeout(() => { throw new Error("late"); }, 1); };', {
      errorType: 'Error', errorMessage: 'late', trace,
    }],
    ['too large a response', 'exports.handler = async () => "x".repeat(6 * 1024 * 1024 + 99);', {
      errorType: 'Function.ResponseSizeTooLarge', errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
    }],
  ])('%s', async (_name, text, wanted) => {
    const pool = poolOf({ maxEnvironments: 1 });
    const outcome = await pool.invoke(node(text), json({}));
    expect(outcome.kind).toBe('error');
    expect(read(outcome)).toEqual(wanted);
    // The next one is answered as well.
    expect((await pool.invoke(node(text), json({}))).kind).toBe('error');
  });

  test('an event that is no JSON', async () => {
    const outcome = await poolOf().invoke(node('exports.handler = async () => 1;'), Buffer.from('{'));
    expect(read(outcome)).toMatchObject({ errorType: 'SyntaxError' });
  });

  test('the largest response', async () => {
    const outcome = await poolOf().invoke(node('exports.handler = async () => "x".repeat(6 * 1024 * 1024 + 98);'), json({}));
    expect(outcome).toMatchObject({ kind: 'result', payload: { length: 6_291_556 } });
  });

  test('the error is in the log, with its own properties', async () => {
    const spec = node('exports.handler = async () => { throw Object.assign(new Error("no"), { code: "E1", more: 2 }); };');
    const { logs, requestId } = await poolOf().invoke(spec, json({}));
    const [time, id, level, label, text] = logs.split('\t').filter(Boolean);
    expect([Date.parse(time) > 0, id, level, label.trim()]).toEqual([true, requestId, 'ERROR', 'Invoke Error']);
    expect(JSON.parse(text)).toMatchObject({ errorType: 'Error', errorMessage: 'no', code: 'E1', more: 2, stack: expect.any(Array) });
  });
});

describe('how a handler is found', () => {
  const cjs = 'exports.handler = async () => "cjs"; exports.deep = { er: { handler: async () => "deep" } };';
  const esm = 'export const handler = async () => "esm"; export default { handler: async () => "default" };';
  test.each<[string, Record<string, string>, string, unknown]>([
    ['.js', { 'index.js': cjs }, 'index.handler', 'cjs'],
    ['.cjs', { 'index.cjs': cjs }, 'index.handler', 'cjs'],
    ['.mjs', { 'index.mjs': esm }, 'index.handler', 'esm'],
    ['the default of .mjs', { 'index.mjs': esm }, 'index.default.handler', 'default'],
    ['.js in a module package', { 'package.json': '{"type":"module"}', 'index.js': esm }, 'index.handler', 'esm'],
    ['.js in a folder of a module package', { 'package.json': '{"type":"module"}', 'src/index.js': esm }, 'src/index.handler', 'esm'],
    ['.cjs in a module package', { 'package.json': '{"type":"module"}', 'index.cjs': cjs }, 'index.handler', 'cjs'],
    ['.js before .mjs', { 'index.js': cjs, 'index.mjs': esm }, 'index.handler', 'cjs'],
    ['in folders', { 'src/app/index.js': cjs }, 'src/app/index.handler', 'cjs'],
    ['nested', { 'index.js': cjs }, 'index.deep.er.handler', 'deep'],
    ['a folder', { 'index/index.js': cjs }, 'index.handler', 'cjs'],
    ['in node_modules', { 'node_modules/lib/index.js': cjs }, 'lib.handler', 'cjs'],
    ['after top-level await', { 'index.mjs': 'const v = await Promise.resolve("tla"); export const handler = async () => v;' }, 'index.handler', 'tla'],
  ])('%s', async (_name, files, handler, wanted) => {
    expect(read(await poolOf().invoke(filesOf(files, { handler }), json({})))).toBe(wanted);
  });

  test.each<[string, Record<string, string>, string, string, string]>([
    ['no such file', {}, 'index.handler', 'Runtime.ImportModuleError', "Error: Cannot find module 'index'"],
    ['a file that needs what is missing', { 'index.js': 'require("nowhere")' }, 'index.handler', 'Runtime.ImportModuleError', "Cannot find module 'nowhere'"],
    ['no such export', { 'index.js': cjs }, 'index.missing', 'Runtime.HandlerNotFound', 'index.missing is undefined or not exported'],
    ['no function', { 'index.js': cjs }, 'index.deep', 'Runtime.HandlerNotFound', 'index.deep is not a function'],
    ['a syntax error', { 'index.js': 'exports.handler = (' }, 'index.handler', 'Runtime.UserCodeSyntaxError', 'SyntaxError: '],
    ['no name', { 'index.js': cjs }, 'index', 'Runtime.MalformedHandlerName', 'Bad handler'],
    ['upwards', { 'index.js': cjs }, '../index.handler', 'Runtime.MalformedHandlerName', "'../index.handler' is not a valid handler name."],
    ['it throws', { 'index.js': 'throw new TypeError("at start")' }, 'index.handler', 'TypeError', 'at start'],
    ['it rejects', { 'index.mjs': 'await Promise.reject(new TypeError("at start"))' }, 'index.handler', 'TypeError', 'at start'],
  ])('not: %s', async (_name, files, handler, errorType, message) => {
    const outcome = await poolOf().invoke(filesOf(files, { handler }), json({}));
    expect(outcome.kind).toBe('error');
    expect(read(outcome)).toMatchObject({ errorType, errorMessage: expect.stringContaining(message) });
  });

  test('handlers with a callback do not start on Node.js 24', async () => {
    const text = 'exports.handler = (event, context, callback) => callback(null, 1);';
    const pool = poolOf();
    expect(read(await pool.invoke(node(text, { runtime: 'nodejs22.x' }), json({})))).toBe(1);
    expect(read(await pool.invoke(node(text, { runtime: 'nodejs24.x' }), json({})))).toMatchObject({ errorType: 'Runtime.CallbackHandlerDeprecated' });
  });
});

describe('what a handler sees', () => {
  test('the context', async () => {
    const spec = node('exports.handler = async (event, context) => ({ ...context, left: context.getRemainingTimeInMillis(), trace: process.env._X_AMZN_TRACE_ID });');
    const pool = poolOf();
    const outcome = await pool.invoke(spec, json({}), { invokedArn: `${spec.arn}:live`, clientContext: { custom: { a: 'ä' } }, traceId: 'Root=1-2-3' });
    const { left, ...context } = read(outcome) as { left: number };
    expect(left).toBeGreaterThan(10_000);
    expect(left).toBeLessThanOrEqual(20_000);
    expect(context).toEqual({
      callbackWaitsForEmptyEventLoop: true,
      functionVersion: '$LATEST',
      functionName: 'orders',
      memoryLimitInMB: '128',
      logGroupName: '/aws/lambda/orders',
      logStreamName: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\]/),
      clientContext: { custom: { a: 'ä' } },
      invokedFunctionArn: `${spec.arn}:live`,
      awsRequestId: outcome.requestId,
      trace: 'Root=1-2-3',
    });
    const next = read(await pool.invoke(spec, json({}))) as object;
    expect(next).toMatchObject({ invokedFunctionArn: spec.arn });
    expect(Object.keys(next)).not.toContain('trace');
  });

  test('the environment, and no more of it than that', async () => {
    process.env.STAGECRAFT_TEST_SECRET = 'not for functions';
    const spec = node('exports.handler = async () => ({ env: process.env, cwd: process.cwd(), offset: new Date().getTimezoneOffset() });', {
      environment: { TABLE: 'orders', TZ: 'UTC', AWS_ACCESS_KEY_ID: 'mine' },
    });
    const { env, cwd, offset } = read(await poolOf({ environment: { AWS_ENDPOINT_URL: 'http://127.0.0.1:1', TABLE: 'x' } }).invoke(spec, json({}))) as {
      env: Record<string, string>; cwd: string; offset: number;
    };
    delete process.env.STAGECRAFT_TEST_SECRET;
    expect(offset).toBe(0);
    expect(env).toMatchObject({
      TABLE: 'orders',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      AWS_ACCESS_KEY_ID: 'mine',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_REGION: 'eu-west-1',
      AWS_DEFAULT_REGION: 'eu-west-1',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x',
      AWS_LAMBDA_FUNCTION_NAME: 'orders',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      _HANDLER: 'index.handler',
      LAMBDA_TASK_ROOT: cwd,
    });
    expect(Object.keys(env)).not.toContain('STAGECRAFT_TEST_SECRET');
  });

  test('layers, the last one first', async () => {
    const layer = (text: string) => directoryOf({ 'nodejs/node_modules/shared/index.js': `module.exports = ${JSON.stringify(text)};` });
    const spec = node('exports.handler = async () => require("shared");', { layers: [layer('below'), layer('above')] });
    expect(read(await poolOf().invoke(spec, json({})))).toBe('above');
  });
});

describe('what a handler writes', () => {
  test('lines carry the time, the request and the level', async () => {
    const spec = node(`
      console.log('at start');
      exports.handler = async () => {
        console.log('a %s', 'b', { c: 1 }); console.error('e'); console.warn('w'); console.debug('d'); console.info('two\\nlines');
        process.stdout.write('out'); process.stderr.write(Buffer.from(' err\\n'));
        await new Promise((resolve) => process.stdout.write('done\\n', resolve));
      };`);
    const pool = poolOf({ maxEnvironments: 1 });
    const first = await pool.invoke(spec, json({}));
    const lines = (logs: string) => logs.replace(/^\d{4}-\d\d-\d\dT[\d:.]+Z/gm, 'TIME');
    const own = ({ requestId }: { requestId: string }) => [
      `TIME\t${requestId}\tINFO\ta b { c: 1 }`, `TIME\t${requestId}\tERROR\te`, `TIME\t${requestId}\tWARN\tw`, `TIME\t${requestId}\tDEBUG\td`,
      `TIME\t${requestId}\tINFO\ttwo`, 'lines', 'out err', 'done', '',
    ].join('\n');
    expect(lines(first.logs)).toBe(`TIME\tundefined\tINFO\tat start\n${own(first)}`);
    expect(first.initMs).toBeGreaterThan(0);
    const second = await pool.invoke(spec, json({}));
    expect(lines(second.logs)).toBe(own(second));
    expect(second.initMs).toBeUndefined();
  });

  test('it is told as it comes', async () => {
    const seen: [string, string, string | undefined][] = [];
    const spec = node('exports.handler = async () => { console.log("now"); };');
    const { requestId } = await poolOf({ onLog: ({ name }, text, id) => seen.push([name, text.split('\t')[3], id]) }).invoke(spec, json({}));
    expect(seen).toEqual([['orders', 'now\n', requestId]]);
  });
});
