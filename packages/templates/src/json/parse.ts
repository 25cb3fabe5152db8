import { JavaDouble, JavaList, JavaMap, type Value } from '../values';
import { fractionLiteral, integerLiteral } from './literal';
import { END, JsonSyntaxError, Scanner, stopsAt, type Stops } from './scanner';

export { JsonSyntaxError };

/** How `parseJson` reads. */
export interface ParseJsonOptions {
  /**
   * `strict` reads JSON; `permissive` also takes what API Gateway lets pass: unquoted or single-quoted text,
   * surplus commas, leading zeros, control characters in strings, `NaN`, anything after the document, and no document at all.
   *
   * @default 'strict'
   */
  readonly mode?: 'strict' | 'permissive';
}

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const PLUS = 0x2b;
const COMMA = 0x2c;
const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const DELETE = 0x7f;
const SHORT_LENGTH = 9;
const MAX_DEPTH = 400;
const ESCAPES: Readonly<Record<string, string>> = { 't': '\t', 'n': '\n', 'r': '\r', 'f': '\f', 'b': '\b', '\\': '\\', '/': '/', "'": "'", '"': '"' };
const WORDS = new Map<string, Value>([['null', null], ['true', true], ['false', false], ['NaN', new JavaDouble(NaN)]]);
const WORD_STARTS = 'ntfN';
const STRICT_CONTROL = /[\0-\x1f]/;

const KEY_STOPS = stopsAt(':');
const VALUE_STOPS = stopsAt(',}');
const ITEM_STOPS = stopsAt(',]');
const ROOT_STOPS = stopsAt('');

/**
 * Reads JSON as json-smart does, so that every number keeps its Java type and its digits.
 *
 * A name that occurs twice keeps its first place and its last value; more than 400 levels are refused, in either mode.
 *
 * @throws JsonSyntaxError where json-smart refuses the text
 */
export function parseJson(text: string, options: ParseJsonOptions = {}): Value {
  return new Parser(text, options.mode === 'permissive').parse();
}

class Parser extends Scanner {
  private depth = 0;

  constructor(text: string, private readonly permissive: boolean) {
    super(text);
  }

  parse(): Value {
    const value = this.readValue(ROOT_STOPS);
    if (!this.permissive) {
      this.skipSpace();
      if (this.code !== END) {
        throw this.unexpected();
      }
    }
    return value;
  }

  private readValue(stops: Stops): Value {
    this.skipBlanks();
    const code = this.code;
    if (code === QUOTE || code === APOSTROPHE) {
      return this.readString();
    }
    if ((code >= ZERO && code <= NINE) || code === MINUS) {
      return this.readNumber(stops);
    }
    if (code === OPEN_BRACE) {
      return this.readObject();
    }
    if (code === OPEN_BRACKET) {
      return this.readArray();
    }
    if (code === COLON || code === CLOSE_BRACE || code === CLOSE_BRACKET || (code === END && stops !== ROOT_STOPS)) {
      throw this.unexpected();
    }
    return this.readWord(stops);
  }

  private readWord(stops: Stops): Value {
    const start = this.at;
    const isWordStart = WORD_STARTS.includes(this.text.charAt(start));
    const word = this.readUnquoted(start, stops);
    if (isWordStart) {
      const value = WORDS.get(word);
      if (value !== undefined && (this.permissive || word !== 'NaN')) {
        return value;
      }
    }
    if (!this.permissive) {
      throw new JsonSyntaxError(`unexpected ${JSON.stringify(word)}`, start);
    }
    return word;
  }

  private readObject(): JavaMap {
    this.enter();
    const entries = new Map<string, Value>();
    let needsEntry = false;
    for (;;) {
      this.advance();
      switch (this.code) {
        case SPACE:
        case CARRIAGE_RETURN:
        case TAB:
        case LINE_FEED:
          continue;
        case COLON:
        case CLOSE_BRACKET:
        case OPEN_BRACKET:
        case OPEN_BRACE:
          throw this.unexpected();
        case CLOSE_BRACE:
          this.refuseSurplusComma(needsEntry);
          return this.leave(new JavaMap(entries));
        case COMMA:
          this.refuseSurplusComma(needsEntry);
          needsEntry = true;
          continue;
        default:
      }
      const key = this.readKey();
      this.skipSpace();
      if (!this.isAt(COLON)) {
        throw this.unexpected();
      }
      this.advance();
      entries.set(key, this.readValue(VALUE_STOPS));
      this.skipSpace();
      if (this.isAt(CLOSE_BRACE)) {
        return this.leave(new JavaMap(entries));
      }
      if (!this.isAt(COMMA)) {
        throw this.unexpected();
      }
      needsEntry = true;
    }
  }

  private readKey(): string {
    if (this.code === QUOTE || this.code === APOSTROPHE) {
      return this.readString();
    }
    if (!this.permissive) {
      throw this.unexpected();
    }
    return this.readUnquoted(this.at, KEY_STOPS);
  }

  private readArray(): JavaList {
    this.enter();
    const items: Value[] = [];
    this.advance();
    let needsItem = !this.permissive && this.code === COMMA;
    for (;;) {
      this.skipBlanks();
      switch (this.code) {
        case CLOSE_BRACKET:
          this.refuseSurplusComma(needsItem);
          return this.leave(new JavaList(items, 'json'));
        case COMMA:
          this.refuseSurplusComma(needsItem);
          this.advance();
          needsItem = true;
          continue;
        default:
          items.push(this.readValue(ITEM_STOPS));
          needsItem = false;
      }
    }
  }

  private readString(): string {
    const quote = this.code;
    if (!this.permissive && quote === APOSTROPHE) {
      throw this.unexpected();
    }
    const end = this.text.indexOf(quote === QUOTE ? '"' : "'", this.at + 1);
    if (end === -1) {
      throw new JsonSyntaxError('a string does not end', this.text.length);
    }
    const string = this.text.slice(this.at + 1, end);
    if (string.includes('\\')) {
      return this.readEscapedString(quote);
    }
    if (!this.permissive && STRICT_CONTROL.test(string)) {
      throw new JsonSyntaxError('a string holds a control character', this.at + 1 + string.search(STRICT_CONTROL));
    }
    this.at = end;
    this.advance();
    return string;
  }

  private readEscapedString(quote: number): string {
    let string = '';
    for (;;) {
      this.advance();
      if (this.code === END) {
        throw this.unexpected();
      }
      if (this.code === quote) {
        this.advance();
        return string;
      }
      if (this.code === BACKSLASH) {
        string += this.readEscape();
      } else if (this.code < SPACE) {
        if (!this.permissive) {
          throw this.unexpected();
        }
      } else if (this.code !== DELETE || !this.permissive) {
        string += this.text[this.at];
      }
    }
  }

  /** An escape that JSON does not know stands for nothing. */
  private readEscape(): string {
    this.advance();
    const letter = this.text.charAt(this.at);
    if (letter === 'u' || letter === 'x') {
      let unit = 0;
      for (let left = letter === 'u' ? 4 : 2; left > 0; left--) {
        this.advance();
        const digit = '0123456789abcdef'.indexOf(this.text.charAt(this.at).toLowerCase() || '?');
        if (digit === -1) {
          throw this.unexpected();
        }
        unit = unit * 16 + digit;
      }
      return String.fromCharCode(unit);
    }
    return ESCAPES[letter] ?? '';
  }

  private readNumber(stops: Stops): Value {
    return this.readShortInteger(stops) ?? this.readAnyNumber(stops);
  }

  /** The common case without a substring: few digits, no leading zero, and a stop right after them. */
  private readShortInteger(stops: Stops): number | undefined {
    const first = this.code === MINUS ? this.at + 1 : this.at;
    let at = first;
    let integer = 0;
    let code = this.text.charCodeAt(at);
    while (code >= ZERO && code <= NINE) {
      integer = integer * 10 + code - ZERO;
      code = this.text.charCodeAt(++at);
    }
    const digits = at - first;
    if (digits === 0 || digits > SHORT_LENGTH || (digits > 1 && this.text.charCodeAt(first) === ZERO) || !stops[code]) {
      return undefined;
    }
    const negative = this.code === MINUS;
    this.at = at;
    this.code = code;
    return negative ? -integer | 0 : integer;
  }

  private readAnyNumber(stops: Stops): Value {
    const start = this.at;
    this.advance();
    this.skipDigits();
    if (this.code !== DOT && !this.isExponent()) {
      this.skipSpace();
      return this.literal(start, stops, integerLiteral);
    }
    if (this.code === DOT) {
      this.advance();
      this.skipDigits();
    }
    if (this.isExponent()) {
      this.advance();
      if (this.code !== PLUS && this.code !== MINUS && (this.code < ZERO || this.code > NINE)) {
        return this.unquotedNumber(start, stops);
      }
      this.advance();
      this.skipDigits();
    }
    this.skipSpace();
    return this.literal(start, stops, fractionLiteral);
  }

  private literal(start: number, stops: Stops, read: typeof integerLiteral): Value {
    if (!this.endsHere(stops)) {
      return this.unquotedNumber(start, stops);
    }
    const text = this.trimmed(start, this.at);
    const value = read(text, this.permissive);
    if (value === undefined) {
      throw new JsonSyntaxError(`${JSON.stringify(text)} is no number`, start);
    }
    return value;
  }

  private unquotedNumber(start: number, stops: Stops): string {
    const word = this.readUnquoted(start, stops);
    if (!this.permissive) {
      throw new JsonSyntaxError(`unexpected ${JSON.stringify(word)}`, start);
    }
    return word;
  }

  private enter(): void {
    if (++this.depth > MAX_DEPTH) {
      throw new JsonSyntaxError(`more than ${MAX_DEPTH} levels`, this.at);
    }
  }

  private leave<T extends JavaMap | JavaList>(container: T): T {
    this.depth--;
    this.advance();
    return container;
  }

  private refuseSurplusComma(isSurplus: boolean): void {
    if (isSurplus && !this.permissive) {
      throw this.unexpected();
    }
  }
}
