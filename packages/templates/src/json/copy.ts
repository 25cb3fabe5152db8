import { Code } from './code';

const MAX_DEPTH = 100;
const MAX_KEYS = 32;
const MAX_INTEGER = 18;
const MAX_WHOLE = 7;
const MAX_FRACTION = 7;

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
  const first = skipBlanks();
  const result = isOpening(first) && value(first, 0) ? copy + text.slice(copied, at) : undefined;
  text = '';
  copy = '';
  return result;
};

/** The code of what comes after the blanks, which are left out. */
const skipBlanks = (): number => {
  const start = at;
  let code = text.charCodeAt(at);
  while (code === Code.Space || code === Code.LineFeed || code === Code.CarriageReturn || code === Code.Tab) {
    code = text.charCodeAt(++at);
  }
  if (at > start) {
    copy += text.slice(copied, start);
    copied = at;
  }
  return code;
};

const isOpening = (code: number): boolean => code === Code.LeftBrace || code === Code.LeftBracket;
const isDigit = (code: number): boolean => code >= Code.Zero && code <= Code.Nine;

const value = (first: number, depth: number): boolean => {
  if (first === Code.Quote) {
    return string();
  }
  if (isOpening(first)) {
    return depth < MAX_DEPTH && (first === Code.LeftBrace ? container(Code.RightBrace, depth + 1, []) : container(Code.RightBracket, depth + 1));
  }
  return first === Code.Minus || isDigit(first) ? number() : word('null') || word('true') || word('false');
};

/** @param keys where those of an object are kept: of equal ones, the last has the value and the first the place */
const container = (close: Code, depth: number, keys?: string[]): boolean => {
  at++;
  let code = skipBlanks();
  if (code === close) {
    at++;
    return true;
  }
  for (;; code = skipBlanks()) {
    if (keys !== undefined) {
      const start = at;
      if (code !== Code.Quote || !string()) {
        return false;
      }
      const key = text.slice(start, at);
      if (keys.length === MAX_KEYS || keys.includes(key) || skipBlanks() !== Code.Colon) {
        return false;
      }
      keys.push(key);
      at++;
      code = skipBlanks();
    }
    if (!value(code, depth)) {
      return false;
    }
    code = skipBlanks();
    at++;
    if (code !== Code.Comma) {
      return code === close;
    }
  }
};

/** A string of characters that are printed as they stand there. */
const string = (): boolean => {
  for (let end = at + 1; ; end++) {
    const code = text.charCodeAt(end);
    if (code === Code.Quote) {
      at = end + 1;
      return true;
    }
    if (code === Code.Backslash) {
      end++;
      if (end === text.length || !'"\\bfnrt'.includes(text[end])) {
        return false;
      }
    } else if (!(code >= Code.Space && code < Code.Delete) && !(code >= 0xa0 && (code < 0x2000 || code > 0x20ff))) {
      return false;
    }
  }
};

/** A number that is printed as it stands there: a long, or a double of few digits that Java writes without an exponent. */
const number = (): boolean => {
  const isNegative = text.charCodeAt(at) === Code.Minus;
  if (isNegative) {
    at++;
  }
  const start = at;
  const whole = digits();
  const isZero = text.charCodeAt(start) === Code.Zero;
  if (whole === 0 || (isZero && whole > 1)) {
    return false;
  }
  if (text.charCodeAt(at) !== Code.Dot) {
    return whole <= MAX_INTEGER && !(isZero && isNegative);
  }
  at++;
  const point = at;
  const fraction = digits();
  const endsWithZero = text.charCodeAt(at - 1) === Code.Zero;
  return whole <= MAX_WHOLE && fraction > 0 && fraction <= MAX_FRACTION
    && (endsWithZero ? fraction === 1 : !isZero || !text.startsWith('000', point));
};

const digits = (): number => {
  const start = at;
  while (isDigit(text.charCodeAt(at))) {
    at++;
  }
  return at - start;
};

const word = (known: string): boolean => {
  const isKnown = text.startsWith(known, at);
  at += isKnown ? known.length : 0;
  return isKnown;
};
