import { isList, isMap, isText } from '../kinds';
import { JavaDouble, JavaLong, JavaMap, Value } from '../values';
import { INT_MAX, INT_MIN, toDouble } from './arithmetic';
import { entriesOf, isNumber, itemsOf, javaList, Runtime } from './runtime-values';

/** What can be given to a template: what JSON can say. */
export type PlainValue = null | undefined | string | number | boolean | readonly PlainValue[] | { readonly [key: string]: PlainValue };

/** The Java value that stands for a plain one. Only own members are looked at, and nothing is shared with the original. */
export const fromPlain = (value: PlainValue): Value => {
  switch (typeof value) {
    case 'number':
      return fromNumber(value);
    case 'string':
    case 'boolean':
      return value;
    case 'object':
      break;
    default:
      return null;
  }
  if (value === null) {
    return null;
  }
  return Array.isArray(value) ? javaList(value.map(fromPlain), 'json') : plainMap(value as { readonly [key: string]: PlainValue });
};

const fromNumber = (value: number): Value => {
  if (!Number.isInteger(value) || Object.is(value, -0)) {
    return new JavaDouble(value);
  }
  if (value >= INT_MIN && value <= INT_MAX) {
    return value;
  }
  return Number.isSafeInteger(value) ? new JavaLong(BigInt(value)) : new JavaDouble(value);
};

/**
 * A map of an object's own members.
 *
 * @param needed the names that anyone will ask for @default - all
 */
export const plainMap = (members: { readonly [key: string]: PlainValue } = {}, needed?: ReadonlySet<string>): JavaMap => {
  const entries = new Map<string, Value>();
  for (const key of Object.keys(members)) {
    if (!needed || needed.has(key)) {
      const value = members[key];
      entries.set(key, isText(value) ? value : fromPlain(value));
    }
  }
  return new JavaMap(entries);
};

/** The plain value that stands for a Java one; objects have no prototype, so that no key means anything special. */
export const toPlain = (value: Runtime): PlainValue => {
  if (value === null || typeof value !== 'object') {
    return value;
  }
  if (isNumber(value)) {
    return toDouble(value);
  }
  if (isList(value)) {
    return itemsOf(value).map(toPlain);
  }
  if (isMap(value)) {
    const members = Object.create(null) as Record<string, PlainValue>;
    for (const [key, item] of entriesOf(value)) {
      members[String(toPlain(key))] = toPlain(item);
    }
    return members;
  }
  return undefined;
};
