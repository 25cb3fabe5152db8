import * as fs from 'node:fs';
import * as path from 'node:path';
import { CLI_PROBLEMS } from '../src/problems';

const read = (...file: string[]) => fs.readFileSync(path.join(__dirname, '..', ...file), 'utf8');

test('README lists the problems that only the command line has', () => {
  const rows = Object.entries(CLI_PROBLEMS).map(([code, { rule, see }]) => `| \`${code}\` | ${rule} | [AWS](${see}) |`);
  expect(read('README.md').split('<!-- problems -->\n')[1]).toBe(`${['| code | rule | source |', '|---|---|---|', ...rows].join('\n')}\n`);
});

test('every problem is met in a test', () => {
  const tests = fs.readdirSync(__dirname).filter((file) => file.endsWith('.test.ts') && file !== 'problems.test.ts').map((file) => read('test', file)).join('\n');
  expect(Object.keys(CLI_PROBLEMS).filter((code) => !new RegExp(`\\b${code}(: |')`).test(tests))).toEqual([]);
});

test('files are short', () => {
  const sources = fs.readdirSync(path.join(__dirname, '..', 'src'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  expect(sources.filter((file) => read('src', file).split('\n').length > 300)).toEqual([]);
});
