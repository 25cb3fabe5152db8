import { text } from 'node:stream/consumers';
import { directoryOf, filesOf, functionOf, json, lives, poolOf, read, testWith, until } from './support';
import type { StreamOutcome } from '../../src/lambda/outcome';
import type { LambdaFunctionSpec } from '../../src/lambda/spec';

/** A runtime: `answer` has the invocation's headers and event, and `post`. */
function runtime(answer: string, atStart = ''): string {
  return `#!${process.execPath}
    const http = require('node:http');
    const base = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2018-06-01/runtime/';
    const ask = (method, path, body, headers = {}, trailers) => new Promise((resolve, reject) => {
      const request = http.request(base + path, { method, headers }, async (response) => {
        let all = '';
        for await (const chunk of response) all += chunk;
        resolve({ status: response.statusCode, headers: response.headers, body: all });
      });
      request.on('error', reject);
      if (trailers) { request.write(body); request.addTrailers(trailers); request.end(); } else request.end(body);
    });
    (async () => {
      ${atStart}
      for (;;) {
        const { headers, body } = await ask('GET', 'invocation/next');
        const id = headers['lambda-runtime-aws-request-id'];
        const event = JSON.parse(body);
        const post = (what, body, ...more) => ask('POST', 'invocation/' + id + '/' + what, typeof body === 'string' ? body : JSON.stringify(body), ...more);
        ${answer}
      }
    })();
  `;
}

const custom = (answer: string, given: Partial<LambdaFunctionSpec> = {}, atStart?: string) =>
  filesOf({ bootstrap: runtime(answer, atStart) }, { runtime: 'provided.al2023', handler: 'app.run', ...given });

test('invocations, one after the other', async () => {
  const pool = poolOf({ maxEnvironments: 1 });
  const spec = custom('console.log("hello"); await post("response", { event, headers, handler: process.env._HANDLER });');
  const options = { traceId: 'Root=1', clientContext: { custom: { a: 'b' } }, invokedArn: 'arn:live' };
  const [first, second] = await Promise.all([pool.invoke(spec, json({ n: 1 }), options), pool.invoke(spec, json({ n: 2 }))]);
  expect(read(first)).toMatchObject({
    event: { n: 1 },
    handler: 'app.run',
    headers: {
      'lambda-runtime-aws-request-id': first.requestId,
      'lambda-runtime-deadline-ms': expect.stringMatching(/^\d{13}$/),
      'lambda-runtime-invoked-function-arn': 'arn:live',
      'lambda-runtime-trace-id': 'Root=1',
      'lambda-runtime-client-context': '{"custom":{"a":"b"}}',
    },
  });
  expect(read(second)).toMatchObject({ event: { n: 2 } });
  expect([first, second].map(({ logs, initMs }) => [logs, typeof initMs])).toEqual([['hello\n', 'number'], ['hello\n', 'undefined']]);
});

test('a client context that no header can hold as it is', async () => {
  const spec = custom('await post("response", headers["lambda-runtime-client-context"]);');
  const clientContext = { custom: { a: '€\u007f\u{1f600}' } };
  expect(read(await poolOf().invoke(spec, json({}), { clientContext }))).toEqual(clientContext);
});

testWith('curl')('a shell script is a runtime', async () => {
  const bootstrap = `#!/bin/sh
while :; do
  headers=$(mktemp)
  event=$(curl -sS -D "$headers" "http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation/next")
  id=$(grep -i lambda-runtime-aws-request-id "$headers" | tr -d '\\r' | cut -d' ' -f2)
  rm "$headers"
  curl -sS -X POST "http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation/$id/response" -d "[$event]" > /dev/null
done
`;
  const spec = filesOf({ bootstrap }, { runtime: 'provided.al2023' });
  expect(read(await poolOf().invoke(spec, json({ a: 1 })))).toEqual([{ a: 1 }]);
});

test('a bootstrap in a layer', async () => {
  const layer = directoryOf({ bootstrap: runtime('await post("response", [process.cwd()]);') });
  const spec = filesOf({}, { runtime: 'provided.al2', layers: [layer] });
  expect(read(await poolOf().invoke(spec, json({})))).toEqual([(spec.code as { path: string }).path]);
});

test('a command for a runtime that does not run by itself', async () => {
  const client = directoryOf({ bootstrap: runtime('await post("response", [process.argv[2], process.argv[3]]);') });
  const spec = filesOf({}, { runtime: 'ruby3.3', handler: 'app.run' });
  expect(await poolOf().check(spec)).toContain('ruby3.3 does not run here by itself');
  const pool = poolOf({ interfaceClients: { ruby: [`${client}/bootstrap`, '--fast'] } });
  expect(await pool.check(spec)).toBeUndefined();
  expect(read(await pool.invoke(spec, json({})))).toEqual(['--fast', 'app.run']);
});

test('an error', async () => {
  const pool = poolOf({ maxEnvironments: 1 });
  const spec = custom('await post("error", { errorType: "Mine", errorMessage: "no" });');
  const outcome = await pool.invoke(spec, json({}));
  expect([outcome.kind, read(outcome)]).toEqual(['error', { errorType: 'Mine', errorMessage: 'no' }]);
  expect((await pool.invoke(spec, json({}))).environmentId).toBe(outcome.environmentId);
});

test('an error at its start', async () => {
  const spec = custom('', {}, 'await ask("POST", "init/error", JSON.stringify({ errorType: "Mine", errorMessage: "at start" }));');
  const outcome = await poolOf().invoke(spec, json({}));
  expect([outcome.kind, read(outcome)]).toEqual(['error', { errorType: 'Mine', errorMessage: 'at start' }]);
});

test('what it asks wrongly is told', async () => {
  const spec = custom(`
    const answers = [
      await ask('POST', 'invocation/other/response', '1'), await ask('GET', 'invocation/' + id + '/response'), await ask('POST', 'invocation/next'),
      await ask('GET', '../../2020-01-01/extension/register'),
    ];
    await post('response', answers.map(({ status, body }) => [status, JSON.parse(body).errorType]));
    // A second answer, when the invocation is over.
    console.log((await post('response', 2)).status);
    for (let i = 0; i < 2; i++) ask('GET', 'invocation/next');`);
  const outcome = await poolOf().invoke(spec, json({}));
  expect(read(outcome)).toEqual([[400, 'InvalidRequestID'], [404, 'InvalidPath'], [404, 'InvalidPath'], [404, 'InvalidPath']]);
});

test('too large a response', async () => {
  const spec = custom('console.error((await post("response", "x".repeat(6291557))).status);');
  const outcome = await poolOf().invoke(spec, json({}));
  expect([outcome.kind, read(outcome)]).toEqual(['error', expect.objectContaining({ errorType: 'Function.ResponseSizeTooLarge' })]);
});

test.each([
  ['ends', 'process.exit(5);', 'crash', 'Runtime exited with error: exit status 5'],
  ['hangs', 'for (;;);', 'timeout', 'Task timed out after 0.50 seconds'],
  ['asks for the next without an answer to this', 'await ask("GET", "invocation/next");', 'timeout', 'Task timed out after 0.50 seconds'],
])('a runtime that %s', async (_name, answer, kind, message) => {
  const pool = poolOf({ maxEnvironments: 1 });
  const spec = custom(`if (event.bad) { ${answer} } await post('response', process.pid);`, { timeoutSeconds: 0.5 });
  const outcome = await pool.invoke(spec, json({ bad: true }));
  expect([outcome.kind, read(outcome)]).toMatchObject([kind, { errorMessage: `RequestId: ${outcome.requestId} Error: ${message}` }]);
  expect((await pool.invoke(spec, json({}))).kind).toBe('result');
});

test('a stream', async () => {
  const spec = custom(`
    const headers_ = { 'Lambda-Runtime-Function-Response-Mode': 'streaming', 'Content-Type': 'text/x', Trailer: 'Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body' };
    const trailers = { 'Lambda-Runtime-Function-Error-Type': 'Late', 'Lambda-Runtime-Function-Error-Body': Buffer.from('{"errorType":"Late"}').toString('base64') };
    await post('response', '{"statusCode":200}' + '\\0'.repeat(8) + 'x'.repeat(2e6), headers_, event.bad ? trailers : {});`);
  const pool = poolOf({ maxEnvironments: 1 });
  const good = await pool.invokeStream(spec, json({})) as StreamOutcome;
  expect([good.contentType, String(good.prelude), (await text(good.body)).length]).toEqual(['text/x', '{"statusCode":200}', 2_000_000]);
  expect(await good.completed).toMatchObject({ kind: 'result' });
  const bad = await pool.invokeStream(spec, json({ bad: true })) as StreamOutcome;
  await expect(text(bad.body)).rejects.toThrow('Late');
  expect(await bad.completed).toMatchObject({ kind: 'error' });
});

test('no bootstrap', async () => {
  const spec = filesOf({ 'bootstrap.txt': '' }, { runtime: 'provided.al2023' });
  expect(await poolOf().invoke(spec, json({}))).toMatchObject({
    kind: 'refused',
    payload: Buffer.from(
      `orders cannot run: there is no executable bootstrap in ${(spec.code as { path: string }).path}`),
  });
});

test('a bootstrap that is no program', async () => {
  const outcome = await poolOf().invoke(filesOf({ bootstrap: '\0\0not a program' }, { runtime: 'provided.al2023' }), json({}));
  expect([outcome.kind, read(outcome)]).toEqual(['crash', expect.objectContaining({ errorType: expect.stringMatching(/^Runtime\./) })]);
});

test('nothing is left when the pool closes', async () => {
  const pool = poolOf();
  const pid = read(await pool.invoke(custom('await post("response", process.pid);'), json({}))) as number;
  await pool.close();
  await until(() => !lives(pid));
  expect(await pool.check(functionOf({ runtime: 'java21', code: { kind: 'inline', text: '' } }))).toContain('java21 does not run here by itself');
});
