/** The characters that end a line, as they stand in a class of JavaScript's regular expressions: so are all sets written here. */
export const LINE_TERMINATORS = '\n\r\x85\u2028\u2029';

const SPACE = ' \t-\r';
const SETS: Readonly<Record<string, string | undefined>> = {
  '__proto__': null!,
  '\\d': '\\d',
  '\\w': '\\w',
  '\\s': SPACE,
  '\\h': '\t\u180e\\p{Zs}',
  '\\v': `\v\f${LINE_TERMINATORS}`,
  'Lower': 'a-z',
  'Upper': 'A-Z',
  'ASCII': '\0-\x7f',
  'Alpha': 'a-zA-Z',
  'Digit': '\\d',
  'Alnum': 'a-zA-Z\\d',
  'Punct': '!-\\/:-@\\[-`\\{-~',
  'Graph': '!-~',
  'Print': ' -~',
  'Blank': ' \t',
  'Cntrl': '\0-\x1f\x7f',
  'XDigit': '\\da-fA-F',
  'Space': SPACE,
};

/** Matches a text that is one character of the set; undefined for a range out of order, and for what JavaScript does not know. */
export const isOneOf = (set: string, flags = 'v'): RegExp | undefined => {
  try {
    return new RegExp(`^[${set}]$`, flags);
  } catch {
    return undefined;
  }
};

export const not = (set: string): string => `[^${set}]`;

/** The set that `\d` and its like, or a name in `\p{name}`, stands for; undefined when this package does not carry it. */
export const setNamed = (name: string): string | undefined => {
  const [, kind, value] = /^(\w+=|Is|)(\w+)$/.exec(name) ?? [];
  const kinds = kind === 'Is' ? ['sc=', ''] : /^s/i.test(kind) ? ['sc='] : kind || name.length < 3 ? ['gc='] : [];
  return SETS[name] ?? kinds.map((known) => `\\p{${known}${value}}`).find((set) => isOneOf(set));
};

/** The set with both cases of the letters of ASCII that it holds. */
export const ignoringCase = (set: string): string => {
  const test = isOneOf(set);
  return set + 'abcdefghijklmnopqrstuvwxyz'.replace(/./g, (lower) => {
    const upper = lower.toUpperCase();
    return test?.test(lower) ? upper : test?.test(upper) ? lower : '';
  });
};
