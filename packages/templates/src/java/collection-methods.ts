/* eslint-disable @stylistic/quote-props -- minifying leaves a name alone only in quotes */
import { throwJava } from '../errors';
import { JavaList, JavaMap } from '../values';
import { javaEquals } from './equality';
import { OBJECT, Signatures } from './methods';
import { entriesOf, itemsOf, JavaArray, JavaEntry, javaList, JavaIterator, RenderBudget, Runtime, valueOf } from './runtime-values';

const outOfBounds = (list: JavaList, index: number | string): never =>
  throwJava('IndexOutOfBounds', `Index ${index} out of bounds for length ${list.items.length}`);

const element = (list: JavaList, index: number): Runtime => {
  const item = itemsOf(list)[index];
  return item === undefined ? outOfBounds(list, index) : item;
};

const indexIn = (list: JavaList, value: Runtime): number => itemsOf(list).findIndex((item) => javaEquals(item, value));

const has = (list: JavaList, value: Runtime): boolean => indexIn(list, value) >= 0;

const modifiable = (list: JavaList): Runtime[] => list.kind === 'set' ? throwJava('UnsupportedOperation') : itemsOf(list);

const insert = (list: JavaList, index: number, values: readonly Runtime[], budget?: RenderBudget): void => {
  const items = modifiable(list);
  if (index < 0 || index > items.length) {
    outOfBounds(list, index);
  }
  budget?.elements(items.length + values.length);
  for (const value of [...values, ...items.splice(index)]) {
    items.push(value);
  }
};

const addAll = (list: JavaList, index: number, other: JavaList, budget: RenderBudget): boolean => {
  insert(list, index, itemsOf(other), budget);
  return other.items.length > 0;
};

const removeAt = (list: JavaList, index: number): Runtime => {
  const removed = element(list, index);
  modifiable(list).splice(index, 1);
  return removed;
};

/** Keeps the items that are in another list, or those that are not; whether there were any others. */
const keep = (list: JavaList, other: JavaList, those: boolean): boolean => {
  const kept = itemsOf(list).filter((item) => has(other, item) === those);
  const changed = kept.length !== list.items.length;
  if (changed) {
    modifiable(list).length = 0;
    insert(list, 0, kept);
  }
  return changed;
};

const subList = (list: JavaList, from: number, to: number): JavaList =>
  from < 0 || to > list.items.length || from > to ? outOfBounds(list, `${from}..${to}`)
    : javaList(itemsOf(list).slice(from, to));

const iteratorOf = (list: JavaList): JavaIterator => new JavaIterator(itemsOf(list));

/** The methods of whatever has items. */
const ITEMS: Signatures<JavaList> = {
  'contains .': has,
  'equals .': javaEquals,
  'isEmpty': (list) => list.items.length === 0,
  'iterator': iteratorOf,
  'size': (list) => list.items.length,
  'toArray': (list) => new JavaArray([...itemsOf(list)]),
};

/** Those of what has positions. */
const POSITIONS: Signatures<JavaList> = {
  'get i': element,
  'indexOf .': indexIn,
  'lastIndexOf .': (list, value) => itemsOf(list).map((item) => javaEquals(item, value)).lastIndexOf(true),
  'set i.': (list, index, value) => {
    const before = element(list, index);
    itemsOf(list)[index] = value;
    return before;
  },
  'subList ii': subList,
};

/** What Velocity lets a template do with an array; it equals itself only. */
export const ARRAY: Signatures<JavaList> = { ...ITEMS, ...POSITIONS };

/** The methods of `java.util.Set`. */
export const SET: Signatures<JavaList> = {
  ...OBJECT as Signatures<unknown>,
  ...ITEMS,
  'add .': (list, value) => {
    modifiable(list).push(value);
    return true;
  },
  'addAll L': (list, other, __, budget) => addAll(list, list.items.length, other, budget),
  'clear': (list) => {
    modifiable(list).length = 0;
    return undefined;
  },
  'containsAll L': (list, other) => itemsOf(other).every((value) => has(list, value)),
  'remove .': (list, value) => {
    const index = indexIn(list, value);
    return index >= 0 && removeAt(list, index) !== undefined;
  },
  'removeAll L': (list, other) => keep(list, other, false),
  'retainAll L': (list, other) => keep(list, other, true),
};

/** The methods of `java.util.List`. */
export const LIST: Signatures<JavaList> = {
  'remove i': removeAt,
  ...SET,
  ...POSITIONS,
  'add i.': (list, index, value) => {
    insert(list, index, [value]);
    return undefined;
  },
  'addAll iL': addAll,
  'listIterator': iteratorOf,
};

/** Those of json-smart's `JSONArray`. */
export const JSON_ARRAY: Signatures<JavaList> = {
  ...LIST,
  'toJSONString': LIST.toString as Signatures<JavaList>[string],
  'appendElement .': (list, value) => {
    modifiable(list).push(value);
    return list;
  },
};

/** Puts a value into a map; gives the one that it replaces. */
const put = (map: JavaMap, key: Runtime, value: Runtime): Runtime => {
  const before = valueOf(map, key);
  entriesOf(map).set(key, value);
  return before;
};

const setOf = (items: Iterable<Runtime>): JavaList => javaList([...items], 'set');

/** The values of a map: printed and gone through like a list, but without a list's access by position. */
const valuesOf = (map: JavaMap): JavaList => setOf(entriesOf(map).values());

/** The methods of `java.util.Map`. */
export const MAP: Signatures<JavaMap> = {
  ...OBJECT as Signatures<unknown>,
  'clear': (map) => {
    map.entries.clear();
    return undefined;
  },
  'containsKey .': (map, key) => entriesOf(map).has(key),
  'containsValue .': (map, value) => has(valuesOf(map), value),
  'entrySet': (map) => setOf([...entriesOf(map).keys()].map((key) => new JavaEntry(key, map))),
  'get .': valueOf,
  'getOrDefault ..': (map, key, otherwise) => entriesOf(map).has(key) ? entriesOf(map).get(key) : otherwise,
  'isEmpty': (map) => map.entries.size === 0,
  'keySet': (map) => setOf(entriesOf(map).keys()),
  'put ..': put,
  'putAll M': (map, other) => {
    for (const [key, value] of entriesOf(other)) {
      entriesOf(map).set(key, value);
    }
    return undefined;
  },
  'putIfAbsent ..': (map, key, value) => entriesOf(map).get(key) ?? put(map, key, value),
  'remove .': (map, key) => {
    const before = valueOf(map, key);
    entriesOf(map).delete(key);
    return before;
  },
  'replace ..': (map, key, value) => entriesOf(map).has(key) ? put(map, key, value) : null,
  'size': (map) => map.entries.size,
  'values': valuesOf,
};

/** The methods of `java.util.Map.Entry`. */
export const ENTRY: Signatures<JavaEntry> = {
  ...OBJECT as Signatures<unknown>,
  'getKey': (entry) => entry.key,
  'getValue': (entry) => entry.items[1],
  'setValue .': (entry, value) => put(entry.map, entry.key, value),
};

/** The methods of `java.util.Iterator`. */
export const ITERATOR: Signatures<JavaIterator> = {
  'hasNext': (iterator) => iterator.hasNext(),
  'next': (iterator) => iterator.hasNext() ? iterator.next() : throwJava('NoSuchElement'),
};
