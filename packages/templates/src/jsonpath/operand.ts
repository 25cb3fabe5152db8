import { javaEquals } from '../java/equality';
import { isNumber, type JavaNumber } from '../java/runtime-values';
import { compareDecimals, decimalToString, parseDecimal, type Decimal } from '../json/decimal';
import { javaDoubleToString } from '../json/number';
import { parseJson } from '../json/parse';
import { javaToString } from '../json/print';
import { trim } from '../json/space';
import { isArray, isDouble, isInt, isList, isMap, isText } from '../kinds';
import { JavaBigDecimal, JavaDouble, JavaList, JavaMap, type Value } from '../values';
import { parsePath } from './path-parser';
import { refuseIf, type Run } from './run';
import { unescape } from './unescape';

/** JSON in a filter, or in a text of a list; it is read when it is needed. */
export class JsonText {
  constructor(readonly json: string) {}
}

/** A side of a comparison in a filter: a value, JSON or a regular expression; undefined for a path that leads nowhere and for one in a list. */
export type Operand = Value | undefined | JsonText | ((text: string, run: Run) => boolean);
export type JsonOperand = JavaMap | JavaList | JsonText;

export const isJson = (operand: Operand): operand is JsonOperand => isMap(operand) || isList(operand) || operand instanceof JsonText;
export const isNumeric = isNumber as (operand: Operand) => operand is JavaNumber;

/** What two of JSON are compared by: the text that was not read. */
export const sourceOf = (json: JsonOperand): Value => json instanceof JsonText ? json.json : json;
/** @throws JsonSyntaxError when a text is no JSON */
export const valueOf = <T extends Operand>(operand: T): Exclude<T, JsonText> | Value =>
  operand instanceof JsonText ? readJson(operand.json) : operand as Exclude<T, JsonText>;

export const readJson = (text: string): Value => parseJson(text, { mode: 'permissive' });

/**
 * The elements as operands; undefined for what is no list.
 *
 * @throws JsonPathError when a list or a map is among them
 */
export const elementsOf = (operand: Operand, run: Run): readonly Operand[] | undefined => {
  const value = valueOf(operand);
  if (!isArray(value)) {
    return undefined;
  }
  run.spend(value.items.length);
  return value.items.map(elementOperand);
};

/** The number that a text is as a decimal, of a class that prints it with the same digits. */
export const numberOf = (text: string): JavaNumber | undefined => {
  const decimal = parseDecimal(text);
  if (!decimal) {
    return undefined;
  }
  const printed = decimalToString(decimal);
  const number = Number(text);
  return printed === String(number | 0) ? number | 0
    : printed === javaDoubleToString(number) ? new JavaDouble(number) : new JavaBigDecimal(text);
};

/**
 * What a path of a filter found.
 *
 * @throws JsonPathError for `NaN` and infinities, which are no decimals, and for the keys of a map
 */
export const operandOf = (value: Value | undefined): Operand => {
  refuseIf(isDouble(value) ? !Number.isFinite(value.value) : isList(value) && !isArray(value),
    'NaN, infinities and key sets cannot be compared');
  return value;
};

const doubleOf = (number: JavaNumber): number => isInt(number) ? number : isDouble(number) ? number.value : NaN;
export const decimalOf = (number: JavaNumber): Decimal => parseDecimal(javaToString(number))!;

/** The order of two numbers, which compare as the decimals of their Java texts. */
export const compareNumbers = (left: JavaNumber, right: JavaNumber): number => {
  const order = doubleOf(left) - doubleOf(right);
  return Number.isNaN(order) ? compareDecimals(decimalOf(left), decimalOf(right)) : order;
};

/**
 * The `equals` of two operands.
 *
 * @param contentsOf what JSON on the right is compared by
 */
export const operandsEqual = (left: Operand, right: Operand, contentsOf = sourceOf): boolean => {
  if (isNumeric(left)) {
    const number = isText(right) ? numberOf(right) : right;
    return isNumeric(number) && compareNumbers(left, number) === 0;
  }
  if (isText(left)) {
    return left === (isNumeric(right) ? textOf(right) : right);
  }
  if (isJson(left)) {
    return isJson(right) && javaEquals(sourceOf(left), contentsOf(right));
  }
  return left !== undefined && left === right;
};

/** The text of a text, a number or a boolean. */
export const textOf = (operand: Operand): string =>
  isNumeric(operand) ? decimalToString(decimalOf(operand)) : isText(operand) || typeof operand === 'boolean' ? String(operand) : '';

/** An element of a list, where a text may also be a path, JSON or a text in quotes. */
const elementOperand = (value: Value): Operand => {
  refuseIf(isMap(value) || isList(value), 'a compared list must not hold lists or maps');
  if (!isText(value)) {
    return operandOf(value);
  }
  const trimmed = trim(value);
  try {
    if (/^[$@]/.test(trimmed)) {
      parsePath(trimmed, 0, 0);
      return undefined;
    }
    if (/^(?:\[[^]*\]|\{[^]*\})$/.test(trimmed)) {
      readJson(value);
      return new JsonText(value);
    }
  } catch {
    // It is a text like any other.
  }
  return unescape(value.replace(/^(['"])([^]*)\1$/, '$2'));
};
