// The examples of README compile, and the first two run.
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';
import * as library from '../../src';
import { directoryOf } from '../support/files';
import { apiOf, mock, operation } from '../support/serve';

const PACKAGE = path.join(__dirname, '..', '..');
const examples = [...fs.readFileSync(path.join(PACKAGE, 'README.md'), 'utf8').matchAll(/^```ts\n([^]*?)^```/gm)].map(([, code]) => code);

test('they compile', () => {
  const files = new Map(examples.map((code, at) => {
    const given = [
      ...(code.includes('import ') ? [] : ['import { type Gateway, startGateway } from \'stagecraft-gateway\';\nstartGateway;']),
      ...(/(const|let) gateway\b/.test(code) ? [] : ['declare const gateway: Gateway;']),
      'export {};',
    ];
    return [path.join(PACKAGE, 'test', `example-${at}.ts`), [...given, code].join('\n')];
  }));
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: ['jest', 'node'],
    paths: { 'stagecraft-gateway': [path.join(PACKAGE, 'src')], 'stagecraft-templates': [path.join(PACKAGE, '..', 'templates', 'src')] },
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.getSourceFile = (file, version) => files.has(file) ? ts.createSourceFile(file, files.get(file)!, version) : getSourceFile(file, version);
  const program = ts.createProgram([...files.keys()], options, host);
  const problems = [...files.keys()].flatMap((file) => ts.getPreEmitDiagnostics(program, program.getSourceFile(file)));
  expect(problems.map(({ file, messageText }) => `${path.basename(file?.fileName ?? '')}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`)).toEqual([]);
  expect(examples.length).toBeGreaterThan(3);
}, 60_000);

/** An app whose orders are read from a mock and written to a queue. */
function synthesized(): string {
  const template = apiOf({
    '/orders/{orderId}': { get: mock('{"orderId":"$input.params(\'orderId\')"}') },
    '/orders': {
      post: operation({
        type: 'aws',
        httpMethod: 'POST',
        uri: 'arn:aws:apigateway:eu-west-1:sqs:path/123456789012/orders',
        credentials: 'arn:aws:iam::123456789012:role/orders',
        requestParameters: { 'integration.request.header.Content-Type': '\'application/x-www-form-urlencoded\'' },
        requestTemplates: { 'application/json': 'Action=SendMessage&MessageBody=$input.path(\'$.item\')' },
        responses: { default: { statusCode: '202', responseTemplates: { 'application/json': '{"id":"$input.path(\'$.MessageId\')"}' } } },
      }),
    },
  });
  return directoryOf({
    'cdk.out/manifest.json': { version: '36.0.0', artifacts: { Orders: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Orders.template.json' } } } },
    'cdk.out/Orders.template.json': template,
  });
}

/** Runs an example where its assembly is; what it leaves in some names comes back. */
async function run(code: string, names: readonly string[] = [], jest: Readonly<Record<string, unknown>> = {}): Promise<Record<string, any>> {
  const { outputText } = ts.transpileModule(`async function example() {\n${code.replace(/^import .*$/m, '')}\nreturn { ${names.join(', ')} };\n}`, {
    compilerOptions: { target: ts.ScriptTarget.ES2022 },
  });
  const given = { ...library, ...jest };
  const before = process.cwd();
  process.chdir(synthesized());
  try {
    return await new Function(...Object.keys(given), `${outputText}\nreturn example();`)(...Object.values(given));
  } finally {
    process.chdir(before);
  }
}

test('the first runs', async () => {
  const { response } = await run(examples[0], ['response']);
  expect(response.status).toBe(200);
});

test('the one in a test runs', async () => {
  const steps: Record<string, () => unknown> = {};
  const keep = (name: string) => (...args: unknown[]) => { steps[name] = args.at(-1) as () => unknown; };
  await run(examples[1], [], { beforeAll: keep('before'), afterAll: keep('after'), test: keep('test') });
  const before = process.cwd();
  process.chdir(synthesized());
  await steps.before();
  process.chdir(before);
  try {
    await steps.test();
  } finally {
    await steps.after();
  }
  expect.assertions(3);
});
