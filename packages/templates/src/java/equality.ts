import { isEntry, isList, isMap } from '../kinds';
import { compareNumbers } from './arithmetic';
import { JavaList } from '../values';
import { Budget, contentsOf, entriesOf, isNumber, Runtime } from './runtime-values';
import { toText } from './text';

const isSet = (value: Runtime): boolean => isList(value) && value.kind === 'set';

const sameClass = (left: Runtime, right: Runtime): boolean => left?.constructor === right?.constructor && isSet(left) === isSet(right);

/** `Object.equals`: values of different types are never equal, not even 1 and 1L. */
export const javaEquals = (left: Runtime, right: Runtime): boolean => {
  if (left === right) {
    return true;
  }
  if (isMap(left) && isMap(right)) {
    return left.entries.size === right.entries.size && [...entriesOf(left)].every(([key, value]) =>
      // Nothing equals the undefined of a missing key, null neither.
      javaEquals(value, entriesOf(right).get(key)!));
  }
  if (!sameClass(left, right)) {
    return false;
  }
  if (isList(left) || isEntry(left)) {
    const [a, b]: ReadonlyArray<readonly Runtime[]> = [left.items, (right as JavaList).items];
    return a.length === b.length && a.every((item, i) => isSet(left) ? b.some((other) => javaEquals(item, other)) : javaEquals(item, b[i]));
  }
  return Object.is(contentsOf(left), contentsOf(right));
};

/** Velocity's `==`: numbers by value, values of one class by `equals`, anything else by its text. */
export const velocityEquals = (left: Runtime, right: Runtime, budget: Budget): boolean => {
  if (isNumber(left) && isNumber(right)) {
    return compareNumbers(left, right) === 0;
  }
  const textOf = (value: Runtime): string | null => value === null ? null : toText(value, budget);
  return sameClass(left, right) ? javaEquals(left, right) : textOf(left) === textOf(right);
};
