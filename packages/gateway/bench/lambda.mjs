// Invocations per second through the pool, 50 callers at a time, with the same handler called in this process beside it.
// Usage: npm run build && node bench/lambda.mjs [seconds]

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { LambdaPool } = createRequire(import.meta.url)('../lib/lambda/lambda-pool.js');

const CALLERS = 50;
const seconds = Number(process.argv[2] ?? 3);
const payload = Buffer.from(JSON.stringify({ resource: '/orders/{id}', path: '/orders/1', httpMethod: 'GET', headers: { accept: '*/*' }, body: null }));
const spec = {
  name: 'bench', arn: 'arn:aws:lambda:us-east-1:123456789012:function:bench', version: '$LATEST', layers: [], environment: {}, timeoutSeconds: 3, memoryMb: 128,
};
const node = { ...spec, runtime: 'nodejs20.x', handler: 'index.handler', code: { kind: 'inline', text: 'exports.handler = async () => ({ statusCode: 200, body: "{}" });' } };
const python = { ...spec, runtime: 'python3.12', handler: 'index.handler', code: { kind: 'inline', text: 'def handler(event, context):\n    return {"statusCode": 200, "body": "{}"}' } };

const directory = mkdtempSync(join(tmpdir(), 'stagecraft-bench-'));
writeFileSync(join(directory, 'bootstrap'), `#!${process.execPath}
const http = require('node:http');
const agent = new http.Agent({ keepAlive: true });
const [hostname, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const call = (method, path, body) => new Promise((resolve, reject) => {
  const request = http.request({ agent, hostname, port, method, path: '/2018-06-01/runtime/invocation/' + path }, (response) => {
    const chunks = [];
    response.on('data', (chunk) => chunks.push(chunk)).on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks) }));
  });
  request.on('error', reject).end(body);
});
(async () => {
  for (;;) {
    const { headers, body } = await call('GET', 'next');
    JSON.parse(body);
    await call('POST', headers['lambda-runtime-aws-request-id'] + '/response', '{"statusCode":200,"body":"{}"}');
  }
})();
`);
chmodSync(join(directory, 'bootstrap'), 0o755);
const custom = { ...spec, runtime: 'provided.al2023', handler: 'none', code: { kind: 'directory', path: directory } };

async function measure(label, invoke) {
  let count = 0;
  let until = Date.now() + 1000;
  const callers = async () => {
    while (Date.now() < until) {
      await invoke();
      count++;
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, callers));
  count = 0;
  const began = performance.now();
  until = Date.now() + seconds * 1000;
  await Promise.all(Array.from({ length: CALLERS }, callers));
  console.log(`${label.padEnd(40)} ${Math.round(count / ((performance.now() - began) / 1000)).toLocaleString('en').padStart(9)} /s`);
}

const handler = async () => ({ statusCode: 200, body: '{}' });
await measure('called in this process', async () => Buffer.from(JSON.stringify(await handler(JSON.parse(payload.toString())))));
for (const [label, function_] of [['Node.js', node], ['Python', python], ['Lambda Runtime API', custom]]) {
  for (const maxEnvironments of [2, 8]) {
    const pool = new LambdaPool({ maxEnvironments });
    await measure(`${label}, ${maxEnvironments} environments`, async () => {
      const outcome = await pool.invoke(function_, payload, { timeoutMs: 29_000 });
      if (outcome.kind !== 'result') throw new Error(`${outcome.kind}: ${outcome.payload}`);
    });
    await pool.close();
  }
}
rmSync(directory, { recursive: true });
