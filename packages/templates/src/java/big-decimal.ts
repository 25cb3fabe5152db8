import { TemplateBoundError } from '../errors';
import { Decimal, decimalToString, parseDecimal } from '../json/decimal';
import { JavaBigDecimal } from '../values';

/** How many digits a number that a template calculates may have. */
export const MAX_DIGITS = 20_000;

export const powerOfTen = (exponent: number): bigint => {
  if (exponent > MAX_DIGITS) {
    throw new TemplateBoundError('digits', MAX_DIGITS, 'digits of a number');
  }
  return 10n ** BigInt(exponent);
};

/** The value of a `BigDecimal`'s own text. */
export const decimalOf = ({ text }: JavaBigDecimal): Decimal => parseDecimal(text)!;

/** The decimal that a double stands for exactly, as `new BigDecimal(double)` gives it. */
export const decimalOfDouble = (value: number): Decimal => {
  let unscaled = value;
  let twos = 0;
  while (!Number.isInteger(unscaled)) {
    unscaled *= 2;
    twos++;
  }
  // x / 2^n = x * 5^n / 10^n
  return { unscaled: BigInt(unscaled) * 5n ** BigInt(twos), scale: twos };
};

const unscaledAt = (value: Decimal, scale: number): bigint => value.unscaled * powerOfTen(scale - value.scale);

export const addDecimals = (left: Decimal, right: Decimal): Decimal => {
  const scale = Math.max(left.scale, right.scale);
  return { unscaled: unscaledAt(left, scale) + unscaledAt(right, scale), scale };
};

/** Divides with the dividend's scale, a half rounded towards zero. */
export const divideDecimals = (left: Decimal, right: Decimal): Decimal => {
  const shift = right.scale;
  const numerator = shift >= 0 ? left.unscaled * powerOfTen(shift) : left.unscaled;
  const denominator = shift >= 0 ? right.unscaled : right.unscaled * powerOfTen(-shift);
  const quotient = numerator / denominator;
  const remainder = numerator % denominator;
  const magnitude = (value: bigint): bigint => value < 0n ? -value : value;
  const roundsUp = magnitude(remainder) * 2n > magnitude(denominator);
  const direction = (numerator < 0n) === (denominator < 0n) ? 1n : -1n;
  return { unscaled: roundsUp ? quotient + direction : quotient, scale: left.scale };
};

export const javaBigDecimal = (value: Decimal): JavaBigDecimal => new JavaBigDecimal(decimalToString(value));
