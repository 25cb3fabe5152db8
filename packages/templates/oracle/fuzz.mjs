// Random cases through the Java engines and through this package: `node oracle/fuzz.mjs [kind] [cases] [seed]`.
import { isDeepStrictEqual } from 'node:util';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { askOracle, buildOracle } from './java.mjs';
import { Random } from './fuzz/random.mjs';

const BATCH = 10_000;
const SHOWN = 20;
const kinds = ['json', 'jsonpath', 'template'];

const [kind = 'all', count = '20000', seed = '1'] = process.argv.slice(2);
const bundle = fileURLToPath(new URL('target/answers.cjs', import.meta.url));
buildOracle();
buildSync({
  entryPoints: [fileURLToPath(new URL('../test/support/answers.ts', import.meta.url))],
  outfile: bundle,
  bundle: true,
  platform: 'neutral',
  format: 'cjs',
});
const answers = createRequire(import.meta.url)(bundle);

let differences = 0;
for (const name of kind === 'all' ? kinds : [kind]) {
  const { program, answer, generate } = await import(`./fuzz/${name}.mjs`);
  for (let first = 0; first < Number(count); first += BATCH) {
    const size = Math.min(BATCH, Number(count) - first);
    const cases = Array.from({ length: size }, (_, at) => generate(new Random(Number(seed) * 1_000_003 + first + at)));
    askOracle(program, cases).forEach((expected, at) => {
      const actual = answers[answer](cases[at]);
      if (!isDeepStrictEqual(actual, expected) && differences++ < SHOWN) {
        console.log(JSON.stringify({ ...cases[at], expected, actual }));
      }
    });
  }
  console.log(`${name}: ${count} cases, ${differences} differences so far`);
}
process.exitCode = differences > 0 ? 1 : 0;
