import { throwJava } from '../errors';
import { Decimal, parseDecimal, pointed } from '../json/decimal';
import { javaToString } from '../json/print';
import { isInt, isJavaArray } from '../kinds';
import { quoted } from '../texts';
import { JavaBigInteger } from '../values';
import { isInteger, toBigInt } from './arithmetic';
import { divideRounded, shifted } from './big-decimal';
import { hashCode } from './hash';
import { Budget, isNumber, JavaCharacter, JavaNumber, Runtime } from './runtime-values';
import { characterOf, textOrNull } from './text';

const SPECIFIER = /%(?:(?:(\d+)\$)?([-#+ 0,(<]*)(\d*)(?:\.(\d+))?([a-zA-Z%]))?/g;

/**
 * `String.format` in the root locale.
 *
 * @throws TemplateRenderError where Java throws an `IllegalFormatException`, and for conversions of dates and hexadecimal doubles
 */
export const javaFormat = (format: string, args: readonly Runtime[], budget: Budget): string => {
  let ordinary = 0;
  let last = -1;
  let length = 0;
  const values = args.length === 1 && isJavaArray(args[0]) ? args[0].items : args;
  return budget.accept(format.replace(SPECIFIER, (found, index?: string, flags = '', digits?: string, decimals?: string, conversion = '') => {
    const width = Number(digits);
    const precision = decimals ? Number(decimals) : undefined;
    budget.checkLength(width + (precision ?? 0));
    if (!/[b-hnosxBCEGHSX%]/.test(conversion)) {
      throwJava('UnknownFormatConversion', `${quoted(found)} (dates and hexadecimal doubles are not supported)`);
    }
    if (conversion === 'n') {
      return '\n';
    }
    let text = conversion;
    if (text !== '%') {
      last = flags.includes('<') ? last : index === undefined ? ordinary++ : Number(index) - 1;
      const value = values[last] as Runtime | undefined;
      if (value === undefined) {
        throwJava('MissingFormatArgument', quoted(found));
      }
      text = convert(value, conversion.toLowerCase(), flags, width, precision, budget);
      text = conversion < 'a' ? text.toUpperCase() : text;
    }
    text = flags.includes('-') ? text.padEnd(width) : text.padStart(width);
    length += text.length;
    budget.checkLength(length);
    return text;
  }));
};

const convert = (value: Runtime, conversion: string, flags: string, width: number, precision: number | undefined, budget: Budget): string => {
  if (conversion === 's' || conversion === 'b') {
    return textOrNull(conversion === 's' ? value : value !== null && value !== false, budget).slice(0, precision);
  }
  if (value === null) {
    return 'null';
  }
  if (conversion === 'h') {
    return (hashCode(value) >>> 0).toString(16);
  }
  const isFraction = 'efg'.includes(conversion);
  if (conversion !== 'c' && isNumber(value) && isFraction !== isInteger(value)) {
    const [before, digits, after = ''] = isFraction || conversion === 'd' ? signedParts(value, conversion, flags, precision)
      : unsignedParts(value, conversion, flags);
    const length = flags.includes('0') && !/[IN]/.test(digits) ? width - before.length - after.length : 0;
    return before + digits.padStart(length, '0') + after;
  }
  return (conversion === 'c' && (isInt(value) ? characterOf(value) : value instanceof JavaCharacter && value.text))
    || throwJava('IllegalFormatConversion', conversion);
};

/** What stands before an integer's octal or hexadecimal digits, and the digits. */
const unsignedParts = (value: JavaNumber, conversion: string, flags: string): readonly string[] => {
  const [prefix, radix]: [string, number] = conversion === 'x' ? ['0x', 16] : ['0', 8];
  const integer = toBigInt(value);
  const unsigned = value instanceof JavaBigInteger ? integer : BigInt.asUintN(isInt(value) ? 32 : 64, integer);
  return [flags.includes('#') ? prefix : '', unsigned.toString(radix)];
};

/** A number's digits, in groups if the flags say so, between what shows its sign. */
const signedParts = (value: JavaNumber, conversion: string, flags: string, precision = 6): readonly string[] => {
  const [, minus, magnitude] = /^(-?)(.*)/.exec(javaToString(value))!;
  const decimal = parseDecimal(magnitude);
  const digits = !decimal || conversion === 'd' ? magnitude
    : conversion === 'f' ? fixed(decimal, precision)
      : conversion === 'e' ? scientific(decimal, precision) : general(decimal, precision || 1);
  const grouped = flags.includes(',') ? digits.replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ',')) : digits;
  return !minus ? [flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '', grouped] : flags.includes('(') ? ['(', grouped, ')'] : [minus, grouped];
};

/** A decimal with that many digits after the point, a half rounded away from zero. */
const fixed = ({ unscaled, scale }: Decimal, digits: number): string => {
  const rounded = String(divideRounded(shifted(unscaled, digits - scale), shifted(1n, scale - digits)));
  return digits === 0 ? rounded : pointed(rounded, digits);
};

const scientific = ({ unscaled, scale }: Decimal, digits: number): string => {
  const places = String(unscaled).length - 1;
  const rounded = fixed({ unscaled, scale: places }, digits);
  const mantissa = rounded.replace(/^10/, '1');
  const exponent = unscaled === 0n ? 0 : places - scale + Number(mantissa !== rounded);
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
};

const general = (decimal: Decimal, precision: number): string => {
  const text = scientific(decimal, precision - 1);
  const exponent = Number(text.split('e')[1]);
  return exponent >= -4 && exponent < precision ? fixed(decimal, precision - 1 - exponent) : text;
};
