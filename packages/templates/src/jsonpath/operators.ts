import { JavaMap } from '../values';
import { JsonPathError } from './error';
import { isArray, operandsEqual, type NumberOperand, type Operand } from './operand';
import { UNSUITABLE, type Run } from './run';
import { decimalToInt } from '../json/decimal';

/** An operator of a filter. */
export type Operator = (left: Operand, right: Operand, run: Run) => boolean;

const equals: Operator = (left, right) =>
  left.type === 'json' && right.type === 'json' ? left.equalsValueOf(right) : operandsEqual(left, right);
const equalsInType: Operator = (left, right, run) => left.type === right.type && equals(left, right, run);
const isIn: Operator = (left, right, run) => {
  const list = listOf(right, run);
  return list !== undefined && contains(list, left);
};
/** `type`, `all` and `matches` ask for a right side that no path can write. */
const unsuitable: Operator = () => {
  throw UNSUITABLE;
};

/** The operators by their names in capitals. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['==', equals],
  ['!=', (left, right, run) => !equals(left, right, run)],
  ['===', equalsInType],
  ['!==', (left, right, run) => !equalsInType(left, right, run)],
  ['<', compares((order) => order < 0)],
  ['<=', compares((order) => order <= 0)],
  ['>', compares((order) => order > 0)],
  ['>=', compares((order) => order >= 0)],
  ['=~', matches],
  ['IN', isIn],
  ['NIN', (left, right, run) => !isIn(left, right, run)],
  ['CONTAINS', containsOperand],
  ['SIZE', hasSize],
  ['EMPTY', isEmpty],
  ['EXISTS', exists],
  ['SUBSETOF', lists((left, right) => left.every((element) => contains(right, element)))],
  ['ANYOF', lists((left, right) => left.some((element) => contains(right, element)))],
  ['NONEOF', lists((left, right) => !left.some((element) => contains(right, element)))],
  ['TYPE', unsuitable],
  ['ALL', unsuitable],
  ['MATCHES', unsuitable],
]);

function compares(accepts: (order: number) => boolean): Operator {
  return (left, right) => {
    if (left.type === 'number' && right.type === 'number') {
      return accepts(left.compareTo(right));
    }
    if (left.type === 'string' && right.type === 'string') {
      return accepts(left.text < right.text ? -1 : left.text > right.text ? 1 : 0);
    }
    return false;
  };
}

function lists(accepts: (left: readonly Operand[], right: readonly Operand[]) => boolean): Operator {
  return (left, right, run) => {
    const rightList = listOf(right, run);
    const leftList = rightList && listOf(left, run);
    if (rightList === undefined || leftList === undefined) {
      return false;
    }
    run.spend(leftList.length * rightList.length);
    return accepts(leftList, rightList);
  };
}

function matches(left: Operand, right: Operand, run: Run): boolean {
  const pattern = left.type === 'pattern' ? left : right;
  const other = left.type === 'pattern' ? right : left;
  if (pattern.type !== 'pattern' || other.type === 'pattern') {
    return false;
  }
  const inputs = other.type === 'json' && isArray(other.value) ? other.list(run)! : [other];
  return inputs.some((input) => pattern.matches(textOf(input), run));
}

function textOf(operand: Operand): string {
  if (operand.type === 'string' || operand.type === 'number') {
    return operand.text;
  }
  return operand.type === 'boolean' ? String(operand.value) : '';
}

function containsOperand(left: Operand, right: Operand, run: Run): boolean {
  if (left.type === 'string' && right.type === 'string') {
    return left.text.includes(right.text);
  }
  const list = left.type === 'json' ? left.list(run) : undefined;
  return list !== undefined && contains(list, right);
}

function hasSize(left: Operand, right: Operand): boolean {
  if (right.type !== 'number') {
    return false;
  }
  const size = toInt(right);
  if (left.type === 'string') {
    return left.text.length === size;
  }
  if (left.type !== 'json') {
    return false;
  }
  const { value } = left;
  return (isArray(value) ? value.items.length : -1) === size;
}

function isEmpty(left: Operand, right: Operand): boolean {
  if (left.type !== 'string' && left.type !== 'json') {
    return false;
  }
  const empty = left.type === 'string' ? left.text === '' : isEmptyJson(left.value);
  if (right.type !== 'boolean') {
    throw UNSUITABLE;
  }
  return empty === right.value;
}

function isEmptyJson(value: unknown): boolean {
  if (value instanceof JavaMap) {
    throw new JsonPathError('"empty" cannot be applied to a map');
  }
  return (value as { items: readonly unknown[] }).items.length === 0;
}

function exists(left: Operand, right: Operand): boolean {
  if (left.type !== 'boolean' && right.type !== 'boolean') {
    throw new JsonPathError('"exists" cannot be applied to these values');
  }
  if (left.type !== 'boolean' || right.type !== 'boolean') {
    throw UNSUITABLE;
  }
  return left.value === right.value;
}

function listOf(operand: Operand, run: Run): readonly Operand[] | undefined {
  if (operand.type !== 'json') {
    throw UNSUITABLE;
  }
  return operand.list(run);
}

function contains(list: readonly Operand[], operand: Operand): boolean {
  return list.some((element) => operandsEqual(operand, element));
}

function toInt(operand: NumberOperand): number {
  return decimalToInt(operand.decimal);
}
