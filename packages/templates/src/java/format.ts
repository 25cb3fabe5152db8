import { fail, TemplateRenderError } from '../errors';
import { hashCode } from './hash';
import { Budget, Runtime } from './runtime-values';
import { textOrNull } from './text';
import { Decimal, parseDecimal } from '../json/decimal';
import { javaDoubleToString } from '../json/number';
import { isBigDecimal, isBigInteger, isCharacter, isDouble, isInt, isLong } from '../kinds';

interface Specifier {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly conversion: string;
}

const SPECIFIER = /%(\d+\$)?([-#+ 0,(<]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/y;

/**
 * `String.format` in the root locale.
 *
 * @throws TemplateRenderError where Java throws an `IllegalFormatException`, and for conversions of dates and hexadecimal doubles
 */
export const javaFormat = (format: string, args: readonly Runtime[], budget: Budget): string => {
  let result = '';
  let ordinary = 0;
  let last = -1;
  for (let at = 0; at < format.length;) {
    const percent = format.indexOf('%', at);
    if (percent === -1) {
      return result + format.slice(at);
    }
    result += format.slice(at, percent);
    SPECIFIER.lastIndex = percent;
    const match = SPECIFIER.exec(format);
    if (match === null) {
      fail('UnknownFormatConversionException: Conversion = \'%\'');
    }
    at = SPECIFIER.lastIndex;
    const [, index, flags, width, precision, conversion] = match;
    const specifier: Specifier = {
      flags, width: Number(width ?? 0), precision: precision === undefined ? undefined : Number(precision), conversion,
    };
    budget.checkLength(specifier.width + (specifier.precision ?? 0));
    if (conversion === 'n' || conversion === '%') {
      result += conversion === 'n' ? '\n' : pad('%', specifier);
      continue;
    }
    const position = flags.includes('<') ? last : index === undefined ? ordinary++ : parseInt(index, 10) - 1;
    last = position;
    if (position < 0 || position >= args.length) {
      fail(`MissingFormatArgumentException: Format specifier '${match[0]}'`);
    }
    result += convert(specifier, args[position], budget);
    budget.checkLength(result.length);
  }
  return result;
};

const convert = (specifier: Specifier, value: Runtime, budget: Budget): string => {
  const upper = specifier.conversion !== specifier.conversion.toLowerCase();
  const text = body(specifier, specifier.conversion.toLowerCase(), value, budget);
  return pad(upper ? text.toUpperCase() : text, specifier);
};

const body = (specifier: Specifier, conversion: string, value: Runtime, budget: Budget): string => {
  switch (conversion) {
    case 's':
      return cut(textOrNull(value, budget), specifier);
    case 'b':
      return cut(typeof value === 'boolean' ? String(value) : String(value !== null), specifier);
    case 'h':
      return value === null ? 'null' : (hashCode(value) >>> 0).toString(16);
    case 'c':
      return value === null ? 'null' : character(value);
    default:
      return value === null ? 'null' : numberBody(specifier, conversion, value);
  }
};

const cut = (text: string, { precision }: Specifier): string => precision === undefined ? text : text.slice(0, precision);

const character = (value: Runtime): string => {
  if (isCharacter(value)) {
    return value.text;
  }
  if (isInt(value) && value >= 0 && value <= 0x10ffff) {
    return String.fromCodePoint(value);
  }
  throw mismatch('c');
};

const numberBody = (specifier: Specifier, conversion: string, value: Runtime): string => {
  switch (conversion) {
    case 'd':
      return signed(integerDigits(value, 'd').toString(), specifier);
    case 'x':
    case 'o':
      return radix(specifier, conversion, value);
    case 'f':
    case 'e':
    case 'g':
      return decimalBody(specifier, conversion, value);
    default:
      fail(`UnknownFormatConversionException: '${conversion}' (dates and hexadecimal doubles are not supported)`);
  }
};

const integerDigits = (value: Runtime, conversion: string): bigint => {
  if (isInt(value)) {
    return BigInt(value);
  }
  if (isLong(value) || isBigInteger(value)) {
    return value.value;
  }
  throw mismatch(conversion);
};

const radix = ({ flags, width, conversion: asWritten }: Specifier, conversion: string, value: Runtime): string => {
  const digits = integerDigits(value, asWritten);
  const base = conversion === 'x' ? 16 : 8;
  const bits = isInt(value) ? 32 : 64;
  const unsigned = isBigInteger(value) ? digits : BigInt.asUintN(bits, digits);
  const prefix = flags.includes('#') ? conversion === 'x' ? '0x' : '0' : '';
  const text = unsigned.toString(base);
  return flags.includes('0') ? prefix + text.padStart(width - prefix.length, '0') : prefix + text;
};

const decimalBody = (specifier: Specifier, conversion: string, value: Runtime): string => {
  if (isDouble(value) && !Number.isFinite(value.value)) {
    return signed(String(value.value), { ...specifier, flags: specifier.flags.replace(/[0,]/g, '') });
  }
  if (!(isDouble(value)) && !(isBigDecimal(value))) {
    throw mismatch(specifier.conversion);
  }
  const decimal = parseDecimal(isDouble(value) ? javaDoubleToString(value.value) : value.text)!;
  const negativeZero = isDouble(value) && Object.is(value.value, -0);
  const precision = specifier.precision ?? 6;
  const text = conversion === 'f' ? fixed(decimal, precision)
    : conversion === 'e' ? scientific(decimal, precision)
      : general(decimal, precision === 0 ? 1 : precision);
  return signed(negativeZero ? `-${text}` : text, specifier);
};

/** A decimal with that many digits after the point, a half rounded away from zero. */
const fixed = ({ unscaled, scale }: Decimal, digits: number): string => {
  const negative = unscaled < 0n;
  const magnitude = negative ? -unscaled : unscaled;
  const shift = digits - scale;
  let rounded = shift >= 0 ? magnitude * 10n ** BigInt(shift) : magnitude / 10n ** BigInt(-shift);
  if (shift < 0 && magnitude % 10n ** BigInt(-shift) * 2n >= 10n ** BigInt(-shift)) {
    rounded++;
  }
  const text = rounded.toString().padStart(digits + 1, '0');
  return (negative ? '-' : '') + (digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`);
};

const scientific = ({ unscaled, scale }: Decimal, digits: number): string => {
  if (unscaled === 0n) {
    return `${fixed({ unscaled, scale: 0 }, digits)}e+00`;
  }
  const length = (unscaled < 0n ? -unscaled : unscaled).toString().length;
  let exponent = length - 1 - scale;
  let mantissa = fixed({ unscaled, scale: length - 1 }, digits);
  if (/^-?10/.test(mantissa)) {
    exponent++;
    mantissa = fixed({ unscaled, scale: length }, digits);
  }
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
};

const general = (decimal: Decimal, precision: number): string => {
  if (decimal.unscaled === 0n) {
    return fixed(decimal, precision - 1);
  }
  const exponent = Number(/e([+-]\d+)$/.exec(scientific(decimal, precision - 1))![1]);
  return exponent >= -4 && exponent < precision ? fixed(decimal, precision - 1 - exponent) : scientific(decimal, precision - 1);
};

/** A number's text with its sign, its thousands and its leading zeros as the flags say. */
const signed = (text: string, { flags, width }: Specifier): string => {
  const negative = text.startsWith('-');
  const [whole, ...rest] = (negative ? text.slice(1) : text).split('.');
  const grouped = flags.includes(',') ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
  const magnitude = [grouped, ...rest].join('.');
  const before = negative ? flags.includes('(') ? '(' : '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const after = negative && flags.includes('(') ? ')' : '';
  const filled = flags.includes('0') ? magnitude.padStart(width - before.length - after.length, '0') : magnitude;
  return before + filled + after;
};

const pad = (text: string, { flags, width }: Specifier): string => flags.includes('-') ? text.padEnd(width) : text.padStart(width);

const mismatch = (conversion: string): TemplateRenderError => new TemplateRenderError(`IllegalFormatConversionException: ${conversion}`);
