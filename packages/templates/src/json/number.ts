/** A magnitude as `0.<digits> × 10^exponent`. */
interface Digits {
  readonly digits: string;
  readonly exponent: number;
}

const PLAIN_DIGITS = 15;
const HIDDEN_BIT = 1n << 52n;
const BITS = new DataView(new ArrayBuffer(8));

/**
 * The text of `Double.toString(number)` on Java 17, which is not always the shortest one that reads back as the same number.
 */
export const javaDoubleToString = (number: number): string => {
  if (!Number.isFinite(number)) {
    return String(number);
  }
  const magnitude = Math.abs(number);
  const sign = number < 0 || Object.is(number, -0) ? '-' : '';
  if (magnitude === 0 || (magnitude >= 1e-3 && magnitude < 1e7)) {
    const text = String(magnitude);
    if (Number.isInteger(magnitude)) {
      return `${sign}${text}.0`;
    }
    if (text.length <= PLAIN_DIGITS) {
      return sign + text;
    }
  }
  return sign + layOut(shortDigits(magnitude) ?? javaDigits(magnitude));
};

const layOut = ({ digits, exponent }: Digits): string => {
  if (exponent > 0 && exponent < 8) {
    const whole = digits.slice(0, exponent).padEnd(exponent, '0');
    return `${whole}.${digits.slice(exponent) || '0'}`;
  }
  if (exponent <= 0 && exponent > -3) {
    return `0.${'0'.repeat(-exponent)}${digits}`;
  }
  return `${digits[0]}.${digits.slice(1) || '0'}E${exponent - 1}`;
};

/** Up to 15 digits both languages agree, apart from denormal numbers, powers of two and integers that may lie halfway between two doubles. */
const shortDigits = (magnitude: number): Digits | undefined => {
  const mayBeHalfway = magnitude >= 2 ** 53 && magnitude < 1e38;
  BITS.setFloat64(0, magnitude);
  const isPowerOfTwo = BITS.getUint32(4) === 0 && (BITS.getUint32(0) & 0xfffff) === 0;
  if (mayBeHalfway || isPowerOfTwo || magnitude < 1e-300) {
    return undefined;
  }
  const [mantissa, power] = magnitude.toExponential().split('e');
  const digits = mantissa.replace('.', '');
  return digits.length > PLAIN_DIGITS ? undefined : { digits, exponent: Number(power) + 1 };
};

/**
 * Digit generation with Java's approximations: an error margin of half a unit even below a power of two, at least
 * two digits for numbers printed with an exponent, integers developed as a `long`, 32 and 64-bit overflow of the margin.
 */
const javaDigits = (magnitude: number): Digits => {
  BITS.setFloat64(0, magnitude);
  const bits = BITS.getBigUint64(0);
  let fraction = bits & (HIDDEN_BIT - 1n);
  let power = Number(bits >> 52n) - 1023;
  let significantBits = 53;
  if (power === -1023) {
    significantBits = bitLength(fraction);
    const shift = 53 - significantBits;
    fraction <<= BigInt(shift);
    power = -1022 - shift;
  } else {
    fraction |= HIDDEN_BIT;
  }
  const trailingZeros = bitLength(fraction & -fraction) - 1;
  const fractionBits = 53 - trailingZeros;
  const bitsBelowOne = Math.max(0, fractionBits - power - 1);
  if (bitsBelowOne === 0 && power <= 62) {
    return longDigits(magnitude, power - significantBits - 1);
  }

  const leading = Number(fraction) / 2 ** 52;
  let decimal = Math.floor((leading - 1.5) * 0.289529654 + 0.176091259 + power * 0.301029995663981);
  const valueFives = Math.max(0, -decimal);
  const unitFives = Math.max(0, decimal);
  let valueTwos = valueFives + bitsBelowOne + power;
  let unitTwos = unitFives + bitsBelowOne;
  let marginTwos = valueTwos - significantBits;
  valueTwos -= fractionBits - 1;
  const common = Math.min(valueTwos, unitTwos);
  valueTwos -= common;
  unitTwos -= common;
  marginTwos -= common;
  if (fractionBits === 1) {
    marginTwos -= 1;
  }
  if (marginTwos < 0) {
    valueTwos -= marginTwos;
    unitTwos -= marginTwos;
    marginTwos = 0;
  }

  const width = wordSize(fractionBits + valueTwos + bitsOfPowerOfFive(valueFives), unitTwos + 1 + bitsOfPowerOfFive(unitFives + 1));
  const unit = scaled(1n, unitFives, unitTwos);
  const tenUnits = unit * 10n;
  let rest = scaled(fraction >> BigInt(trailingZeros), valueFives, valueTwos);
  let margin = scaled(1n, valueFives, marginTwos);
  let digit = rest / unit;
  const step = (): { low: boolean; high: boolean } => {
    digit = rest / unit;
    rest = 10n * (rest % unit);
    margin = wrapped(margin * 10n, width);
    if (margin <= 0n) {
      return { low: true, high: true };
    }
    const reach = wrapped(rest + margin, width);
    return { low: rest < margin, high: width === undefined ? reach >= tenUnits : reach > tenUnits };
  };

  let digits = '';
  let { low, high } = step();
  if (digit === 0n && !high) {
    decimal -= 1;
  } else {
    digits = String(digit);
  }
  if (decimal < -3 || decimal >= 8) {
    low = false;
    high = false;
  }
  while (!low && !high) {
    ({ low, high } = step());
    digits += String(digit);
  }
  const twice = rest * 2n;
  const roundsUp = high && (!low || twice > tenUnits || (twice === tenUnits && digit % 2n === 1n));
  return roundsUp ? roundedUp(digits, decimal + 1) : { digits, exponent: decimal + 1 };
};

/** An integer below 2^63, rounded where its last digits stand for bits that a double does not have. */
const longDigits = (magnitude: number, surplusBits: number): Digits => {
  let long = BigInt(magnitude);
  const dropped = surplusBits > 1 ? Math.floor(surplusBits * Math.LOG10E * Math.LN2) : 0;
  if (dropped > 0) {
    const scale = 10n ** BigInt(dropped);
    long = (long + scale / 2n) / scale;
  }
  const text = String(long);
  return { digits: text.replace(/0+$/, ''), exponent: text.length + dropped };
};

const roundedUp = (digits: string, exponent: number): Digits => {
  const nines = /9*$/.exec(digits)![0].length;
  const kept = digits.slice(0, digits.length - nines);
  if (kept === '') {
    return { digits: `1${'0'.repeat(nines - 1)}`, exponent: exponent + 1 };
  }
  return { digits: kept.slice(0, -1) + String(Number(kept.at(-1)) + 1) + '0'.repeat(nines), exponent };
};

/** The width in which Java computes, or undefined where it turns to big integers. */
const wordSize = (valueBits: number, tenUnitBits: number): number | undefined => {
  if (valueBits < 32 && tenUnitBits < 32) {
    return 32;
  }
  return valueBits < 64 && tenUnitBits < 64 ? 64 : undefined;
};

const wrapped = (integer: bigint, width: number | undefined): bigint => width === undefined ? integer : BigInt.asIntN(width, integer);

const bitsOfPowerOfFive = (power: number): number => power === 0 ? 0 : power < 27 ? bitLength(5n ** BigInt(power)) : power * 3;

const scaled = (integer: bigint, fives: number, twos: number): bigint => (integer * 5n ** BigInt(fives)) << BigInt(twos);

const bitLength = (integer: bigint): number => integer.toString(2).length;
