import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { unifiedDiff } from '../src/diff';

const text = (...lines: string[]) => lines.map((line) => `${line}\n`).join('');
const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));

test.each([
  ['nothing', text('a'), text('a'), ''],
  ['a first line', '', text('a'), '--- f\n+++ f\n@@ -0,0 +1,1 @@\n+a\n'],
  ['the last line', text('a'), '', '--- f\n+++ f\n@@ -1,1 +0,0 @@\n-a\n'],
  ['one line of many', text(...numbers(9)), text(...numbers(9).map((one) => (one === '5' ? 'five' : one))),
    '--- f\n+++ f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n'],
  ['two places', text(...numbers(12)), text('0', ...numbers(12), '13'),
    '--- f\n+++ f\n@@ -1,3 +1,4 @@\n+0\n 1\n 2\n 3\n@@ -10,3 +11,4 @@\n 10\n 11\n 12\n+13\n'],
])('a diff of %s', (_name, before, after, want) => {
  expect(unifiedDiff(before, after, 'f')).toBe(want);
});

test('patch makes one text of the other with it', () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'stagecraft-diff-'));
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 }).map((all) => text(...all));
  try {
    fc.assert(fc.property(lines, lines, (before, after) => {
      const file = path.join(directory, 'f');
      fs.writeFileSync(file, before);
      const diff = unifiedDiff(before, after, 'f');
      if (diff !== '') execFileSync('patch', ['-s', '-f', file], { input: diff });
      expect(fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '').toBe(after);
    }), { numRuns: 60 });
  } finally {
    fs.rmSync(directory, { recursive: true });
  }
});

test('texts that are too large to compare are shown as replaced', () => {
  const [before, after] = [text(...numbers(5000).map((one) => `a${one}`)), text(...numbers(5000).map((one) => `b${one}`))];
  expect(unifiedDiff(before, after, 'f')).toContain('@@ -1,5000 +1,5000 @@\n-a1\n-a2\n');
});
