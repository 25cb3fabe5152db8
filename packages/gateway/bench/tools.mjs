// The load generator and the other gateway: they are no dependencies, and are installed outside the repository when they are needed.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The last versions for Node.js 20; later ones of Serverless want an account. */
const DEPENDENCIES = { 'autocannon': '8.0.0', 'serverless': '3.40.0', 'serverless-offline': '13.9.0' };

const folder = join(tmpdir(), 'stagecraft-bench-tools');
const bin = (name) => join(folder, 'node_modules', '.bin', name);

const SERVICE = `
service: bench
frameworkVersion: '3'
provider: { name: aws, runtime: nodejs20.x }
plugins: [serverless-offline]
functions:
  bench: { handler: index.handler, events: [{ http: { path: lambda, method: get } }] }
`;
const CODE = 'exports.handler = async () => ({ statusCode: 200, body: JSON.stringify({ message: "hello" }) });';

/** Whether serverless-offline is there; without the load generator there is nothing to measure with. */
export function install() {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: DEPENDENCIES }));
  writeFileSync(join(folder, 'serverless.yml'), SERVICE);
  writeFileSync(join(folder, 'index.js'), CODE);
  if (!existsSync(bin('serverless'))) {
    const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel', 'error'], { cwd: folder, stdio: 'inherit' });
    if (status !== 0) spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', `autocannon@${DEPENDENCIES.autocannon}`], { cwd: folder, stdio: 'inherit' });
  }
  if (!existsSync(bin('autocannon'))) throw new Error(`autocannon cannot be installed in ${folder}; the load comes from it`);
  return existsSync(bin('serverless'));
}

/** Requests with 50 connections. @param limit `['-d', seconds]` or `['-a', requests]` */
export function load(url, ...limit) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin('autocannon'), '-c', '50', '-j', '-n', ...limit.map(String), url], { stdio: ['ignore', 'pipe', 'ignore'] });
    let out = '';
    child.stdout.on('data', (chunk) => (out += chunk));
    child.on('exit', (code) => {
      if (code !== 0) return reject(new Error(`autocannon ended with ${code}`));
      const { requests, latency, errors, non2xx } = JSON.parse(out);
      return resolve({ perSecond: requests.average, p99: latency.p99, failed: errors + non2xx });
    });
  });
}

/** serverless-offline with the same function, each invocation in a worker thread, as it is by default. */
export async function startServerlessOffline() {
  const port = 13_579;
  const child = spawn(process.execPath, [bin('serverless'), 'offline', 'start', '--httpPort', String(port), '--lambdaPort', String(port + 1)], {
    cwd: folder, stdio: 'ignore', detached: true, env: { ...process.env, SLS_TELEMETRY_DISABLED: '1', SLS_NOTIFICATIONS_MODE: 'off' },
  });
  const url = `http://127.0.0.1:${port}/dev/lambda`;
  const end = () => process.kill(-child.pid, 'SIGKILL');
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return { url, end };
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  if (child.exitCode === null) end();
  return undefined;
}
