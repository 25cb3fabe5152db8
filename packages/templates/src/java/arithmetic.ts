import { throwJava } from '../errors';
import { compareDecimals, Decimal, decimalToInteger, decimalToString, parseDecimal } from '../json/decimal';
import { integerOf } from '../json/literal';
import { isBigDecimal, isDouble } from '../kinds';
import { JavaBigDecimal, JavaBigInteger, JavaDouble, JavaLong } from '../values';
import { checkDigits, divideRounded, shifted } from './big-decimal';
import { contentsOf, JavaNumber, Rank, rankOf } from './runtime-values';

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

const rankOfBoth = (left: JavaNumber, right: JavaNumber): Rank => {
  const a = rankOf(left);
  const b = rankOf(right);
  // Both are the BigDecimal where one is an int or a long and the other a BigDecimal, too: only these add up to as much.
  return a + b === Rank.BigInteger + Rank.Double ? Rank.BigDecimal : Math.max(a, b);
};

/** Whether it is a number without a fraction. */
export const isInteger = (value: JavaNumber): boolean => rankOf(value) < Rank.Double;

export const toBigInt = (integer: JavaNumber): bigint => BigInt(contentsOf(integer) as number | bigint);

/** `Number.doubleValue()`. */
export const toDouble = (value: JavaNumber): number => Number(contentsOf(value));

/** A number as an integer of so many bits: a double stops at the last one, anything else loses its upper bits. */
const narrowed = (value: JavaNumber, bits: number): bigint => {
  if (!isDouble(value)) {
    return isBigDecimal(value) ? decimalToInteger(toDecimal(value), bits) : BigInt.asIntN(bits, toBigInt(value));
  }
  const limit = 2 ** (bits - 1);
  const double = value.value || 0;
  return double < limit ? BigInt(Math.trunc(Math.max(-limit, double))) : BigInt(limit) - 1n;
};

/** `Number.longValue()`. */
export const toLong = (value: JavaNumber): bigint => narrowed(value, 64);

/** `Number.intValue()`. */
export const toInt = (value: JavaNumber): number => Number(narrowed(value, 32));

const toDecimal = (value: JavaNumber): Decimal => {
  if (rankOf(value) === Rank.BigInteger || isBigDecimal(value)) {
    return parseDecimal(String(contentsOf(value)))!;
  }
  // Exactly, as `new BigDecimal(double)` has it: x / 2^n = x * 5^n / 10^n
  let unscaled = toDouble(value);
  if (!Number.isFinite(unscaled)) {
    throwJava('NumberFormat', 'Infinite or NaN');
  }
  let scale = 0;
  for (; !Number.isInteger(unscaled); scale++) {
    unscaled *= 2;
  }
  return { unscaled: BigInt(unscaled) * 5n ** BigInt(scale), scale };
};

const isZero = (value: JavaNumber): boolean => /^[0.]+(E|$)/.test(String(contentsOf(value)));

/** The result of an operation, on doubles or on big integers alike. */
const apply = ((operator: string, a: number, b: number): number =>
  operator === '+' ? a + b : operator === '-' ? a - b : operator === '*' ? a * b : operator === '/' ? a / b : a % b
) as <T extends number | bigint>(operator: string, a: T, b: T) => T;

const checkProduct = (a: bigint, b: bigint): void => checkDigits(a.toString(16).length + b.toString(16).length);

const integerArithmetic = (operator: ArithmeticOperator, rank: Rank, a: bigint, b: bigint): JavaNumber => {
  if (operator === '*' && rank === Rank.BigInteger) {
    checkProduct(a, b);
  }
  const exact = apply(operator, a, b);
  if (rank === Rank.Int) {
    return integerOf(exact);
  }
  const wrapped = BigInt.asIntN(64, exact);
  // Long.MIN_VALUE * -1 overflows to itself, and dividing back does not show it.
  if (rank === Rank.Long && (wrapped === exact || operator === '/' || (operator === '*' && b === -1n))) {
    return new JavaLong(wrapped);
  }
  if (operator !== '%') {
    return new JavaBigInteger(exact);
  }
  return b < 0n ? throwJava('Arithmetic', 'BigInteger: modulus not positive') : new JavaBigInteger(exact < 0n ? exact + b : exact);
};

const decimalArithmetic = (operator: ArithmeticOperator, a: Decimal, b: Decimal): Decimal => {
  if (operator === '%') {
    throwJava('Arithmetic', 'modulo of a BigDecimal');
  }
  if (operator === '*') {
    checkProduct(a.unscaled, b.unscaled);
    return { unscaled: a.unscaled * b.unscaled, scale: a.scale + b.scale };
  }
  if (operator === '/') {
    return { unscaled: divideRounded(shifted(a.unscaled, b.scale), shifted(b.unscaled, -b.scale), true), scale: a.scale };
  }
  const scale = Math.max(a.scale, b.scale);
  return { unscaled: apply(operator, shifted(a.unscaled, scale - a.scale), shifted(b.unscaled, scale - b.scale)), scale };
};

/** The result of an operation on two numbers; null for a division by zero. */
export const calculate = (operator: ArithmeticOperator, left: JavaNumber, right: JavaNumber): JavaNumber | null => {
  if ((operator === '/' || operator === '%') && isZero(right)) {
    return null;
  }
  const rank = rankOfBoth(left, right);
  if (rank === Rank.BigDecimal) {
    return new JavaBigDecimal(decimalToString(decimalArithmetic(operator, toDecimal(left), toDecimal(right))));
  }
  return rank === Rank.Double ? new JavaDouble(apply(operator, toDouble(left), toDouble(right)))
    : integerArithmetic(operator, rank, toBigInt(left), toBigInt(right));
};

/** -1, 0 or 1; 0 also where a number is not comparable. */
export const compareNumbers = (left: JavaNumber, right: JavaNumber): number => {
  const rank = rankOfBoth(left, right);
  if (rank === Rank.BigDecimal) {
    return compareDecimals(toDecimal(left), toDecimal(right));
  }
  const convert: (value: JavaNumber) => number | bigint = rank === Rank.Double ? toDouble : toBigInt;
  const a = convert(left);
  const b = convert(right);
  return a < b ? -1 : a > b ? 1 : 0;
};
