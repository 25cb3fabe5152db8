import { COMPARISONS } from '../java/arithmetic';
import { javaEquals } from '../java/equality';
import { decimalToInt } from '../json/decimal';
import { isArray, isList, isMap, isText } from '../kinds';
import {
  compareNumbers, decimalOf, elementsOf, isJson, isNumeric, operandsEqual, sourceOf, textOf, valueOf, type Operand,
} from './operand';
import { refuse, refuseIf, UNSUITABLE, type Run } from './run';

/** An operator of a filter. */
export type Operator = (left: Operand, right: Operand, run: Run) => boolean;

/** A text on the right is read as JSON, one on the left is not. */
const equals: Operator = (left, right) => isJson(left) && isJson(right) ? javaEquals(sourceOf(left), valueOf(right)) : operandsEqual(left, right);
/** Only numbers equal something of another type: texts. */
const equalsInType: Operator = (left, right, run) => isText(left) === isText(right) && equals(left, right, run);
const isIn: Operator = (left, right, run) => contains(listOf(right, run), left);
const not = (operator: Operator): Operator => (left, right, run) => !operator(left, right, run);
const compares = (accepts: (order: number) => boolean): Operator => (left, right) =>
  isNumeric(left) && isNumeric(right) ? accepts(compareNumbers(left, right))
    : isText(left) && isText(right) && accepts(left < right ? -1 : left > right ? 1 : 0);
const lists = (accepts: (left: readonly Operand[], isInRight: (element: Operand) => boolean) => boolean): Operator => (left, right, run) => {
  const rightList = listOf(right, run);
  const leftList = rightList && listOf(left, run);
  run.spend((leftList?.length ?? 0) * (rightList?.length ?? 0));
  return leftList !== undefined && accepts(leftList, (element) => contains(rightList, element));
};
/** `type`, `all` and `matches` ask for a right side that no path can write. */
const unsuitable: Operator = () => refuse(UNSUITABLE);

const matches: Operator = (left, right, run) => {
  const [pattern, other] = typeof left === 'function' ? [left, right] : [right, left];
  if (typeof pattern !== 'function' || typeof other === 'function') {
    return false;
  }
  const inputs = isJson(other) ? elementsOf(other, run) : undefined;
  return (inputs ?? [other]).some((input) => pattern(textOf(input), run));
};

const containsOperand: Operator = (left, right, run) =>
  isText(left) ? isText(right) && left.includes(right) : isJson(left) && contains(elementsOf(left, run), right);

const hasSize: Operator = (left, right) => {
  const value = isJson(left) ? valueOf(left) : left;
  const size = isText(value) ? value.length : isArray(value) ? value.items.length : isMap(value) ? -1 : undefined;
  return isNumeric(right) && size === decimalToInt(decimalOf(right));
};

const isEmpty: Operator = (left, right) => {
  if (!isText(left) && !isJson(left)) {
    return false;
  }
  const value = isText(left) ? left : valueOf(left);
  refuseIf(isMap(value), '"empty" cannot be applied to a map');
  refuseIf(typeof right !== 'boolean', UNSUITABLE);
  return (isList(value) ? value.items : value as string).length === 0 === right;
};

const exists: Operator = (left, right) => {
  const booleans = [left, right].filter((side) => typeof side === 'boolean').length;
  return booleans === 2 ? left === right : refuse(booleans === 1 ? UNSUITABLE : '"exists" cannot be applied to these values');
};

/** The operators by their names in capitals. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ['==', equals], ['!=', not(equals)], ['===', equalsInType], ['!==', not(equalsInType)],
  ...Array.from(COMPARISONS, ([name, holds]) => [name, compares(holds)] as const),
  ['=~', matches], ['IN', isIn], ['NIN', not(isIn)], ['CONTAINS', containsOperand], ['SIZE', hasSize], ['EMPTY', isEmpty], ['EXISTS', exists],
  ['SUBSETOF', lists((left, isInRight) => left.every(isInRight))],
  ['ANYOF', lists((left, isInRight) => left.some(isInRight))],
  ['NONEOF', lists((left, isInRight) => !left.some(isInRight))],
  ['TYPE', unsuitable], ['ALL', unsuitable], ['MATCHES', unsuitable],
]);

const listOf = (operand: Operand, run: Run): readonly Operand[] | undefined =>
  elementsOf(isJson(operand) ? operand : refuse(UNSUITABLE), run);

const contains = (list: readonly Operand[] | undefined, operand: Operand): boolean =>
  list !== undefined && list.some((element) => operandsEqual(operand, element));
