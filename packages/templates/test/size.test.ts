import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

test('the published file is no larger than 60 kB', () => {
  const { stdout } = spawnSync(process.execPath, [join(__dirname, '..', 'bench', 'size.mjs')], { encoding: 'utf8' });
  const [, kilobytes] = /^minified ([\d.]+) kB/.exec(stdout) ?? [];
  expect(Number(kilobytes)).toBeGreaterThan(0);
  expect(Number(kilobytes)).toBeLessThanOrEqual(60);
});
