// A process with a pool. It prints the ids of its functions' processes: one that is idle, one that waits, one that spins.
const { buildSync } = require('esbuild');
const { Module } = require('node:module');
const { join } = require('node:path');

const sources = join(__dirname, '../../src');
const file = join(sources, 'one-file.js');
const compiled = new Module(file);
compiled.paths = module.paths;
compiled.filename = file;
const entryPoints = [join(sources, 'lambda/lambda-pool.ts')];
compiled._compile(buildSync({ entryPoints, bundle: true, platform: 'node', write: false }).outputFiles[0].text, file);
const { LambdaPool } = compiled.exports;

const pool = new LambdaPool({ onLog: (_spec, text) => console.log(text.split('\t')[3].trim()) });
const spec = (version, statement) => ({
  name: 'f', arn: 'arn:aws:lambda:eu-west-1:123456789012:function:f', version, runtime: 'nodejs20.x', handler: 'index.handler', layers: [], environment: {},
  timeoutSeconds: 600, memoryMb: 128, code: { kind: 'inline', text: `exports.handler = async () => { console.log(process.pid); ${statement} };` },
});

void (async () => {
  await pool.invoke(spec('1', ''), Buffer.from('{}'));
  if (process.argv[2] === 'idle') return;
  void pool.invoke(spec('2', 'await new Promise((resolve) => setTimeout(resolve, 600_000));'), Buffer.from('{}'));
  void pool.invoke(spec('3', 'for (;;);'), Buffer.from('{}'));
})();
