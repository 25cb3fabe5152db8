import { TemplateBoundError } from '../errors';
import { JavaBigDecimal } from '../values';

/** The value `unscaled / 10^scale` of a `java.math.BigDecimal`. */
export interface Decimal {
  readonly unscaled: bigint;
  readonly scale: number;
}

/** How many digits a number that a template calculates may have. */
export const MAX_DIGITS = 20_000;

export function powerOfTen(exponent: number): bigint {
  if (exponent > MAX_DIGITS) {
    throw new TemplateBoundError('digits', MAX_DIGITS, 'digits of a number');
  }
  return 10n ** BigInt(exponent);
}

export function parseDecimal(text: string): Decimal {
  const [, sign, whole, fraction = '', exponent = '0'] = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text)!;
  return { unscaled: BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`), scale: fraction.length - Number(exponent) };
}

/** The decimal that a double stands for exactly, as `new BigDecimal(double)` gives it. */
export function decimalOfDouble(value: number): Decimal {
  let unscaled = value;
  let twos = 0;
  while (!Number.isInteger(unscaled)) {
    unscaled *= 2;
    twos++;
  }
  // x / 2^n = x * 5^n / 10^n
  return { unscaled: BigInt(unscaled) * 5n ** BigInt(twos), scale: twos };
}

function unscaledAt(value: Decimal, scale: number): bigint {
  return value.unscaled * powerOfTen(scale - value.scale);
}

export function addDecimals(left: Decimal, right: Decimal): Decimal {
  const scale = Math.max(left.scale, right.scale);
  return { unscaled: unscaledAt(left, scale) + unscaledAt(right, scale), scale };
}

export function negateDecimal(value: Decimal): Decimal {
  return { unscaled: -value.unscaled, scale: value.scale };
}

export function multiplyDecimals(left: Decimal, right: Decimal): Decimal {
  return { unscaled: left.unscaled * right.unscaled, scale: left.scale + right.scale };
}

/** Divides with the dividend's scale, a half rounded towards zero. */
export function divideDecimals(left: Decimal, right: Decimal): Decimal {
  const shift = right.scale;
  const numerator = shift >= 0 ? left.unscaled * powerOfTen(shift) : left.unscaled;
  const denominator = shift >= 0 ? right.unscaled : right.unscaled * powerOfTen(-shift);
  const quotient = numerator / denominator;
  const remainder = numerator % denominator;
  const magnitude = (value: bigint): bigint => value < 0n ? -value : value;
  const roundsUp = magnitude(remainder) * 2n > magnitude(denominator);
  const direction = (numerator < 0n) === (denominator < 0n) ? 1n : -1n;
  return { unscaled: roundsUp ? quotient + direction : quotient, scale: left.scale };
}

export function compareDecimals(left: Decimal, right: Decimal): number {
  const scale = Math.max(left.scale, right.scale);
  const difference = unscaledAt(left, scale) - unscaledAt(right, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** `BigDecimal.toString()`: plain digits, or scientific notation for small and for trailing-zero values. */
export function decimalText({ unscaled, scale }: Decimal): string {
  const sign = unscaled < 0n ? '-' : '';
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString();
  const exponent = digits.length - 1 - scale;
  if (scale === 0) {
    return sign + digits;
  }
  if (scale > 0 && exponent >= -6) {
    const padded = digits.padStart(scale + 1, '0');
    return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
  }
  const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
  return exponent === 0 ? sign + mantissa : `${sign}${mantissa}E${exponent < 0 ? '' : '+'}${exponent}`;
}

export function javaBigDecimal(value: Decimal): JavaBigDecimal {
  return new JavaBigDecimal(decimalText(value));
}
