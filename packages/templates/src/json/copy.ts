import { Code } from './code';

const MAX_DEPTH = 100;
const MAX_KEYS = 32;

/** What is printed as it stands there: simple strings, longs, doubles of few digits that Java writes without an exponent, and words. */
const SCALAR = new RegExp([
  /"[ !#-[\]-~\xa0-\u1fff\u2100-\uffff]*(?:\\["\\bfnrt][ !#-[\]-~\xa0-\u1fff\u2100-\uffff]*){0,999}"/,
  /(?:0|-?[1-9]\d{0,17}|-?(?!0\.000)(?:0|[1-9]\d{0,6})\.(?:0|\d{0,6}[1-9]))(?=[\s,\]}])/,
  /true|false|null/,
].map(({ source }) => source).join('|'), 'y');

// As in `parseJson`, where the reader stands is kept here.
let text = '';
let at = 0;
let copied = 0;
let copy = '';

/**
 * What `printJson` makes of a document as `parseJson` reads it in permissive mode, without reading it: the text without its blanks.
 *
 * @returns undefined where more would change, or may
 */
export const copyJson = (document: string): string | undefined => {
  text = document;
  at = 0;
  copied = 0;
  copy = '';
  skipBlanks();
  const result = isOpening() && container(1) ? copy + text.slice(copied, at) : undefined;
  text = '';
  copy = '';
  return result;
};

/** Leaves blanks out. */
const skipBlanks = (): void => {
  const start = at;
  for (let code; (code = text.charCodeAt(at)) === Code.Space || code === Code.LineFeed || code === Code.CarriageReturn || code === Code.Tab;) {
    at++;
  }
  if (at > start) {
    copy += text.slice(copied, start);
    copied = at;
  }
};

const scalar = (): boolean => {
  SCALAR.lastIndex = at;
  const isScalar = SCALAR.test(text);
  if (isScalar) {
    at = SCALAR.lastIndex;
  }
  return isScalar;
};

const isOpening = (): boolean => text[at] === '{' || text[at] === '[';

/** A list or a map, at that depth. */
const container = (depth: number): boolean => {
  const isMap = text[at] === '{';
  const close = isMap ? '}' : ']';
  /** Of equal ones, the last has the value and the first the place. */
  const keys: string[] | undefined = isMap ? [] : undefined;
  at++;
  skipBlanks();
  if (text[at] === close) {
    at++;
    return true;
  }
  for (;; at++, skipBlanks()) {
    if (keys) {
      const start = at;
      const isKey = text[at] === '"' && scalar();
      const key = text.slice(start, at);
      skipBlanks();
      if (!isKey || text[at] !== ':' || keys.length === MAX_KEYS || keys.includes(key)) {
        return false;
      }
      keys.push(key);
      at++;
      skipBlanks();
    }
    if (!(isOpening() ? depth < MAX_DEPTH && container(depth + 1) : scalar())) {
      return false;
    }
    skipBlanks();
    if (text[at] !== ',') {
      return text[at++] === close;
    }
  }
};
