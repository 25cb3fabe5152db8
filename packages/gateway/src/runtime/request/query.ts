import { emptyRecord } from './headers';

/** The parameters of a query string, all values of each. */
export function parseQuery(query: string): Record<string, string[]> {
  const values = emptyRecord<string[]>();
  if (query === '') return values;
  for (const pair of query.split(/[&;]/)) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    const name = decode(at === -1 ? pair : pair.slice(0, at));
    (values[name] ??= []).push(at === -1 ? '' : decode(pair.slice(at + 1)));
  }
  return values;
}

function decode(text: string): string {
  return decodePercent(text.replaceAll('+', ' '));
}

/** What percent escapes stand for; a text with wrong ones stays as it is. */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A text as part of a URI; half of a surrogate pair becomes a replacement character. */
export function encodePercent(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return encodeURIComponent(Buffer.from(text).toString());
  }
}
