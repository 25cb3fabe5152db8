import { directoryOf, filesOf, functionOf, json, poolOf, python, read, testWith } from './support';

const pythonTest = testWith('python3');

const stackTrace = expect.any(Array);
const handler = (body: string) => `def handler(event, context):\n    ${body}\n`;

pythonTest.each<[string, string, unknown]>([
  ['its event', handler('return event'), { ok: true }],
  ['nothing', handler('pass'), null],
  ['text', handler("return 'ä€'"), 'ä€'],
  ['bytes as they are', handler("return b'[1, 2]'"), [1, 2]],
  ['decimals', `from decimal import Decimal\n${handler("return [Decimal('1'), Decimal('1.5')]")}`, [1, 1.5]],
])('gives %s', async (_name, text, wanted) => {
  const outcome = await poolOf().invoke(python(text), json({ ok: true }));
  expect([outcome.kind, read(outcome)]).toEqual(['result', wanted]);
});

pythonTest.each<[string, string, unknown]>([
  ['raises', handler("raise ValueError('no')"), { errorType: 'ValueError', errorMessage: 'no', stackTrace }],
  ['raises its own', `class Missing(Exception):\n    pass\n\n${handler("raise Missing('x')")}`, { errorType: 'Missing', errorMessage: 'x', stackTrace }],
  ['a result that is no JSON', handler('return {1, 2}'), {
    errorType: 'Runtime.MarshalError', errorMessage: 'Unable to marshal response: Object of type set is not JSON serializable', stackTrace: [],
  }],
  ['too large a response', handler("return 'x' * (6 * 1024 * 1024 + 99)"), {
    errorType: 'Function.ResponseSizeTooLarge', errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
  }],
])('fails: %s', async (_name, text, wanted) => {
  const pool = poolOf({ maxEnvironments: 1 });
  const outcome = await pool.invoke(python(text), json({}));
  expect(outcome.kind).toBe('error');
  expect(read(outcome)).toMatchObject(wanted as object);
  expect((await pool.invoke(python(text), json({}))).environmentId).toBe(outcome.environmentId);
});

pythonTest('the trace has the function only', async () => {
  const spec = python("def inner():\n    raise KeyError('k')\n\ndef handler(event, context):\n    inner()\n");
  const outcome = await poolOf().invoke(spec, json({}));
  const { stackTrace: lines, requestId } = read(outcome) as { stackTrace: string[]; requestId: string };
  expect(requestId).toBe(outcome.requestId);
  expect(lines).toEqual([expect.stringMatching(/index\.py", line 5, in handler\n {4}inner\(\)\n/), expect.stringMatching(/index\.py", line 2, in inner\n/)]);
  expect(outcome.logs).toContain("[ERROR] KeyError: 'k'\nTraceback (most recent call last):\n\u00a0\u00a0File ");
});

pythonTest('an event that is no JSON', async () => {
  expect(read(await poolOf().invoke(python(handler('pass')), Buffer.from('{')))).toMatchObject({ errorType: 'Runtime.UnmarshalError' });
});

pythonTest.each<[string, Record<string, string>, string, string, string]>([
  ['no such file', {}, 'index.handler', 'Runtime.ImportModuleError', "Unable to import module 'index': No module named 'index'"],
  ['no such function', { 'index.py': 'x = 1' }, 'index.handler', 'Runtime.HandlerNotFound', "Handler 'handler' missing on module 'index'"],
  ['a syntax error', { 'index.py': 'def' }, 'index.handler', 'Runtime.UserCodeSyntaxError', "Syntax error in module 'index': invalid syntax"],
  ['no name', { 'index.py': '' }, 'index', 'Runtime.MalformedHandlerName', "Bad handler 'index'"],
  ['a built-in name', {}, 'sys.exit', 'Runtime.BuiltInModuleConflict', 'Cannot use built-in module sys as a handler module'],
  ['it raises', { 'index.py': "raise ValueError('at start')" }, 'index.handler', 'ValueError', 'at start'],
])('does not start: %s', async (_name, files, name, errorType, errorMessage) => {
  const outcome = await poolOf().invoke(filesOf(files, { runtime: 'python3.12', handler: name }), json({}));
  expect(outcome.kind).toBe('error');
  expect(read(outcome)).toMatchObject({ errorType, errorMessage: expect.stringContaining(errorMessage) });
});

pythonTest.each<[string, Record<string, string>, string]>([
  ['in folders', { 'src/app/index.py': handler("return 'found'") }, 'src/app/index.handler'],
  ['as a package', { 'src/app.py': handler("return 'found'"), 'src/__init__.py': '' }, 'src.app.handler'],
  ['named as one of the runtime\'s own', { 'log.py': "word = 'found'", 'index.py': `import log\n${handler('return log.word')}` }, 'index.handler'],
])('is found %s', async (_name, files, name) => {
  expect(read(await poolOf().invoke(filesOf(files, { runtime: 'python3.12', handler: name }), json({})))).toBe('found');
});

pythonTest('the context', async () => {
  const spec = python(handler('return {**{k: getattr(context, k) for k in (\'function_name\', \'function_version\', \'memory_limit_in_mb\', \'log_group_name\', \
\'invoked_function_arn\', \'aws_request_id\')}, \'left\': context.get_remaining_time_in_millis(), \'custom\': context.client_context.custom, \
\'title\': context.client_context.client.app_title, \'identity\': context.identity.cognito_identity_id, \'trace\': __import__(\'os\').environ[\'_X_AMZN_TRACE_ID\']}'));
  const outcome = await poolOf().invoke(spec, json({}), {
    invokedArn: `${spec.arn}:live`, traceId: 'Root=1', clientContext: { custom: { a: 1 }, client: { app_title: 'ä' } },
  });
  const { left, ...rest } = read(outcome) as { left: number };
  expect(left).toBeGreaterThan(10_000);
  expect(rest).toEqual({
    function_name: 'orders',
    function_version: '$LATEST',
    memory_limit_in_mb: '128',
    log_group_name: '/aws/lambda/orders',
    invoked_function_arn: `${spec.arn}:live`,
    aws_request_id: outcome.requestId,
    custom: { a: 1 },
    title: 'ä',
    identity: null,
    trace: 'Root=1',
  });
});

pythonTest('what it writes', async () => {
  const spec = python(`import logging, sys\nprint('at start')\n${handler(`
    print('a', end='')
    print('b', file=sys.stderr)
    sys.stdout.buffer.write(b'raw\\n'); sys.stdout.flush()
    logging.getLogger().warning('careful')
    logging.getLogger().info('not shown')
    context.log('c\\n')`)}`);
  const { logs, requestId } = await poolOf().invoke(spec, json({}));
  expect(logs.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/, 'TIME')).toBe(`at start\nab\nraw\n[WARNING]\tTIME\t${requestId}\tcareful\nc\n`);
});

pythonTest('what its threads write', async () => {
  const spec = python(`from concurrent.futures import ThreadPoolExecutor
def handler(event, context):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: print(str(n) * 2000), range(8)))
    return 'done'
`);
  const outcome = await poolOf().invoke(spec, json({}));
  expect(read(outcome)).toBe('done');
  expect([...outcome.logs].sort().join('')).toBe('\n'.repeat(8) + [0, 1, 2, 3, 4, 5, 6, 7].map((n) => String(n).repeat(2000)).join(''));
});

pythonTest('layers, the last one first, after its own code', async () => {
  const layers = ['below', 'above'].map((text) => directoryOf({ 'python/shared.py': `word = '${text}'`, 'python/index.py': '' }));
  expect(read(await poolOf().invoke(python(`import shared\n${handler('return shared.word')}`, { layers }), json({})))).toBe('above');
});

pythonTest('packages of layers', async () => {
  const layers = [
    directoryOf({ 'python/lib/python3.12/site-packages/shared.py': "word = 'packed'" }),
    directoryOf({ 'python/shared.py': "word = 'plain'", 'python/lib/python3.9/site-packages/shared.py': '' }),
  ];
  expect(read(await poolOf().invoke(python(`import shared\n${handler('return shared.word')}`, { layers }), json({})))).toBe('packed');
});

pythonTest('what is printed is told by the line, and what ends no line at the end', async () => {
  const told: string[] = [];
  await poolOf({ onLog: (_spec, text) => told.push(text) }).invoke(python(handler("print('a', 1); print('b'); print('c', end='')")), json({}));
  expect(told).toEqual(['a 1\n', 'b\n', 'c']);
});

pythonTest.each<[string, string, string]>([
  ['exits', 'import sys; sys.exit(3)', 'Runtime exited with error: exit status 3'],
  ['exits quietly', 'import os; os._exit(0)', 'Runtime exited without providing a reason'],
  ['is killed', 'import os; os.kill(os.getpid(), 9)', 'Runtime exited with error: signal: killed'],
])('%s', async (_name, statement, message) => {
  const outcome = await poolOf().invoke(python(handler(statement)), json({}));
  expect([outcome.kind, read(outcome)]).toEqual(['crash', { errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${outcome.requestId} Error: ${message}` }]);
});

pythonTest('no Python on the path', async () => {
  const pool = poolOf({ python: 'python-that-is-not-there' });
  const spec = functionOf({ runtime: 'python3.12', code: { kind: 'inline', text: '' } });
  const problem = 'orders cannot run: there is no python-that-is-not-there on the PATH';
  expect(await pool.check(spec)).toBe(problem);
  expect(await pool.invoke(spec, json({}))).toMatchObject({ kind: 'refused', payload: Buffer.from(problem) });
});
