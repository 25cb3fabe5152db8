// Every TypeScript example of the guides and README compiles.
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';

const ROOT = path.join(__dirname, '..', '..');
const EXAMPLES = path.join(ROOT, 'test', 'guide-examples');

const files = ['README.md', ...fs.readdirSync(path.join(ROOT, 'docs', 'guides')).filter((name) => name.endsWith('.md')).map((name) => `docs/guides/${name}`)];

/** The text of an example and where it stands. */
interface Example { readonly at: string; readonly code: string }

const examples: Example[] = files.flatMap((file) => {
  const text = fs.readFileSync(path.join(ROOT, file), 'utf8');
  return [...text.matchAll(/^```ts\n([^]*?)^```/gm)].map(({ index, 1: code }) => ({ at: `${file}:${text.slice(0, index).split('\n').length + 1}`, code }));
});

/** Services by the names that examples call them. */
const MODULES: Record<string, string> = {
  apigateway: 'aws_apigateway',
  cloudwatch: 'aws_cloudwatch',
  cognito: 'aws_cognito',
  dynamodb: 'aws_dynamodb',
  ec2: 'aws_ec2',
  elbv2: 'aws_elasticloadbalancingv2',
  events: 'aws_events',
  firehose: 'aws_kinesisfirehose',
  iam: 'aws_iam',
  kinesis: 'aws_kinesis',
  kms: 'aws_kms',
  lambda: 'aws_lambda',
  logs: 'aws_logs',
  rds: 'aws_rds',
  s3: 'aws_s3',
  secretsmanager: 'aws_secretsmanager',
  sfn: 'aws_stepfunctions',
  sns: 'aws_sns',
  sqs: 'aws_sqs',
  wafv2: 'aws_wafv2',
};

const GIVEN: Record<string, string> = {
  ...Object.fromEntries(['fn', 'list', 'get', 'create'].map((name) => [name, 'lambda.Function'])),
  api: 'stagecraft.RestApi',
  beta: 'cdk.Stage',
  bucket: 's3.Bucket',
  connectionArn: 'string',
  dev: 'stagecraft.RestStage',
  pool: 'cognito.UserPool',
  prod: 'stagecraft.RestStage',
  queue: 'sqs.Queue',
  ShopStage: 'new (scope: Construct, id: string) => cdk.Stage',
  scope: 'Construct',
  stack: 'cdk.Stack',
  stackArn: 'string',
  table: 'dynamodb.Table',
  topic: 'sns.Topic',
  vpc: 'ec2.Vpc',
};

/** What every example may use without saying where it is from. */
const PRELUDE = [
  'import * as core from \'aws-cdk-lib\';',
  'import * as lib from \'aws-cdk-lib/pipelines\';',
  'import * as constructs from \'constructs\';',
  'import * as own from \'../../src\';',
  'declare global {',
  '  export import stagecraft = own;',
  '  export import pipelines = lib;',
  '  export import Construct = constructs.Construct;',
  '  export import cdk = core;',
  ...Object.entries(MODULES).map(([name, module]) => `  export import ${name} = core.${module};`),
  ...['App', 'Duration', 'Size', 'Stack'].map((name) => `  export import ${name} = core.${name};`),
  ...Object.entries(GIVEN).map(([name, type]) => `  const ${name}: ${type};`),
  '}',
].join('\n');

/** An example as a module: in a construct's constructor, but for its imports. */
function moduleOf(code: string): string {
  const imports = code.match(/^import .*;$/gm) ?? [];
  const rest = code.replace(/^import .*;$/gm, '');
  return [
    'import * as own from \'../../src\';',
    `import { ${Object.keys(publicNames()).join(', ')} } from '../../src';`,
    ...imports,
    `export class Example extends Stack { constructor(scope: Construct, id: string) { super(scope, id); void own;\n${rest}\n} }`,
  ].join('\n');
}

function publicNames(): Record<string, true> {
  const index = fs.readFileSync(path.join(ROOT, 'src', 'index.ts'), 'utf8');
  return Object.fromEntries([...index.matchAll(/\{ ([^}]*) \}/g)].flatMap(([, names]) => names.split(', ')).map((name) => [name, true]));
}

test('the examples compile', () => {
  const virtual = new Map(examples.map(({ code }, index) => [path.join(EXAMPLES, `example-${index}.ts`), moduleOf(code)]));
  virtual.set(path.join(EXAMPLES, 'prelude.ts'), PRELUDE);
  const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.dev.json'), (file) => ts.sys.readFile(file));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const own = { ...options, noUnusedLocals: false, noUnusedParameters: false, isolatedModules: false, paths: { 'cdk-stagecraft': [path.join(ROOT, 'src', 'index.ts')] } };
  const host = ts.createCompilerHost(own);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (file) => virtual.has(file) || fileExists.call(host, file);
  host.readFile = (file) => virtual.get(file) ?? readFile.call(host, file);
  host.getSourceFile = (file, version, ...rest) => {
    const text = virtual.get(file);
    return text === undefined ? getSourceFile.call(host, file, version, ...rest) : ts.createSourceFile(file, text, version);
  };
  const program = ts.createProgram([...virtual.keys()], own, host);
  const faults = [...virtual.keys()].flatMap((file) => {
    const source = program.getSourceFile(file)!;
    const at = examples[[...virtual.keys()].indexOf(file)]?.at ?? 'prelude';
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
      .map(({ messageText }) => `${at}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
  });
  expect(faults).toEqual([]);
  expect(examples.length).toBeGreaterThan(3);
});
