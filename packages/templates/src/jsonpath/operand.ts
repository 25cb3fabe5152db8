import { javaEquals } from '../java/equality';
import { compareDecimals, decimalToString, parseDecimal, type Decimal } from '../json/decimal';
import { javaDoubleToString } from '../json/number';
import { parseJson } from '../json/parse';
import { javaToString } from '../json/print';
import { JavaDouble, JavaList, JavaMap, type Value } from '../values';
import { JsonPathError } from './error';
import { parsePath } from './path-parser';
import type { Run } from './run';
import { unescape } from './unescape';

/** A side of a comparison in a filter. */
export type Operand =
  | { readonly type: 'undefined' | 'null' | 'path' }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'string'; readonly text: string }
  | { readonly type: 'pattern'; readonly matches: (text: string, run: Run) => boolean }
  | NumberOperand
  | JsonOperand;

export const UNDEFINED: Operand = { type: 'undefined' };
export const NULL: Operand = { type: 'null' };
const TRUE: Operand = { type: 'boolean', value: true };
const FALSE: Operand = { type: 'boolean', value: false };
const PATH_START = /^[\0-\x20]*[$@]/;
const JSON_TEXT = /^[\0-\x20]*(?:\[[^]*\]|\{[^]*\})[\0-\x20]*$/;

/** A number that compares as the decimal of its Java text. */
export class NumberOperand {
  /** @throws JsonPathError for `NaN` and infinities, which are no decimals */
  static of(value: Value): NumberOperand {
    if (typeof value === 'number') {
      return new NumberOperand(value, value);
    }
    if (value instanceof JavaDouble && Number.isFinite(value.value)) {
      return new NumberOperand(value, value.value);
    }
    return NumberOperand.ofText(javaToString(value));
  }

  /** @throws JsonPathError when the text is no decimal */
  static ofText(text: string): NumberOperand {
    const exact = parseDecimal(text);
    if (exact === undefined) {
      throw new JsonPathError(`${text} is no decimal`);
    }
    const double = Number(text);
    const isDouble = Number.isFinite(double) && compareDecimals(parseDecimal(javaDoubleToString(double))!, exact) === 0;
    const operand = new NumberOperand(text, isDouble ? double : undefined);
    operand.exact = exact;
    return operand;
  }

  readonly type = 'number';
  private exact: Decimal | undefined;

  /** @param double the number, unless it has digits that a double does not have */
  private constructor(private readonly source: string | JavaDouble | number, private readonly double: number | undefined) {}

  get decimal(): Decimal {
    return (this.exact ??= parseDecimal(typeof this.source === 'string' ? this.source : javaToString(this.source))!);
  }

  get text(): string {
    return decimalToString(this.decimal);
  }

  compareTo(other: NumberOperand): number {
    return this.double !== undefined && other.double !== undefined ? this.double - other.double : compareDecimals(this.decimal, other.decimal);
  }
}

/** A list or a map: of the document, or JSON text that is read when it is needed. */
export class JsonOperand {
  readonly type = 'json';
  private elements: readonly Operand[] | undefined;

  constructor(private readonly source: string | JavaMap | JavaList) {}

  /** @throws JsonPathError when the text is no JSON */
  get value(): Value {
    return typeof this.source === 'string' ? readJson(this.source) : this.source;
  }

  /**
   * The elements as operands; undefined for what is no list.
   *
   * @throws JsonPathError when a list or a map is among them
   */
  list(run: Run): readonly Operand[] | undefined {
    const { value } = this;
    if (!isArray(value)) {
      return undefined;
    }
    run.spend(value.items.length);
    return (this.elements ??= value.items.map(elementOperand));
  }

  /** Whether two operands of a list are equal: texts are compared as they stand. */
  isSameAs(other: JsonOperand): boolean {
    return javaEquals(this.source, other.source);
  }

  /** The `==` of a filter: a text on the right is read, one on the left is not. */
  equalsValueOf(other: JsonOperand): boolean {
    return javaEquals(this.source, other.value);
  }
}

/** What a path of a filter found. */
export function operandOf(value: Value): Operand {
  if (value === null) {
    return NULL;
  }
  if (typeof value === 'string') {
    return { type: 'string', text: value };
  }
  if (typeof value === 'boolean') {
    return value ? TRUE : FALSE;
  }
  if (value instanceof JavaMap || isArray(value)) {
    return new JsonOperand(value);
  }
  if (value instanceof JavaList) {
    throw new JsonPathError('the keys of a map cannot be compared');
  }
  return NumberOperand.of(value);
}

/** The `equals` of two operands, which for a text and a number depends on their order. */
export function operandsEqual(left: Operand, right: Operand): boolean {
  switch (left.type) {
    case 'undefined':
      return false;
    case 'null':
      return right.type === 'null';
    case 'boolean':
      return right.type === 'boolean' && left.value === right.value;
    case 'string':
      return (right.type === 'string' || right.type === 'number') && left.text === right.text;
    case 'number':
      return right.type === 'number' ? left.compareTo(right) === 0 : right.type === 'string' && equalsText(left, right.text);
    case 'json':
      return right.type === 'json' && left.isSameAs(right);
    default:
      return left === right;
  }
}

/** Whether a value is a `java.util.List`, which the key set of a map is not. */
export function isArray(value: Value | undefined): value is JavaList {
  return value instanceof JavaList && value.kind !== 'set';
}

/** An element of a list, where a text may also be a path, JSON or a text in quotes. */
function elementOperand(value: Value): Operand {
  if (value instanceof JavaMap || value instanceof JavaList) {
    throw new JsonPathError('a list that is compared must not hold lists or maps');
  }
  if (typeof value !== 'string') {
    return operandOf(value);
  }
  if (isPath(value)) {
    return { type: 'path' };
  }
  if (isJson(value)) {
    return new JsonOperand(value);
  }
  const isQuoted = value.length > 1 && (value[0] === "'" || value[0] === '"') && value.at(-1) === value[0];
  return { type: 'string', text: value.length > 1 ? unescape(isQuoted ? value.slice(1, -1) : value) : value };
}

function isPath(text: string): boolean {
  if (!PATH_START.test(text)) {
    return false;
  }
  try {
    parsePath(text.replace(/^[\0-\x20]+|[\0-\x20]+$/g, ''));
    return true;
  } catch {
    return false;
  }
}

function isJson(text: string): boolean {
  try {
    return JSON_TEXT.test(text) && readJson(text) !== undefined;
  } catch {
    return false;
  }
}

function readJson(text: string): Value {
  try {
    return parseJson(text, { mode: 'permissive' });
  } catch (error) {
    throw new JsonPathError((error as Error).message);
  }
}

function equalsText(number: NumberOperand, text: string): boolean {
  const decimal = parseDecimal(text);
  return decimal !== undefined && compareDecimals(number.decimal, decimal) === 0;
}
