import { JavaBigDecimal, JavaBigInteger, JavaDouble, JavaLong } from '../values';
import { decimalToString, parseDecimal } from './decimal';
import { javaDoubleToString } from './number';
import { trim } from './space';

const ZERO = 0x30;
const LONG_LENGTH = 19;
/** How long the text of a number with a fraction is at most that is always a double. */
export const UNROUNDED_LENGTH = 18;

type NumberValue = number | JavaLong | JavaBigInteger | JavaDouble | JavaBigDecimal;

/**
 * The value of a number as it stands in a document.
 *
 * @returns undefined where it is refused
 */
export const numberLiteral = (text: string, permissive: boolean): NumberValue | undefined => {
  if (!permissive && /^-?0[^.eE]/.test(text)) {
    return undefined;
  }
  return /[.eE]/.test(text) ? fractionLiteral(text, permissive) : integerLiteral(text);
};

/** An `int`, a `long` or a big integer, whichever is the first to hold it. */
const integerLiteral = (text: string): NumberValue | undefined => {
  const negative = text[0] === '-';
  const digits = text.slice(Number(negative));
  const isBeyondLong = digits.length > LONG_LENGTH;
  return /^\d+$/.test(digits) ? integerOf(BigInt(text), isBeyondLong) : isBeyondLong ? undefined : oddInteger(digits, negative);
};

/** A double, or a big decimal for a long text. */
const fractionLiteral = (text: string, permissive: boolean): NumberValue | undefined => {
  const double = Number(text) || Number(trim(text));
  if (text.length <= UNROUNDED_LENGTH) {
    return Number.isNaN(double) ? undefined : new JavaDouble(double);
  }
  if (!permissive && keepsDigits(javaDoubleToString(double), text)) {
    return new JavaDouble(double);
  }
  const decimal = parseDecimal(text);
  return decimal && new JavaBigDecimal(decimalToString(decimal));
};

/** A character that is no digit counts as one by its distance from "0", in 64 bits: that is what json-smart computes. */
const oddInteger = (digits: string, negative: boolean): NumberValue | undefined => {
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
