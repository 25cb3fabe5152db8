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

test('a diff makes one text of the other', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 });
  fc.assert(fc.property(lines, lines, (before, after) => {
    const diff = unifiedDiff(text(...before), text(...after), 'f');
    expect(patched(before, diff)).toEqual(after);
    expect(diff === '').toBe(text(...before) === text(...after));
  }), { numRuns: 500 });
});

/** Applies a diff as `patch` does, without looking for a place where it fits better. */
function patched(before: readonly string[], diff: string): string[] {
  const after = [...before];
  let at = 0;
  for (const line of diff.split('\n').slice(2, -1)) {
    const range = /^@@ -\d+,\d+ \+(\d+),(\d+) @@$/.exec(line);
    if (range) at = Number(range[1]) - (range[2] === '0' ? 0 : 1);
    else if (line.startsWith('+')) after.splice(at++, 0, line.slice(1));
    else if (after[at] !== line.slice(1)) throw new Error(`${line} does not fit`);
    else if (line.startsWith('-')) after.splice(at, 1);
    else at++;
  }
  return after;
}

test('texts that are too large to compare are shown as replaced', () => {
  const [before, after] = [text(...numbers(5000).map((one) => `a${one}`)), text(...numbers(5000).map((one) => `b${one}`))];
  expect(unifiedDiff(before, after, 'f')).toContain('@@ -1,5000 +1,5000 @@\n-a1\n-a2\n');
});
