import { pointed } from './decimal';

/** How long a text may be that both languages write the same way. */
const PLAIN_LENGTH = 15;

/**
 * The text of `Double.toString(number)` on Java 17, which is not always the shortest one that reads back as the same number.
 */
export const javaDoubleToString = (number: number): string => {
  const magnitude = Math.abs(number);
  const sign = number < 0 || 1 / number < 0 ? '-' : '';
  const text = `${magnitude}${Number.isInteger(magnitude) ? '.0' : ''}`;
  if (!magnitude || magnitude === Infinity || (magnitude >= 1e-3 && magnitude < 1e7 && text.length <= PLAIN_LENGTH)) {
    return sign + text;
  }
  const [digits, exponent] = javaDigits(magnitude);
  return sign + (exponent > -3 && exponent < 8
    ? pointed(digits.padEnd(exponent + 1, '0'), Math.max(1, digits.length - exponent))
    : `${digits[0]}.${digits.slice(1) || '0'}E${exponent - 1}`);
};

/**
 * A magnitude as `0.<digits> × 10^exponent`, with Java's approximations: an error margin of half a unit even below a power of two, at least
 * two digits for numbers printed with an exponent, integers developed as a `long`, 32 and 64-bit overflow of the margin.
 */
const javaDigits = (magnitude: number): readonly [digits: string, exponent: number] => {
  const [whole, fraction = ''] = magnitude.toString(2).split('.');
  const bits = (whole + fraction).replace(/^0+|0+$/g, '');
  const power = whole === '0' ? -1 - fraction.indexOf('1') : whole.length - 1;
  const bitsBelowOne = Math.max(0, bits.length - power - 1);
  if (bitsBelowOne === 0 && power <= 62) {
    return longDigits(magnitude, power);
  }

  let decimal = Math.floor((magnitude / 2 ** power - 1.5) * 0.289529654 + 0.176091259 + power * 0.301029995663981);
  const valueFives = Math.max(0, -decimal);
  const unitFives = Math.max(0, decimal);
  const valueTwos = valueFives + Math.max(0, power + 1 - bits.length);
  const unitTwos = unitFives + bitsBelowOne;
  const marginTwos = valueFives + bitsBelowOne + power - Math.min(53, power + 1075) - Number(bits.length === 1);
  const common = Math.min(valueTwos, unitTwos, marginTwos);

  const size = Math.max(bits.length + valueTwos - common + bitsOfPowerOfFive(valueFives), unitTwos - common + 1 + bitsOfPowerOfFive(unitFives + 1));
  const wrapped = (integer: bigint): bigint => size < 64 ? BigInt.asIntN(size < 32 ? 32 : 64, integer) : integer;
  const scaled = (integer: bigint, fives: number, twos: number): bigint => (integer * 5n ** BigInt(fives)) << BigInt(twos - common);
  const unit = scaled(1n, unitFives, unitTwos);
  const tenUnits = unit * 10n;
  let rest = scaled(BigInt(`0b${bits}`), valueFives, valueTwos);
  let margin = scaled(1n, valueFives, marginTwos);
  let low!: boolean;
  let high!: boolean;
  const step = (): string => {
    const digit = rest / unit;
    rest = 10n * (rest % unit);
    margin = wrapped(margin * 10n);
    low = margin <= 0n || rest < margin;
    high = margin <= 0n || wrapped(rest + margin) + BigInt(size >= 64) > tenUnits;
    return String(digit);
  };

  let digits = step();
  if (digits === '0' && !high) {
    decimal--;
    digits = '';
  }
  if (decimal < -3 || decimal >= 8) {
    low = false;
    high = false;
  }
  while (!low && !high) {
    digits += step();
  }
  const twice = rest * 2n;
  if (!high || (low && (twice < tenUnits || (twice === tenUnits && Number(digits.at(-1)) % 2 === 0)))) {
    return [digits, decimal + 1];
  }
  const { length } = digits;
  const next = String(BigInt(digits) + 1n).padStart(length, '0');
  return [next.slice(0, length), decimal + 1 + next.length - length];
};

/** An integer below 2^63, rounded where its last digits stand for bits that a double does not have. */
const longDigits = (magnitude: number, power: number): readonly [digits: string, exponent: number] => {
  const dropped = Math.max(0, Math.floor((power - 54) * Math.log10(2)));
  const scale = 10n ** BigInt(dropped);
  const text = String((BigInt(magnitude) + scale / 2n) / scale);
  return [text.replace(/0+$/, ''), text.length + dropped];
};

const bitsOfPowerOfFive = (power: number): number => power === 0 ? 0 : power < 27 ? (5n ** BigInt(power)).toString(2).length : power * 3;
