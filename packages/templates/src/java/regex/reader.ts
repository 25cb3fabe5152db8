import { fail as refuse } from '../../errors';
import { quoted } from '../../texts';

/** A place in the text of an expression. */
export interface PatternReader {
  at: number;
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
  const fail = (message: string): never => refuse(`regular expression ${quoted(pattern)}: ${message} near index ${reader.at}`);
  const reader: PatternReader = {
    at: 0,
    peek: () => pattern.charAt(reader.at),
    nextCode() {
      const code = pattern.codePointAt(reader.at) ?? fail('Unexpected end of pattern');
      reader.at += code > 0xffff ? 2 : 1;
      return code;
    },
    take(text) {
      const found = pattern.startsWith(text, reader.at);
      if (found) {
        reader.at += text.length;
      }
      return found;
    },
    matching(sticky) {
      sticky.lastIndex = reader.at;
      const match = sticky.exec(pattern);
      if (match !== null) {
        reader.at = sticky.lastIndex;
      }
      return match ?? [];
    },
    fail,
  };
  return reader;
};
