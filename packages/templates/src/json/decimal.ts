/** The number `unscaled × 10^-scale`, as a `java.math.BigDecimal` holds it. */
export interface Decimal {
  readonly unscaled: bigint;
  readonly scale: number;
}

/** What `new BigDecimal(text)` and `Double.parseDouble(text)` read. */
export const DECIMAL_TEXT = /^([+-]?)(?=\.?\d)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
const INT_MAX = 2 ** 31 - 1;

/**
 * Reads what `new BigDecimal(text)` reads.
 *
 * @returns undefined where Java throws a NumberFormatException
 */
export const parseDecimal = (text: string): Decimal | undefined => {
  const match = DECIMAL_TEXT.exec(text);
  if (match === null) {
    return undefined;
  }
  const [, sign, whole, fraction = '', exponent = '0'] = match;
  const scale = fraction.length - Number(exponent);
  if (scale > INT_MAX || scale < -INT_MAX - 1 || Math.abs(Number(exponent)) > INT_MAX) {
    return undefined;
  }
  const magnitude = BigInt(whole + fraction);
  return { unscaled: sign === '-' ? -magnitude : magnitude, scale };
};

/** Digits with a point before that many of them. */
export const pointed = (digits: string, scale: number): string => {
  const padded = digits.padStart(scale + 1, '0');
  return `${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
};

/** The text of `BigDecimal.toString()`. */
export const decimalToString = ({ unscaled, scale }: Decimal): string => {
  const sign = unscaled < 0n ? '-' : '';
  const digits = digitsOf(unscaled);
  if (scale === 0) {
    return sign + digits;
  }
  const exponent = digits.length - 1 - scale;
  if (scale > 0 && exponent >= -6) {
    return sign + pointed(digits, scale);
  }
  const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
  return `${sign}${mantissa}${exponent === 0 ? '' : `E${exponent > 0 ? '+' : ''}${exponent}`}`;
};

/** The sign of `left - right`; numbers of very unlike size are never written out. */
export const compareDecimals = (left: Decimal, right: Decimal): number => {
  const leftSign = signOf(left.unscaled);
  const rightSign = signOf(right.unscaled);
  if (leftSign !== rightSign || leftSign === 0) {
    return leftSign - rightSign;
  }
  const sizes = exponentOf(left) - exponentOf(right);
  if (sizes !== 0) {
    return sizes > 0 ? leftSign : -leftSign;
  }
  const scale = Math.max(left.scale, right.scale);
  return signOf(rescaled(left, scale) - rescaled(right, scale));
};

/** The lowest bits of the whole part, as `BigDecimal.intValue()` and `longValue()` give them. */
export const decimalToInteger = ({ unscaled, scale }: Decimal, bits: number): bigint => {
  if (scale <= -bits) {
    return 0n;
  }
  const whole = scale <= 0 ? rescaled({ unscaled, scale }, 0) : digitsOf(unscaled).length <= scale ? 0n : unscaled / 10n ** BigInt(scale);
  return BigInt.asIntN(bits, whole);
};

/** The digits of an integer, without its sign. */
export const digitsOf = (integer: bigint): string => String(integer < 0n ? -integer : integer);
const exponentOf = ({ unscaled, scale }: Decimal): number => digitsOf(unscaled).length - scale;
const signOf = (integer: bigint): number => integer > 0n ? 1 : integer < 0n ? -1 : 0;

/** The unscaled value at a scale that is not smaller. */
const rescaled = ({ unscaled, scale }: Decimal, to: number): bigint => unscaled * 10n ** BigInt(to - scale);
