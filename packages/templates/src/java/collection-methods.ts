import { throwJava } from '../errors';
import { JavaList, JavaMap } from '../values';
import { javaEquals } from './equality';
import { methodTable, OBJECT, unsupported } from './methods';
import { entriesOf, itemsOf, JavaArray, JavaEntry, javaList, JavaIterator, MethodTable, Overload, RenderBudget, Runtime } from './runtime-values';

const outOfBounds = (detail: string): never => throwJava('IndexOutOfBounds', `${detail}`);

const element = (items: readonly Runtime[], index: number): Runtime =>
  items[index] === undefined ? outOfBounds(`Index ${index} out of bounds for length ${items.length}`) : items[index];

const indexIn = (items: readonly Runtime[], value: Runtime): number => items.findIndex((item) => javaEquals(item, value));
const lastIndexIn = (items: readonly Runtime[], value: Runtime): number => items.map((item) => javaEquals(item, value)).lastIndexOf(true);

const modifiable = (list: JavaList): Runtime[] => list.kind === 'set' ? throwJava('UnsupportedOperation') : itemsOf(list);

const insert = (list: JavaList, index: number, values: readonly Runtime[], budget?: RenderBudget): void => {
  const items = modifiable(list);
  if (index < 0 || index > items.length) {
    outOfBounds(`Index: ${index}, Size: ${items.length}`);
  }
  budget?.elements(items.length + values.length);
  const tail = items.splice(index);
  for (const value of [...values, ...tail]) {
    items.push(value);
  }
};

const removeAt = (list: JavaList, index: number): Runtime => {
  const removed = element(itemsOf(list), index);
  modifiable(list).splice(index, 1);
  return removed;
};

const removeValue = (list: JavaList, value: Runtime): boolean => {
  const index = indexIn(itemsOf(list), value);
  if (index >= 0) {
    modifiable(list).splice(index, 1);
  }
  return index >= 0;
};

/** Keeps the items that pass; whether any did not. */
const keep = (list: JavaList, passes: (item: Runtime) => boolean): boolean => {
  const kept = itemsOf(list).filter(passes);
  const changed = kept.length !== list.items.length;
  if (changed) {
    modifiable(list).length = 0;
    insert(list, 0, kept);
  }
  return changed;
};

const subList = (list: JavaList, from: number, to: number): JavaList => {
  if (from < 0 || to > list.items.length || from > to) {
    outOfBounds(`subList(${from}, ${to}) of ${list.items.length}`);
  }
  return javaList(itemsOf(list).slice(from, to));
};

const set = (items: Runtime[], index: number, value: Runtime): Runtime => {
  const before = element(items, index);
  items[index] = value;
  return before;
};

type N = number;
type L = JavaList;

const COLLECTION: Record<string, Overload<unknown>['invoke']> = {
  ...OBJECT as Record<string, Overload<unknown>['invoke']>,
  ...unsupported('stream parallelStream spliterator ensureCapacity trimToSize clone of copyOf entry ofEntries comparingByKey comparingByValue'),
};

const LIST: Record<string, Overload<JavaList>['invoke']> = {
  ...COLLECTION,
  'add(Object)': (list, [value]) => {
    modifiable(list).push(value);
    return true;
  },
  'add(int,Object)': (list, [index, value]) => {
    insert(list, index as N, [value]);
    return undefined;
  },
  'addAll(Collection)': (list, [other], budget) => {
    insert(list, list.items.length, [...itemsOf(other as L)], budget);
    return (other as L).items.length > 0;
  },
  'addAll(int,Collection)': (list, [index, other], budget) => {
    insert(list, index as N, [...itemsOf(other as L)], budget);
    return (other as L).items.length > 0;
  },
  'clear()': (list) => {
    modifiable(list).length = 0;
    return undefined;
  },
  'contains(Object)': (list, [value]) => indexIn(itemsOf(list), value) >= 0,
  'containsAll(Collection)': (list, [other]) => itemsOf(other as L).every((value) => indexIn(itemsOf(list), value) >= 0),
  'get(int)': (list, [index]) => element(itemsOf(list), index as N),
  'indexOf(Object)': (list, [value]) => indexIn(itemsOf(list), value),
  'isEmpty()': (list) => list.items.length === 0,
  'iterator()': (list) => new JavaIterator(itemsOf(list)),
  'lastIndexOf(Object)': (list, [value]) => lastIndexIn(itemsOf(list), value),
  'listIterator()': (list) => new JavaIterator(itemsOf(list)),
  'remove(int)': (list, [index]) => removeAt(list, index as N),
  'remove(Object)': (list, [value]) => removeValue(list, value),
  'removeAll(Collection)': (list, [other]) => keep(list, (item) => indexIn(itemsOf(other as L), item) < 0),
  'retainAll(Collection)': (list, [other]) => keep(list, (item) => indexIn(itemsOf(other as L), item) >= 0),
  'set(int,Object)': (list, [index, value]) => set(itemsOf(list), index as N, value),
  'size()': (list) => list.items.length,
  'subList(int,int)': (list, [from, to]) => subList(list, from as N, to as N),
  'toArray()': (list) => new JavaArray([...itemsOf(list)]),
};

/** The methods of `java.util.List`. */
export const LIST_METHODS = methodTable(LIST);

/** Those of json-smart's `JSONArray`. */
export const JSON_ARRAY_METHODS = methodTable<JavaList>({
  ...LIST,
  'toJSONString()': OBJECT['toString()'],
  'appendElement(Object)': (list, [value]) => {
    modifiable(list).push(value);
    return list;
  },
});

/** The methods of a list whose signatures a pattern matches. */
const listMethods = (signatures: RegExp): MethodTable<JavaList> =>
  methodTable(Object.fromEntries(Object.entries(LIST).filter(([signature]) => signatures.test(signature))));

/** Those of a set, which has no positions. */
export const SET_METHODS = listMethods(/^(?!.*\(int|last|indexOf|listI)/);

/** What Velocity lets a template do with an array; it equals itself only. */
export const ARRAY_METHODS = listMethods(/^(contains|equals|get|indexOf|isEmpty|iterator|lastIndexOf|set|size|subList|toArray)\(|\[/);

type M = JavaMap;

const remove = (map: JavaMap, key: Runtime): Runtime => {
  const before = entriesOf(map).get(key) ?? null;
  entriesOf(map).delete(key);
  return before;
};

const put = (map: JavaMap, key: Runtime, value: Runtime): Runtime => {
  const before = entriesOf(map).get(key) ?? null;
  entriesOf(map).set(key, value);
  return before;
};

const putAll = (map: JavaMap, other: JavaMap): undefined => {
  for (const [key, value] of entriesOf(other)) {
    entriesOf(map).set(key, value);
  }
  return undefined;
};

/** The methods of `java.util.Map`. */
export const MAP_METHODS = methodTable<JavaMap>({
  ...COLLECTION,
  'clear()': (map) => {
    map.entries.clear();
    return undefined;
  },
  'containsKey(Object)': (map, [key]) => entriesOf(map).has(key),
  'containsValue(Object)': (map, [value]) => indexIn([...entriesOf(map).values()], value) >= 0,
  'entrySet()': (map) => javaList([...entriesOf(map).keys()].map((key) => new JavaEntry(key, map)), 'set'),
  'get(Object)': (map, [key]) => entriesOf(map).get(key) ?? null,
  'getOrDefault(Object,Object)': (map, [key, otherwise]) => entriesOf(map).has(key) ? entriesOf(map).get(key)! : otherwise,
  'isEmpty()': (map) => map.entries.size === 0,
  'keySet()': (map) => javaList([...entriesOf(map).keys()], 'set'),
  'put(Object,Object)': (map, [key, value]) => put(map, key, value),
  'putAll(Map)': (map, [other]) => putAll(map, other as M),
  'putIfAbsent(Object,Object)': (map, [key, value]) => (entriesOf(map).get(key) ?? null) === null ? put(map, key, value) : entriesOf(map).get(key)!,
  'remove(Object)': (map, [key]) => remove(map, key),
  'replace(Object,Object)': (map, [key, value]) => entriesOf(map).has(key) ? put(map, key, value) : null,
  'size()': (map) => map.entries.size,
  // Printed and gone through like a list, but without a list's access by position.
  'values()': (map) => javaList([...entriesOf(map).values()], 'set'),
});

/** The methods of `java.util.Map.Entry`. */
export const ENTRY_METHODS = methodTable<JavaEntry>({
  ...OBJECT,
  'getKey()': (entry) => entry.key,
  'getValue()': (entry) => entry.value,
  'setValue(Object)': (entry, [value]) => entry.setValue(value),
});

/** The methods of `java.util.Iterator`. */
export const ITERATOR_METHODS = methodTable<JavaIterator>({
  'hasNext()': (iterator) => iterator.hasNext(),
  'next()': (iterator) => iterator.hasNext() ? iterator.next() : throwJava('NoSuchElement'),
});
