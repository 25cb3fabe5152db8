import { isCharacter, isEntry, isList, isMap } from '../kinds';
import { compareNumbers } from './arithmetic';
import { Budget, entriesOf, isNumber, itemsOf, JavaEntry, Runtime } from './runtime-values';
import { toText } from './text';

const isSet = (value: Runtime): boolean => isList(value) && value.kind === 'set';

/** `Object.equals`: values of different types are never equal, not even 1 and 1L. */
export const javaEquals = (left: Runtime, right: Runtime): boolean => {
  if (left === right || left === null || right === null) {
    return left === right;
  }
  if (isList(left)) {
    const a = itemsOf(left);
    const b = isList(right) ? itemsOf(right) : [];
    return isList(right) && a.length === b.length && isSet(left) === isSet(right)
      && a.every((item, i) => isSet(left) ? b.some((other) => javaEquals(item, other)) : javaEquals(item, b[i]));
  }
  if (isMap(left)) {
    return isMap(right) && left.entries.size === right.entries.size && [...entriesOf(left)].every(([key, value]) =>
      entriesOf(right).has(key) && javaEquals(value, entriesOf(right).get(key)!));
  }
  if (left.constructor !== right.constructor) {
    return false;
  }
  if (isEntry(left)) {
    return javaEquals(left.key, (right as JavaEntry).key) && javaEquals(left.value, (right as JavaEntry).value);
  }
  return typeof left === 'object' && (isNumber(left) || isCharacter(left)) && Object.is(contentsOf(left), contentsOf(right));
};

/** What makes two numbers or characters of one class equal. */
const contentsOf = (value: Runtime): unknown => {
  const { value: number, text } = Object(value) as { readonly value?: unknown; readonly text?: unknown };
  return number ?? text;
};

const sameClass = (left: Runtime, right: Runtime): boolean =>
  isList(left) && isList(right) ? isSet(left) === isSet(right) : left?.constructor === right?.constructor;

/** Velocity's `==`: numbers by value, values of one class by `equals`, anything else by its text. */
export const velocityEquals = (left: Runtime, right: Runtime, budget: Budget): boolean => {
  if (isNumber(left) && isNumber(right)) {
    return compareNumbers(left, right) === 0;
  }
  const textOf = (value: Runtime): string | null => value === null ? null : toText(value, budget);
  return left !== null && right !== null && sameClass(left, right) ? javaEquals(left, right) : textOf(left) === textOf(right);
};
