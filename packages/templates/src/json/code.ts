import { JavaDouble, type Value } from '../values';

/** Codes of characters; json-smart takes U+001A in a document for its end. */
export const enum Code {
  Nothing = -1, Tab = 0x09, LineFeed = 0x0a, CarriageReturn = 0x0d, End = 0x1a, Space = 0x20, Quote = 0x22, Apostrophe = 0x27, Plus = 0x2b,
  Comma = 0x2c, Minus = 0x2d, Dot = 0x2e, Zero = 0x30, Nine = 0x39, Colon = 0x3a, UpperE = 0x45, LeftBracket = 0x5b, Backslash = 0x5c,
  RightBracket = 0x5d, LowerE = 0x65, LeftBrace = 0x7b, RightBrace = 0x7d, Delete = 0x7f,
  /** The greatest one that can end a word. */
  LastStop = RightBrace,
}

/** What a letter after a backslash stands for. */
export const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['t', '\t'], ['n', '\n'], ['r', '\r'], ['f', '\f'], ['b', '\b'], ['\\', '\\'], ['/', '/'], ["'", "'"], ['"', '"'],
]);

/** The values that are written as words. */
export const WORDS: ReadonlyMap<string, Value> = new Map<string, Value>([['null', null], ['true', true], ['false', false], ['NaN', new JavaDouble(NaN)]]);

/** What no string of strict JSON holds. */
export const CONTROL = /[\0-\x1f]/;

export const isPrintable = (character: number): boolean => character > Code.Space && character < Code.Delete;

/** How many digits an integer has at most that is read without a look at its text. */
export const SHORT_INTEGER = 9;
