const CONTEXT = 3;

/** Beyond this, what differs is shown as replaced as a whole. */
const LARGEST_TABLE = 16_000_000;

type Line = readonly [' ' | '-' | '+', string];

/** The difference of two texts of whole lines, in the unified format; empty if there is none. */
export function unifiedDiff(before: string, after: string, file: string): string {
  if (before === after) return '';
  const lines = compared(linesOf(before), linesOf(after));
  return [`--- ${file}\n+++ ${file}\n`, ...hunks(lines)].join('');
}

function linesOf(text: string): string[] {
  return text.split('\n').slice(0, -1);
}

function compared(before: readonly string[], after: readonly string[]): Line[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const same = (line: string): Line => [' ', line];
  return [
    ...before.slice(0, head).map(same),
    ...changed(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map(same),
  ];
}

/** By the longest common subsequence. */
function changed(before: readonly string[], after: readonly string[]): Line[] {
  const width = after.length + 1;
  const lengths = new Uint32Array(before.length * width > LARGEST_TABLE ? 0 : (before.length + 1) * width);
  for (let i = before.length - 1; lengths.length > 0 && i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      lengths[i * width + j] = before[i] === after[j]
        ? lengths[(i + 1) * width + j + 1] + 1
        : Math.max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
    }
  }
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const removes = j === after.length || (i < before.length && !(lengths[i * width + j + 1] > lengths[(i + 1) * width + j]));
    if (lengths.length > 0 && i < before.length && j < after.length && before[i] === after[j]) {
      lines.push([' ', before[i++]]);
      j++;
    } else if (removes) {
      lines.push(['-', before[i++]]);
    } else {
      lines.push(['+', after[j++]]);
    }
  }
  return lines;
}

function hunks(lines: readonly Line[]): string[] {
  const changes = lines.flatMap(([mark], index) => (mark === ' ' ? [] : [index]));
  const ranges: [number, number][] = [];
  for (const index of changes) {
    const last = ranges[ranges.length - 1];
    const [start, end] = [Math.max(0, index - CONTEXT), Math.min(lines.length, index + CONTEXT + 1)];
    if (last && start <= last[1]) last[1] = end;
    else ranges.push([start, end]);
  }
  return ranges.map(([start, end]) => {
    const shown = lines.slice(start, end);
    const range = (other: '-' | '+') => {
      const first = lines.slice(0, start).filter(([mark]) => mark !== other).length;
      const count = shown.filter(([mark]) => mark !== other).length;
      return `${count > 0 ? first + 1 : first},${count}`;
    };
    return `@@ -${range('+')} +${range('-')} @@\n${shown.map(([mark, line]) => `${mark}${line}\n`).join('')}`;
  });
}
