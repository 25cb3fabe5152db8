/** The number `unscaled × 10^-scale`, as a `java.math.BigDecimal` holds it. */
export interface Decimal {
  readonly unscaled: bigint;
  readonly scale: number;
}

/** What `new BigDecimal(text)` and `Double.parseDouble(text)` read. */
export const DECIMAL_TEXT = /^(?=[+-]?\.?\d)([+-]?\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/**
 * Reads what `new BigDecimal(text)` reads.
 *
 * @returns undefined where Java throws a NumberFormatException
 */
export const parseDecimal = (text: string): Decimal | undefined => {
  const [found, whole, fraction = '', power = 0] = DECIMAL_TEXT.exec(text) ?? [];
  const exponent = Number(power);
  const scale = fraction.length - exponent;
  return found && scale === (scale | 0) && exponent === (exponent | 0) ? { unscaled: BigInt(whole + fraction), scale } : undefined;
};

/** Digits with a point before that many of them. */
export const pointed = (digits: string, scale: number): string => {
  const padded = digits.padStart(scale + 1, '0');
  return `${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
};

/** The text of `BigDecimal.toString()`. */
export const decimalToString = ({ unscaled, scale }: Decimal): string => {
  const digits = digitsOf(unscaled);
  const exponent = digits.length - 1 - scale;
  return (unscaled < 0n ? '-' : '') + (scale === 0 ? digits
    : scale > 0 && exponent >= -6 ? pointed(digits, scale)
      : `${digits.replace(/\B/, '.')}E${exponent > 0 ? '+' : ''}${exponent}`);
};

/** The sign of `left - right`; numbers of very unlike size are never written out. */
export const compareDecimals = (left: Decimal, right: Decimal): number => {
  const sign = signOf(left);
  const sizes = exponentOf(left) - exponentOf(right);
  const scale = Math.max(left.scale, right.scale);
  return Math.sign(sign - signOf(right) || (sizes ? sizes * sign : Number(rescaled(left, scale) - rescaled(right, scale))));
};

/** The lowest bits of the whole part, as `BigDecimal.intValue()` and `longValue()` give them. */
export const decimalToInteger = ({ unscaled, scale }: Decimal, bits: number): bigint => {
  if (scale <= -bits || scale >= digitsOf(unscaled).length) {
    return 0n;
  }
  const power = 10n ** BigInt(Math.abs(scale));
  return BigInt.asIntN(bits, scale < 0 ? unscaled * power : unscaled / power);
};

/** The digits of an integer, without its sign. */
export const digitsOf = (integer: bigint): string => String(integer < 0n ? -integer : integer);
const exponentOf = ({ unscaled, scale }: Decimal): number => digitsOf(unscaled).length - scale;
const signOf = ({ unscaled }: Decimal): number => Math.sign(Number(unscaled));

/** The unscaled value at a scale that is not smaller. */
const rescaled = ({ unscaled, scale }: Decimal, to: number): bigint => unscaled * 10n ** BigInt(to - scale);
