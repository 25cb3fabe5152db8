import { JavaBigDecimal, JavaBigInteger, JavaDouble, JavaLong, type Value } from '../values';
import { decimalToString, parseDecimal } from './decimal';
import { javaDoubleToString } from './number';

const MINUS = 0x2d;
const ZERO = 0x30;
const SMALL_LENGTH = 9;
const LONG_LENGTH = 19;
const UNROUNDED_LENGTH = 18;
const INTEGER = /^-?\d+$/;
const LEADING_ZERO = /^-?0\d/;
const FLOAT = /^[+-]?(?=\.?\d)\d*(?:\.\d*)?(?:[eE][+-]?\d+)?$/;

/**
 * The value of an integer as it stands in a document: `int`, `long` or big integer, whichever is the first to hold it.
 *
 * @returns undefined where it is refused
 */
export function integerLiteral(text: string, permissive: boolean): Value | undefined {
  const negative = text.charCodeAt(0) === MINUS;
  if (!permissive && (negative ? text.length >= 3 && text[1] === '0' : text.length >= 2 && text[0] === '0')) {
    return undefined;
  }
  if (text.length <= SMALL_LENGTH) {
    let magnitude = 0;
    for (let at = negative ? 1 : 0; at < text.length; at++) {
      magnitude = magnitude * 10 + text.charCodeAt(at) - ZERO;
    }
    return smallInteger(negative ? -magnitude : magnitude, negative);
  }
  const longLength = negative ? LONG_LENGTH + 1 : LONG_LENGTH;
  if (INTEGER.test(text)) {
    return integerOf(BigInt(text), text.length > longLength);
  }
  return text.length > longLength ? undefined : oddInteger(text, negative, text.length === longLength);
}

/**
 * The value of a number with a fraction or an exponent: a double, or a big decimal for a long text.
 *
 * @returns undefined where it is refused
 */
export function fractionLiteral(text: string, permissive: boolean): Value | undefined {
  if (!permissive && LEADING_ZERO.test(text)) {
    return undefined;
  }
  if (text.length <= UNROUNDED_LENGTH) {
    const plain = FLOAT.test(text) ? text : text.replace(/^[\0-\x20]+|[\0-\x20]+$/g, '');
    return FLOAT.test(plain) ? new JavaDouble(Number(plain)) : undefined;
  }
  const double = Number(text);
  if (!permissive && FLOAT.test(text) && keepsDigits(javaDoubleToString(double), text)) {
    return new JavaDouble(double);
  }
  const decimal = parseDecimal(text);
  return decimal === undefined ? undefined : new JavaBigDecimal(decimalToString(decimal));
}

/** Java looks at one bound only, then cuts off what an int does not hold. */
function smallInteger(integer: number, negative: boolean): Value {
  const isInt = negative ? integer >= -(2 ** 31) : integer < 2 ** 31;
  return isInt ? integer | 0 : new JavaLong(BigInt(integer));
}

/** A character beyond ASCII counts as a digit of its distance from "0", in 64 bits: that is what json-smart computes. */
function oddInteger(text: string, negative: boolean, mayOverflow: boolean): Value | undefined {
  let long = 0n;
  for (let at = negative ? 1 : 0; at < text.length; at++) {
    const last = BigInt(text.charCodeAt(at) - ZERO);
    if (mayOverflow && at === text.length - 1 && (long > 922337203685477580n || (long === 922337203685477580n && last > (negative ? 8n : 7n)))) {
      return undefined;
    }
    long = BigInt.asIntN(64, long * 10n + last);
  }
  return integerOf(BigInt.asIntN(64, negative ? -long : long), false);
}

function integerOf(integer: bigint, isBeyondLong: boolean): Value {
  if (isBeyondLong || BigInt.asIntN(64, integer) !== integer) {
    return new JavaBigInteger(integer);
  }
  return BigInt.asIntN(32, integer) === integer ? Number(integer) : new JavaLong(integer);
}

/** Whether a double printed anew shows the digits of its source, one for one. */
function keepsDigits(printed: string, source: string): boolean {
  let at = 0;
  for (const character of printed) {
    if (character >= '0' && character <= '9') {
      if (source[at++] !== character) {
        return false;
      }
    } else {
      if (source[at] >= '0' && source[at] <= '9') {
        return false;
      }
      at += source[at + 1] === '+' ? 2 : 1;
    }
  }
  return at === source.length;
}
