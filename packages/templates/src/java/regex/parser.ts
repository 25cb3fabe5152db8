import { ignoringCase, isOneOf, LINE_TERMINATORS, not, setNamed } from './characters';
import { anchor, atomic, backreference, capture, characters, choice, look, Part, repeat, sequence, single } from './matcher';
import { fail as refuse } from '../../errors';
import { quoted } from '../../texts';

const MAX_DEPTH = 200;
const BOUNDS: Readonly<Record<string, string>> = { '*': '0,', '+': '1,', '?': '0,1' };

const LINE_END = `[${LINE_TERMINATORS}]`;
const OUTSIDE_OF_CRLF = '(?<!\\r(?=\\n))';
/** Unlike `\w`, Java counts every letter and digit to a word here. */
const WORD = '[\\p{L}\\p{Nd}_]';
const BOUNDARY = `(?<=${WORD})(?!${WORD})|(?<!${WORD})(?=${WORD})`;
/** Where an anchor holds, by its letter after a backslash; `^` and `$` stand for those of lines. */
const ANCHORS: Readonly<Record<string, string>> = {
  'A': '^',
  'z': '$',
  'Z': `(?=(\\r\\n|${LINE_END})?$)${OUTSIDE_OF_CRLF}`,
  '^': `^|(?<=${LINE_END})(?!$)${OUTSIDE_OF_CRLF}`,
  '$': `$|(?=${LINE_END})${OUTSIDE_OF_CRLF}`,
  'b': BOUNDARY,
  'B': BOUNDARY,
};

/** How many groups there are includes that of the whole match. */
export type ParsedRegex = readonly [root: Part, groups: number, names: ReadonlyMap<string, number>];

/** The group that a reference names with as many digits as make a group, and one at least; and the other digits. */
export const readReference = (digits: string, groups: number): readonly [group: number, rest: string] => {
  let length = 1;
  while (length < digits.length && Number(digits.slice(0, length + 1)) < groups) {
    length++;
  }
  return [parseInt(digits.slice(0, length)), digits.slice(length)];
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
    place = sticky.lastIndex || place;
    return match;
  };

  /** Goes past what matches here, and gives it with its groups. */
  const take = (sticky: RegExp): RegExpExecArray | null => {
    if (has('x')) {
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

  const has = (flag: string): boolean => flags.includes(flag);

  const set = (members: string): Part => characters(isOneOf(members, has('i') && has('u') ? 'vi' : 'v') ?? fail());

  const folded = (members: string): string => has('i') ? ignoringCase(members) : members;

  const alternatives = (): Part => nested(() => {
    const options: Part[] = [];
    do {
      const items: Part[] = [];
      while (!take(/(?=[|)]|$)/y)) {
        // Java takes a count after a repetition, or after nothing, for one of nothing.
        const item = take(/\{\d+(?:,\d*)?\}[?+]?/y) ? undefined : atom();
        if (item) {
          items.push(repeated(item));
        }
      }
      options.push(sequence(items));
    } while (take(/\|/y));
    return choice(options);
  });

  const repeated = (part: Part): Part => {
    const [found, simple, bounds, mode] = take(/(?:([*+?])|\{(\d+(?:,\d*)?)\})([?+]?)/y) ?? [];
    if (found === undefined) {
      return part;
    }
    const [least, greatest = least] = (bounds ?? BOUNDS[simple]).split(',');
    const min = Number(least);
    const max = Number(greatest || Infinity);
    const node = repeat(part, min, max, mode === '?');
    return max < min ? fail() : mode === '+' ? atomic(node) : node;
  };

  const atom = (): Part | undefined => {
    const [token, letter, digits, name] = take(/[(.^$*+?{]|\\(?:([AbBGzZ])|([1-9]\d*)|k<(\w+)>|R)/y) ?? [];
    if (token === undefined) {
      return set(characterClass() ?? setEscape() ?? folded(character()));
    }
    if (digits ?? name) {
      const [index, rest] = name ? [names.get(name) ?? fail(`no group ${name}`), ''] : readReference(digits, groups);
      place -= rest.length;
      return backreference(index, has('i'));
    }
    switch (token) {
      case '(':
        return group();
      case '.':
        return set(not(has('s') ? '' : has('d') ? '\\n' : LINE_TERMINATORS));
      case '\\R':
        return choice([sequence([set('\r'), set('\n')]), set(setNamed('\\v')!)]);
      case '\\G':
        return single(0, ({ previousEnd }, at) => at === previousEnd ? at : -1);
      default: {
        const where = letter ?? (has('m') ? token : token === '^' ? 'A' : token === '$' ? 'Z' : '');
        return anchor(new RegExp(ANCHORS[where] ?? fail(), 'uy'), letter === 'B');
      }
    }
  };

  const group = (): Part | undefined => {
    const flagsBefore = flags;
    const [, behind, kind, name, on, off, end] =
      take(/\?(?:(<(?=[=!])|)([>=!])|<([a-zA-Z][a-zA-Z0-9]*)>|([imsuxd]*)-?([imsuxd]*)([:)]))/y) ?? [];
    const index = groups;
    if (end) {
      flags = (flags + on).replace(new RegExp(`[${off}]`, 'g'), '');
      if (end === ')') {
        return undefined;
      }
    } else if (!kind) {
      groups++;
      if (names.has(name)) {
        fail(`second group ${name}`);
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
      : behind && body[0] === Infinity ? fail('look-behind without a limit') : look(!!behind, kind === '!', body);
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
      take(/\\(?:0([0-3]?[0-7]{1,2})|x(\w{2})|u(\w{4})|x\{(\w+)\}|c([^])|([tnrfae])|[^a-zA-Z0])|[^\\]/uy) ?? fail();
    const code = octal ? parseInt(octal, 8) : codeOf(control ?? (letter ? '\t\n\r\f\x07\x1b'['tnrfae'.indexOf(letter)] : [...token].at(-1)!));
    return `\\u{${two ?? four ?? braced ?? (control ? code ^ 64 : code).toString(16)}}`;
  };

  const characterClass = (): string | undefined => {
    const open = take(/\[\^?/y);
    return open ? nested(() => {
      let text = `${open[0]}[`;
      do {
        text += take(/&&/y) ? ']&&[' : characterClass() ?? setEscape() ?? folded(range());
      } while (!take(/\]/y));
      return `${text}]]`.replace(/&&\[\]|\[\]&&/g, '');
    }) : undefined;
  };

  const range = (from = character()): string => take(/-(?=[^\]\[])/y) ? `${from}-${character()}` : from;

  const root = alternatives();
  if (place < source.length) {
    fail();
  }
  return [root, groups, names];
};
