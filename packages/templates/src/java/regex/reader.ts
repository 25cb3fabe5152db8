import { fail as refuse } from '../../errors';
import { quoted } from '../../texts';

/** A place in the text of an expression. */
export interface PatternReader {
  place: number;
  /** The next character; empty at the end. */
  peek(): string;
  /** The next code point, which is gone past. */
  nextCode(): number;
  /** Goes past a text if it stands here. */
  take(text: string): boolean;
  /** Goes past what matches here, and gives its groups; none when nothing does. */
  matching(sticky: RegExp): readonly string[];
  /** @throws TemplateRenderError */
  fail(message: string): never;
}

export const readPattern = (pattern: string): PatternReader => {
  const fail = (message: string): never => refuse(`regular expression ${quoted(pattern)}: ${message} near index ${reader.place}`);
  const reader: PatternReader = {
    place: 0,
    peek: () => pattern.charAt(reader.place),
    nextCode() {
      const code = pattern.codePointAt(reader.place) ?? fail('Unexpected end of pattern');
      reader.place += code > 0xffff ? 2 : 1;
      return code;
    },
    take(text) {
      const found = pattern.startsWith(text, reader.place);
      if (found) {
        reader.place += text.length;
      }
      return found;
    },
    matching(sticky) {
      sticky.lastIndex = reader.place;
      const match = sticky.exec(pattern);
      if (match !== null) {
        reader.place = sticky.lastIndex;
      }
      return match ?? [];
    },
    fail,
  };
  return reader;
};
