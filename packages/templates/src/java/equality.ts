import { JavaBigDecimal, JavaBigInteger, JavaDouble, JavaList, JavaLong, JavaMap } from '../values';
import { compareNumbers } from './arithmetic';
import { Budget, entriesOf, isNumber, itemsOf, JavaCharacter, JavaEntry, Runtime } from './runtime-values';
import { toText } from './text';

/** `Object.equals`: values of different types are never equal, not even 1 and 1L. */
export function javaEquals(left: Runtime, right: Runtime): boolean {
  if (left === right) {
    return true;
  }
  if (left === null || right === null || typeof left !== 'object' || typeof right !== 'object') {
    return false;
  }
  if (left instanceof JavaList) {
    return right instanceof JavaList && listsEqual(left, right);
  }
  if (left instanceof JavaMap) {
    return right instanceof JavaMap && mapsEqual(left, right);
  }
  if (left.constructor !== right.constructor) {
    return false;
  }
  if (left instanceof JavaLong || left instanceof JavaBigInteger) {
    return left.value === (right as JavaLong).value;
  }
  if (left instanceof JavaDouble) {
    return Object.is(left.value, (right as JavaDouble).value);
  }
  if (left instanceof JavaBigDecimal || left instanceof JavaCharacter) {
    return left.text === (right as JavaCharacter).text;
  }
  if (left instanceof JavaEntry) {
    return javaEquals(left.key, (right as JavaEntry).key) && javaEquals(left.value, (right as JavaEntry).value);
  }
  return false;
}

function listsEqual(left: JavaList, right: JavaList): boolean {
  const a = itemsOf(left);
  const b = itemsOf(right);
  if (a.length !== b.length || (left.kind === 'set') !== (right.kind === 'set')) {
    return false;
  }
  return left.kind === 'set'
    ? a.every((item) => b.some((other) => javaEquals(item, other)))
    : a.every((item, i) => javaEquals(item, b[i]));
}

function mapsEqual(left: JavaMap, right: JavaMap): boolean {
  const b = entriesOf(right);
  if (left.entries.size !== b.size) {
    return false;
  }
  for (const [key, value] of entriesOf(left)) {
    if (!b.has(key) || !javaEquals(value, b.get(key)!)) {
      return false;
    }
  }
  return true;
}

function sameClass(left: Runtime, right: Runtime): boolean {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    return typeof left === typeof right;
  }
  if (left instanceof JavaList && right instanceof JavaList) {
    return (left.kind === 'set') === (right.kind === 'set');
  }
  return left.constructor === right.constructor;
}

/** Velocity's `==`: numbers by value, values of one class by `equals`, anything else by its text. */
export function velocityEquals(left: Runtime, right: Runtime, budget: Budget): boolean {
  if (isNumber(left) && isNumber(right)) {
    return compareNumbers(left, right) === 0;
  }
  if (left !== null && right !== null && sameClass(left, right)) {
    return javaEquals(left, right);
  }
  return (left === null ? null : toText(left, budget)) === (right === null ? null : toText(right, budget));
}
