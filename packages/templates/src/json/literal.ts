import { JavaBigDecimal, JavaBigInteger, JavaDouble, JavaLong, type Value } from '../values';
import { DECIMAL_TEXT, decimalToString, parseDecimal } from './decimal';
import { javaDoubleToString } from './number';
import { trim } from './space';

const ZERO = 0x30;
const LONG_LENGTH = 19;
const UNROUNDED_LENGTH = 18;

/**
 * The value of an integer as it stands in a document: `int`, `long` or big integer, whichever is the first to hold it.
 *
 * @returns undefined where it is refused
 */
export const integerLiteral = (text: string, permissive: boolean): Value | undefined => {
  const negative = text[0] === '-';
  const digits = negative ? text.slice(1) : text;
  if (!permissive && digits.length > 1 && digits[0] === '0') {
    return undefined;
  }
  const isBeyondLong = digits.length > LONG_LENGTH;
  return /^\d+$/.test(digits) ? integerOf(BigInt(text), isBeyondLong) : isBeyondLong ? undefined : oddInteger(digits, negative);
};

/**
 * The value of a number with a fraction or an exponent: a double, or a big decimal for a long text.
 *
 * @returns undefined where it is refused
 */
export const fractionLiteral = (text: string, permissive: boolean): Value | undefined => {
  if (!permissive && /^-?0\d/.test(text)) {
    return undefined;
  }
  let double = Number(text);
  if (text.length <= UNROUNDED_LENGTH) {
    if (Number.isNaN(double) && DECIMAL_TEXT.test(trim(text))) {
      double = Number(trim(text));
    }
    return Number.isNaN(double) ? undefined : new JavaDouble(double);
  }
  if (!permissive && DECIMAL_TEXT.test(text) && keepsDigits(javaDoubleToString(double), text)) {
    return new JavaDouble(double);
  }
  const decimal = parseDecimal(text);
  return decimal && new JavaBigDecimal(decimalToString(decimal));
};

/** A character that is no digit counts as one by its distance from "0", in 64 bits: that is what json-smart computes. */
const oddInteger = (digits: string, negative: boolean): Value | undefined => {
  let long = 0n;
  for (let at = 0; at < digits.length; at++) {
    const last = BigInt(digits.charCodeAt(at) - ZERO);
    if (at === LONG_LENGTH - 1 && (long > 922337203685477580n || (long === 922337203685477580n && last > (negative ? 8n : 7n)))) {
      return undefined;
    }
    long = BigInt.asIntN(64, long * 10n + last);
  }
  return integerOf(BigInt.asIntN(64, negative ? -long : long), false);
};

/** The integer in the smallest type that holds it. */
export const integerOf = (integer: bigint, isBeyondLong = false): number | JavaLong | JavaBigInteger => {
  if (isBeyondLong || BigInt.asIntN(64, integer) !== integer) {
    return new JavaBigInteger(integer);
  }
  return BigInt.asIntN(32, integer) === integer ? Number(integer) : new JavaLong(integer);
};

/** Whether a double printed anew shows the digits of its source, one for one. */
const keepsDigits = (printed: string, source: string): boolean => printed.replace(/\D/g, '.') === source.replace(/\D\+?/g, '.');
