import { quoted } from '../texts';
import { JavaList, JavaMap, type Value } from '../values';
import { Code, CONTROL, ESCAPES, isPrintable, SHORT_INTEGER, WORDS } from './code';
import { JsonSyntaxError } from './error';
import { fractionLiteral, integerLiteral } from './literal';
import { type ParseJsonOptions } from './options';
import { stripLeading, stripTrailing } from './space';

export { JsonSyntaxError, type ParseJsonOptions };

const MAX_DEPTH = 400;

// One document is read at a time, and nothing else happens meanwhile: where the reader stands is kept here.
let text = '';
let length = 0;
let permissive = false;
let depth = 0;
let at = 0;
let code = 0;

/**
 * Reads a JSON document as json-smart 2.6 does, the parser behind API Gateway's `$input`.
 *
 * @throws JsonSyntaxError when the text is not what the mode asks for, or is nested more than 400 levels deep
 */
export const parseJson = (document: string, options: ParseJsonOptions = {}): Value => {
  text = document;
  length = document.length;
  permissive = options.mode === 'permissive';
  depth = 0;
  goTo(0);
  try {
    const root = value(Code.Nothing);
    if (!permissive) {
      skipSpace();
      if (code !== Code.End) {
        unexpected();
      }
    }
    return root;
  } finally {
    text = '';
  }
};

function fail(message: string, position = at): never {
  throw new JsonSyntaxError(message, position);
}

const unexpected = (): never => at >= length ? fail('the text ends too early', length) : fail(`unexpected ${quoted(text[at])}`);

const goTo = (offset: number): void => {
  at = offset;
  code = at >= length ? Code.End : text.charCodeAt(at);
};

const advance = (): void => {
  code = ++at < length ? text.charCodeAt(at) : Code.End;
};

const skipBlanks = (): void => {
  while (code === Code.Space || code === Code.LineFeed || code === Code.CarriageReturn || code === Code.Tab) {
    advance();
  }
};

const skipSpace = (): void => {
  while (code <= Code.Space && code !== Code.End) {
    advance();
  }
};

const isDigit = (): boolean => code >= Code.Zero && code <= Code.Nine;
const isQuote = (): boolean => code === Code.Quote || code === Code.Apostrophe;
const isExponent = (): boolean => code === Code.UpperE || code === Code.LowerE;

const skipDigits = (): void => {
  while (isDigit()) {
    advance();
  }
};

/** Whether an unquoted text ends here: at what comes after it or closes what it stands in, at a comma in there, and at the end of the document. */
const isStop = (close: Code): boolean => code === Code.End || code === close || (code === Code.Comma && close > Code.Colon);

/** What was gone past since an offset, without the white space around it; a text of nothing else keeps its last character. */
const since = (start: number): string => {
  const source = text.slice(start, at);
  return isPrintable(text.charCodeAt(start)) && isPrintable(text.charCodeAt(at - 1)) ? source
    : stripTrailing(stripLeading(source) || source.slice(-1), undefined, 1);
};

/** @param start where the text begins that is read to its end */
const unquoted = (close: Code, start = at): string => {
  while (!isStop(close)) {
    advance();
  }
  return since(start);
};

/** A text without quotes, where only a permissive reader takes it. */
const word = (close: Code, start = at): Value => {
  const isKnown = 'ntfN'.includes(text.charAt(start));
  const found = unquoted(close, start);
  const known = isKnown ? WORDS.get(found) : undefined;
  if (known !== undefined && (permissive || found !== 'NaN')) {
    return known;
  }
  return permissive ? found : fail(`unexpected ${quoted(found)}`, start);
};

/** @param close what closes the container that the value stands in; nothing for the whole document */
const value = (close: Code): Value => {
  skipBlanks();
  if (isQuote()) {
    return string();
  }
  if (isDigit() || code === Code.Minus) {
    return number(close);
  }
  if (code === Code.LeftBrace) {
    return object();
  }
  if (code === Code.LeftBracket) {
    return array();
  }
  if (code === Code.Colon || code === Code.RightBrace || code === Code.RightBracket || (code === Code.End && close !== Code.Nothing)) {
    unexpected();
  }
  return word(close);
};

const enter = (): void => {
  if (++depth > MAX_DEPTH) {
    fail(`more than ${MAX_DEPTH} levels`);
  }
  advance();
  skipBlanks();
};

const refuseSurplus = (isSurplus: boolean): void => {
  if (isSurplus && !permissive) {
    unexpected();
  }
};

const leave = <T>(container: T, isSurplus: boolean): T => {
  refuseSurplus(isSurplus);
  depth--;
  advance();
  return container;
};

const object = (): JavaMap => {
  const entries = new Map<string, Value>();
  let afterComma = false;
  for (enter(); code !== Code.RightBrace; skipBlanks()) {
    if (code === Code.Comma) {
      refuseSurplus(afterComma);
      advance();
      afterComma = true;
    } else {
      if (code === Code.Colon || code === Code.RightBracket || code === Code.LeftBracket || code === Code.LeftBrace) {
        unexpected();
      }
      const key = isQuote() ? string() : permissive ? unquoted(Code.Colon) : unexpected();
      skipSpace();
      if (code !== Code.Colon) {
        unexpected();
      }
      advance();
      entries.set(key, value(Code.RightBrace));
      skipSpace();
      if (code !== Code.RightBrace && code !== Code.Comma) {
        unexpected();
      }
      afterComma = false;
    }
  }
  return leave(new JavaMap(entries), afterComma);
};

const array = (): JavaList => {
  const items: Value[] = [];
  let afterComma = text[at + 1] === ',';
  for (enter(); code !== Code.RightBracket; skipBlanks()) {
    if (code === Code.Comma) {
      refuseSurplus(afterComma);
      advance();
      afterComma = true;
    } else {
      items.push(value(Code.RightBracket));
      afterComma = false;
    }
  }
  return leave(new JavaList(items, 'json'), afterComma);
};

const string = (): string => {
  const quote = code;
  if (!permissive && quote === Code.Apostrophe) {
    unexpected();
  }
  let end = at + 1;
  let isPlain = true;
  for (let unit; (unit = text.charCodeAt(end)) !== quote; end++) {
    if (end >= length) {
      fail('a string does not end', length);
    }
    isPlain &&= unit !== Code.Backslash;
  }
  if (!isPlain) {
    return escapedString(quote);
  }
  const found = text.slice(at + 1, end);
  if (!permissive && CONTROL.test(found)) {
    fail('a string holds a control character', at + 1 + found.search(CONTROL));
  }
  goTo(end + 1);
  return found;
};

const escapedString = (quote: number): string => {
  let found = '';
  let from = at + 1;
  const replace = (replacement: () => string): void => {
    found += text.slice(from, at) + replacement();
    from = at + 1;
  };
  for (advance(); code !== quote; advance()) {
    if (code === Code.Backslash) {
      replace(escape);
    } else if (code < Code.Space) {
      if (!permissive || code === Code.End) {
        unexpected();
      }
      replace(() => '');
    } else if (code === Code.Delete && permissive) {
      replace(() => '');
    }
  }
  found += text.slice(from, at);
  advance();
  return found;
};

/** An escape that JSON does not know stands for nothing. */
const escape = (): string => {
  advance();
  const letter = text.charAt(at);
  if (letter !== 'u' && letter !== 'x') {
    return ESCAPES.get(letter) ?? '';
  }
  let unit = 0;
  for (let left = letter === 'u' ? 4 : 2; left > 0; left--) {
    advance();
    const digit = '0123456789abcdef'.indexOf(text.charAt(at).toLowerCase() || '?');
    unit = digit === -1 ? unexpected() : unit * 16 + digit;
  }
  return String.fromCharCode(unit);
};

const number = (close: Code): Value => {
  const start = at;
  const negative = code === Code.Minus;
  let read = integerLiteral;
  let integer = 0;
  if (negative) {
    advance();
  }
  const first = at;
  for (; isDigit(); advance()) {
    integer = integer * 10 + code - Code.Zero;
  }
  // The common case without a substring: few digits, no leading zero, and a stop right after them.
  if (at > first && at - first <= SHORT_INTEGER && (at - first === 1 || text[first] !== '0') && isStop(close)) {
    return negative ? -integer | 0 : integer;
  }
  if (code === Code.Dot || isExponent()) {
    read = fractionLiteral;
    if (code === Code.Dot) {
      advance();
      skipDigits();
    }
    if (isExponent()) {
      advance();
      if (code !== Code.Plus && code !== Code.Minus && !isDigit()) {
        return word(close, start);
      }
      advance();
      skipDigits();
    }
  }
  skipSpace();
  if (code <= Code.LastStop && !isStop(close)) {
    return word(close, start);
  }
  const found = since(start);
  return read(found, permissive) ?? fail(`${quoted(found)} is no number`, start);
};
