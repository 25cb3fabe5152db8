import { throwJava } from '../errors';
import { Decimal, parseDecimal, pointed } from '../json/decimal';
import { javaToString } from '../json/print';
import { isBigDecimal, isBigInteger, isCharacter, isDouble, isInt, isJavaArray } from '../kinds';
import { isInteger, toBigInt } from './arithmetic';
import { divideRounded, shifted } from './big-decimal';
import { hashCode } from './hash';
import { Budget, JavaNumber, Runtime } from './runtime-values';
import { characterOf, textOrNull } from './text';

/** What stands between `%` and its end. */
interface Specifier {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly conversion: string;
}

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
  return budget.accept(format.replace(SPECIFIER, (found, index?: string, flags = '', digits?: string, decimals?: string, conversion?: string) => {
    const width = Number(digits);
    const precision = decimals ? Number(decimals) : undefined;
    budget.checkLength(width + (precision ?? 0));
    let text = conversion === 'n' ? '\n' : '%';
    if (conversion === undefined) {
      throwJava('UnknownFormatConversion', 'Conversion = \'%\'');
    }
    if (!'n%'.includes(conversion)) {
      last = flags.includes('<') ? last : index === undefined ? ordinary++ : Number(index) - 1;
      if (last < 0 || last >= values.length) {
        throwJava('MissingFormatArgument', `Format specifier '${found}'`);
      }
      text = convert({ flags, width, precision, conversion: conversion.toLowerCase() }, values[last], budget);
      text = conversion < 'a' ? text.toUpperCase() : text;
    }
    text = conversion === 'n' ? text : flags.includes('-') ? text.padEnd(width) : text.padStart(width);
    length += text.length;
    budget.checkLength(length);
    return text;
  }));
};

const convert = (specifier: Specifier, value: Runtime, budget: Budget): string => {
  const { precision, conversion } = specifier;
  if (conversion === 's') {
    return textOrNull(value, budget).slice(0, precision);
  }
  if (conversion === 'b') {
    return String(typeof value === 'boolean' ? value : value !== null).slice(0, precision);
  }
  if (value === null) {
    return 'null';
  }
  if (conversion === 'h') {
    return (hashCode(value) >>> 0).toString(16);
  }
  const character = isCharacter(value) ? value.text : isInt(value) ? characterOf(value) : undefined;
  if (conversion === 'c' && character !== undefined) {
    return character;
  }
  if ('xo'.includes(conversion) && isInteger(value)) {
    return unsignedText(specifier, value);
  }
  if (conversion === 'd' ? isInteger(value) : 'efg'.includes(conversion) && (isDouble(value) || isBigDecimal(value))) {
    return numberText(specifier, value as JavaNumber);
  }
  return 'cdefgox'.includes(conversion) ? throwJava('IllegalFormatConversion', conversion)
    : throwJava('UnknownFormatConversion', `'${conversion}' (dates and hexadecimal doubles are not supported)`);
};

const padded = ({ flags, width }: Specifier, before: string, digits: string, after = ''): string =>
  before + digits.padStart(flags.includes('0') ? width - before.length - after.length : 0, '0') + after;

const unsignedText = (specifier: Specifier, value: JavaNumber): string => {
  const isHexadecimal = specifier.conversion === 'x';
  const integer = toBigInt(value);
  const unsigned = isBigInteger(value) ? integer : BigInt.asUintN(isInt(value) ? 32 : 64, integer);
  return padded(specifier, !specifier.flags.includes('#') ? '' : isHexadecimal ? '0x' : '0', unsigned.toString(isHexadecimal ? 16 : 8));
};

/** A number's text with its sign, its thousands and its leading zeros as the flags say. */
const numberText = (specifier: Specifier, value: JavaNumber): string => {
  const { flags, precision = 6, conversion } = specifier;
  const text = javaToString(value);
  const magnitude = text.replace(/^-/, '');
  const decimal = parseDecimal(magnitude);
  const digits = !decimal || conversion === 'd' ? magnitude
    : conversion === 'f' ? fixed(decimal, precision)
      : conversion === 'e' ? scientific(decimal, precision) : general(decimal, precision || 1);
  const grouped = flags.includes(',') ? digits.replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ',')) : digits;
  const [before, after] = text === magnitude ? [flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : ''] : flags.includes('(') ? '()' : '-';
  return padded(decimal ? specifier : { ...specifier, flags: '' }, before, grouped, after);
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
