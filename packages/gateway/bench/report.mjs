import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const grouped = (value) => Math.round(value).toLocaleString('en');
const millis = (value) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
const megabytes = (value) => `${Math.round(value)} MB`;

/** Prints what was measured, and writes it as Markdown and as JSON. */
export function report(results) {
  const text = markdown(results);
  console.log(text);
  const fileOf = (ending) => fileURLToPath(new URL(`results/gateway.${ending}`, import.meta.url));
  writeFileSync(fileOf('md'), `${text}\n`);
  writeFileSync(fileOf('json'), `${JSON.stringify(results, (_, value) => typeof value === 'number' ? Math.round(value * 1000) / 1000 : value, 2)}\n`);
}

function markdown({ node, cpu, cores, loadBefore, seconds, rounds, throughput, memory, reload, ...start }) {
  const offline = throughput.find(({ name }) => name === 'serverless-offline');
  const rows = throughput.map(({ name, perSecond, ofNodeHttp, p99Millis, failed }) =>
    [name, grouped(perSecond), ofNodeHttp.toFixed(2), offline ? (perSecond / offline.perSecond).toFixed(1) : '', p99Millis, failed]);
  const warm = memory.slice(Math.ceil(memory.length / 4));
  const range = (name) => `${megabytes(Math.min(...warm.map((one) => one[name])))} – ${megabytes(Math.max(...warm.map((one) => one[name])))}`;
  return [
    '# Gateway',
    '',
    '| 50 connections | requests per second | × `node:http` | × serverless-offline | p99, ms | failed |',
    '| --- | --: | --: | --: | --: | --: |',
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
    '',
    '| 100 routes | |',
    '| --- | --: |',
    `| reading and compiling the template, until it listens | ${millis(start.startMillis)} |`,
    `| from the start of the process until it listens | ${millis(start.processToListeningMillis)} |`,
    `| reload after a change, median | ${millis(reload.medianMillis)} |`,
    `| reload after a change, slowest | ${millis(reload.slowestMillis)} |`,
    `| resident memory at rest | ${megabytes(start.idleMegabytes)} |`,
    '',
    `| ${grouped(memory.at(-1).requests)} requests of all kinds | resident memory | heap |`,
    '| --- | --: | --: |',
    ...[memory[0], memory.at(-1)].map(({ requests, rss, heap }) => `| after ${grouped(requests)} | ${megabytes(rss)} | ${megabytes(heap)} |`),
    `| after ${grouped(warm[0].requests)} and later | ${range('rss')} | ${range('heap')} |`,
    '',
    `Medians of ${rounds} rounds of ${seconds} s each; a round has one run of each line. The load comes from autocannon, a process of its own on the`,
    `same ${cores} cores. Before the run, the machine had a load of ${loadBefore.toFixed(1)} from elsewhere.`,
    '',
    `Node.js ${node}, ${cpu}.`,
  ].join('\n');
}
