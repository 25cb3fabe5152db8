import { TemplateBoundError } from '../errors';
import { containerToString, javaToString } from '../json/print';
import { JavaList, JavaMap, Value } from '../values';
import { Budget, entriesOf, HostObject, itemsOf, JavaArray, JavaCharacter, JavaEntry, JavaIterator, Runtime, TextBlock } from './runtime-values';

/** How deep maps and lists may be nested in one another to be printed. */
const MAX_DEPTH = 1000;

const isContainer = (value: Runtime): value is JavaMap | JavaList | JavaEntry =>
  value instanceof JavaMap || value instanceof JavaList || value instanceof JavaEntry;

/** `toString()` of a value; null only for a `#define`d block that uses itself too deeply. */
export const toText = (value: Exclude<Runtime, null>, budget: Budget): string | null => {
  if (typeof value === 'string') {
    return value;
  }
  if (isContainer(value)) {
    budget.checkLength(printedSize(value));
    return budget.text(containerText(value, budget));
  }
  return simpleText(value);
};

/** `String.valueOf`: like `toText`, with `null` for null. */
export const textOrNull = (value: Runtime, budget: Budget): string => value === null ? 'null' : toText(value, budget) ?? 'null';

/**
 * Roughly how long the printed form of a value will be, in time that does not grow with how often a part of it is used:
 * a few lists that hold one another twice over print as gigabytes.
 */
export const printedSize = (value: Runtime, known = new Map<Runtime, number>(), depth = 0): number => {
  if (typeof value === 'string') {
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
    for (const part of partsOf(value)) {
      size += part === value ? 1 : 1 + printedSize(part, known, depth + 1);
    }
    known.set(value, size);
  }
  return size;
};

const partsOf = (value: JavaMap | JavaList | JavaEntry): Iterable<Runtime> => {
  if (value instanceof JavaList) {
    return itemsOf(value);
  }
  return value instanceof JavaMap ? [...entriesOf(value).keys(), ...entriesOf(value).values()] : [value.key, value.value];
};

const simpleText = (value: Exclude<Runtime, JavaMap | JavaList | JavaEntry>): string | null => {
  if (value instanceof JavaCharacter) {
    return value.text;
  }
  if (value instanceof TextBlock) {
    return value.toText();
  }
  return value instanceof JavaArray ? '[Ljava.lang.Object;@0'
    : value instanceof JavaIterator ? 'java.util.Iterator@0'
      : value instanceof HostObject ? `${value.hostName}@0` : javaToString(value);
};

const containerText = (value: JavaMap | JavaList | JavaEntry, budget: Budget): string => {
  const textOf = (part: Runtime): string => part instanceof JavaEntry ? entryText(part) : textOrNull(part, budget);
  const nested = (part: Runtime): string => part instanceof JavaMap || part instanceof JavaList ? containerText(part, budget) : textOf(part);
  const entryText = (entry: JavaEntry): string =>
    `${entry.key === entry ? '' : nested(entry.key)}=${entry.value === entry ? '' : nested(entry.value)}`;
  return value instanceof JavaEntry ? entryText(value) : containerToString(value, textOf as (part: Value) => string);
};
