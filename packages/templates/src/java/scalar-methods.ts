/* eslint-disable @stylistic/quote-props -- minifying leaves a name alone only in quotes */
import { throwJava } from '../errors';
import { DECIMAL_TEXT } from '../json/decimal';
import { integerOf } from '../json/literal';
import { JAVA_SPACE, trim } from '../json/space';
import { quoted } from '../texts';
import { JavaBigInteger, JavaDouble, JavaLong } from '../values';
import { calculate, compareNumbers, toBigInt, toDouble, toInt, toLong } from './arithmetic';
import { COMPARABLE, compare, Signatures } from './methods';
import { contentsOf, JavaCharacter, JavaNumber, Runtime } from './runtime-values';
import { textOrNull } from './text';

/** Makes a number one of a class, as Java's conversions do. */
type Box = (number: JavaNumber) => JavaNumber;

const boxLong: Box = (n) => new JavaLong(toLong(n));
const boxDouble: Box = (n) => new JavaDouble(toDouble(n));

const numberFormat = (text: string | null): never => throwJava('NumberFormat', `For input string: ${quoted(text)}`);

const integerParser = (box: Box) => (_: unknown, text: string | null, radix = 10): JavaNumber => {
  const [, sign, magnitude = '?'] = /^([+-]?)([0-9a-z]{1,100})$/.exec((text ?? '').toLowerCase()) ?? [];
  const digits = [...magnitude].map((digit) => parseInt(digit, radix || 1));
  if (digits.includes(NaN)) {
    numberFormat(text);
  }
  const value = digits.reduce((sum, digit) => sum * BigInt(radix) + BigInt(digit), 0n) * (sign === '-' ? -1n : 1n);
  const boxed = box(integerOf(value));
  return toBigInt(boxed) === value ? boxed : numberFormat(text);
};

const parseDouble = (_: unknown, text: string): JavaNumber => {
  const number = trim(text).replace(/(?<=[\d.])[fFdD]$/, '');
  return DECIMAL_TEXT.test(number) || /^[+-]?(NaN|Infinity)$/.test(number) ? new JavaDouble(Number(number)) : numberFormat(text);
};

/** The methods of a class of which Java makes objects where it must. */
const boxed = (kinds: string, box: (value: never) => Runtime = (value) => value): Signatures<unknown> => ({
  ...COMPARABLE as Signatures<unknown>,
  [`toString ${kinds}`]: (_, value, __, budget) => textOrNull(box(value), budget),
  [`valueOf ${kinds}`]: (_, value) => box(value),
});

/** The methods that every number has. */
const NUMBER: Signatures<JavaNumber> = {
  ...COMPARABLE as Signatures<unknown>,
  'byteValue': (n) => toInt(n) << 24 >> 24,
  'doubleValue': boxDouble,
  'intValue': toInt,
  'longValue': boxLong,
  'shortValue': (n) => toInt(n) << 16 >> 16,
};

/**
 * The methods of a class of numbers, static ones included.
 *
 * @param kinds what Java takes for such a number
 */
const boxedNumber = (kinds: string, box: Box): Signatures<JavaNumber> => {
  const extreme = (sign: number) => (_: unknown, a: never, b: never): Runtime => compare(box(a), box(b)) * sign > 0 ? box(a) : box(b);
  return {
    ...boxed(kinds, box),
    ...NUMBER,
    [`compare ${kinds}{2}`]: (_, a, b) => compare(box(a), box(b)),
    [`max ${kinds}{2}`]: extreme(1),
    [`min ${kinds}{2}`]: extreme(-1),
    [`sum ${kinds}{2}`]: (_, a, b) => box(calculate('+', a, b)!),
  };
};

/** The methods of `java.lang.Integer` or `Long`. */
const wholeNumber = (name: string, kinds: string, bits: number, box: Box): Signatures<JavaNumber> => {
  const unsigned = (radix: number) => (_: unknown, n: never): string => BigInt.asUintN(bits, toBigInt(n)).toString(radix);
  return {
    ...boxedNumber(kinds, box),
    [`bitCount ${kinds}`]: (_, n) => unsigned(2)(_, n).split('1').length - 1,
    [`parse${name}|valueOf [sn]i?`]: integerParser(box),
    [`signum ${kinds}`]: (_, n) => compareNumbers(n, 0),
    [`toBinaryString ${kinds}`]: unsigned(2),
    [`toHexString ${kinds}`]: unsigned(16),
    [`toOctalString ${kinds}`]: unsigned(8),
    [`toString ${kinds}i`]: (_, n, radix) => toBigInt(n).toString(radix >= 2 && radix <= 36 ? radix : 10),
  };
};

export const INTEGER = wholeNumber('Int', 'i', 32, toInt);
export const LONG = wholeNumber('Long', '[il]', 64, boxLong);

const tests = (holds: (number: number) => boolean) => (target: JavaNumber, n = target): boolean => holds(toDouble(n));

/** The methods of `java.lang.Double`. */
export const DOUBLE: Signatures<JavaNumber> = {
  ...boxedNumber('[ild]', boxDouble),
  'isFinite [ild]': tests(Number.isFinite),
  'isInfinite [ild]?': tests((n) => Math.abs(n) === Infinity),
  'isNaN [ild]?': tests(Number.isNaN),
  'min [ild]{2}': (_, a, b) => new JavaDouble(Math.min(toDouble(a), toDouble(b))),
  'parseDouble|valueOf s': parseDouble,
};

/** The methods of `java.math.BigDecimal` that templates have a use for. */
export const BIG_DECIMAL: Signatures<JavaNumber> = {
  ...NUMBER,
  'signum': (n) => compareNumbers(n, 0),
};

/** The methods of `java.math.BigInteger` that templates have a use for. */
export const BIG_INTEGER: Signatures<JavaBigInteger> = {
  ...BIG_DECIMAL as Signatures<unknown>,
  'abs': ({ value }) => new JavaBigInteger(value < 0n ? -value : value),
  'negate': ({ value }) => new JavaBigInteger(-value),
};

/** The methods of `java.lang.Boolean`, static ones included. */
export const BOOLEAN: Signatures<boolean> = {
  ...boxed('b'),
  'booleanValue': (b) => b,
  'logicalAnd bb': (_, a, b) => a && b,
  'logicalOr bb': (_, a, b) => a || b,
  'logicalXor bb': (_, a, b) => a !== b,
  'parseBoolean|valueOf [sn]': (_, text) => /^true$/i.test(text),
};

type OfCharacter = (character: unknown, c: never) => Runtime;

const matches = (pattern: string): OfCharacter => (_, c) => new RegExp(pattern, 'u').test(contentsOf(c) as string);

/** The methods of `java.lang.Character`, static ones included. */
export const CHARACTER: Signatures<JavaCharacter> = {
  ...boxed('c'),
  'charValue': (c) => c,
  'isDigit c': matches('\\p{Nd}'),
  'isLetter c': matches('\\p{L}'),
  'isLetterOrDigit c': matches('[\\p{L}\\p{Nd}]'),
  'isLowerCase c': matches('\\p{Lowercase}'),
  'isUpperCase c': matches('\\p{Uppercase}'),
  'isWhitespace c': matches(JAVA_SPACE.source),
  'toLowerCase c': (_, c) => new JavaCharacter((contentsOf(c) as string).toLowerCase()),
  'toUpperCase c': (_, c) => new JavaCharacter((contentsOf(c) as string).toUpperCase()),
};
