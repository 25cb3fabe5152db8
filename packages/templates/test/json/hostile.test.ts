import { JsonSyntaxError, parseJson } from '../../src/json/parse';
import { javaToString, JsonDepthError, printJson } from '../../src/json/print';
import { JavaBigDecimal, JavaBigInteger, JavaList, JavaMap } from '../../src/values';

const MODES = ['strict', 'permissive'] as const;

describe.each(MODES)('a hostile document in %s mode', (mode) => {
  test.each(['[', '{"a":', '[{"a":', '[[', '{"a":[{"a":['])('does not exhaust the stack with a million of %s', (open) => {
    expect(() => parseJson(open.repeat(1_000_000), { mode })).toThrow(JsonSyntaxError);
  });

  test('reads a number of a hundred thousand digits', () => {
    const digits = '9'.repeat(100_000);
    expect(parseJson(digits, { mode })).toStrictEqual(new JavaBigInteger(BigInt(digits)));
    expect(printJson(parseJson(`0.${digits}`, { mode }))).toBe(`0.${digits}`);
  });

  test('does not write out the zeros of a huge exponent', () => {
    expect(parseJson('1.00000000000000000000E+1000000000', { mode })).toStrictEqual(new JavaBigDecimal('1.00000000000000000000E+1000000000'));
    expect(() => parseJson('1.00000000000000000000E+99999999999', { mode })).toThrow(JsonSyntaxError);
  });

  test('keeps names of the prototype as entries', () => {
    const value = parseJson('{"__proto__":{"polluted":true},"constructor":1,"hasOwnProperty":2}', { mode });
    expect(printJson(value)).toBe('{"__proto__":{"polluted":true},"constructor":1,"hasOwnProperty":2}');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('reads many surplus characters once', () => {
    expect(() => parseJson(`[1${' '.repeat(1_000_000)}`, { mode })).toThrow(JsonSyntaxError);
    expect(() => parseJson('"\\'.repeat(500_000), { mode })).toThrow(JsonSyntaxError);
  });
});

test('a text of blanks is trimmed in permissive mode without looking at them twice', () => {
  expect(parseJson(`a${'\u2003'.repeat(1_000_000)}`, { mode: 'permissive' })).toBe('a');
});

test('a syntax error names its offset', () => {
  expect(() => parseJson('{"a": 1, "b" 2}')).toThrow(expect.objectContaining({ name: 'JsonSyntaxError', position: 13 }));
  expect(() => parseJson('[1, 2')).toThrow('the text ends too early at offset 5');
  expect(() => parseJson('[01]')).toThrow('"01" is no number at offset 1');
});

test.each(['json', 'list', 'set'] as const)('a %s that holds itself is refused by the printer', (kind) => {
  const list = new JavaList([], kind);
  list.items.push(new JavaMap(new Map([['self', list]])));
  expect(() => printJson(list)).toThrow(JsonDepthError);
  expect(() => javaToString(list)).toThrow(JsonDepthError);
});
