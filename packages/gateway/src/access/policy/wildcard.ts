const ANY_LENGTH = 42; // *
const ANY_ONE = 63; // ?

/** Whether a text is what a pattern stands for: `*` is any number of characters, `?` is one. It takes time of both lengths' product at most. */
export function matchesWildcard(pattern: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let position = 0; position < text.length;) {
    const wanted = at < pattern.length ? pattern.charCodeAt(at) : NaN;
    if (wanted === ANY_LENGTH) {
      star = at++;
      resume = position;
    } else if (wanted === ANY_ONE || wanted === text.charCodeAt(position)) {
      at++;
      position++;
    } else if (star >= 0) {
      at = star + 1;
      position = ++resume;
    } else {
      return false;
    }
  }
  while (pattern.charCodeAt(at) === ANY_LENGTH) at++;
  return at === pattern.length;
}
