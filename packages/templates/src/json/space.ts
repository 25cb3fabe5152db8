/** What Java's `Character.isWhitespace` takes for white space. */
export const JAVA_SPACE = /[\t-\r\x1c-\x20\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]/;
const LEADING = new RegExp(`^${JAVA_SPACE.source}+`);

export const stripLeading = (text: string): string => text.replace(LEADING, '');

/** The text without characters of a kind at its end, of which at least some are kept; a loop, because a pattern takes quadratic time. */
export const stripTrailing = (text: string, kind = JAVA_SPACE, kept = 0): string => {
  let end = text.length;
  while (end > kept && kind.test(text[end - 1])) {
    end--;
  }
  return text.slice(0, end);
};

/** Java's `trim` drops every character up to the space. */
export const trim = (text: string): string => stripTrailing(text.replace(/^[\0-\x20]+/, ''), /[\0-\x20]/);
