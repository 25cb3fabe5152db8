// Derives the expected answer of every fixture anew. A fixture file is { title, ...shared, cases: [{ ...input, expected }] }.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { askOracle, buildOracle } from './java.mjs';

const programs = { json: 'JsonOracle', jsonpath: 'PathOracle', template: 'TemplateOracle' };
const test = fileURLToPath(new URL('../test', import.meta.url));

buildOracle();
for (const [kind, program] of Object.entries(programs)) {
  const folder = join(test, kind, 'fixtures');
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  const fixtures = files.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
  const inputs = fixtures.flatMap(({ title, cases, ...shared }) => cases.map(({ expected, ...input }) => ({ ...shared, ...input })));
  const answers = askOracle(program, inputs);
  let next = 0;
  fixtures.forEach((fixture, at) => {
    for (const one of fixture.cases) one.expected = answers[next++];
    writeFileSync(join(folder, files[at]), `${JSON.stringify(fixture, null, 2)}\n`);
  });
  console.log(`${kind}: ${answers.length} fixtures`);
}
