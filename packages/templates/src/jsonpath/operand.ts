import { javaEquals } from '../java/equality';
import { compareDecimals, decimalToString, parseDecimal, type Decimal } from '../json/decimal';
import { javaDoubleToString } from '../json/number';
import { parseJson } from '../json/parse';
import { javaToString } from '../json/print';
import { trim } from '../json/space';
import { JavaList, JavaMap, type Value } from '../values';
import { JsonPathError } from './error';
import { parsePath } from './path-parser';
import type { Run } from './run';
import { unescape } from './unescape';
import { isArray, isDouble, isInt, isList, isMap, isText } from '../kinds';

export const enum Type { Undefined, Null, Path, Boolean, Text, Pattern, Number, Json }

/** A side of a comparison in a filter. */
export type Operand =
  | { readonly type: Type.Undefined | Type.Null | Type.Path }
  | { readonly type: Type.Boolean; readonly value: boolean }
  | { readonly type: Type.Text; readonly text: string }
  | { readonly type: Type.Pattern; readonly matches: (text: string, run: Run) => boolean }
  | NumberOperand
  | JsonOperand;

/** A number that compares as the decimal of its Java text. */
export interface NumberOperand {
  readonly type: Type.Number;
  /** The number, unless it has digits that a double does not have. */
  readonly double: number | undefined;
  decimal(): Decimal;
}

/** A list or a map: of the document, or JSON text that is read when it is needed. */
export interface JsonOperand {
  readonly type: Type.Json;
  readonly source: string | JavaMap | JavaList;
  /** @throws JsonPathError when the text is no JSON */
  value(): Value;
  /**
   * The elements as operands; undefined for what is no list.
   *
   * @throws JsonPathError when a list or a map is among them
   */
  list(run: Run): readonly Operand[] | undefined;
}

export const UNDEFINED: Operand = { type: Type.Undefined };
export const textOperand = (text: string): Operand => ({ type: Type.Text, text });

/** @throws JsonPathError when the text is no decimal */
export const decimalOperand = (text: string): Operand => {
  const exact = parseDecimal(text);
  if (!exact) {
    throw new JsonPathError(`${text} is no decimal`);
  }
  const double = Number(text);
  const fits = Number.isFinite(double) && compareDecimals(parseDecimal(javaDoubleToString(double))!, exact) === 0;
  return { type: Type.Number, double: fits ? double : undefined, decimal: () => exact };
};

export const jsonOperand = (source: JsonOperand['source']): Operand => {
  let elements: readonly Operand[] | undefined;
  const valueOf = (): Value => isText(source) ? readJson(source) : source;
  return {
    type: Type.Json,
    source,
    value: valueOf,
    list(run) {
      const value = valueOf();
      if (!isArray(value)) {
        return undefined;
      }
      run.spend(value.items.length);
      return (elements ??= value.items.map(elementOperand));
    },
  };
};

/**
 * What a path of a filter found.
 *
 * @throws JsonPathError for `NaN` and infinities, which are no decimals, and for the keys of a map
 */
export const operandOf = (value: Value): Operand => {
  switch (typeof value) {
    case 'string':
      return textOperand(value);
    case 'boolean':
      return { type: Type.Boolean, value };
    default:
  }
  if (value === null) {
    return { type: Type.Null };
  }
  if (isMap(value) || isArray(value)) {
    return jsonOperand(value);
  }
  if (isList(value)) {
    throw new JsonPathError('the keys of a map cannot be compared');
  }
  const double = isDouble(value) ? value.value : value;
  return isInt(double) && Number.isFinite(double)
    ? { type: Type.Number, double, decimal: () => parseDecimal(javaToString(value))! }
    : decimalOperand(javaToString(value));
};

/** The order of two numbers. */
export const compareOperands = (left: NumberOperand, right: NumberOperand): number =>
  left.double !== undefined && right.double !== undefined
    ? left.double - right.double
    : compareDecimals(left.decimal(), right.decimal());

/** The `equals` of two operands. */
export const operandsEqual = (left: Operand, right: Operand): boolean => {
  if (left.type === Type.Number && right.type === Type.Number) {
    return compareOperands(left, right) === 0;
  }
  if (left.type === Type.Number && right.type === Type.Text) {
    const decimal = parseDecimal(right.text);
    return decimal !== undefined && compareDecimals(left.decimal(), decimal) === 0;
  }
  if (left.type === Type.Text && (right.type === Type.Text || right.type === Type.Number)) {
    return left.text === textOf(right);
  }
  if (left.type === Type.Json && right.type === Type.Json) {
    return javaEquals(left.source, right.source);
  }
  if (left.type === Type.Boolean && right.type === Type.Boolean) {
    return left.value === right.value;
  }
  return left === right ? left.type !== Type.Undefined : left.type === Type.Null && right.type === Type.Null;
};

/** The text of a text, a number or a boolean. */
export const textOf = (operand: Operand): string => {
  switch (operand.type) {
    case Type.Text:
      return operand.text;
    case Type.Number:
      return decimalToString(operand.decimal());
    case Type.Boolean:
      return String(operand.value);
    default:
      return '';
  }
};

/** An element of a list, where a text may also be a path, JSON or a text in quotes. */
const elementOperand = (value: Value): Operand => {
  if (isMap(value) || isList(value)) {
    throw new JsonPathError('a list that is compared must not hold lists or maps');
  }
  if (!isText(value)) {
    return operandOf(value);
  }
  const trimmed = trim(value);
  if (/^[$@]/.test(trimmed) && succeeds(() => parsePath(trimmed, 0, 0))) {
    return { type: Type.Path };
  }
  if (/^(?:\[[^]*\]|\{[^]*\})$/.test(trimmed) && succeeds(() => readJson(value))) {
    return jsonOperand(value);
  }
  const isQuoted = /^(['"])[^]*\1$/.test(value);
  return textOperand(value.length > 1 ? unescape(isQuoted ? value.slice(1, -1) : value) : value);
};

const succeeds = (attempt: () => unknown): boolean => {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
};

/** @throws JsonPathError */
export const readJson = (text: string): Value => {
  try {
    return parseJson(text, { mode: 'permissive' });
  } catch (error) {
    throw new JsonPathError((error as Error).message);
  }
};
