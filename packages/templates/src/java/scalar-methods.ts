import { throwJava } from '../errors';
import { javaDoubleToString } from '../json/number';
import { JAVA_SPACE } from '../json/space';
import { JavaBigDecimal, JavaBigInteger, JavaDouble, JavaLong } from '../values';
import { compareNumbers, isZero, toBigInt, toDouble, toInt, toLong } from './arithmetic';
import { COMPARABLE, methodTable, unsupported } from './methods';
import { JavaCharacter, JavaNumber, MethodTable, Overload, Runtime } from './runtime-values';
import { isDouble, isText } from '../kinds';
import { quoted } from '../texts';

type N = JavaNumber;
type Signatures<T> = Record<string, Overload<T>['invoke']>;

const numberFormat = (text: Runtime): never => throwJava('NumberFormat', `For input string: ${quoted(text)}`);

const parseInteger = (text: Runtime, radix: number, bits: number): bigint => {
  const digits = '0123456789abcdefghijklmnopqrstuvwxyz'.slice(0, radix);
  const [, sign, magnitude = ''] = /^([+-]?)([0-9a-z]+)$/.exec(isText(text) ? text.toLowerCase() : '') ?? [];
  if (magnitude === '' || radix < 2 || radix > 36 || magnitude.length > 100) {
    numberFormat(text);
  }
  let value = 0n;
  for (const digit of magnitude) {
    value = digits.includes(digit) ? value * BigInt(radix) + BigInt(digits.indexOf(digit)) : numberFormat(text);
  }
  value = sign === '-' ? -value : value;
  return BigInt.asIntN(bits, value) === value ? value : numberFormat(text);
};

const parseDouble = (text: Runtime): JavaDouble => {
  const [, number] = /^[\0- ]*([+-]?(?:NaN|Infinity|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?))[\0- ]*$/.exec(text as string ?? '') ?? [];
  if (number === undefined) {
    return text === null ? throwJava('NullPointer') : numberFormat(text);
  }
  return new JavaDouble(number.endsWith('NaN') ? NaN : Number(number.replace(/[fFdD]$/, '')));
};

const compareTo = (left: N, right: Runtime): number => {
  if (right === null) {
    throwJava('NullPointer');
  }
  if (isDouble(left)) {
    const [a, b] = [left.value, (right as JavaDouble).value];
    const rank = (value: number): number => Number.isNaN(value) ? 1 : Object.is(value, -0) ? -1 : 0;
    return a < b ? -1 : a > b ? 1 : Math.sign(rank(a) - rank(b));
  }
  return compareNumbers(left, right as N);
};

/** The methods that every number has. */
const numberMethods = <T>(type: string): Signatures<T> => ({
  ...COMPARABLE,
  ...unsupported('floatValue parseUnsignedInt reverse reverseBytes rotateLeft rotateRight highestOneBit lowestOneBit numberOfLeadingZeros'
    + ' numberOfTrailingZeros toUnsignedString toUnsignedLong divideUnsigned remainderUnsigned decode'),
  [`compareTo(${type})`]: (n: N, [other]: readonly Runtime[]) => compareTo(n, other),
  'byteValue()': (n: N) => toInt(n) << 24 >> 24,
  'doubleValue()': (n: N) => new JavaDouble(toDouble(n)),
  'intValue()': (n: N) => toInt(n),
  'longValue()': (n: N) => new JavaLong(toLong(n)),
  'shortValue()': (n: N) => toInt(n) << 16 >> 16,
} as Signatures<unknown> as Signatures<T>);

/** The methods of `java.lang.Integer` or `Long`, static ones included. */
const wholeMethods = <T>(type: string, name: string, bits: number, box: (value: bigint) => Runtime): MethodTable<T> => {
  const two = `(${type},${type})`;
  const unsigned = (n: Runtime): bigint => BigInt.asUintN(bits, toBigInt(n as N));
  const parse: Overload<unknown>['invoke'] = (_, [text, radix = 10]) => box(parseInteger(text, radix as number, bits));
  const extreme = (sign: number): Overload<unknown>['invoke'] => (_, [a, b]) =>
    box(toBigInt(compareNumbers(a as N, b as N) * sign > 0 ? a as N : b as N));
  return methodTable<unknown>({
    ...numberMethods(name),
    [`compare${two}`]: (_, [a, b]) => compareNumbers(a as N, b as N),
    [`max${two}`]: extreme(1),
    [`min${two}`]: extreme(-1),
    [`parse${name.slice(0, 4).replace('Inte', 'Int')}(String,int?)`]: parse,
    [`signum(${type})`]: (_, [n]) => compareNumbers(n as N, 0),
    [`sum${two}`]: (_, [a, b]) => box(BigInt.asIntN(bits, toBigInt(a as N) + toBigInt(b as N))),
    [`bitCount(${type})`]: (_, [n]) => unsigned(n).toString(2).split('1').length - 1,
    [`toBinaryString(${type})`]: (_, [n]) => unsigned(n).toString(2),
    [`toHexString(${type})`]: (_, [n]) => unsigned(n).toString(16),
    [`toOctalString(${type})`]: (_, [n]) => unsigned(n).toString(8),
    [`toString(${type},int?)`]: (_, [n, radix = 10]) => toBigInt(n as N).toString((radix as number) >= 2 && (radix as number) <= 36 ? radix as number : 10),
    'valueOf(String,int?)': parse,
    [`valueOf(${type})`]: (_, [n]) => box(toBigInt(n as N)),
  }) as MethodTable<unknown> as MethodTable<T>;
};

export const INTEGER_METHODS = wholeMethods<number>('int', 'Integer', 32, Number);
export const LONG_METHODS = wholeMethods<JavaLong>('long', 'Long', 64, (value) => new JavaLong(value));

const ofDoubles = (result: (a: number, b: number) => Runtime): Overload<JavaDouble>['invoke'] => (_, [a, b = 0]) =>
  result(toDouble(a as N), toDouble(b as N));
const double = (value: number): JavaDouble => new JavaDouble(value);

/** The methods of `java.lang.Double`. */
export const DOUBLE_METHODS = methodTable<JavaDouble>({
  ...numberMethods('Double'),
  'compare(double,double)': ofDoubles((a, b) => compareTo(double(a), double(b))),
  'isInfinite()': ({ value }) => Math.abs(value) === Infinity,
  'isInfinite(double)': ofDoubles((n) => Math.abs(n) === Infinity),
  'isFinite(double)': ofDoubles(Number.isFinite),
  'isNaN()': ({ value }) => Number.isNaN(value),
  'isNaN(double)': ofDoubles(Number.isNaN),
  'max(double,double)': ofDoubles((a, b) => double(Math.max(a, b))),
  'min(double,double)': ofDoubles((a, b) => double(Math.min(a, b))),
  'parseDouble(String)': (_, [text]) => parseDouble(text),
  'sum(double,double)': ofDoubles((a, b) => double(a + b)),
  'toString(double)': ofDoubles(javaDoubleToString),
  'valueOf(String)': (_, [text]) => parseDouble(text),
  'valueOf(double)': ofDoubles(double),
});

/** The methods of `java.math.BigInteger` that templates have a use for. */
export const BIG_INTEGER_METHODS = methodTable<JavaBigInteger>({
  ...numberMethods('BigInteger'),
  'abs()': ({ value }) => new JavaBigInteger(value < 0n ? -value : value),
  'negate()': ({ value }) => new JavaBigInteger(-value),
  'signum()': (n) => compareNumbers(n, 0),
});

/** The methods of `java.math.BigDecimal` that templates have a use for. */
export const BIG_DECIMAL_METHODS = methodTable<JavaBigDecimal>({
  ...numberMethods('BigDecimal'),
  'signum()': (n) => isZero(n) ? 0 : n.text.startsWith('-') ? -1 : 1,
});

const isTrue = (text: Runtime): boolean => isText(text) && text.toLowerCase() === 'true';

/** The methods of `java.lang.Boolean`, static ones included. */
export const BOOLEAN_METHODS = methodTable<boolean>({
  ...COMPARABLE,
  'booleanValue()': (b) => b,
  'compareTo(Boolean)': (b, [other]) => Number(b) - Number(other),
  'logicalAnd(boolean,boolean)': (_, [a, b]) => a && b,
  'logicalOr(boolean,boolean)': (_, [a, b]) => a || b,
  'logicalXor(boolean,boolean)': (_, [a, b]) => a !== b,
  'parseBoolean(String)': (_, [text]) => isTrue(text),
  'toString(boolean)': (_, [b]) => String(b),
  'valueOf(String)': (_, [text]) => isTrue(text),
  'valueOf(boolean)': (_, [b]) => b,
});

const matches = (pattern: RegExp) => (_: JavaCharacter, [c]: readonly Runtime[]): boolean => pattern.test((c as JavaCharacter).text);

/** The methods of `java.lang.Character`, static ones included. */
export const CHARACTER_METHODS = methodTable<JavaCharacter>({
  ...COMPARABLE,
  'charValue()': (c) => c,
  'compareTo(Character)': (c, [other]) => c.text.charCodeAt(0) - (other as JavaCharacter).text.charCodeAt(0),
  'isDigit(char)': matches(/\p{Nd}/u),
  'isLetter(char)': matches(/\p{L}/u),
  'isLetterOrDigit(char)': matches(/[\p{L}\p{Nd}]/u),
  'isLowerCase(char)': matches(/\p{Lowercase}/u),
  'isUpperCase(char)': matches(/\p{Uppercase}/u),
  'isWhitespace(char)': matches(JAVA_SPACE),
  'toLowerCase(char)': (_, [c]) => new JavaCharacter((c as JavaCharacter).text.toLowerCase()),
  'toString(char)': (_, [c]) => (c as JavaCharacter).text,
  'toUpperCase(char)': (_, [c]) => new JavaCharacter((c as JavaCharacter).text.toUpperCase()),
  'valueOf(char)': (_, [c]) => c,
});
