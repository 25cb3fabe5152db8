/** Whether a code point belongs to a set. */
export type CharacterTest = (codePoint: number) => boolean;

/** The set that a character class of JavaScript names, without its brackets; undefined where it is none. */
const setOf = (characters: string): CharacterTest | undefined => {
  try {
    const pattern = new RegExp(`^[${characters}]$`, 'u');
    return (code) => pattern.test(String.fromCodePoint(code));
  } catch {
    return undefined;
  }
};

export const not = (test: CharacterTest): CharacterTest => (code) => !test(code);
export const union = (tests: readonly CharacterTest[]): CharacterTest => (code) => tests.some((test) => test(code));

/** What ends a line. */
export const LINE_TERMINATORS = '\\n\\r\\x85\\u2028\\u2029';
export const isLineTerminator = setOf(LINE_TERMINATORS)!;

/** The characters between which `\b` stands: unlike `\w`, Java counts every letter and digit. */
export const BOUNDARY_WORD = '[\\p{L}\\p{Nd}_]';

const SPACES = ' \\t-\\r';
const SETS: ReadonlyMap<string, string> = new Map([
  ['d', '\\d'], ['w', '\\w'], ['s', SPACES], ['h', ' \\t\\xa0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000'],
  ['v', '\\n-\\r\\x85\\u2028\\u2029'], ['Lower', 'a-z'], ['Upper', 'A-Z'], ['ASCII', '\\0-\\x7f'], ['Alpha', 'a-zA-Z'], ['Digit', '\\d'],
  ['Alnum', 'a-zA-Z\\d'], ['Punct', '!-/:-@[-`{-~'], ['Graph', '!-~'], ['Print', ' -~'], ['Blank', ' \\t'], ['Cntrl', '\\0-\\x1f\\x7f'],
  ['XDigit', '\\da-fA-F'], ['Space', SPACES],
]);

/** The set of `\d` and its like, by the letter. */
export const escapedSet = (letter: string): CharacterTest | undefined => {
  const set = /^[dwshv]$/i.test(letter) ? setOf(SETS.get(letter.toLowerCase())!)! : undefined;
  return set && letter < 'a' ? not(set) : set;
};

/** The set that `\p{name}` stands for; undefined when this package does not carry it. */
export const propertySet = (name: string): CharacterTest | undefined => {
  const known = name.length > 1 ? SETS.get(name) : undefined;
  if (known !== undefined) {
    return setOf(known);
  }
  const [, is, bare, key, value] = /^(?:(Is)?(\w+)|(\w+)=(\w+))$/.exec(name) ?? [];
  if (key !== undefined) {
    return setOf(`\\p{${/^sc(ript)?$/i.test(key) ? 'Script' : 'General_Category'}=${value}}`);
  }
  if (bare === undefined) {
    return undefined;
  }
  const property = `\\p{${bare}}`;
  return /^[A-Z][a-z]?$/.test(bare) ? setOf(property) : is && (setOf(`\\p{Script=${bare}}`) ?? setOf(property)) || undefined;
};

/** A set that also holds the other case of what it holds. */
export const ignoringCase = (test: CharacterTest, beyondAscii: boolean): CharacterTest => (code) => {
  if (test(code)) {
    return true;
  }
  if (code >= 0x80 && !beyondAscii) {
    return false;
  }
  const text = String.fromCodePoint(code);
  return [text.toUpperCase(), text.toLowerCase()].some((other) => [...other].length === 1 && test(other.codePointAt(0)!));
};
