import { TemplateBoundError, TemplateRenderError } from '../errors';
import { compareDecimals, Decimal, decimalToInt } from '../json/decimal';
import { JavaBigDecimal, JavaBigInteger, JavaDouble, JavaLong } from '../values';
import {
  addDecimals, decimalOf, decimalOfDouble, divideDecimals, javaBigDecimal, MAX_DIGITS, multiplyDecimals, negateDecimal, powerOfTen,
} from './big-decimal';
import { JavaNumber } from './runtime-values';

export const INT_MIN = -2147483648;
export const INT_MAX = 2147483647;

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

type Base = 'int' | 'long' | 'bigInteger' | 'double' | 'bigDecimal';

function isInteger(value: JavaNumber): value is number | JavaLong | JavaBigInteger {
  return typeof value === 'number' || value instanceof JavaLong || value instanceof JavaBigInteger;
}

/** The type in which two numbers are calculated. */
function baseOf(left: JavaNumber, right: JavaNumber): Base {
  if (typeof left === 'number' && typeof right === 'number') {
    return 'int';
  }
  const big = left instanceof JavaBigInteger || right instanceof JavaBigInteger;
  const integers = isInteger(left) && isInteger(right);
  if (left instanceof JavaBigDecimal || right instanceof JavaBigDecimal || (!integers && big)) {
    return 'bigDecimal';
  }
  return integers ? big ? 'bigInteger' : 'long' : 'double';
}

export function toBigInt(value: JavaNumber): bigint {
  if (typeof value === 'number') {
    return BigInt(value);
  }
  if (value instanceof JavaLong || value instanceof JavaBigInteger) {
    return value.value;
  }
  if (value instanceof JavaDouble) {
    return longOfDouble(value.value);
  }
  const { unscaled, scale } = decimalOf(value);
  return scale > 0 ? unscaled / powerOfTen(scale) : unscaled * powerOfTen(-scale);
}

function longOfDouble(value: number): bigint {
  if (Number.isNaN(value)) {
    return 0n;
  }
  const limited = Math.max(-(2 ** 63), Math.min(value, 2 ** 63));
  const whole = BigInt(Math.trunc(limited));
  return whole === 2n ** 63n ? whole - 1n : whole;
}

/** `Number.doubleValue()`. */
export function toDouble(value: JavaNumber): number {
  if (typeof value === 'number') {
    return value;
  }
  return value instanceof JavaBigDecimal ? Number(value.text) : Number(value.value);
}

/** `Number.longValue()`. */
export function toLong(value: JavaNumber): bigint {
  return BigInt.asIntN(64, toBigInt(value));
}

/** `Number.intValue()`. */
export function toInt(value: JavaNumber): number {
  if (typeof value === 'number') {
    return value;
  }
  if (value instanceof JavaDouble) {
    return Number.isNaN(value.value) ? 0 : Math.trunc(Math.max(INT_MIN, Math.min(value.value, INT_MAX)));
  }
  return value instanceof JavaBigDecimal ? decimalToInt(decimalOf(value)) : Number(BigInt.asIntN(32, value.value));
}

function toDecimal(value: JavaNumber): Decimal {
  if (value instanceof JavaBigDecimal) {
    return decimalOf(value);
  }
  if (value instanceof JavaBigInteger) {
    return { unscaled: value.value, scale: 0 };
  }
  const double = toDouble(value);
  if (!Number.isFinite(double)) {
    throw new TemplateRenderError('NumberFormatException: Infinite or NaN');
  }
  return decimalOfDouble(double);
}

export function isZero(value: JavaNumber): boolean {
  return value instanceof JavaBigDecimal ? decimalOf(value).unscaled === 0n : toDouble(value) === 0;
}

/** The result of integer arithmetic: a long where either operand was one or where it does not fit an int. */
function integer(value: bigint, left: JavaNumber, right: JavaNumber): JavaNumber {
  const isInt = typeof left === 'number' && typeof right === 'number';
  return isInt && value >= BigInt(INT_MIN) && value <= BigInt(INT_MAX) ? Number(value) : new JavaLong(value);
}

function intArithmetic(operator: ArithmeticOperator, left: number, right: number): JavaNumber {
  let result: number;
  switch (operator) {
    case '+':
      result = left + right;
      break;
    case '-':
      result = left - right;
      break;
    case '*':
      result = left * right;
      break;
    case '/':
      result = Math.trunc(left / right);
      break;
    default:
      result = left % right;
  }
  if (result >= INT_MIN && result <= INT_MAX) {
    return result + 0 === 0 ? 0 : result;
  }
  return new JavaLong(operator === '*' ? BigInt(left) * BigInt(right) : BigInt(result));
}

function longArithmetic(operator: ArithmeticOperator, left: JavaNumber, right: JavaNumber): JavaNumber {
  const a = toBigInt(left);
  const b = toBigInt(right);
  if (operator === '/' || operator === '%') {
    return integer(BigInt.asIntN(64, operator === '/' ? a / b : a % b), left, right);
  }
  const exact = operator === '+' ? a + b : operator === '-' ? a - b : a * b;
  const wrapped = BigInt.asIntN(64, exact);
  // Long.MIN_VALUE * -1 overflows to itself, and dividing back does not show it.
  const unnoticed = operator === '*' && b === -1n && a === -(2n ** 63n);
  return wrapped === exact || unnoticed ? integer(wrapped, left, right) : new JavaBigInteger(exact);
}

function bigIntegerArithmetic(operator: ArithmeticOperator, a: bigint, b: bigint): JavaNumber {
  switch (operator) {
    case '+':
      return new JavaBigInteger(a + b);
    case '-':
      return new JavaBigInteger(a - b);
    case '*':
      if (a.toString(16).length + b.toString(16).length > MAX_DIGITS) {
        throw new TemplateBoundError('digits', MAX_DIGITS, 'digits of a number');
      }
      return new JavaBigInteger(a * b);
    case '/':
      return new JavaBigInteger(a / b);
    default:
      if (b < 0n) {
        throw new TemplateRenderError('ArithmeticException: BigInteger: modulus not positive');
      }
      return new JavaBigInteger(((a % b) + b) % b);
  }
}

function doubleArithmetic(operator: ArithmeticOperator, a: number, b: number): JavaNumber {
  switch (operator) {
    case '+':
      return new JavaDouble(a + b);
    case '-':
      return new JavaDouble(a - b);
    case '*':
      return new JavaDouble(a * b);
    case '/':
      return new JavaDouble(a / b);
    default:
      return new JavaDouble(a % b);
  }
}

function decimalArithmetic(operator: ArithmeticOperator, a: Decimal, b: Decimal): JavaNumber {
  switch (operator) {
    case '+':
      return javaBigDecimal(addDecimals(a, b));
    case '-':
      return javaBigDecimal(addDecimals(a, negateDecimal(b)));
    case '*':
      return javaBigDecimal(multiplyDecimals(a, b));
    case '/':
      return javaBigDecimal(divideDecimals(a, b));
    default:
      throw new TemplateRenderError('ArithmeticException: Cannot calculate the modulo of BigDecimals.');
  }
}

/** The result of an operation on two numbers; null for a division by zero. */
export function calculate(operator: ArithmeticOperator, left: JavaNumber, right: JavaNumber): JavaNumber | null {
  if ((operator === '/' || operator === '%') && isZero(right)) {
    return null;
  }
  switch (baseOf(left, right)) {
    case 'int':
      return intArithmetic(operator, left as number, right as number);
    case 'long':
      return longArithmetic(operator, left, right);
    case 'bigInteger':
      return bigIntegerArithmetic(operator, toBigInt(left), toBigInt(right));
    case 'double':
      return doubleArithmetic(operator, toDouble(left), toDouble(right));
    default:
      return decimalArithmetic(operator, toDecimal(left), toDecimal(right));
  }
}

/** -1, 0 or 1; 0 also where a number is not comparable. */
export function compareNumbers(left: JavaNumber, right: JavaNumber): number {
  const base = baseOf(left, right);
  if (base === 'bigDecimal') {
    return compareDecimals(toDecimal(left), toDecimal(right));
  }
  const [a, b] = base === 'int' || base === 'double' ? [toDouble(left), toDouble(right)] : [toBigInt(left), toBigInt(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}
