import { fail as refuse } from '../../errors';
import { quoted } from '../../texts';
import { ignoringCase, isOneOf, LINE_TERMINATORS, not, setNamed, VERTICAL_SPACE } from './characters';
import { anchor, atomic, backreference, capture, characters, choice, look, Part, repeat, RepetitionMode, sequence, single } from './matcher';

const MAX_DEPTH = 200;
const BOUNDS: Readonly<Record<string, string>> = { '*': '0,', '+': '1,', '?': '0,1' };

/** Where an anchor holds, by its letter after a backslash; `^` and `$` stand for those of lines. */
const ANCHORS: ReadonlyMap<string, RegExp> = new Map([
  ['A', '^'],
  ['z', '$'],
  ['Z', '(?=(\\r\\n|T)?$)N'],
  ['^', '^|(?<=T)(?!$)N'],
  ['$', '$|(?=T)N'],
  ['b', '(?<=W)(?!W)|(?<!W)(?=W)'],
  ['B', '(?<=W)(?=W)|(?<!W)(?!W)'],
].map(([letter, pattern]) => [letter, new RegExp(
  // Unlike `\w`, Java counts every letter and digit to a word here.
  pattern.replaceAll('T', `[${LINE_TERMINATORS}]`).replaceAll('N', '(?<!\\r(?=\\n))').replaceAll('W', '[\\p{L}\\p{Nd}_]'), 'uy',
)]));

export interface ParsedRegex {
  readonly root: Part;
  /** How many groups there are, with that of the whole match. */
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}

/** How many digits of a reference are its number: as many as name a group, and one at least. */
export const referenceLength = (digits: string, groups: number): number => {
  let length = 1;
  while (length < digits.length && Number(digits.slice(0, length + 1)) < groups) {
    length++;
  }
  return length;
};

const codeOf = (character: string): number => character.codePointAt(0)!;

/**
 * Reads a `java.util.regex` pattern.
 *
 * @throws TemplateRenderError where Java would throw `PatternSyntaxException`, and for what this package does not carry
 */
export const parseRegex = (pattern: string): ParsedRegex => {
  const source = pattern.replace(/\\Q([^]*?)(?:\\E|$)|\\[^]/g, (token, literal?: string) =>
    literal?.replace(/[^]/gu, (character) => `\\x{${codeOf(character).toString(16)}}`) ?? token);
  const names = new Map<string, number>();
  let groups = 1;
  let place = 0;
  let depth = 0;
  /** The letters of the flags that are set. */
  let flags = '';

  const fail = (message = 'not understood'): never => refuse(`regular expression ${quoted(pattern)}: ${message} near index ${place}`);

  const read = (sticky: RegExp): RegExpExecArray | null => {
    sticky.lastIndex = place;
    const match = sticky.exec(source);
    place += match ? match[0].length : 0;
    return match;
  };

  /** Goes past what matches here, and gives it with its groups. */
  const take = (sticky: RegExp): RegExpExecArray | null => {
    if (flags.includes('x')) {
      read(/(\s|#.*)*/y);
    }
    return read(sticky);
  };

  const nested = <T>(parse: () => T): T => {
    if (++depth > MAX_DEPTH) {
      fail('nested too deeply');
    }
    const result = parse();
    depth--;
    return result;
  };

  const set = (members: string): Part => characters(isOneOf(members, /i.*u|u.*i/.test(flags) ? 'i' : '') ?? fail());

  const folded = (members: string): string => flags.includes('i') ? ignoringCase(members) : members;

  const alternatives = (): Part => nested(() => {
    const options: Part[] = [];
    do {
      const items: Part[] = [];
      while (!take(/(?=[|)]|$)/y)) {
        const item = atom();
        if (item) {
          items.push(repeated(item));
        }
      }
      options.push(sequence(items));
    } while (take(/\|/y));
    return choice(options);
  });

  const repeated = (part: Part): Part => {
    // Java takes a count after a repetition for one of nothing; any other repetition there is an error.
    const [found, simple, bounds, mode] = take(/(?:([*+?])|\{(\d+(?:,\d*)?)\})([?+]?)(?:\{\d+(?:,\d*)?\}[?+]?)*/y) ?? [];
    if (found === undefined) {
      return part;
    }
    const [least, greatest = least] = (bounds ?? BOUNDS[simple]).split(',');
    const min = Number(least);
    const max = Number(greatest || Infinity);
    return max < min ? fail('Illegal repetition range') : repeat(part, min, max, mode as RepetitionMode);
  };

  const atom = (): Part | undefined => {
    const [token, letter, digits, name] = take(/[[(.^$*+?{]|\\(?:([AbBGzZ])|([1-9]\d*)|k<(\w+)>|R)/y) ?? [];
    if (token === undefined) {
      return set(setEscape() ?? folded(character()));
    }
    if (digits !== undefined) {
      const length = referenceLength(digits, groups);
      place -= digits.length - length;
      return backreference(Number(digits.slice(0, length)), flags.includes('i'));
    }
    if (name !== undefined) {
      return backreference(names.get(name) ?? fail('named capturing group does not exist'), flags.includes('i'));
    }
    switch (token) {
      case '(':
        return group();
      case '[':
        return set(characterClass());
      case '.':
        return set(not(flags.includes('s') ? '' : flags.includes('d') ? '\\n' : LINE_TERMINATORS));
      case '\\R':
        return choice([sequence([set('\\r'), set('\\n')]), set(VERTICAL_SPACE)]);
      case '\\G':
        return single(0, ({ previousEnd }, at) => at === previousEnd ? at : -1);
      default:
        return anchor(ANCHORS.get(letter ?? (flags.includes('m') ? token : token === '^' ? 'A' : token === '$' ? 'Z' : '')) ?? fail('Dangling meta character'));
    }
  };

  const group = (): Part | undefined => {
    const flagsBefore = flags;
    const [, kind, name, on, off, end] = take(/\?(?:(>|<?[=!])|<([a-zA-Z][a-zA-Z0-9]*)>|([imsuxd]*)-?([imsuxd]*)([:)]))/y) ?? [];
    const index = groups;
    if (end) {
      flags = (flags + on).replace(new RegExp(`[${off}]`, 'g'), '');
      if (end === ')') {
        return undefined;
      }
    } else if (!kind) {
      groups++;
      if (names.has(name)) {
        fail(`group ${name} is defined twice`);
      }
      if (name) {
        names.set(name, index);
      }
    }
    const body = alternatives();
    if (!take(/\)/y)) {
      fail('Unclosed group');
    }
    flags = flagsBefore;
    return end ? body : !kind ? capture(index, body) : kind === '>' ? atomic(body)
      : kind.length > 1 && body[0] === Infinity ? fail('Look-behind group does not have an obvious maximum length')
        : look(kind.length > 1, kind.endsWith('!'), body);
  };

  /** `\d`, `\p{Alpha}` and their like. */
  const setEscape = (): string | undefined => {
    const [token, braced, letter = braced] = take(/\\(?:[dwshv]|p(?:\{([^}]*)\}|(.))?)/iy) ?? [];
    if (token === undefined) {
      return undefined;
    }
    const members = folded(setNamed(letter ?? token.toLowerCase()) ?? fail(`${token} is not supported`));
    return token[1] < 'a' ? not(members) : members;
  };

  /** One character, as it stands in a set. */
  const character = (): string => {
    const [token, octal, two, four, braced, control, letter] =
      take(/\\(?:0([0-3]?[0-7]{1,2})|x([\da-fA-F]{2})|u([\da-fA-F]{4})|x\{([\da-fA-F]+)\}|c([^])|([tnrfae])|[^a-zA-Z0])|[^\\]/uy) ?? fail();
    const code = octal ? parseInt(octal, 8) : codeOf(control ?? (letter ? '\t\n\r\f\x07\x1b'['tnrfae'.indexOf(letter)] : [...token].at(-1)!));
    return `\\u{${two ?? four ?? braced ?? (control ? code ^ 64 : code).toString(16)}}`;
  };

  /** After `[`, up to and with its `]`. */
  const characterClass = (): string => nested(() => {
    const start = take(/\^/y) ? '[^' : '[';
    const parts: string[] = [];
    let members = '';
    do {
      if (take(/&&/y)) {
        parts.push(members);
        members = '';
      } else if (take(/\[/y)) {
        members += characterClass();
      } else {
        members += setEscape() ?? folded(range());
      }
    } while (!take(/\]/y));
    if (members) {
      parts.push(members);
    }
    return `${start}${parts.map((part) => `[${part}]`).join('&&')}]`;
  });

  const range = (): string => {
    const from = character();
    return take(/-(?=[^\]\[])/y) ? `${from}-${character()}` : from;
  };

  const root = alternatives();
  if (place < source.length) {
    fail("Unmatched closing ')'");
  }
  return { root, groups, names };
};
