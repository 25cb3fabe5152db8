import { Code } from './code';

const MAX_DEPTH = 100;
const MAX_KEYS = 32;

/** Doubles of few digits that Java writes without an exponent, longs and words: they print as they stand. */
const SCALAR = /-?(?!0\.000)(?:0|[1-9]\d{0,6})\.(?:0|\d{0,6}[1-9])(?!\d)|0|-?[1-9]\d{0,17}|true|false|null/y;

const enum Expected { Value, Key, Colon, End }

/**
 * What `printJson` makes of a list or a map as `parseJson` reads it in permissive mode, without reading it: the text without its blanks.
 *
 * @returns undefined where more would change, or may
 */
export const copyJson = (text: string): string | undefined => {
  /** The keys of the map around, undefined within a list. Of equal ones, the last has the value and the first the place. */
  let keys: string[] | undefined;
  const outer: Array<typeof keys> = [];
  let expected = Expected.Value;
  let isFirst = false;
  let copy = '';
  let copied = 0;
  for (let at = 0; ;) {
    const blank = at;
    let code;
    while ((code = text.charCodeAt(at)) === Code.Space || code === Code.LineFeed || code === Code.CarriageReturn || code === Code.Tab) {
      at++;
    }
    if (at > blank) {
      copy += text.slice(copied, blank);
      copied = at;
    }
    const start = at++;
    const mayEnd = isFirst || expected === Expected.End;
    isFirst = false;
    if (code === Code.Quote && expected < Expected.Colon) {
      for (let unit; (unit = text.charCodeAt(at++)) !== Code.Quote;) {
        if (unit === Code.Backslash ? !'"\\bfnrt'.includes(text[at++])
          : !(unit >= 0x20 && unit < 0x7f) && !(unit >= 0xa0 && !(unit >= 0x2000 && unit <= 0x20ff))) {
          return undefined;
        }
      }
      if (expected === Expected.Key) {
        const key = text.slice(start, at);
        if (keys!.length === MAX_KEYS || keys!.includes(key)) {
          return undefined;
        }
        keys!.push(key);
        expected = Expected.Colon;
      } else {
        expected = Expected.End;
      }
    } else if (code === Code.Colon && expected === Expected.Colon) {
      expected = Expected.Value;
    } else if (code === Code.Comma && expected === Expected.End && outer.length > 0) {
      expected = keys ? Expected.Key : Expected.Value;
    } else if (code === (keys ? Code.RightBrace : Code.RightBracket) && mayEnd && outer.length > 0) {
      keys = outer.pop();
      if (outer.length === 0) {
        return copy + text.slice(copied, at);
      }
      expected = Expected.End;
    } else if ((code === Code.LeftBrace || code === Code.LeftBracket) && expected === Expected.Value && outer.length < MAX_DEPTH) {
      outer.push(keys);
      keys = code === Code.LeftBrace ? [] : undefined;
      expected = keys ? Expected.Key : Expected.Value;
      isFirst = true;
    } else {
      SCALAR.lastIndex = start;
      if (expected !== Expected.Value || !SCALAR.test(text)) {
        return undefined;
      }
      at = SCALAR.lastIndex;
      expected = Expected.End;
    }
  }
};
