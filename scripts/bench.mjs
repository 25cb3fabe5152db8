// Measures how long an API takes to synthesize, and the local gateway: `npm run bench`, or `npm run bench -- synthesis` or `-- gateway` for one
// of them. See bench/README.md and packages/gateway/README.md.
import { build, buildGateway } from './build.mjs';
import { install } from './install.mjs';
import { run } from './run.mjs';

const MEASUREMENTS = {
  synthesis() {
    build();
    run(process.execPath, ['-r', 'tsx/cjs', 'bench/synthesis.ts']);
  },
  gateway() {
    buildGateway();
    run(process.execPath, ['packages/gateway/bench/gateway.mjs']);
  },
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !Object.hasOwn(MEASUREMENTS, name));
if (unknown !== undefined) throw new Error(`There is no measurement ${unknown}; there are: ${Object.keys(MEASUREMENTS).join(', ')}`);
install();
for (const name of wanted.length > 0 ? wanted : Object.keys(MEASUREMENTS)) MEASUREMENTS[name]();
