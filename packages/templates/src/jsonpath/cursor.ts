import { JsonPathError } from './error';

/** A place in a text of which the end may be cut off; reading beyond the whole text is an error. */
export class Cursor {
  at = 0;
  private last: number;

  /** @param offset where the text starts in the path that a user wrote */
  constructor(readonly text: string, readonly offset: number) {
    this.last = text.length - 1;
  }

  get current(): string {
    return this.charAt(this.at);
  }

  get length(): number {
    return this.last + 1;
  }

  get isAtLast(): boolean {
    return this.at >= this.last;
  }

  charAt(at: number): string {
    if (at < 0 || at >= this.text.length) {
      throw this.error('the path ends too early', Math.min(Math.max(at, 0), this.text.length));
    }
    return this.text[at];
  }

  lastIs(character: string): boolean {
    return this.charAt(this.last) === character;
  }

  nextIs(character: string): boolean {
    return this.holds(this.at + 1) && this.charAt(this.at + 1) === character;
  }

  /** Whether an offset is before the end that is left. */
  holds(at = this.at): boolean {
    return at >= 0 && at <= this.last;
  }

  slice(from: number, to: number): string {
    if (from > to || to > this.text.length) {
      throw this.error('the path ends too early', this.text.length);
    }
    return this.text.slice(from, to);
  }

  dropLast(): void {
    this.last--;
  }

  trim(): void {
    this.skipBlanks();
    while (this.holds() && this.at < this.last && this.lastIs(' ')) {
      this.dropLast();
    }
  }

  skipBlanks(): this {
    while (this.holds() && this.at < this.last && this.current === ' ') {
      this.at++;
    }
    return this;
  }

  /** Goes past a text when it stands here. */
  take(text: string): boolean {
    this.skipBlanks();
    if (!this.holds(this.at + text.length - 1) || !this.text.startsWith(text, this.at)) {
      return false;
    }
    this.at += text.length;
    return true;
  }

  /** The offset of the next character that is no blank when it is the one asked for, otherwise -1. */
  indexOfNext(character: string, from = this.at): number {
    const next = this.skippedBlanks(from);
    return this.charAt(next) === character ? next : -1;
  }

  nextSignificant(from = this.at): string {
    const next = this.skippedBlanks(from);
    return this.holds(next) ? this.charAt(next) : ' ';
  }

  /** The offset of the last character before this place that is no blank, or -1. */
  indexOfPrevious(): number {
    let at = this.at - 1;
    while (this.holds(at) && this.charAt(at) === ' ') {
      at--;
    }
    return this.holds(at) ? at : -1;
  }

  indexOf(character: string, from: number): number {
    const found = this.text.indexOf(character, from);
    return found <= this.last ? found : -1;
  }

  /** The offset of a character that no backslash precedes, after the one at `from`; -1 when there is none. */
  indexOfUnescaped(character: string, from: number): number {
    for (let at = from + 1; this.holds(at); at++) {
      if (this.text[at] === '\\') {
        at++;
      } else if (this.text[at] === character) {
        return at;
      }
    }
    return -1;
  }

  /** The offset of the bracket that closes the one at `from`, or -1. Quoted text, and regular expressions if asked, are passed over. */
  indexOfClosing(open: string, close: string, from: number, skipsPatterns: boolean): number {
    let depth = 1;
    for (let at = from + 1; this.holds(at); at++) {
      if (this.text[at] === "'" || this.text[at] === '"') {
        at = this.closingOf(at) + 1;
      }
      if (skipsPatterns && this.charAt(at) === '/') {
        at = this.closingOf(at) + 1;
      }
      const character = this.charAt(at);
      if (character === open) {
        depth++;
      } else if (character === close && --depth === 0) {
        return at;
      }
    }
    return -1;
  }

  error(message: string, at = this.at): JsonPathError {
    return new JsonPathError(message, Math.max(0, this.offset + at));
  }

  private closingOf(at: number): number {
    const end = this.indexOfUnescaped(this.text[at], at);
    if (end === -1) {
      throw this.error(`${this.text[at]} is not closed`, at);
    }
    return end;
  }

  private skippedBlanks(from: number): number {
    let at = from + 1;
    while (this.holds(at) && this.charAt(at) === ' ') {
      at++;
    }
    return at;
  }
}
