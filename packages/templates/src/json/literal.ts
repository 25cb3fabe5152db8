import { JavaBigDecimal, JavaBigInteger, JavaDouble, JavaLong } from '../values';
import { decimalToString, parseDecimal } from './decimal';
import { javaDoubleToString } from './number';
import { trim } from './space';

const LONG_LENGTH = 19;
/** All digits but the last of the largest `long`. */
const LONG_START = 922337203685477580n;
/** How long the text of a number with a fraction is at most that is always a double. */
export const UNROUNDED_LENGTH = 18;

type NumberValue = number | JavaLong | JavaBigInteger | JavaDouble | JavaBigDecimal;

/**
 * The value of a number as it stands in a document.
 *
 * @returns undefined where it is refused
 */
export const numberLiteral = (text: string, permissive: boolean): NumberValue | undefined =>
  !permissive && /^-?0[^.eE]/.test(text) ? undefined : /[.eE]/.test(text) ? fractionLiteral(text, permissive) : integerLiteral(text);

/**
 * An `int`, a `long` or a big integer, whichever is the first to hold it. After the digits, a character that is none counts as one by its
 * distance from "0", in 64 bits: that is what json-smart computes.
 */
const integerLiteral = (text: string): NumberValue | undefined => {
  const digits = text.replace('-', '');
  const isBeyondLong = digits.length > LONG_LENGTH;
  if (/^\d+$/.test(digits)) {
    return integerOf(BigInt(text), isBeyondLong);
  }
  let long = 0n;
  let start = 0n;
  for (const digit of isBeyondLong ? '' : digits) {
    start = long;
    long = long * 10n + BigInt(digit.charCodeAt(0) - 0x30);
  }
  return isBeyondLong || (digits.length === LONG_LENGTH && start > LONG_START) ? undefined
    : integerOf(BigInt.asIntN(64, digits === text ? long : -long));
};

/** A double, or a big decimal for a long text; a strict reader keeps a double that shows all digits when it is printed. */
const fractionLiteral = (text: string, permissive: boolean): NumberValue | undefined => {
  const double = Number(trim(text));
  if (text.length > UNROUNDED_LENGTH ? !permissive && javaDoubleToString(double) === text.replace(/e\+?/i, 'E') : !Number.isNaN(double)) {
    return new JavaDouble(double);
  }
  const decimal = parseDecimal(text);
  return decimal && new JavaBigDecimal(decimalToString(decimal));
};

/** The integer in the smallest type that holds it. */
export const integerOf = (integer: bigint, isBeyondLong = false): number | JavaLong | JavaBigInteger => {
  if (isBeyondLong || BigInt.asIntN(64, integer) !== integer) {
    return new JavaBigInteger(integer);
  }
  return BigInt.asIntN(32, integer) === integer ? Number(integer) : new JavaLong(integer);
};
