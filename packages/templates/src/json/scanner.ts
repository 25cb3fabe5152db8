/** A text is not the JSON that its mode asks for, or is nested too deeply. */
export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';

  /** @param position offset of the character that does not fit, or the length of a text that ends too early */
  constructor(message: string, readonly position: number) {
    super(`${message} at offset ${position}`);
  }
}

/** The characters at which an unquoted text ends, by code. */
export type Stops = readonly boolean[];

/** The code after the last character; json-smart takes U+001A in a document for the same. */
export const END = 0x1a;

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const ZERO = 0x30;
const NINE = 0x39;
const DELETE = 0x7f;
export const LAST_STOP = 125;
const JAVA_SPACE = '\\t-\\r\\x1c-\\x20\\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000';
const LEADING_SPACE = new RegExp(`^[${JAVA_SPACE}]+(?=[^])`);
const JAVA_SPACE_CHARACTER = new RegExp(`[${JAVA_SPACE}]`);

/** The stops of a place, next to the end of the document. */
export function stopsAt(characters: string): Stops {
  const stops: boolean[] = new Array<boolean>(LAST_STOP + 1).fill(false);
  stops[END] = true;
  for (const character of characters) {
    stops[character.charCodeAt(0)] = true;
  }
  return stops;
}

/** Walks over a text by character code. */
export class Scanner {
  protected at = 0;
  protected code: number;

  constructor(protected readonly text: string) {
    this.code = text.length === 0 ? END : text.charCodeAt(0);
  }

  protected readUnquoted(start: number, stops: Stops): string {
    while (this.code > LAST_STOP || !stops[this.code]) {
      this.advance();
    }
    return this.trimmed(start, this.at);
  }

  /** Without the white space around it; a text of nothing else keeps its last character. */
  protected trimmed(start: number, end: number): string {
    const source = this.text.slice(start, end);
    if (isPrintable(this.text.charCodeAt(start)) && isPrintable(this.text.charCodeAt(end - 1))) {
      return source;
    }
    const text = source.replace(LEADING_SPACE, '');
    let length = text.length;
    while (length > 1 && JAVA_SPACE_CHARACTER.test(text[length - 1])) {
      length--;
    }
    return text.slice(0, length);
  }

  protected advance(): void {
    this.code = ++this.at >= this.text.length ? END : this.text.charCodeAt(this.at);
  }

  protected skipDigits(): void {
    while (this.code >= ZERO && this.code <= NINE) {
      this.advance();
    }
  }

  protected skipSpace(): void {
    while (this.code <= SPACE && this.code !== END) {
      this.advance();
    }
  }

  protected skipBlanks(): void {
    while (this.code === SPACE || this.code === LINE_FEED || this.code === CARRIAGE_RETURN || this.code === TAB) {
      this.advance();
    }
  }

  protected isAt(code: number): boolean {
    return this.code === code;
  }

  protected isExponent(): boolean {
    return this.code === 0x45 || this.code === 0x65;
  }

  protected endsHere(stops: Stops): boolean {
    return this.code > LAST_STOP || stops[this.code];
  }

  protected unexpected(): JsonSyntaxError {
    return this.at >= this.text.length
      ? new JsonSyntaxError('the text ends too early', this.text.length)
      : new JsonSyntaxError(`unexpected ${JSON.stringify(this.text[this.at])}`, this.at);
  }
}

function isPrintable(code: number): boolean {
  return code > SPACE && code < DELETE;
}
