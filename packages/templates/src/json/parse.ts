/* eslint-disable @stylistic/quote-props -- minifying leaves a name alone only in quotes */
import { quoted } from '../texts';
import { JavaDouble, JavaList, JavaMap, type Value } from '../values';
import { Code } from './code';
import { JsonSyntaxError } from './error';
import { unescaped } from './escapes';
import { numberLiteral, UNROUNDED_LENGTH } from './literal';
import { type ParseJsonOptions } from './options';
import { stripLeading, stripTrailing } from './space';

export { JsonSyntaxError, type ParseJsonOptions };

const MAX_DEPTH = 400;

/** json-smart takes this character for the end of a document. */
const END = '\x1a';

// Texts without quotes, by what they stand in.
const DOCUMENT = /[^\x1a]*/y;
const KEY = /[^\x1a:]*/y;
const ENTRY = /[^\x1a,}]*/y;
const ITEM = /[^\x1a,\]]*/y;

/** Most numbers. */
const SIMPLE = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** A number at the start of such a text, and the white space after it. */
const NUMBER = /^(?=[-\d])-?\d*(?:\.\d*)?(?:[eE][-+\d]\d*)?[\0-\x20]*(?=[^\0-}]|$)/;

/** An escape, and what no string of strict JSON holds and a permissive reader drops. */
const ODD = /\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|([^]))|[\0-\x1f\x7f]/g;

/** The values that are written as words. */
const WORDS: Readonly<Record<string, Value | undefined>> = { '__proto__': null, 'null': null, 'true': true, 'false': false, 'NaN': new JavaDouble(NaN) };

// One document is read at a time, and nothing else happens meanwhile: where the reader stands is kept here.
let text = '';
let permissive = false;
let depth = 0;
let at = 0;

/**
 * Reads a JSON document as json-smart 2.6 does, the parser behind API Gateway's `$input`.
 *
 * @throws JsonSyntaxError when the text is not what the mode asks for, or is nested more than 400 levels deep
 */
export const parseJson = (document: string, options: ParseJsonOptions = {}): Value => {
  text = document;
  permissive = options.mode === 'permissive';
  depth = 0;
  at = 0;
  try {
    const root = value(DOCUMENT);
    refuseUnlessPermissive(skipSpace() > Code.Space);
    return root;
  } finally {
    text = '';
  }
};

function fail(message: string, position = at): never {
  throw new JsonSyntaxError(message, position);
}

const unexpected = (): never => at < text.length ? fail(`unexpected ${quoted(text[at])}`) : fail('the text ends too early', text.length);

const refuseUnlessPermissive = (isOdd: boolean): void => {
  if (isOdd && !permissive) {
    unexpected();
  }
};

const skipSpace = (): number => {
  let code;
  while ((code = text.charCodeAt(at)) <= Code.Space && code !== Code.End) {
    at++;
  }
  return code;
};

/** The code of what comes after the blanks. */
const skipBlanks = (): number => {
  let code;
  while ((code = text.charCodeAt(at)) === Code.Space || code === Code.LineFeed || code === Code.CarriageReturn || code === Code.Tab) {
    at++;
  }
  return code;
};

/** What was gone past since an offset, without the white space around it; a text of nothing else keeps its last character. */
const trimmed = (found: string): string => stripTrailing(stripLeading(found) || found.slice(-1), undefined, 1);

const unquoted = (kind: RegExp): string => {
  kind.lastIndex = at;
  const [found] = kind.exec(text)!;
  at = kind.lastIndex;
  return found;
};

/** A number, or a text without quotes where only a permissive reader takes it. */
const word = (kind: RegExp): Value => {
  const start = at;
  const found = unquoted(kind);
  if (found.length <= UNROUNDED_LENGTH && SIMPLE.test(found)) {
    const number = Number(found);
    if (found.includes('.')) {
      return new JavaDouble(number);
    }
    if ((number | 0) === number) {
      return number | 0;
    }
  }
  const first = text[start] ?? END;
  if (':}]'.includes(first) || (first === END && kind !== DOCUMENT)) {
    at = start;
    unexpected();
  }
  const literal = NUMBER.exec(found)?.[0];
  const source = trimmed(literal ?? found);
  if (literal !== undefined) {
    at = start + literal.length;
    return numberLiteral(source, permissive) ?? fail(`${quoted(source)} is no number`, start);
  }
  const known = found.startsWith(source) ? WORDS[source] : undefined;
  return known !== undefined && (permissive || source !== 'NaN') ? known
    : permissive ? source : fail(`unexpected ${quoted(source)}`, start);
};

const isQuote = (code: number): boolean => code === Code.Quote || code === Code.Apostrophe;

const value = (kind: RegExp): Value => {
  const first = skipBlanks();
  return isQuote(first) ? string(first) : first === Code.LeftBrace ? object() : first === Code.LeftBracket ? array() : word(kind);
};

/**
 * Goes through the members of a container, between commas that may be too many.
 *
 * @param afterComma whether the first comma is one too many
 */
const members = (close: Code, member: (first: number) => void, afterComma = false): void => {
  if (++depth > MAX_DEPTH) {
    fail(`more than ${MAX_DEPTH} levels`);
  }
  at++;
  for (let code; (code = skipBlanks()) !== close;) {
    const isComma = code === Code.Comma;
    if (isComma) {
      refuseUnlessPermissive(afterComma);
      at++;
    } else {
      member(code);
    }
    afterComma = isComma;
  }
  refuseUnlessPermissive(afterComma);
  depth--;
  at++;
};

const array = (): JavaList => {
  const items: Value[] = [];
  members(Code.RightBracket, () => items.push(value(ITEM)), text[at + 1] === ',');
  return new JavaList(items, 'json');
};

const object = (): JavaMap => {
  const entries = new Map<string, Value>();
  members(Code.RightBrace, (first) => {
    const key = isQuote(first) ? string(first) : permissive && !':][{'.includes(text[at]) ? trimmed(unquoted(KEY)) : unexpected();
    if (skipSpace() !== Code.Colon) {
      unexpected();
    }
    at++;
    entries.set(key, value(ENTRY));
    const next = skipSpace();
    if (next !== Code.RightBrace && next !== Code.Comma) {
      unexpected();
    }
  });
  return new JavaMap(entries);
};

const string = (quote: number): string => {
  refuseUnlessPermissive(quote === Code.Apostrophe);
  const start = at + 1;
  let end = start;
  let isPlain = permissive;
  for (let unit; (unit = text.charCodeAt(end)) !== quote; end++) {
    if (unit === Code.Backslash) {
      isPlain = false;
      end++;
    }
    if (end >= text.length) {
      at = end;
      unexpected();
    }
  }
  const found = text.slice(start, end);
  at = end + 1;
  return isPlain ? found : resolve(found, start);
};

/** The string that a text with escapes or control characters stands for. */
const resolve = (found: string, offset: number): string =>
  found.replace(ODD, (odd: string, unit?: string, byte?: string, letter?: string, index = 0) => {
    const code = unit ?? byte;
    if (code) {
      return String.fromCharCode(parseInt(code, 16));
    }
    if (letter) {
      return 'ux'.includes(letter) ? fail('no hexadecimal number in an escape', offset + index) : unescaped(letter) ?? '';
    }
    if (odd === END || (odd < ' ' && !permissive)) {
      fail('a string holds a control character', offset + index);
    }
    return permissive ? '' : odd;
  });
