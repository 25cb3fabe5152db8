import { join } from 'node:path';
import { compileTemplate } from '../../src/index';
import type { JsonCase } from '../support/answers';
import { readFixtures } from '../support/fixtures';

const whole = compileTemplate('$input.json(\'$\')');
/** It reads the document first, and prints what it has read. */
const read = compileTemplate('#set($document = $input.path(\'$\'))$input.json(\'$\')');
const answer = (template: typeof whole, body: string): string => {
  try {
    return template.render({ body }).text;
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
};

test.each<[body: string, text: string]>([
  [' { "a" : [ 1 , -2 , { } ] ,\r\n\t"b": null } ', '{"a":[1,-2,{}],"b":null}'],
  ['{"a":"b c","d":"\\"\\\\\\n é 😀"}', '{"a":"b c","d":"\\"\\\\\\n é 😀"}'],
  ['{"a": 1, "b": 2, "a": 3}', '{"a":3,"b":2}'],
  ['{"a\\u0062": 1, "ab": 2}', '{"ab":2}'],
  ['["\\/", "\\u00e9", "\\u2028", "\u2028", "\u0080"]', '["/","é","\\u2028","\\u2028","\\u0080"]'],
  ['["\u007f", "\\u007f", "a\u007f\\n"]', '["\\u007F","\\u007F","a\\n"]'],
  ['[12.5, 100.0, 0.0, -0.0, 1234567.1234567]', '[12.5,100.0,0.0,-0.0,1234567.1234567]'],
  ['[12.50, 0.001, 0.0001, 12345678.5, 1e3, -0, 0.00]', '[12.5,0.001,1.0E-4,1.23456785E7,1000.0,0,0.0]'],
  ['[123456789012345678, 12345678901234567890, 007]', '[123456789012345678,12345678901234567890,7]'],
  ['[1, 2', 'InvalidBodyError: the body is not JSON: the text ends too early at offset 5'],
  ['[true false]', '["true false"]'],
  ['[1 2]', '["1 2"]'],
  ['[1]]', '[1]'],
  ['[1,]', '[1]'],
  ['7', '7'],
  ['', '{}'],
  [`{${Array.from({ length: 40 }, (_, at) => `"${at % 33}": ${at}`).join(', ')}}`, `{${Array.from({ length: 33 }, (_, at) => `"${at}":${at < 7 ? at + 33 : at}`).join(',')}}`],
  [`${'['.repeat(300)}1${']'.repeat(300)}`, `${'['.repeat(300)}1${']'.repeat(300)}`],
])('%s', (body, text) => {
  expect(answer(whole, body)).toBe(text);
});

describe.each(readFixtures<JsonCase>(join(__dirname, '..', 'json', 'fixtures')))('$title', ({ cases }) => {
  test.each(cases)('$text', ({ text }) => {
    expect(answer(whole, text)).toBe(answer(read, text));
  });
});

test('bodies at random print as what is read from them', () => {
  let seed = 1;
  const below = (limit: number): number => {
    seed = Math.imul(seed, 1_103_515_245) + 12_345 & 0x7fff_ffff;
    return Math.floor(seed / 0x8000_0000 * limit);
  };
  const pick = <T>(values: readonly T[]): T => values[below(values.length)];
  const blank = () => pick(['', '', ' ', '\n  ', '\t', '\f']);
  const text = () => `"${Array.from({ length: below(4) }, () => pick(['a', 'b', '1', 'é', '\\n', '\\"', '\\/', '\\u0041', ' ', '\u2028', '\u0085', '\'', '{', ','])).join('')}"`;
  const number = () => pick(['', '-']) + pick(['0', '7', '12', '1234567', '12345678', '00', '2147483648']) + pick(['', '', '', '.0', '.5', '.50', '.0001', '.001', '.1234567', '.12345678', 'e1', '.']);
  const many = (one: () => string) => Array.from({ length: below(5) }, () => blank() + one() + blank()).join(pick([',', ',', ',', ',', ',', ',,']));
  const value = (depth: number): string => {
    const kind = below(depth > 0 ? 6 : 4);
    if (kind === 0) return text();
    if (kind < 3) return number();
    if (kind === 3) return pick(['true', 'false', 'null', 'True', 'NaN', 'x']);
    return kind === 4 ? `[${many(() => value(depth - 1))}]` : `{${many(() => `${text()}${blank()}:${blank()}${value(depth - 1)}`)}}`;
  };
  const different = Array.from({ length: 20_000 }, () => value(3)).filter((body) => answer(whole, body) !== answer(read, body));
  expect(different).toEqual([]);
});
