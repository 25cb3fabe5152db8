import { JsonPathError } from './error';

/** A place in a text of which the end may be cut off; reading beyond the whole text is an error. */
export class Cursor {
  place = 0;
  last: number;

  /** @param offset where the text starts in the path that a user wrote */
  constructor(readonly text: string, readonly offset: number) {
    this.last = text.length - 1;
  }

  get current(): string {
    return this.charAt(this.place);
  }

  get isAtLast(): boolean {
    return this.place >= this.last;
  }

  charAt(at: number): string {
    return this.text[at] ?? this.fail('the path ends too early', Math.min(Math.max(at, 0), this.text.length));
  }

  /** Whether an offset is before the end that is left. */
  holds(at = this.place): boolean {
    return at >= 0 && at <= this.last;
  }

  slice(from: number, to: number): string {
    return from > to || to > this.text.length ? this.fail('the path ends too early', this.text.length) : this.text.slice(from, to);
  }

  trim(): void {
    this.skipBlanks();
    while (this.place < this.last && this.text[this.last] === ' ') {
      this.last--;
    }
  }

  skipBlanks(): this {
    while (this.place < this.last && this.current === ' ') {
      this.place++;
    }
    return this;
  }

  /** Goes on as long as characters are of a kind. */
  skip(accepts: (character: string) => boolean): void {
    while (this.holds() && accepts(this.current)) {
      this.place++;
    }
  }

  /** Goes past a text when it stands here. */
  take(text: string): boolean {
    const stands = this.skipBlanks().holds(this.place + text.length - 1) && this.text.startsWith(text, this.place);
    if (stands) {
      this.place += text.length;
    }
    return stands;
  }

  /** The offset of the next character that is no blank when it is the one asked for, otherwise -1. */
  indexOfNext(character: string, from = this.place): number {
    const next = this.pastBlanks(from + 1, 1);
    return this.charAt(next) === character ? next : -1;
  }

  nextSignificant(from = this.place): string {
    const next = this.pastBlanks(from + 1, 1);
    return this.holds(next) ? this.charAt(next) : ' ';
  }

  /** The last character before this place that is no blank, and its offset; -1 when there is none. */
  previous(): readonly [character: string, at: number] {
    const at = this.pastBlanks(this.place - 1, -1);
    return this.holds(at) ? [this.charAt(at), at] : ['', -1];
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
  indexOfClosing(close: string, from: number, skipsPatterns = false): number {
    let depth = 1;
    for (let at = from + 1; this.holds(at); at++) {
      for (const quotes of skipsPatterns ? ['\'"', '/'] : ['\'"']) {
        if (quotes.includes(this.charAt(at))) {
          const end = this.indexOfUnescaped(this.text[at], at);
          at = 1 + (end < 0 ? this.fail(`${this.text[at]} is not closed`, at) : end);
        }
      }
      const character = this.charAt(at);
      if (character === this.text[from]) {
        depth++;
      } else if (character === close && --depth === 0) {
        return at;
      }
    }
    return -1;
  }

  /** @throws JsonPathError */
  fail(message: string, at = this.place): never {
    throw new JsonPathError(message, Math.max(0, this.offset + at));
  }

  private pastBlanks(from: number, direction: number): number {
    let at = from;
    while (this.holds(at) && this.text[at] === ' ') {
      at += direction;
    }
    return at;
  }
}
