// One file with all that the command needs of the library. What it loads at run time is commander and, where it is asked to, the AWS SDK and
// the gateway, which are compiled beside it.
import { chmodSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildGateway } from '../../scripts/build.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const outfile = join(here, 'lib', 'main.js');

buildGateway();
await build({
  absWorkingDir: here,
  entryPoints: ['src/main.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  alias: { 'cdk-stagecraft': join(here, '..', '..', 'src') },
  external: ['commander', '@aws-sdk/*', 'stagecraft-gateway'],
  banner: { js: '#!/usr/bin/env node' },
});
chmodSync(outfile, 0o755);
