import { COMPARISONS } from '../java/arithmetic';
import { javaEquals } from '../java/equality';
import { decimalToInteger } from '../json/decimal';
import { isArray, isMap } from '../kinds';
import { JavaList } from '../values';
import { JsonPathError } from './error';
import { compareOperands, operandsEqual, textOf, Type, type Operand } from './operand';
import { UNSUITABLE, type Run } from './run';

/** An operator of a filter. */
export type Operator = (left: Operand, right: Operand, run: Run) => boolean;

/** A text on the right is read as JSON, one on the left is not. */
const equals: Operator = (left, right) =>
  left.type === Type.Json && right.type === Type.Json ? javaEquals(left.source, right.value()) : operandsEqual(left, right);
const equalsInType: Operator = (left, right, run) => left.type === right.type && equals(left, right, run);
const isIn: Operator = (left, right, run) => contains(listOf(right, run), left);
const not = (operator: Operator): Operator => (left, right, run) => !operator(left, right, run);
const compares = (accepts: (order: number) => boolean): Operator => (left, right) => {
  if (left.type === Type.Number && right.type === Type.Number) {
    return accepts(compareOperands(left, right));
  }
  return left.type === Type.Text && right.type === Type.Text && accepts(left.text < right.text ? -1 : left.text > right.text ? 1 : 0);
};
const lists = (accepts: (left: readonly Operand[], right: readonly Operand[]) => boolean): Operator => (left, right, run) => {
  const rightList = listOf(right, run);
  const leftList = rightList && listOf(left, run);
  if (!leftList) {
    return false;
  }
  run.spend(leftList.length * rightList!.length);
  return accepts(leftList, rightList!);
};
const overlap = lists((left, right) => left.some((element) => contains(right, element)));
const nothing = lists((left, right) => !left.some((element) => contains(right, element)));
/** `type`, `all` and `matches` ask for a right side that no path can write. */
const unsuitable: Operator = () => {
  throw UNSUITABLE;
};

const matches: Operator = (left, right, run) => {
  const [pattern, other] = left.type === Type.Pattern ? [left, right] : [right, left];
  if (pattern.type !== Type.Pattern || other.type === Type.Pattern) {
    return false;
  }
  const inputs = other.type === Type.Json ? other.list(run) : undefined;
  return (inputs ?? [other]).some((input) => pattern.matches(textOf(input), run));
};

const containsOperand: Operator = (left, right, run) => {
  if (left.type === Type.Text && right.type === Type.Text) {
    return left.text.includes(right.text);
  }
  return left.type === Type.Json && contains(left.list(run), right);
};

const hasSize: Operator = (left, right) => {
  if (right.type !== Type.Number) {
    return false;
  }
  const value = left.type === Type.Json ? left.value() : null;
  const size = left.type === Type.Text ? left.text.length : isArray(value) ? value.items.length : left.type === Type.Json ? -1 : undefined;
  return size === Number(decimalToInteger(right.decimal(), 32));
};

const isEmpty: Operator = (left, right) => {
  if (left.type !== Type.Text && left.type !== Type.Json) {
    return false;
  }
  const value = left.type === Type.Text ? left.text : left.value();
  if (isMap(value)) {
    throw new JsonPathError('"empty" cannot be applied to a map');
  }
  if (right.type !== Type.Boolean) {
    throw UNSUITABLE;
  }
  return (left.type === Type.Text ? left.text : (value as JavaList).items).length === 0 === right.value;
};

const exists: Operator = (left, right) => {
  if (left.type === Type.Boolean && right.type === Type.Boolean) {
    return left.value === right.value;
  }
  throw left.type === Type.Boolean || right.type === Type.Boolean ? UNSUITABLE : new JsonPathError('"exists" cannot be applied to these values');
};

/** The operators by their names in capitals. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ['==', equals], ['!=', not(equals)], ['===', equalsInType], ['!==', not(equalsInType)],
  ...Array.from(COMPARISONS, ([name, holds]) => [name, compares(holds)] as const),
  ['=~', matches], ['IN', isIn], ['NIN', not(isIn)], ['CONTAINS', containsOperand], ['SIZE', hasSize], ['EMPTY', isEmpty], ['EXISTS', exists],
  ['SUBSETOF', lists((left, right) => left.every((element) => contains(right, element)))], ['ANYOF', overlap], ['NONEOF', nothing],
  ['TYPE', unsuitable], ['ALL', unsuitable], ['MATCHES', unsuitable],
]);

const listOf = (operand: Operand, run: Run): readonly Operand[] | undefined => {
  if (operand.type !== Type.Json) {
    throw UNSUITABLE;
  }
  return operand.list(run);
};

const contains = (list: readonly Operand[] | undefined, operand: Operand): boolean =>
  list !== undefined && list.some((element) => operandsEqual(operand, element));
