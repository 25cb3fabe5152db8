import { Budget, JavaNumber, Runtime } from './runtime-values';
import { textOrNull } from './text';
import { throwJava } from '../errors';
import { toBigInt } from './arithmetic';
import { hashCode } from './hash';
import { Decimal, digitsOf, parseDecimal, pointed } from '../json/decimal';
import { javaToString } from '../json/print';
import { isBigDecimal, isBigInteger, isCharacter, isDouble, isInt, isJavaArray, isLong } from '../kinds';

/** What stands between `%` and its end. */
interface Specifier {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly conversion: string;
}

const SPECIFIER = /%(?:(?:(\d+)\$)?([-#+ 0,(<]*)(\d+)?(?:\.(\d+))?([a-zA-Z%]))?/g;

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
    const width = Number(digits ?? 0);
    const precision = decimals === undefined ? undefined : Number(decimals);
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
  const { flags, width, precision, conversion } = specifier;
  const mismatch = (): never => throwJava('IllegalFormatConversion', `${conversion}`);
  switch (conversion) {
    case 's':
      return textOrNull(value, budget).slice(0, precision);
    case 'b':
      return String(typeof value === 'boolean' ? value : value !== null).slice(0, precision);
    default:
  }
  if (value === null) {
    return 'null';
  }
  switch (conversion) {
    case 'h':
      return (hashCode(value) >>> 0).toString(16);
    case 'c':
      return isCharacter(value) ? value.text : isInt(value) && value >= 0 && value <= 0x10ffff ? String.fromCodePoint(value) : mismatch();
    case 'd':
    case 'x':
    case 'o': {
      const integer = isInt(value) || isLong(value) || isBigInteger(value) ? toBigInt(value) : mismatch();
      if (conversion === 'd') {
        return signed(String(integer), specifier);
      }
      const prefix = !flags.includes('#') ? '' : conversion === 'x' ? '0x' : '0';
      const unsigned = isBigInteger(value) ? integer : BigInt.asUintN(isInt(value) ? 32 : 64, integer);
      return prefix + unsigned.toString(conversion === 'x' ? 16 : 8).padStart(flags.includes('0') ? width - prefix.length : 0, '0');
    }
    case 'e':
    case 'f':
    case 'g':
      return isDouble(value) && !Number.isFinite(value.value)
        ? signed(String(value.value), { ...specifier, flags: flags.replace(/[0,]/g, '') })
        : isDouble(value) || isBigDecimal(value) ? signed(decimalText(value, conversion, precision ?? 6), specifier) : mismatch();
    default:
      return throwJava('UnknownFormatConversion', `'${conversion}' (dates and hexadecimal doubles are not supported)`);
  }
};

const decimalText = (value: JavaNumber, conversion: string, precision: number): string => {
  const decimal = parseDecimal(javaToString(value))!;
  const text = conversion === 'f' ? fixed(decimal, precision)
    : conversion === 'e' ? scientific(decimal, precision) : general(decimal, precision || 1);
  return isDouble(value) && Object.is(value.value, -0) ? `-${text}` : text;
};

/** A decimal with that many digits after the point, a half rounded away from zero. */
const fixed = ({ unscaled, scale }: Decimal, digits: number): string => {
  const shift = 10n ** BigInt(Math.abs(digits - scale));
  const magnitude = BigInt(digitsOf(unscaled));
  const rounded = digits >= scale ? magnitude * shift : (magnitude * 2n + shift) / (shift * 2n);
  return (unscaled < 0n ? '-' : '') + (digits === 0 ? rounded : pointed(String(rounded), digits));
};

const scientific = ({ unscaled, scale }: Decimal, digits: number): string => {
  const { length } = digitsOf(unscaled);
  let exponent = unscaled === 0n ? 0 : length - 1 - scale;
  let mantissa = fixed({ unscaled, scale: length - 1 }, digits);
  if (/^-?10/.test(mantissa)) {
    exponent++;
    mantissa = fixed({ unscaled, scale: length }, digits);
  }
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
};

const general = (decimal: Decimal, precision: number): string => {
  const text = scientific(decimal, precision - 1);
  const exponent = decimal.unscaled === 0n ? 0 : Number(text.split('e')[1]);
  return exponent >= -4 && exponent < precision ? fixed(decimal, precision - 1 - exponent) : text;
};

/** A number's text with its sign, its thousands and its leading zeros as the flags say. */
const signed = (text: string, { flags, width }: Specifier): string => {
  const negative = text.startsWith('-');
  const bracketed = negative && flags.includes('(');
  const magnitude = negative ? text.slice(1) : text;
  const grouped = flags.includes(',') ? magnitude.replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ',')) : magnitude;
  const before = bracketed ? '(' : negative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  return before + grouped.padStart(flags.includes('0') ? width - before.length - Number(bracketed) : 0, '0') + (bracketed ? ')' : '');
};
