// Renders and compiles with this package, with velocityjs and with the Java engine, in one run on one machine.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { askOracle, buildOracle } from '../oracle/java.mjs';

const require = createRequire(import.meta.url);
const { compileTemplate } = require('../lib/index.js');
const { Compile, parse } = require('velocityjs');
const at = (path) => fileURLToPath(new URL(path, import.meta.url));

const { title, cases, ...input } = JSON.parse(readFileSync(at('../test/template/fixtures/real-templates.json'), 'utf8'));
const named = (name) => cases.find((one) => one.name === name).template;
const templates = { passthrough: named('body and params passthrough'), 'three fields': '{"id": "$input.params(\'id\')", "city": $input.json(\'$.address.city\'), "ip": "$context.identity.sourceIp"}' };

const WARM_UP_MILLISECONDS = 1500;
const ROUNDS = 800;
const ROUND_MILLISECONDS = 4;

/** The microseconds that each call takes in its fastest round; the calls take turns, so that other work on the machine is in the way of all. */
function microseconds(calls) {
  const timeFor = (call, count) => {
    const start = process.hrtime.bigint();
    for (let i = 0; i < count; i++) call();
    return Number(process.hrtime.bigint() - start) / 1000;
  };
  const subjects = Object.entries(calls).map(([name, call]) => {
    for (const end = Date.now() + WARM_UP_MILLISECONDS; Date.now() < end;) timeFor(call, 10);
    const count = Math.ceil(ROUND_MILLISECONDS * 1000 / (timeFor(call, 10) / 10));
    return { name, call, count, fastest: Infinity };
  });
  for (let round = 0; round < ROUNDS; round++) {
    for (const subject of subjects) subject.fastest = Math.min(subject.fastest, timeFor(subject.call, subject.count) / subject.count);
  }
  return Object.fromEntries(subjects.map(({ name, fastest }) => [name, fastest]));
}

/** What velocityjs needs to be given to render the same. */
function velocityJsContext() {
  const params = (name) => name === undefined ? input.params : input.params.path[name] ?? input.params.querystring[name] ?? input.params.header[name];
  const read = (path) => path === '$' ? JSON.parse(input.body) : path.slice(2).split('.').reduce((value, key) => value[key], JSON.parse(input.body));
  return {
    input: { body: input.body, params, json: (path) => JSON.stringify(read(path)), path: read },
    util: { escapeJavaScript: (text) => String(text).replace(/['"\\/]/g, '\\$&') },
    context: input.context,
    stageVariables: input.stageVariables,
  };
}

buildOracle();
const results = {};
for (const [name, template] of Object.entries(templates)) {
  const compiled = compileTemplate(template);
  const tree = parse(template);
  const context = velocityJsContext();
  const [java] = askOracle('TemplateBench', [{ ...input, template }]);
  results[name] = {
    ...microseconds({
      'render, this package': () => compiled.render(input),
      'render, velocityjs': () => new Compile(tree).render(context),
    }),
    'render, Velocity 1.7 on Java, warm': java.microseconds,
    ...microseconds({
      'compile, this package': () => compileTemplate(template),
      'compile, velocityjs': () => parse(template),
    }),
  };
}

const sources = Array.from({ length: 300 }, (_, i) => `## ${i}\n${cases[i % cases.length].template}`);
const start = process.hrtime.bigint();
for (const source of sources) compileTemplate(source);
const compile300 = Number(process.hrtime.bigint() - start) / 1e6;

const machine = { node: process.version, cpu: cpus()[0].model, cores: cpus().length };
const lines = Object.entries(results).flatMap(([name, times]) => {
  const own = { render: times['render, this package'], compile: times['compile, this package'] };
  return [`${name}`, ...Object.entries(times).map(([what, time]) => `  ${what.padEnd(38)} ${time.toFixed(2).padStart(9)} µs  ${(time / own[what.split(',')[0]]).toFixed(2)} ×`)];
});
console.log([...lines, `300 templates compiled in ${compile300.toFixed(0)} ms`].join('\n'));
mkdirSync(at('results'), { recursive: true });
writeFileSync(at('results/latest.json'), `${JSON.stringify({ machine, microseconds: results, milliseconds: { 'compile 300 templates': compile300 } }, null, 2)}\n`);
