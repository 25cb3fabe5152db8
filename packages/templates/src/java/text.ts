import { TemplateBoundError } from '../errors';
import { javaToString, toString } from '../json/print';
import { isEntry, isJavaArray, isList, isMap, isText } from '../kinds';
import { JavaList, JavaMap, Value } from '../values';
import { Budget, entriesOf, HostObject, JavaEntry, JavaIterator, Runtime, TextBlock } from './runtime-values';

/** How deep maps and lists may be nested in one another to be printed. */
const MAX_DEPTH = 1000;

const isContainer = (value: Runtime): value is JavaMap | JavaList | JavaEntry =>
  isMap(value) || isList(value) || isEntry(value);

/** `toString()` of a value; null only for a `#define`d block that uses itself too deeply. */
export const toText = (value: Runtime, budget: Budget): string | null => {
  if (isText(value)) {
    return value;
  }
  if (isContainer(value)) {
    budget.checkLength(printedSize(value));
    return budget.accept(toString(value as Value, (part) => textOrNull(part, budget)));
  }
  if (value instanceof TextBlock) {
    return value.toText();
  }
  return isJavaArray(value) ? '[Ljava.lang.Object;@0'
    : value instanceof JavaIterator ? 'java.util.Iterator@0'
      : value instanceof HostObject ? `${value.hostName}@0` : javaToString(value);
};

/** `String.valueOf`: like `toText`, with `null` for null. */
export const textOrNull = (value: Runtime, budget: Budget): string => toText(value, budget) ?? 'null';

/**
 * Roughly how long the printed form of a value will be, in time that does not grow with how often a part of it is used:
 * a few lists that hold one another twice over print as gigabytes.
 */
export const printedSize = (value: Runtime, known = new Map<Runtime, number>(), depth = 0): number => {
  if (isText(value)) {
    return value.length;
  }
  if (!isContainer(value)) {
    return 1;
  }
  if (depth > MAX_DEPTH) {
    throw new TemplateBoundError('recursion', MAX_DEPTH, 'nesting of printed values');
  }
  let size = known.get(value);
  if (size === undefined) {
    size = 2;
    for (const part of isMap(value) ? [...entriesOf(value)].flat() : value.items) {
      size += part === value ? 1 : 1 + printedSize(part, known, depth + 1);
    }
    known.set(value, size);
  }
  return size;
};

/** The character of a code; undefined for what is none. */
export const characterOf = (code: number): string | undefined => code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
