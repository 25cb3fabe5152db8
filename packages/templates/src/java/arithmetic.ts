import { TemplateBoundError, throwJava } from '../errors';
import { compareDecimals, Decimal, decimalToInt } from '../json/decimal';
import { integerOf } from '../json/literal';
import { isBigDecimal, isBigInteger, isDouble, isInt, isLong } from '../kinds';
import { JavaBigInteger, JavaDouble, JavaLong } from '../values';
import { addDecimals, decimalOf, decimalOfDouble, divideDecimals, javaBigDecimal, MAX_DIGITS, powerOfTen } from './big-decimal';
import { JavaNumber } from './runtime-values';

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

const enum Base { Int, Long, BigInteger, Double, BigDecimal }

const isInteger = (value: JavaNumber): boolean => isInt(value) || isLong(value) || isBigInteger(value);

/** The type in which two numbers are calculated. */
const baseOf = (left: JavaNumber, right: JavaNumber): Base => {
  if (isInt(left) && isInt(right)) {
    return Base.Int;
  }
  const big = isBigInteger(left) || isBigInteger(right);
  const integers = isInteger(left) && isInteger(right);
  if (isBigDecimal(left) || isBigDecimal(right) || (!integers && big)) {
    return Base.BigDecimal;
  }
  return integers ? big ? Base.BigInteger : Base.Long : Base.Double;
};

export const toBigInt = (value: JavaNumber): bigint => {
  if (isInt(value)) {
    return BigInt(value);
  }
  if (isLong(value) || isBigInteger(value)) {
    return value.value;
  }
  if (isDouble(value)) {
    return longOfDouble(value.value);
  }
  const { unscaled, scale } = decimalOf(value);
  return scale > 0 ? unscaled / powerOfTen(scale) : unscaled * powerOfTen(-scale);
};

const longOfDouble = (value: number): bigint => {
  const limited = Math.max(-(2 ** 63), Math.min(value || 0, 2 ** 63));
  const whole = BigInt(Math.trunc(limited));
  return whole === 2n ** 63n ? whole - 1n : whole;
};

/** `Number.doubleValue()`. */
export const toDouble = (value: JavaNumber): number => {
  return isInt(value) ? value : Number(isBigDecimal(value) ? value.text : value.value);
};

/** `Number.longValue()`. */
export const toLong = (value: JavaNumber): bigint => BigInt.asIntN(64, toBigInt(value));

/** `Number.intValue()`. */
export const toInt = (value: JavaNumber): number => {
  if (isInt(value)) {
    return value;
  }
  if (isDouble(value)) {
    return Math.trunc(Math.max(-(2 ** 31), Math.min(value.value || 0, 2 ** 31 - 1)));
  }
  return isBigDecimal(value) ? decimalToInt(decimalOf(value)) : Number(BigInt.asIntN(32, value.value));
};

const toDecimal = (value: JavaNumber): Decimal => {
  if (isBigDecimal(value)) {
    return decimalOf(value);
  }
  if (isBigInteger(value)) {
    return { unscaled: value.value, scale: 0 };
  }
  const double = toDouble(value);
  if (!Number.isFinite(double)) {
    throwJava('NumberFormat', 'Infinite or NaN');
  }
  return decimalOfDouble(double);
};

export const isZero = (value: JavaNumber): boolean =>
  isBigDecimal(value) ? decimalOf(value).unscaled === 0n : toDouble(value) === 0;

/** The result of an operation, on doubles or on big integers alike. */
const apply = <T extends number | bigint>(operator: ArithmeticOperator, left: T, right: T): T => {
  const [a, b] = [left as number, right as number];
  return (operator === '+' ? a + b : operator === '-' ? a - b : operator === '*' ? a * b : operator === '/' ? a / b : a % b) as T;
};

const longArithmetic = (operator: ArithmeticOperator, a: bigint, b: bigint): JavaNumber => {
  const exact = apply(operator, a, b);
  const wrapped = BigInt.asIntN(64, exact);
  // Long.MIN_VALUE * -1 overflows to itself, and dividing back does not show it.
  return wrapped === exact || operator === '/' || (operator === '*' && b === -1n) ? new JavaLong(wrapped) : new JavaBigInteger(exact);
};

const bigIntegerArithmetic = (operator: ArithmeticOperator, a: bigint, b: bigint): JavaNumber => {
  if (operator === '*' && a.toString(16).length + b.toString(16).length > MAX_DIGITS) {
    throw new TemplateBoundError('digits', MAX_DIGITS, 'digits of a number');
  }
  if (operator === '%' && b < 0n) {
    throwJava('Arithmetic', 'BigInteger: modulus not positive');
  }
  const result = apply(operator, a, b);
  return new JavaBigInteger(operator === '%' && result < 0n ? result + b : result);
};

const decimalArithmetic = (operator: ArithmeticOperator, a: Decimal, b: Decimal): JavaNumber => {
  switch (operator) {
    case '+':
    case '-':
      return javaBigDecimal(addDecimals(a, { unscaled: operator === '+' ? b.unscaled : -b.unscaled, scale: b.scale }));
    case '*':
      return javaBigDecimal({ unscaled: a.unscaled * b.unscaled, scale: a.scale + b.scale });
    case '/':
      return javaBigDecimal(divideDecimals(a, b));
    default:
      return throwJava('Arithmetic', 'Cannot calculate the modulo of BigDecimals.');
  }
};

/** The result of an operation on two numbers; null for a division by zero. */
export const calculate = (operator: ArithmeticOperator, left: JavaNumber, right: JavaNumber): JavaNumber | null => {
  if ((operator === '/' || operator === '%') && isZero(right)) {
    return null;
  }
  switch (baseOf(left, right)) {
    case Base.Int:
      return integerOf(apply(operator, toBigInt(left), toBigInt(right)));
    case Base.Long:
      return longArithmetic(operator, toBigInt(left), toBigInt(right));
    case Base.BigInteger:
      return bigIntegerArithmetic(operator, toBigInt(left), toBigInt(right));
    case Base.Double:
      return new JavaDouble(apply(operator, toDouble(left), toDouble(right)));
    default:
      return decimalArithmetic(operator, toDecimal(left), toDecimal(right));
  }
};

/** What the comparing operators ask of the order of two values. */
export const COMPARISONS: ReadonlyMap<string, (order: number) => boolean> = new Map([
  ['<', (order: number) => order < 0],
  ['<=', (order: number) => order <= 0],
  ['>', (order: number) => order > 0],
  ['>=', (order: number) => order >= 0],
]);

/** -1, 0 or 1; 0 also where a number is not comparable. */
export const compareNumbers = (left: JavaNumber, right: JavaNumber): number => {
  const base = baseOf(left, right);
  if (base === Base.BigDecimal) {
    return compareDecimals(toDecimal(left), toDecimal(right));
  }
  const convert = base === Base.Int || base === Base.Double ? toDouble : toBigInt;
  const [a, b] = [convert(left), convert(right)];
  return a < b ? -1 : a > b ? 1 : 0;
};
