import { TemplateRenderError } from '../errors';
import { javaDoubleToString } from '../json/number';
import { JavaBigDecimal, JavaBigInteger, JavaDouble, JavaLong } from '../values';
import { compareNumbers, INT_MAX, INT_MIN, isZero, toBigInt, toDouble, toInt, toLong } from './arithmetic';
import { javaEquals } from './equality';
import { hashCode } from './hash';
import { COMPARABLE, methodTable } from './methods';
import { JavaCharacter, JavaNumber, MethodTable, Overload, Runtime } from './runtime-values';
import { toText } from './text';

type N = number;
type Signatures<T> = Record<string, Overload<T>['invoke']>;

const LONG_MIN = -(2n ** 63n);
const LONG_MAX = 2n ** 63n - 1n;

function numberFormat(text: Runtime): TemplateRenderError {
  return new TemplateRenderError(`NumberFormatException: For input string: ${JSON.stringify(text)}`);
}

function parseInteger(text: Runtime, radix: number, min: bigint, max: bigint): bigint {
  const digits = '0123456789abcdefghijklmnopqrstuvwxyz'.slice(0, radix);
  const [, sign, magnitude = ''] = /^([+-]?)([0-9a-z]+)$/.exec(typeof text === 'string' ? text.toLowerCase() : '') ?? [];
  if (magnitude === '' || radix < 2 || radix > 36 || magnitude.length > 100 || [...magnitude].some((digit) => !digits.includes(digit))) {
    throw numberFormat(text);
  }
  let value = 0n;
  for (const digit of magnitude) {
    value = value * BigInt(radix) + BigInt(digits.indexOf(digit));
  }
  value = sign === '-' ? -value : value;
  if (value < min || value > max) {
    throw numberFormat(text);
  }
  return value;
}

const parseInt32 = (text: Runtime, radix: Runtime = 10): number => Number(parseInteger(text, radix as N, BigInt(INT_MIN), BigInt(INT_MAX)));
const parseInt64 = (text: Runtime, radix: Runtime = 10): JavaLong => new JavaLong(parseInteger(text, radix as N, LONG_MIN, LONG_MAX));

function parseDouble(text: Runtime): JavaDouble {
  const [, number] = /^[\0- ]*([+-]?(?:NaN|Infinity|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?))[\0- ]*$/.exec(text as string ?? '') ?? [];
  if (number === undefined) {
    throw text === null ? new TemplateRenderError('NullPointerException') : numberFormat(text);
  }
  return new JavaDouble(number.endsWith('NaN') ? NaN : Number(number.replace(/[fFdD]$/, '')));
}

function radixText(value: bigint, radix: number): string {
  return value.toString(radix >= 2 && radix <= 36 ? radix : 10);
}

function compareTo(left: JavaNumber, right: Runtime): number {
  if (right === null) {
    throw new TemplateRenderError('NullPointerException');
  }
  if (left instanceof JavaDouble) {
    const [a, b] = [left.value, (right as JavaDouble).value];
    const rank = (value: number): number => Number.isNaN(value) ? 1 : Object.is(value, -0) ? -1 : 0;
    return a < b ? -1 : a > b ? 1 : Math.sign(rank(a) - rank(b));
  }
  return compareNumbers(left, right as JavaNumber);
}

const NUMBER: Signatures<JavaNumber> = {
  ...COMPARABLE,
  'byteValue()': (n) => toInt(n) << 24 >> 24,
  'doubleValue()': (n) => new JavaDouble(toDouble(n)),
  'equals(Object)': (n, [other]) => javaEquals(n, other),
  'hashCode()': (n) => hashCode(n),
  'intValue()': (n) => toInt(n),
  'longValue()': (n) => new JavaLong(toLong(n)),
  'shortValue()': (n) => toInt(n) << 16 >> 16,
  'toString()': (n, _, budget) => toText(n, budget),
};

const pick = (a: Runtime, b: Runtime, sign: number): JavaNumber =>
  compareNumbers(a as JavaNumber, b as JavaNumber) * sign >= 0 ? a as JavaNumber : b as JavaNumber;
const double = (value: Runtime): JavaDouble => new JavaDouble(toDouble(value as JavaNumber));
const long = (value: Runtime): JavaLong => new JavaLong(toLong(value as JavaNumber));

/** The methods of `java.lang.Integer`, static ones included. */
export const INTEGER_METHODS: MethodTable<number> = methodTable<number>({
  ...NUMBER as Signatures<number>,
  'bitCount(int)': (_, [n]) => ((n as N) >>> 0).toString(2).split('1').length - 1,
  'compare(int,int)': (_, [a, b]) => Math.sign((a as N) - (b as N)),
  'compareTo(Integer)': (n, [other]) => compareTo(n, other),
  'max(int,int)': (_, [a, b]) => Math.max(a as N, b as N),
  'min(int,int)': (_, [a, b]) => Math.min(a as N, b as N),
  'parseInt(String)': (_, [text]) => parseInt32(text),
  'parseInt(String,int)': (_, [text, radix]) => parseInt32(text, radix),
  'signum(int)': (_, [n]) => Math.sign(n as N),
  'sum(int,int)': (_, [a, b]) => ((a as N) + (b as N)) | 0,
  'toBinaryString(int)': (_, [n]) => ((n as N) >>> 0).toString(2),
  'toHexString(int)': (_, [n]) => ((n as N) >>> 0).toString(16),
  'toOctalString(int)': (_, [n]) => ((n as N) >>> 0).toString(8),
  'toString(int)': (_, [n]) => String(n),
  'toString(int,int)': (_, [n, radix]) => radixText(BigInt(n as N), radix as N),
  'valueOf(String)': (_, [text]) => parseInt32(text),
  'valueOf(String,int)': (_, [text, radix]) => parseInt32(text, radix),
  'valueOf(int)': (_, [n]) => n,
});

/** The methods of `java.lang.Long`. */
export const LONG_METHODS = methodTable<JavaLong>({
  ...NUMBER as Signatures<JavaLong>,
  'compare(long,long)': (_, [a, b]) => compareNumbers(long(a), long(b)),
  'compareTo(Long)': (n, [other]) => compareTo(n, other),
  'max(long,long)': (_, [a, b]) => pick(long(a), long(b), 1),
  'min(long,long)': (_, [a, b]) => pick(long(a), long(b), -1),
  'parseLong(String)': (_, [text]) => parseInt64(text),
  'parseLong(String,int)': (_, [text, radix]) => parseInt64(text, radix),
  'signum(long)': (_, [n]) => compareNumbers(n as JavaNumber, 0),
  'sum(long,long)': (_, [a, b]) => new JavaLong(BigInt.asIntN(64, toBigInt(a as JavaNumber) + toBigInt(b as JavaNumber))),
  'toBinaryString(long)': (_, [n]) => BigInt.asUintN(64, toBigInt(n as JavaNumber)).toString(2),
  'toHexString(long)': (_, [n]) => BigInt.asUintN(64, toBigInt(n as JavaNumber)).toString(16),
  'toString(long)': (_, [n]) => toBigInt(n as JavaNumber).toString(),
  'toString(long,int)': (_, [n, radix]) => radixText(toBigInt(n as JavaNumber), radix as N),
  'valueOf(String)': (_, [text]) => parseInt64(text),
  'valueOf(String,int)': (_, [text, radix]) => parseInt64(text, radix),
  'valueOf(long)': (_, [n]) => long(n),
});

/** The methods of `java.lang.Double`. */
export const DOUBLE_METHODS = methodTable<JavaDouble>({
  ...NUMBER as Signatures<JavaDouble>,
  'compare(double,double)': (_, [a, b]) => compareTo(double(a), double(b)),
  'compareTo(Double)': (n, [other]) => compareTo(n, other),
  'isInfinite()': ({ value }) => Math.abs(value) === Infinity,
  'isInfinite(double)': (_, [n]) => Math.abs(toDouble(n as JavaNumber)) === Infinity,
  'isFinite(double)': (_, [n]) => Number.isFinite(toDouble(n as JavaNumber)),
  'isNaN()': ({ value }) => Number.isNaN(value),
  'isNaN(double)': (_, [n]) => Number.isNaN(toDouble(n as JavaNumber)),
  'max(double,double)': (_, [a, b]) => new JavaDouble(Math.max(toDouble(a as JavaNumber), toDouble(b as JavaNumber))),
  'min(double,double)': (_, [a, b]) => new JavaDouble(Math.min(toDouble(a as JavaNumber), toDouble(b as JavaNumber))),
  'parseDouble(String)': (_, [text]) => parseDouble(text),
  'sum(double,double)': (_, [a, b]) => new JavaDouble(toDouble(a as JavaNumber) + toDouble(b as JavaNumber)),
  'toString(double)': (_, [n]) => javaDoubleToString(toDouble(n as JavaNumber)),
  'valueOf(String)': (_, [text]) => parseDouble(text),
  'valueOf(double)': (_, [n]) => double(n),
});

/** The methods of `java.math.BigInteger` that templates have a use for. */
export const BIG_INTEGER_METHODS = methodTable<JavaBigInteger>({
  ...NUMBER as Signatures<JavaBigInteger>,
  'abs()': ({ value }) => new JavaBigInteger(value < 0n ? -value : value),
  'compareTo(BigInteger)': (n, [other]) => compareTo(n, other),
  'negate()': ({ value }) => new JavaBigInteger(-value),
  'signum()': (n) => compareNumbers(n, 0),
});

/** The methods of `java.math.BigDecimal` that templates have a use for. */
export const BIG_DECIMAL_METHODS = methodTable<JavaBigDecimal>({
  ...NUMBER as Signatures<JavaBigDecimal>,
  'compareTo(BigDecimal)': (n, [other]) => compareTo(n, other),
  'signum()': (n) => isZero(n) ? 0 : n.text.startsWith('-') ? -1 : 1,
});

/** The methods of `java.lang.Boolean`, static ones included. */
export const BOOLEAN_METHODS = methodTable<boolean>({
  ...COMPARABLE,
  'booleanValue()': (b) => b,
  'compareTo(Boolean)': (b, [other]) => Number(b) - Number(other),
  'equals(Object)': (b, [other]) => b === other,
  'hashCode()': (b) => hashCode(b),
  'logicalAnd(boolean,boolean)': (_, [a, b]) => (a as boolean) && (b as boolean),
  'logicalOr(boolean,boolean)': (_, [a, b]) => (a as boolean) || (b as boolean),
  'logicalXor(boolean,boolean)': (_, [a, b]) => a !== b,
  'parseBoolean(String)': (_, [text]) => typeof text === 'string' && text.toLowerCase() === 'true',
  'toString()': (b) => String(b),
  'toString(boolean)': (_, [b]) => String(b),
  'valueOf(String)': (_, [text]) => typeof text === 'string' && text.toLowerCase() === 'true',
  'valueOf(boolean)': (_, [b]) => b,
});

const matches = (pattern: RegExp) => (_: JavaCharacter, [c]: readonly Runtime[]): boolean =>
  pattern.test(typeof c === 'number' ? String.fromCodePoint(c) : (c as JavaCharacter).text);

/** The methods of `java.lang.Character`, static ones included. */
export const CHARACTER_METHODS = methodTable<JavaCharacter>({
  ...COMPARABLE,
  'charValue()': (c) => c,
  'compareTo(Character)': (c, [other]) => c.text.charCodeAt(0) - (other as JavaCharacter).text.charCodeAt(0),
  'equals(Object)': (c, [other]) => javaEquals(c, other),
  'hashCode()': (c) => hashCode(c),
  'isDigit(char)': matches(/^\p{Nd}$/u),
  'isLetter(char)': matches(/^\p{L}$/u),
  'isLetterOrDigit(char)': matches(/^[\p{L}\p{Nd}]$/u),
  'isLowerCase(char)': matches(/^\p{Lowercase}$/u),
  'isUpperCase(char)': matches(/^\p{Uppercase}$/u),
  'isWhitespace(char)': matches(/^[\t-\r\x1c-\x20\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]$/),
  'toLowerCase(char)': (_, [c]) => new JavaCharacter((c as JavaCharacter).text.toLowerCase()),
  'toString()': (c) => c.text,
  'toString(char)': (_, [c]) => (c as JavaCharacter).text,
  'toUpperCase(char)': (_, [c]) => new JavaCharacter((c as JavaCharacter).text.toUpperCase()),
  'valueOf(char)': (_, [c]) => c,
});
