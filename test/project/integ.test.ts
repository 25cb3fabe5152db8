import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

const root = path.join(__dirname, '..', '..');
const integ = path.join(root, 'integ');
const snapshots = fs.readdirSync(integ).filter((folder) => folder.endsWith('.snapshot'));

test.each(snapshots)('%s has nothing to warn of', (snapshot) => {
  const files = fs.readdirSync(path.join(integ, snapshot)).filter((file) => file.endsWith('.metadata.json'));
  expect(files).not.toEqual([]);
  const metadata = files.flatMap((file) => Object.entries<any[]>(JSON.parse(fs.readFileSync(path.join(integ, snapshot, file), 'utf8'))));
  expect(metadata.filter(([, entries]) => entries.some(({ type }) => type === 'aws:cdk:warning'))).toEqual([]);
});

test('the integration tests synthesize what their snapshots say', () => {
  const tests = fs.readdirSync(integ).filter((file) => /^integ\..*\.ts$/.test(file));
  const { status, stdout, stderr } = spawnSync('npx', ['--no-install', 'integ-runner'], { cwd: root, encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '0' } });
  const unchanged = [...`${stdout}${stderr}`.matchAll(/UNCHANGED\s+(\S+)/g)].map(([, name]) => `${name}.ts`);
  expect({ unchanged: unchanged.sort(), status }).toEqual({ unchanged: tests.filter((file) => !file.endsWith('.snapshot')).sort(), status: 0 });
}, 180_000);
