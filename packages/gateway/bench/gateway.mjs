// Measures the gateway: `npm run bench` at the root, or `npm run build && node bench/gateway.mjs [seconds] [rounds]` here.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from './child.mjs';
import { report } from './report.mjs';
import { hundredRoutes, kindsOfIntegration } from './templates.mjs';
import { install, load, startServerlessOffline } from './tools.mjs';

const [seconds = 6, rounds = 7] = process.argv.slice(2).map(Number);
const STARTS = 9;
const RELOADS = 20;
const MEMORY_REQUESTS = 200_000;
const MEMORY_STEP = 10_000;

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const directory = mkdtempSync(join(tmpdir(), 'stagecraft-bench-'));
const fileOf = (template) => {
  const file = join(directory, 'template.json');
  writeFileSync(file, JSON.stringify(template));
  return file;
};

/** Each round has one run of everything, so that what else the machine does is in all of them. */
async function throughput(hasServerless) {
  const raw = await start('raw.mjs');
  const gateway = await start('serve.mjs', fileOf(kindsOfIntegration(raw.url)));
  const offline = hasServerless ? await startServerlessOffline() : undefined;
  const cases = [
    ['node:http', raw.url],
    ['MOCK, two templates', `${gateway.url}/mock/7`],
    ['HTTP_PROXY', `${gateway.url}/http`],
    ['AWS_PROXY, a process per environment', `${gateway.url}/lambda`],
    ...(offline ? [['serverless-offline', offline.url]] : []),
  ].map(([name, url]) => ({ name, url, runs: [] }));
  for (const { url } of cases) await load(url, '-d', 2);
  for (let round = 0; round < rounds; round++) {
    for (const one of cases) one.runs.push(await load(one.url, '-d', seconds));
  }
  offline?.end();
  await gateway.end();
  await raw.end();
  return cases.map(({ name, runs }) => ({
    name,
    perSecond: Math.round(median(runs.map((run) => run.perSecond))),
    ofNodeHttp: median(runs.map((run, at) => run.perSecond / cases[0].runs[at].perSecond)),
    p99Millis: median(runs.map((run) => run.p99)),
    failed: runs.reduce((sum, run) => sum + run.failed, 0),
  }));
}

/** How long fresh processes take until they listen, and what they weigh at rest. */
async function starts() {
  const file = fileOf(hundredRoutes());
  const all = [];
  for (let at = 0; at < STARTS; at++) {
    const gateway = await start('serve.mjs', file);
    const { rss, heap } = await gateway.ask('memory');
    all.push({ started: gateway.started, sinceProcess: gateway.sinceProcess, rss, heap });
    await gateway.end();
  }
  const of = (name) => median(all.map((one) => one[name]));
  return { startMillis: of('started'), processToListeningMillis: of('sinceProcess'), idleMegabytes: of('rss'), idleHeapMegabytes: of('heap') };
}

async function reloads() {
  const gateway = await start('serve.mjs', fileOf(hundredRoutes()));
  const all = [];
  for (let at = 0; at < RELOADS; at++) {
    fileOf(hundredRoutes(`Hundred ${at}`));
    all.push(await gateway.ask('reload'));
  }
  await gateway.end();
  return { medianMillis: median(all), slowestMillis: Math.max(...all) };
}

/** The memory of one gateway after each ten thousand requests, of every kind in turn. */
async function memory() {
  const raw = await start('raw.mjs');
  const gateway = await start('serve.mjs', fileOf(kindsOfIntegration(raw.url)));
  const paths = ['/mock/7', '/http', '/lambda'];
  const samples = [];
  for (let requests = 0, at = 0; requests < MEMORY_REQUESTS; at++) {
    await load(gateway.url + paths[at % paths.length], '-a', MEMORY_STEP);
    requests += MEMORY_STEP;
    samples.push({ requests, ...await gateway.ask('memory') });
  }
  await gateway.end();
  await raw.end();
  return samples;
}

/** A run takes minutes: what it does is said. */
function phase(name, work) {
  console.error(name);
  return work();
}

const hasServerless = install();
const [loadBefore] = loadavg();
try {
  const results = {
    node: process.version,
    cpu: cpus()[0].model.trim(),
    cores: cpus().length,
    loadBefore,
    seconds,
    rounds,
    throughput: await phase('requests per second', () => throughput(hasServerless)),
    ...await phase('starts', starts),
    reload: await phase('reloads', reloads),
    memory: await phase('memory', memory),
  };
  report(results);
} finally {
  rmSync(directory, { recursive: true });
}
