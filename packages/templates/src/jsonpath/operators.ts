import { decimalToInteger } from '../json/decimal';
import { isList, isMap, isText } from '../kinds';
import {
  compareNumbers, decimalOf, elementsOf, isJson, isNumeric, operandsEqual, textOf, valueOf, type Operand,
} from './operand';
import { refuse, refuseIf, UNSUITABLE, type Run } from './run';

/** An operator of a filter. */
export type Operator = (left: Operand, right: Operand, run: Run) => boolean;

/** A text on the right is read as JSON, one on the left is not. */
const equals = (left: Operand, right: Operand): boolean => operandsEqual(left, right, valueOf);
/** Only numbers equal something of another type: texts. */
const equalsInType: Operator = (left, right) => isText(left) === isText(right) && equals(left, right);
const isIn: Operator = (left, right, run) => contains(listOf(right, run), left);
const not = (operator: Operator): Operator => (left, right, run) => !operator(left, right, run);
const compares = (accepts: (order: number) => boolean): Operator => (left, right) =>
  isNumeric(left) && isNumeric(right) ? accepts(compareNumbers(left, right))
    : isText(left) && isText(right) && accepts(left < right ? -1 : left > right ? 1 : 0);
const lists = (accepts: (left: readonly Operand[], isInRight: (element: Operand) => boolean) => boolean): Operator => (left, right, run) => {
  const rightList = listOf(right, run);
  const leftList = rightList && listOf(left, run);
  if (!leftList) {
    return false;
  }
  run.spend(leftList.length * rightList!.length);
  return accepts(leftList, (element) => contains(rightList, element));
};
/** `type`, `all` and `matches` ask for a right side that no path can write. */
const unsuitable: Operator = () => refuse(UNSUITABLE);

const matches: Operator = (left, right, run) => {
  const [pattern, other] = typeof left === 'function' ? [left, right] : [right, left];
  if (typeof pattern !== 'function' || typeof other === 'function') {
    return false;
  }
  return (elementsOf(other, run) ?? [other]).some((input) => pattern(textOf(input), run));
};

const containsOperand: Operator = (left, right, run) =>
  isText(left) ? isText(right) && left.includes(right) : contains(elementsOf(left, run), right);

/** The size of a text or a list, -1 for a map. */
const sizeOf = (operand: Operand): number | undefined => {
  const value = valueOf(operand);
  return isText(value) ? value.length : isList(value) ? value.items.length : isMap(value) ? -1 : undefined;
};

const hasSize: Operator = (left, right) => isNumeric(right) && sizeOf(left) === Number(decimalToInteger(decimalOf(right), 32));

const isEmpty: Operator = (left, right) => {
  const size = sizeOf(left);
  refuseIf(size === -1, '"empty" cannot be applied to a map');
  return size !== undefined && (typeof right === 'boolean' ? size === 0 === right : refuse(UNSUITABLE));
};

const exists: Operator = (left, right) => {
  const [isLeft, isRight] = [left, right].map((side) => typeof side === 'boolean');
  return isLeft && isRight ? left === right : refuse(isLeft || isRight ? UNSUITABLE : '"exists" compares true and false');
};

/** The operators by their names in capitals. */
export const OPERATORS: Partial<Record<string, Operator>> = {
  '==': equals,
  '!=': not(equals),
  '===': equalsInType,
  '!==': not(equalsInType),
  '<': compares((order) => order < 0),
  '<=': compares((order) => order <= 0),
  '>': compares((order) => order > 0),
  '>=': compares((order) => order >= 0),
  '=~': matches,
  'IN': isIn,
  'NIN': not(isIn),
  'CONTAINS': containsOperand,
  'SIZE': hasSize,
  'EMPTY': isEmpty,
  'EXISTS': exists,
  'SUBSETOF': lists((left, isInRight) => left.every(isInRight)),
  'ANYOF': lists((left, isInRight) => left.some(isInRight)),
  'NONEOF': lists((left, isInRight) => !left.some(isInRight)),
  'TYPE': unsuitable,
  'ALL': unsuitable,
  'MATCHES': unsuitable,
};

const listOf = (operand: Operand, run: Run): readonly Operand[] | undefined =>
  elementsOf(isJson(operand) ? operand : refuse(UNSUITABLE), run);

const contains = (list: readonly Operand[] | undefined, operand: Operand): boolean =>
  !!list?.some((element) => operandsEqual(operand, element));
