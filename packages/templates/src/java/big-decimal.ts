import { TemplateBoundError } from '../errors';

/** How many digits a number that a template calculates may have. */
const MAX_DIGITS = 20_000;

export const checkDigits = (count: number): void => {
  if (count > MAX_DIGITS) {
    throw new TemplateBoundError('digits', MAX_DIGITS, 'digits of a number');
  }
};

/** An integer with that many zeros appended, none for a negative count. */
export const shifted = (integer: bigint, zeros: number): bigint => {
  checkDigits(zeros);
  return integer * 10n ** BigInt(Math.max(0, zeros));
};

/** The nearest integer to a quotient; a half is rounded away from zero, or else towards it. */
export const divideRounded = (numerator: bigint, denominator: bigint, halfTowardsZero = false): bigint => {
  const [n, d] = [numerator, denominator].map((integer) => integer < 0n ? -integer : integer);
  const quotient = (2n * n + d - BigInt(halfTowardsZero)) / (2n * d);
  return (numerator < 0n) === (denominator < 0n) ? quotient : -quotient;
};
