import { CharacterTest } from './nodes';

function oneOf(...ranges: ReadonlyArray<number | readonly [number, number]>): CharacterTest {
  return (code) => ranges.some((range) => typeof range === 'number' ? code === range : code >= range[0] && code <= range[1]);
}

function unicode(property: string): CharacterTest | undefined {
  try {
    const pattern = new RegExp(`^\\p{${property}}$`, 'u');
    return (code) => pattern.test(String.fromCodePoint(code));
  } catch {
    return undefined;
  }
}

export const not = (test: CharacterTest): CharacterTest => (code) => !test(code);
export const union = (tests: readonly CharacterTest[]): CharacterTest => (code) => tests.some((test) => test(code));

const UPPER: readonly [number, number] = [0x41, 0x5a];
const LOWER: readonly [number, number] = [0x61, 0x7a];
const DIGITS: readonly [number, number] = [0x30, 0x39];

const digit = oneOf(DIGITS);
const word = oneOf(UPPER, LOWER, DIGITS, 0x5f);
const space = oneOf(0x20, [0x09, 0x0d]);
const horizontalSpace = oneOf(0x20, 0x09, 0xa0, 0x1680, 0x180e, [0x2000, 0x200a], 0x202f, 0x205f, 0x3000);
const verticalSpace = oneOf([0x0a, 0x0d], 0x85, 0x2028, 0x2029);

export const isLineTerminator = oneOf(0x0a, 0x0d, 0x85, 0x2028, 0x2029);

const wordPattern = /^[\p{L}\p{Nd}_]$/u;
/** The characters between which `\b` stands: unlike `\w`, Java counts every letter and digit. */
export const isBoundaryWord: CharacterTest = (code) => code < 0x80 ? word(code) : wordPattern.test(String.fromCodePoint(code));

/** `\d` and its like. */
export const CLASS_ESCAPES: Readonly<Record<string, CharacterTest>> = {
  d: digit,
  D: not(digit),
  w: word,
  W: not(word),
  s: space,
  S: not(space),
  h: horizontalSpace,
  H: not(horizontalSpace),
  v: verticalSpace,
  V: not(verticalSpace),
};

const PUNCTUATION = oneOf([0x21, 0x2f], [0x3a, 0x40], [0x5b, 0x60], [0x7b, 0x7e]);

const POSIX: Readonly<Record<string, CharacterTest>> = {
  Lower: oneOf(LOWER),
  Upper: oneOf(UPPER),
  ASCII: oneOf([0, 0x7f]),
  Alpha: oneOf(UPPER, LOWER),
  Digit: digit,
  Alnum: oneOf(UPPER, LOWER, DIGITS),
  Punct: PUNCTUATION,
  Graph: oneOf([0x21, 0x7e]),
  Print: oneOf([0x20, 0x7e]),
  Blank: oneOf(0x20, 0x09),
  Cntrl: oneOf([0, 0x1f], 0x7f),
  XDigit: oneOf(DIGITS, [0x41, 0x46], [0x61, 0x66]),
  Space: space,
};

/** The set that `\p{name}` stands for; undefined when this package does not carry it. */
export function propertyTest(name: string): CharacterTest | undefined {
  if (Object.hasOwn(POSIX, name)) {
    return POSIX[name];
  }
  if (/^[A-Z][a-z]?$/.test(name)) {
    return unicode(name);
  }
  const [, bare] = /^Is(\w+)$/.exec(name) ?? [];
  if (bare !== undefined) {
    return /^[A-Z][a-z]?$/.test(bare) ? unicode(bare) : unicode(`Script=${bare}`) ?? unicode(bare);
  }
  const [, key, value] = /^(\w+)=(\w+)$/.exec(name) ?? [];
  if (key !== undefined) {
    return ['sc', 'script'].includes(key.toLowerCase()) ? unicode(`Script=${value}`) : unicode(`General_Category=${value}`);
  }
  return undefined;
}

/** A set that also holds the other case of what it holds. */
export function ignoringCase(test: CharacterTest, beyondAscii: boolean): CharacterTest {
  return (code) => {
    if (test(code)) {
      return true;
    }
    if (code < 0x80 || !beyondAscii) {
      return code < 0x80 && (test(asciiUpper(code)) || test(asciiLower(code)));
    }
    const text = String.fromCodePoint(code);
    return [text.toUpperCase(), text.toLowerCase()].some((other) => [...other].length === 1 && test(other.codePointAt(0)!));
  };
}

export function asciiLower(code: number): number {
  return code >= UPPER[0] && code <= UPPER[1] ? code + 32 : code;
}

function asciiUpper(code: number): number {
  return code >= LOWER[0] && code <= LOWER[1] ? code - 32 : code;
}
