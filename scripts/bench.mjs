// Measures how long an API takes to synthesize: `npm run bench`. See bench/README.md.
import { build } from './build.mjs';
import { install } from './install.mjs';
import { run } from './run.mjs';

install();
build();
run(process.execPath, ['-r', 'tsx/cjs', 'bench/synthesis.ts']);
