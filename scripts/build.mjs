import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.mjs';

/** Compiles the library, unless its sources are older than what they were compiled to. */
export function build() {
  if (isStale()) run('npx', ['--no-install', 'projen', 'compile']);
}

function isStale() {
  const assembly = join(root, '.jsii');
  const entry = join(root, 'lib', 'index.js');
  if (!existsSync(assembly) || !existsSync(entry)) return true;
  const compiled = statSync(assembly).mtimeMs;
  return readdirSync(join(root, 'src'), { recursive: true }).some((name) => statSync(join(root, 'src', name)).mtimeMs > compiled);
}
