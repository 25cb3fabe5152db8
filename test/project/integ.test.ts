import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

const root = path.join(__dirname, '..', '..');

test('the integration tests synthesize what their snapshots say', () => {
  const tests = fs.readdirSync(path.join(root, 'integ')).filter((file) => /^integ\..*\.ts$/.test(file));
  const { status, stdout, stderr } = spawnSync('npx', ['--no-install', 'integ-runner'], { cwd: root, encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '0' } });
  const unchanged = [...`${stdout}${stderr}`.matchAll(/UNCHANGED\s+(\S+)/g)].map(([, name]) => `${name}.ts`);
  expect({ unchanged: unchanged.sort(), status }).toEqual({ unchanged: tests.filter((file) => !file.endsWith('.snapshot')).sort(), status: 0 });
}, 180_000);
