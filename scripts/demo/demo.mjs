// Synthesizes the example with the CDK's command line, holds its template against AWS's own validator, serves it with `stagecraft local`,
// and calls it.
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CelEngine } from '@aws/cloudformation-validate';
import { build } from '../build.mjs';
import { root, run } from '../run.mjs';
import { Gateway } from './gateway.mjs';
import { curlOf, send } from './request.mjs';
import { startTable } from './table.mjs';

const example = join(root, 'examples', 'orders');
const template = join(example, 'cdk.out', 'Orders.template.json');

/** What is asked, and the status that it has to have. */
const REQUESTS = [
  { status: 200, path: '/dev/health' },
  { status: 403, path: '/dev/orders' },
  { status: 201, path: '/dev/orders', signed: true, body: '{"items":["tea"]}' },
  { status: 200, path: '/prod/orders', signed: true },
  { status: 404, path: '/prod/orders/1', signed: true },
];

/** Gives the exit code. */
export async function demo({ serve = false } = {}) {
  build();
  run('npm', ['run', '--silent', 'build', '-w', 'stagecraft-cli']);
  run('npx', ['--no-install', 'cdk', 'synth', '--quiet', '--no-notices'], { cwd: example });
  const errors = validate();

  const table = await startTable();
  const gateway = await Gateway.start({ app: example, table: table.url, watch: serve });
  console.log(`${gateway.take()}\nA table in memory takes DynamoDB's place.`);
  const answered = await ask(gateway);
  if (serve) gateway.relay();
  else gateway.interrupt();
  const code = await gateway.ended;
  table.close();
  return errors > 0 || !answered || code !== 0 ? 1 : 0;
}

function validate() {
  const { diagnostics } = new CelEngine().validateStandard({ path: template, readBytes: () => readFileSync(template) });
  const errors = diagnostics.filter(({ severity }) => severity === 'ERROR' || severity === 'FATAL');
  const { Resources } = JSON.parse(readFileSync(template, 'utf8'));
  console.log(`${relative(process.cwd(), template)}: ${Object.keys(Resources).length} resources, ${errors.length} errors of AWS's template validator`);
  for (const { ruleId, message } of errors) console.log(`  ${ruleId}: ${message}`);
  console.log();
  return errors.length;
}

/** Prints each request as a command line, its answer, and what the gateway has to say. */
async function ask(gateway) {
  let asExpected = true;
  for (const { status: wanted, ...request } of REQUESTS) {
    const { status, text } = await send(gateway.url, request);
    console.log(`\n$ ${curlOf(gateway.url, request)}\n${text}`);
    console.log((await gateway.line(/^\d{3} /m)).replace(/^/gm, '  │ '));
    asExpected &&= status === wanted;
  }
  console.log();
  return asExpected;
}
