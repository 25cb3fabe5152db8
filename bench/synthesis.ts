import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { chart } from './chart';
import { measure, type Size } from './measure';
import type { Results } from './results';
import { table } from './table';

const SIZES: Size[] = [
  { routes: 10, functions: 1, warmUps: 60, rounds: 51 },
  { routes: 100, functions: 1, warmUps: 20, rounds: 31 },
  { routes: 300, functions: 1, warmUps: 5, rounds: 21 },
  { routes: 1000, functions: 1, warmUps: 3, rounds: 15 },
  { routes: 100, functions: 10, warmUps: 10, rounds: 15 },
  { routes: 1000, functions: 10, warmUps: 2, rounds: 7 },
];

// With source maps, as the TypeScript loader turns them on, every error object costs more, and the CDK makes many.
process.setSourceMapsEnabled(false);

const results: Results = {
  node: process.version,
  cpu: os.cpus()[0].model.trim(),
  cdk: (JSON.parse(fs.readFileSync(require.resolve('aws-cdk-lib/package.json'), 'utf8')) as { version: string }).version,
  sizes: SIZES.map((size) => {
    const { routes, functions, rounds } = size;
    process.stderr.write(`${rounds} rounds with ${routes} routes to ${functions} functions …\n`);
    return { routes, functions, rounds, contestants: measure(size) };
  }),
};

const directory = path.join(__dirname, 'results');
fs.mkdirSync(directory, { recursive: true });
fs.writeFileSync(path.join(directory, 'synthesis.json'), `${JSON.stringify(results, undefined, 2)}\n`);
fs.writeFileSync(path.join(directory, 'synthesis.md'), table(results));
fs.writeFileSync(path.join(directory, 'synthesis.svg'), chart(results));
process.stdout.write(table(results));
