import { JavaMap, type Value } from '../values';
import { JsonPathError } from './error';
import { isArray } from './operand';
import type { PathSyntax } from './syntax';

/** A name or an index. */
type Key = string | number;

/** The names and indexes of a path that has nothing else: most paths are like this, and need no evaluation state. */
export function simplePath({ tokens }: PathSyntax): readonly Key[] | undefined {
  const keys: Key[] = [];
  for (const token of tokens) {
    const choices: readonly Key[] = token.type === 'property' ? token.names : token.type === 'index' ? token.indexes : [];
    if (choices.length !== 1) {
      return undefined;
    }
    keys.push(choices[0]);
  }
  return keys;
}

export function readSimplePath(keys: readonly Key[], root: Value): Value | undefined {
  if (root === null) {
    throw new JsonPathError('the document is null');
  }
  let value: Value | undefined = root;
  for (const key of keys) {
    if (typeof key === 'string') {
      value = value instanceof JavaMap ? value.entries.get(key) : undefined;
    } else {
      value = isArray(value) ? value.items[key < 0 ? value.items.length + key : key] : undefined;
    }
    if (value === undefined) {
      return undefined;
    }
  }
  return value;
}
