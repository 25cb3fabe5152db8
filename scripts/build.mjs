import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.mjs';

/** Compiles the library, unless its sources are older than what they were compiled to. */
export function build() {
  if (isStale(root, '.jsii') || !existsSync(join(root, 'bundled', 'templates.js'))) run('npx', ['--no-install', 'projen', 'compile']);
}

/** Compiles the gateway and the mapping templates that it renders, on the same terms. */
export function buildGateway() {
  for (const name of ['templates', 'gateway']) {
    const folder = join(root, 'packages', name);
    if (isStale(folder, 'lib/index.js')) run('npm', ['run', '--silent', 'build', '-w', `stagecraft-${name}`]);
  }
}

/** Whether a source is newer than the file that is written last when they are compiled. */
function isStale(folder, written) {
  const entry = join(folder, 'lib', 'index.js');
  const last = join(folder, written);
  if (!existsSync(last) || !existsSync(entry)) return true;
  const compiled = statSync(last).mtimeMs;
  return readdirSync(join(folder, 'src'), { recursive: true }).some((name) => statSync(join(folder, 'src', name)).mtimeMs > compiled);
}
