const ANY_LENGTH = 42; // *
const ANY_ONE = 63; // ?

/** Stand for `*` and `?` themselves; Unicode has no such characters. */
const STAR = '\uFDD0';
const QUESTION_MARK = '\uFDD1';

/** A text as a pattern that stands for nothing else. */
export function literally(text: string): string {
  return text.replaceAll('*', STAR).replaceAll('?', QUESTION_MARK);
}

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
    } else if (wanted === ANY_ONE || unescaped(wanted) === text.charCodeAt(position)) {
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

function unescaped(code: number): number {
  return code === STAR.charCodeAt(0) ? ANY_LENGTH : code === QUESTION_MARK.charCodeAt(0) ? ANY_ONE : code;
}

/** As the condition operator `ArnLike`: wildcards stay inside the six parts of an ARN, of which the last is all that is left. */
export function matchesArn(pattern: string, arn: string): boolean {
  const patterns = partsOf(pattern);
  const parts = partsOf(arn);
  return patterns.length === parts.length && patterns.every((one, at) => matchesWildcard(one, parts[at]));
}

function partsOf(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}
