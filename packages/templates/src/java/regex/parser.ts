import { CharacterTest, escapedSet, ignoringCase, isLineTerminator, not, propertySet, union } from './characters';
import {
  anchor, atomic, backreference, capture, characterSet, choice, lookAhead, lookBehind, RegexNode, repeat, RepetitionMode, sequence,
} from './matcher';
import { readPattern } from './reader';

const CONTROLS: ReadonlyMap<string, number> = new Map([['t', 9], ['n', 10], ['r', 13], ['f', 12], ['a', 7], ['e', 27]]);
const MAX_DEPTH = 200;

export interface ParsedRegex {
  readonly root: RegexNode;
  /** How many slots an attempt needs. */
  readonly slots: number;
  /** For each capturing group its first slot; that of the whole match comes first. */
  readonly groups: readonly number[];
  readonly names: ReadonlyMap<string, number>;
}

const equalTo = (code: number): CharacterTest => (other) => other === code;

/**
 * Reads a `java.util.regex` pattern.
 *
 * @throws TemplateRenderError where Java would throw `PatternSyntaxException`, and for what this package does not carry
 */
export const parseRegex = (pattern: string): ParsedRegex => {
  const reader = readPattern(pattern);
  const { fail, take, matching, nextCode, peek } = reader;
  const names = new Map<string, number>();
  const groups = [0];
  let slots = 2;
  let depth = 0;
  /** The letters of the flags that are set. */
  let flags = '';

  const nested = <T>(parse: () => T): T => {
    if (++depth > MAX_DEPTH) {
      fail('nested too deeply');
    }
    const result = parse();
    depth--;
    return result;
  };

  const newSlots = (count: number): number => {
    slots += count;
    return slots - count;
  };

  const skipComments = (): void => {
    if (flags.includes('x')) {
      matching(/(\s|#[^\n]*)+/y);
    }
  };

  const folded = (test: CharacterTest): CharacterTest => flags.includes('i') ? ignoringCase(test, flags.includes('u')) : test;

  const literal = (code: number): RegexNode => characterSet(folded(equalTo(code)));

  const options = (): RegexNode => nested(() => {
    const parsed: RegexNode[] = [];
    do {
      parsed.push(option());
    } while (take('|'));
    return choice(parsed);
  });

  const option = (): RegexNode => {
    const items: RegexNode[] = [];
    for (;;) {
      skipComments();
      if ('|)'.includes(peek())) {
        return sequence(items);
      }
      const parsed = quotation()?.map(literal) ?? [atom()];
      const last = parsed.pop();
      items.push(...parsed as RegexNode[]);
      if (last) {
        items.push(repeated(last));
      }
    }
  };

  /** The characters between `\Q` and `\E`. */
  const quotation = (): readonly number[] | undefined => {
    if (!take('\\Q')) {
      return undefined;
    }
    const [, text] = matching(/([^]*?)(\\E|$)/y);
    return [...text].map((character) => character.codePointAt(0)!);
  };

  const repeated = (body: RegexNode): RegexNode => {
    skipComments();
    const bounds = repetition();
    if (!bounds) {
      return body;
    }
    const node = repeat(newSlots(2), body, ...bounds);
    // Java takes a count after a repetition for one of nothing; any other repetition there is an error.
    skipComments();
    while (peek() === '{') {
      repetition();
      skipComments();
    }
    return node;
  };

  const repetition = (): readonly [min: number, max: number, mode: RepetitionMode] | undefined => {
    const [found, simple, min, comma, max] = matching(/([*+?])|\{(\d+)(?:(,)(\d*))?\}/y);
    if (found === undefined) {
      return peek() === '{' ? fail('Illegal repetition') : undefined;
    }
    const least = simple === undefined ? Number(min) : Number(simple === '+');
    const most = simple === '?' ? 1 : simple !== undefined || max === '' ? Infinity : comma === undefined ? least : Number(max);
    if (most < least) {
      fail('Illegal repetition range');
    }
    return [least, most, take('?') ? '?' : take('+') ? '+' : ''];
  };

  const atom = (): RegexNode | undefined => {
    const code = nextCode();
    const character = String.fromCodePoint(code);
    switch (character) {
      case '(':
        return group();
      case '[':
        return characterSet(folded(characterClass()));
      case '.':
        return characterSet(flags.includes('s') ? () => true : not(flags.includes('d') ? equalTo(10) : isLineTerminator));
      case '^':
      case '$':
        return anchor(flags.includes('m') ? character : character === '^' ? 'A' : 'Z');
      case '\\':
        return escape();
      default:
        return '*+?'.includes(character) ? fail('Dangling meta character') : literal(code);
    }
  };

  const group = (): RegexNode | undefined => {
    const flagsBefore = flags;
    const [, kind, name] = matching(/\?(?:([:>=!]|<[=!])|<([a-zA-Z][a-zA-Z0-9]*)>)/y);
    let node: RegexNode;
    if (kind !== undefined) {
      const slot = newSlots(1);
      const body = options();
      const look = kind.length > 1 ? lookBehind : lookAhead;
      node = kind === ':' ? body : kind === '>' ? atomic(body) : look(body, kind.endsWith('!'), slot);
    } else if (name === undefined && take('?')) {
      if (peek() === '<') {
        fail('named capturing group expected');
      }
      const [, on, off = ''] = matching(/([imsuxd]*)(?:-([imsuxd]*))?/y);
      flags = [...flags + on].filter((flag) => !off.includes(flag)).join('');
      if (take(')')) {
        return undefined;
      }
      if (!take(':')) {
        fail('Unknown inline modifier');
      }
      node = options();
    } else {
      if (names.has(name)) {
        fail('named capturing group expected');
      }
      const slot = newSlots(3);
      groups.push(slot);
      if (name !== undefined) {
        names.set(name, groups.length - 1);
      }
      node = capture(slot, options());
    }
    if (!take(')')) {
      fail('Unclosed group');
    }
    flags = flagsBefore;
    return node;
  };

  const escape = (): RegexNode => {
    const next = peek() || fail('Unexpected internal error');
    const found = anchor(next);
    if (found && next !== '^' && next !== '$') {
      reader.place++;
      return found;
    }
    if (take('R')) {
      return choice([sequence([13, 10].map((code) => characterSet(equalTo(code)))), characterSet(escapedSet('v')!)]);
    }
    if (next >= '1' && next <= '9') {
      let index = Number(next);
      for (reader.place++; /\d/.test(peek()) && index * 10 + Number(peek()) < groups.length; reader.place++) {
        index = index * 10 + Number(peek());
      }
      return backreference(groups[index], flags.includes('i'));
    }
    if (take('k')) {
      return backreference(groups[names.get(matching(/<(\w+)>/y)[1]) ?? fail('named capturing group does not exist')], flags.includes('i'));
    }
    const set = setEscape();
    return !set ? literal(characterEscape()) : characterSet(set);
  };

  /** `\d`, `\p{Alpha}` and their like, after the backslash. */
  const setEscape = (): CharacterTest | undefined => {
    const set = escapedSet(peek());
    if (set) {
      reader.place++;
      return set;
    }
    const [found, braced, single = braced] = matching(/[pP](?:\{([^}]*)\}|([A-Z]))?/y);
    if (found === undefined) {
      return undefined;
    }
    const test = propertySet(single ?? '') ?? fail(`character property "${single ?? ''}" is not supported`);
    return found[0] === 'p' ? test : not(test);
  };

  const characterEscape = (): number => {
    const code = nextCode();
    const letter = String.fromCodePoint(code);
    if (letter === 'c') {
      return nextCode() ^ 64;
    }
    const numeric = letter === '0' ? /([0-3][0-7]{2}|[0-7]{1,2})/y
      : letter === 'x' ? /\{([\da-f]+)\}|([\da-f]{2})/iy : letter === 'u' ? /([\da-f]{4})/iy : undefined;
    if (numeric) {
      const [, digits, otherDigits = digits] = matching(numeric);
      const value = parseInt(otherDigits, letter === '0' ? 8 : 16);
      return value <= 0x10ffff ? value : fail('Illegal escape sequence');
    }
    return CONTROLS.get(letter) ?? (/[a-zA-Z]/.test(letter) ? fail('Illegal/unsupported escape sequence') : code);
  };

  /** After `[`, up to and with its `]`. */
  const characterClass = (): CharacterTest => nested(() => {
    const negative = take('^');
    const intersected: CharacterTest[] = [];
    let tests: CharacterTest[] = [];
    for (let first = true; first || !take(']'); first = false) {
      if (peek() === '') {
        fail('Unclosed character class');
      }
      if (take('&&')) {
        intersected.push(union(tests));
        tests = [];
      } else {
        tests.push(classItem());
      }
    }
    if (tests.length > 0) {
      intersected.push(union(tests));
    }
    const test: CharacterTest = (code) => intersected.every((part) => part(code));
    return negative ? not(folded(test)) : test;
  });

  const classItem = (): CharacterTest => {
    if (take('[')) {
      return characterClass();
    }
    const quoted = quotation();
    if (quoted) {
      return (code) => quoted.includes(code);
    }
    const escaped = take('\\');
    const set = escaped ? setEscape() : undefined;
    if (set) {
      return set;
    }
    const from = escaped ? characterEscape() : nextCode();
    if (matching(/-(?=[^\]\[])/y)[0] === undefined) {
      return equalTo(from);
    }
    const to = take('\\') ? characterEscape() : nextCode();
    return to < from ? fail('Illegal character range') : (code) => code >= from && code <= to;
  };

  const root = options();
  if (peek() !== '') {
    fail("Unmatched closing ')'");
  }
  return { root, slots, groups, names };
};
