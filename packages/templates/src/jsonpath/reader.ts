import { JsonPathError } from './error';

const BRACKETS = '()[]{}';
/** A character, and what stands before it without being looked at: a text in quotes. */
const CHARACTER = /(?:(['"])(?:\\[^]|(?!\1)[^\\])*\1|(?!['"]))([^])/y;
/** Here a regular expression is not looked at either. */
export const CHARACTER_OUTSIDE_PATTERNS = /(?:(['"])(?:\\[^]|(?!\1)[^\\])*\1|(?!['"]))(?:\/(?:\\[^]|[^\\/])*\/|(?!\/))([^])/y;

/** A text that is read from its beginning to its end. */
export class Reader {
  place = 0;

  /** @param offset where the text starts in the path that a user wrote */
  constructor(readonly whole: string, readonly offset: number) {}

  /** The character that is next. */
  get ahead(): string {
    return this.whole.charAt(this.place);
  }

  /** What a sticky expression finds here, which is gone past. */
  take(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.place;
    const found = expression.exec(this.whole);
    this.place = expression.lastIndex || this.place;
    return found;
  }

  /** The text from the bracket that is next to the one that closes it, in a reader of its own. */
  takeBrackets(expression = CHARACTER): Reader {
    const { place, ahead, whole, offset } = this;
    const close = BRACKETS[BRACKETS.indexOf(ahead) + 1];
    let depth = 0;
    do {
      const [, , character] = this.take(expression) ?? this.fail('a bracket or quote is not closed');
      depth += character === ahead ? 1 : character === close ? -1 : 0;
    } while (depth > 0);
    return new Reader(whole.slice(place, this.place), offset + place);
  }

  /** @throws JsonPathError */
  fail(message: string, at = this.place): never {
    throw new JsonPathError(message, Math.max(0, this.offset + at));
  }
}
