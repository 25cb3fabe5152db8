// What README shows, for real: `npm run demo` synthesizes examples/orders with the CDK's command line, holds the template against AWS's
// own validator, and prints what is in it.
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { root, run } from './run.mjs';

install();
build();
const example = join(root, 'examples', 'orders');
run('npx', ['--no-install', 'cdk', 'synth', '--quiet', '--no-notices'], { cwd: example });

const file = join(example, 'cdk.out', 'Orders.template.json');
const { Resources } = JSON.parse(readFileSync(file, 'utf8'));
const ofType = (type) => Object.values(Resources).filter(({ Type }) => Type === type).map(({ Properties }) => Properties);

const { CelEngine } = await import('@aws/cloudformation-validate');
const { diagnostics } = new CelEngine().validateStandard({ path: file, readBytes: () => readFileSync(file) });
const errors = diagnostics.filter(({ severity }) => severity === 'ERROR' || severity === 'FATAL');

const stages = ofType('AWS::ApiGateway::Stage');
const [{ Body: { paths } }] = ofType('AWS::ApiGateway::RestApi');
const rows = Object.entries(paths).flatMap(([path, operations]) => Object.entries(operations).map(([method, operation]) => [
  `${method === 'x-amazon-apigateway-any-method' ? 'ANY' : method.toUpperCase()} ${path}`,
  ...stages.map(({ Variables }) => answerOf(operation['x-amazon-apigateway-integration'], Variables)),
]));

console.log(table([['route', ...stages.map(({ StageName }) => `stage ${StageName}`)], ...rows]));
console.log(`\n${rows.length} routes × ${stages.length} stages in ${Object.keys(Resources).length} resources: `
  + `${ofType('AWS::Lambda::Alias').length} aliases, ${ofType('AWS::Lambda::Permission').length} invoke permissions, 1 document, 1 deployment`);
console.log(`AWS's template validator: ${errors.length} errors`);
for (const { ruleId, message } of errors) console.log(`  ${ruleId}: ${message}`);
console.log(`Template: ${relative(process.cwd(), file)}`);
process.exitCode = errors.length > 0 ? 1 : 0;

/** What a stage answers a route with: the stage's variables are in their places. */
function answerOf({ type, uri }, variables) {
  if (type === 'mock') return 'mock';
  const text = (uri['Fn::Sub'] ?? uri).replace(/\$\{!?stageVariables\.(\w+)\}/g, (_, name) => variables[name]);
  const [, handler, alias] = /functions\/\$\{(\w+)\.Arn\}:(\w+)\/invocations/.exec(text) ?? [];
  return handler ? `${handler.slice(0, -8)}:${alias}` : text;
}

function table(lines) {
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const print = (line) => line.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd();
  return [print(lines[0]), widths.map((width) => '─'.repeat(width)).join('  '), ...lines.slice(1).map(print)].join('\n');
}
