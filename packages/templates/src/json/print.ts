import { contentsOf, type JavaEntry } from '../java/runtime-values';
import { isDouble, isEntry, isList, isMap, isText } from '../kinds';
import type { Value } from '../values';
import { escapeLetter } from './escapes';
import { javaDoubleToString } from './number';

/** A value is nested too deeply to print, as a container that holds itself is. */
export class JsonDepthError extends Error {
  override readonly name = 'JsonDepthError';

  constructor() {
    super(`a value is nested more than ${MAX_DEPTH} levels deep`);
  }
}

type Escape = (text: string) => string;

const MAX_DEPTH = 1000;

/** A character as an escape, a short one where there is one. */
const escapeCharacter = (character: string): string =>
  `\\${escapeLetter(character) ?? `u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`}`;

/** What escapes the characters of a kind. */
export const escaping = (isSpecial: (code: number) => boolean): Escape => (text) => {
  let escaped = '';
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (isSpecial(text.charCodeAt(at))) {
      escaped += text.slice(from, at) + escapeCharacter(text[at]);
      from = at + 1;
    }
  }
  return from === 0 ? text : escaped + text.slice(from);
};

const escapeLight = escaping((code) =>
  code < 0x20 || code === 0x22 || code === 0x5c || (code > 0x7e && (code < 0xa0 || (code >= 0x2000 && code <= 0x20ff))));
const escapeForWeb: Escape = (text) => escapeLight(text).replaceAll('/', '\\/');

/**
 * Prints a value as API Gateway's `$input.json` does: without blanks, control characters and U+2000 to U+20FF escaped,
 * "/" left alone, doubles in Java's form, infinities as `null`.
 *
 * @throws JsonDepthError when a value is nested more than 1000 levels deep
 */
export const printJson = (value: Value): string => print(value, escapeLight, 0);

/**
 * The text that Java's `toString()` gives: json-smart's arrays print as JSON with "/" escaped, maps as `{a=1}`,
 * other lists as `[a, b]`, `null` as "null".
 *
 * @throws JsonDepthError when a value is nested more than 1000 levels deep
 */
export const javaToString = (value: Value): string => toString(value, scalarText);

const print = (value: Value, escape: Escape, depth: number): string => {
  if (isText(value)) {
    return `"${escape(value)}"`;
  }
  let text = '';
  let before = '';
  if (isMap(value)) {
    refuseDepth(depth);
    for (const [key, entry] of value.entries) {
      // One addition each: joining the parts first takes longer.
      text += before + '"' + escape(String(key));
      text += '":';
      text += print(entry, escape, depth + 1);
      before = ',';
    }
    return `{${text}}`;
  }
  if (isList(value)) {
    refuseDepth(depth);
    for (const item of value.items) {
      text += before + print(item, escape, depth + 1);
      before = ',';
    }
    return `[${text}]`;
  }
  return isDouble(value) && Math.abs(value.value) === Infinity ? 'null' : scalarText(value);
};

/**
 * `toString()` of a value.
 *
 * @param scalar the text of what holds no other values
 */
export const toString = (value: Value | JavaEntry, scalar: (part: Value) => string, depth = 0): string => {
  const joined = (parts: Iterable<Value | JavaEntry>, separator: string, self: string): string =>
    Array.from(parts, (part) => part === value ? self : toString(part, scalar, depth + 1)).join(separator);
  if (isMap(value)) {
    refuseDepth(depth);
    return `{${Array.from(value.entries, (entry) => joined(entry, '=', '(this Map)')).join(', ')}}`;
  }
  if (isList(value)) {
    refuseDepth(depth);
    return value.kind === 'json' ? print(value, escapeForWeb, depth) : `[${joined(value.items, ', ', '(this Collection)')}]`;
  }
  return isEntry(value) ? joined(value.items as Value[], '=', '') : scalar(value);
};

const scalarText = (value: Value): string => isDouble(value) ? javaDoubleToString(value.value) : String(contentsOf(value));

const refuseDepth = (depth: number): void => {
  if (depth >= MAX_DEPTH) {
    throw new JsonDepthError();
  }
};
