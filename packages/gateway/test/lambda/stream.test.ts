import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { directoryOf, json, node, poolOf, read, until } from './support';
import type { LambdaPool } from '../../src/lambda/lambda-pool';
import { StreamBrokenError, type InvokeOutcome, type StreamOutcome } from '../../src/lambda/outcome';
import type { LambdaFunctionSpec } from '../../src/lambda/spec';

const streaming = (body: string, given?: Partial<LambdaFunctionSpec>) =>
  node(`exports.handler = awslambda.streamifyResponse(async (event, stream, context) => { ${body} });`, given);
const http = (prelude: object) => `stream = awslambda.HttpResponseStream.from(stream, ${JSON.stringify(prelude)});`;

async function streamOf(pool: LambdaPool, spec: LambdaFunctionSpec): Promise<StreamOutcome> {
  const outcome = await pool.invokeStream(spec, json({}));
  if (outcome.kind !== 'stream') throw new Error(`${outcome.kind}: ${outcome.payload.toString()}`);
  return outcome;
}

describe('a stream', () => {
  test.each<[string, string, { prelude?: string; contentType: string; body: string }]>([
    ['of text', 'stream.write("a"); stream.end("b");', { contentType: 'application/octet-stream', body: 'ab' }],
    ['of a type', 'stream.setContentType("text/plain"); stream.write("a"); stream.end();', { contentType: 'text/plain', body: 'a' }],
    ['of objects', 'stream.write({ a: 1 }); stream.end();', { contentType: 'application/octet-stream', body: '{"a":1}' }],
    ['of nothing', 'stream.end();', { contentType: 'application/octet-stream', body: '' }],
    ['with a prelude', `${http({ statusCode: 201 })} stream.write("a"); stream.end();`, {
      contentType: 'application/vnd.awslambda.http-integration-response', prelude: '{"statusCode":201}', body: 'a',
    }],
    ['with a prelude and no more', `${http({ statusCode: 204 })} stream.write(""); stream.end();`, {
      contentType: 'application/vnd.awslambda.http-integration-response', prelude: '{"statusCode":204}', body: '',
    }],
    ['with a prelude, ended at once', `${http({})} stream.end("a");`, {
      contentType: 'application/vnd.awslambda.http-integration-response', prelude: '{}', body: 'a',
    }],
    ['with a prelude by hand', 'stream.write("{}" + "\\0".repeat(4)); await new Promise((r) => setTimeout(r, 5)); stream.write("\\0".repeat(4) + "a"); stream.end();', {
      contentType: 'application/octet-stream', prelude: '{}', body: 'a',
    }],
    ['whose zeros come too late', 'stream.write("x".repeat(17000)); stream.end("\\0".repeat(8));', {
      contentType: 'application/octet-stream', body: 'x'.repeat(17000) + '\0'.repeat(8),
    }],
    ['of a pipeline', 'await require("node:stream/promises").pipeline(["a", "b", "c"], stream);', { contentType: 'application/octet-stream', body: 'abc' }],
    ['of many bytes', 'for (let i = 0; i < 40; i++) stream.write("x".repeat(100_000)); stream.end();', {
      contentType: 'application/octet-stream', body: 'x'.repeat(4_000_000),
    }],
  ])('%s', async (_name, body, wanted) => {
    const pool = poolOf({ maxEnvironments: 1 });
    const spec = streaming(body);
    for (let i = 0; i < 2; i++) {
      const { contentType, prelude, body: stream, completed } = await streamOf(pool, spec);
      expect({ contentType, prelude: prelude?.toString(), body: await text(stream) }).toEqual({ prelude: undefined, ...wanted });
      expect(await completed).toMatchObject({ kind: 'result' });
    }
  });

  test('comes as it is written', async () => {
    const { body, completed } = await streamOf(poolOf(), streaming(`
      ${http({})}
      stream.write('first');
      await new Promise((resolve) => setTimeout(resolve, 5));
      console.log('between');
      stream.end('second');`));
    const chunks: string[] = [];
    body.on('data', (chunk) => chunks.push(String(chunk)));
    await once(body, 'end');
    expect(chunks).toEqual(['first', 'second']);
    expect((await completed).logs).toContain('between');
  });

  test('a slow reader slows the function, and not its event loop', async () => {
    const directory = directoryOf({});
    const has = (name: string) => existsSync(join(directory, name));
    const { body, completed } = await streamOf(poolOf(), streaming(`
      const mark = (name) => require('node:fs').writeFileSync(${JSON.stringify(directory)} + '/' + name, '');
      setTimeout(mark, 50, 'timer');
      for (let i = 0; i < 100; i++) if (!stream.write('x'.repeat(100_000))) await new Promise((resolve) => stream.once('drain', resolve));
      mark('written');
      stream.end();`));
    await until(() => has('timer'));
    expect(has('written')).toBe(false);
    let bytes = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) bytes += chunk.length;
    expect(bytes).toBe(10_000_000);
    expect(await completed).toMatchObject({ kind: 'result' });
    expect(has('written')).toBe(true);
  });

  test('the end of one that is still being read does not hold up the next', async () => {
    const pool = poolOf({ maxEnvironments: 1 });
    const spec = streaming("for (let i = 0; i < 3; i++) stream.write('x'.repeat(100_000)); stream.end();");
    for (let i = 0; i < 40; i++) expect(await text((await streamOf(pool, spec)).body)).toHaveLength(300_000);
  });

  test('what goes on after the end belongs to the invocation', async () => {
    const { body, completed } = await streamOf(poolOf(), streaming('stream.end("a"); await new Promise((r) => setTimeout(r, 20)); console.log("later");'));
    expect(await text(body)).toBe('a');
    expect((await completed).logs).toContain('later');
  });
});

describe('a stream that fails', () => {
  test.each<[string, string, string, unknown]>([
    ['before it begins', 'throw new TypeError("no");', 'error', { errorType: 'TypeError', errorMessage: 'no' }],
    ['before its prelude is whole', 'stream.write("{"); throw new TypeError("no");', 'error', { errorType: 'TypeError' }],
    ['by its end', 'process.exit(3);', 'crash', { errorType: 'Runtime.ExitError' }],
  ])('%s', async (_name, body, kind, wanted) => {
    const outcome = await poolOf().invokeStream(streaming(body), json({}));
    expect([outcome.kind, read(outcome)]).toEqual([kind, expect.objectContaining(wanted)]);
  });

  test('without a promise', async () => {
    const outcome = await poolOf().invokeStream(node('exports.handler = awslambda.streamifyResponse(() => {});'), json({}));
    expect(read(outcome)).toEqual({ errorType: 'string', errorMessage: 'Streaming does not support non-async handlers.', trace: [] });
  });

  test.each([
    ['throws', 'throw new TypeError("no");', 'error', 'TypeError'],
    ['exits', 'process.exit(3);', 'crash', 'Runtime.ExitError'],
    ['throws elsewhere', 'setTimeout(() => { throw new TypeError("no"); }); await new Promise(() => {});', 'error', 'TypeError'],
    ['hangs', 'await new Promise(() => {});', 'timeout', 'Sandbox.Timedout'],
  ])('after it began: %s', async (_name, statement, kind, errorType) => {
    const pool = poolOf({ maxEnvironments: 1 });
    const spec = streaming(`${http({})} stream.write("a"); await new Promise((r) => setTimeout(r, 5)); if (event.bad) { ${statement} } stream.end();`, { timeoutSeconds: 0.5 });
    const { body, completed } = await pool.invokeStream(spec, json({ bad: true })) as StreamOutcome;
    const error = await text(body).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StreamBrokenError);
    expect((error as StreamBrokenError).outcome).toMatchObject({ kind });
    expect(read(await completed)).toMatchObject({ errorType });
    expect(await text((await streamOf(pool, spec)).body)).toBe('a');
  });

  test('a reader that leaves does not stop the function', async () => {
    const pool = poolOf({ maxEnvironments: 1 });
    const { body, completed } = await streamOf(pool, streaming(`
      for (let i = 0; i < 50; i++) if (!stream.write(Buffer.alloc(100_000))) await new Promise((resolve) => stream.once('drain', resolve));
      console.log('all of it');
      stream.end();`));
    await once(body, 'data');
    body.destroy();
    expect(await completed).toMatchObject({ kind: 'result', logs: expect.stringContaining('all of it') });
  });

  test('a caller that gives up before it begins', async () => {
    const pool = poolOf({ maxEnvironments: 1 });
    const spec = streaming('await new Promise((r) => setTimeout(r, 50)); stream.end("a");');
    await pool.invoke(spec, json({}));
    expect(await pool.invokeStream(spec, json({}), { timeoutMs: 1 })).toMatchObject({ kind: 'abandoned' });
    expect(await text((await streamOf(pool, spec)).body)).toBe('a');
  });
});

describe('the other way of asking', () => {
  test('a whole response of a streaming function', async () => {
    const outcome = await poolOf().invoke(streaming(`${http({ statusCode: 200 })} stream.write("a"); stream.end("b");`), json({}));
    expect([outcome.kind, outcome.payload.toString()]).toEqual(['result', '{"statusCode":200}\0\0\0\0\0\0\0\0ab']);
  });

  test('too large a whole', async () => {
    const outcome = await poolOf().invoke(streaming('for (let i = 0; i < 70; i++) stream.write("x".repeat(100_000)); stream.end();'), json({}));
    expect([outcome.kind, read(outcome)]).toEqual(['error', expect.objectContaining({ errorType: 'Function.ResponseSizeTooLarge' })]);
  });

  test('a stream of a function that does not stream', async () => {
    const outcome = await poolOf().invokeStream(node('exports.handler = async () => ({ statusCode: 200 });'), json({})) as InvokeOutcome;
    expect([outcome.kind, read(outcome)]).toEqual(['result', { statusCode: 200 }]);
  });
});
