import { integerOf } from '../json/literal';
import { isInt, isList, isMap, isText } from '../kinds';
import { JavaDouble, JavaMap, Value } from '../values';
import { toDouble } from './arithmetic';
import { entriesOf, isNumber, itemsOf, javaList, Runtime } from './runtime-values';

/** What can be given to a template: what JSON can say. */
export type PlainValue = null | undefined | string | number | boolean | readonly PlainValue[] | { readonly [key: string]: PlainValue };

/** The Java value that stands for a plain one. Only own members are looked at, and nothing is shared with the original. */
export const fromPlain = (value: PlainValue): Value => {
  if (isText(value) || typeof value === 'boolean') {
    return value;
  }
  return isInt(value) ? Number.isSafeInteger(value) && !Object.is(value, -0) ? integerOf(BigInt(value)) : new JavaDouble(value)
    : Array.isArray(value) ? javaList(value.map(fromPlain), 'json')
      : value && typeof value === 'object' ? plainMap(value as { readonly [key: string]: PlainValue }) : null;
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
      entries.set(key, fromPlain(members[key]));
    }
  }
  return new JavaMap(entries);
};

/** The plain value that stands for a Java one; objects have no prototype, so that no key means anything special. */
export const toPlain = (value: Runtime): PlainValue => {
  if (isNumber(value)) {
    return toDouble(value);
  }
  if (value === null || typeof value !== 'object') {
    return value;
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
