import { CLASS_ESCAPES, ignoringCase, isLineTerminator, not, propertyTest, union } from './characters';
import { CharacterTest, ParsedRegex, RegexNode, RepetitionMode } from './nodes';
import { TemplateRenderError } from '../../errors';

interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly u: boolean;
  readonly x: boolean;
  readonly d: boolean;
}

const NO_FLAGS: Flags = { i: false, m: false, s: false, u: false, x: false, d: false };
const ANCHORS: Readonly<Record<string, Extract<RegexNode, { type: 'anchor' }>['kind']>> = {
  b: 'wordBoundary', B: 'noWordBoundary', A: 'inputStart', G: 'previousEnd', Z: 'inputEndBeforeTerminator', z: 'inputEnd',
};
const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, r: 13, f: 12, a: 7, e: 27 };
const MAX_DEPTH = 200;

/**
 * Reads a `java.util.regex` pattern.
 *
 * @throws TemplateRenderError where Java would throw `PatternSyntaxException`, and for what this package does not carry
 */
export function parseRegex(pattern: string): ParsedRegex {
  return new RegexParser(pattern).parse();
}

class RegexParser {
  private at = 0;
  private depth = 0;
  private groups = 0;
  private flags = NO_FLAGS;
  private readonly names = new Map<string, number>();

  constructor(private readonly pattern: string) {}

  parse(): ParsedRegex {
    const root = this.choice();
    if (this.at < this.pattern.length) {
      throw this.error("Unmatched closing ')'");
    }
    return { root, groups: this.groups, names: this.names };
  }

  private choice(): RegexNode {
    if (++this.depth > MAX_DEPTH) {
      throw this.error('nested too deeply');
    }
    const options = [this.sequence()];
    while (this.take('|')) {
      options.push(this.sequence());
    }
    this.depth--;
    return options.length === 1 ? options[0] : { type: 'choice', options };
  }

  private sequence(): RegexNode {
    const items: RegexNode[] = [];
    for (;;) {
      this.skipComments();
      const next = this.pattern[this.at];
      if (next === undefined || next === '|' || next === ')') {
        return items.length === 1 ? items[0] : { type: 'sequence', items };
      }
      if (this.take('\\Q')) {
        const end = this.pattern.indexOf('\\E', this.at);
        const quoted = this.pattern.slice(this.at, end === -1 ? undefined : end);
        this.at = end === -1 ? this.pattern.length : end + 2;
        const literals = [...quoted].map((character) => this.literal(character.codePointAt(0)!));
        if (literals.length > 0) {
          items.push(...literals.slice(0, -1), this.repeated(literals[literals.length - 1]));
        }
        continue;
      }
      const atom = this.atom();
      if (atom !== undefined) {
        items.push(this.repeated(atom));
      }
    }
  }

  private repeated(body: RegexNode): RegexNode {
    this.skipComments();
    const bounds = this.bounds();
    if (bounds === undefined) {
      return body;
    }
    const node: RegexNode = { type: 'repeat', body, min: bounds[0], max: bounds[1], mode: this.repetitionMode() };
    // Java takes a count after a repetition for one of nothing; any other repetition there is an error.
    this.skipComments();
    while (this.pattern[this.at] === '{') {
      this.bounds();
      this.repetitionMode();
      this.skipComments();
    }
    return node;
  }

  private repetitionMode(): RepetitionMode {
    return this.take('?') ? 'lazy' : this.take('+') ? 'possessive' : 'greedy';
  }

  private bounds(): readonly [number, number] | undefined {
    if (this.take('*')) {
      return [0, Infinity];
    }
    if (this.take('+')) {
      return [1, Infinity];
    }
    if (this.take('?')) {
      return [0, 1];
    }
    if (!this.take('{')) {
      return undefined;
    }
    const counts = this.matching(/(\d+)(?:(,)(\d*))?\}/y);
    if (counts === undefined) {
      throw this.error('Illegal repetition');
    }
    const min = Number(counts[1]);
    const max = counts[2] === undefined ? min : counts[3] === '' ? Infinity : Number(counts[3]);
    if (max < min) {
      throw this.error('Illegal repetition range');
    }
    return [min, max];
  }

  private atom(): RegexNode | undefined {
    const code = this.nextCode();
    switch (String.fromCodePoint(code)) {
      case '(':
        return this.group();
      case '[':
        return { type: 'set', test: this.folded(this.characterClass()) };
      case '.':
        return { type: 'set', test: this.flags.s ? () => true : this.flags.d ? (c) => c !== 10 : not(isLineTerminator) };
      case '^':
        return { type: 'anchor', kind: this.flags.m ? 'lineStart' : 'inputStart' };
      case '$':
        return { type: 'anchor', kind: this.flags.m ? 'lineEnd' : 'inputEndBeforeTerminator' };
      case '*':
      case '+':
      case '?':
        throw this.error('Dangling meta character');
      case '\\':
        return this.escape();
      default:
        return this.literal(code);
    }
  }

  private group(): RegexNode | undefined {
    const flags = this.flags;
    let node: RegexNode | undefined;
    if (!this.take('?')) {
      node = this.capture();
    } else if (this.take(':')) {
      node = this.choice();
    } else if (this.take('>')) {
      node = { type: 'atomic', body: this.choice() };
    } else if (this.take('=')) {
      node = { type: 'look', behind: false, negative: false, body: this.choice() };
    } else if (this.take('!')) {
      node = { type: 'look', behind: false, negative: true, body: this.choice() };
    } else if (this.take('<=')) {
      node = { type: 'look', behind: true, negative: false, body: this.choice() };
    } else if (this.take('<!')) {
      node = { type: 'look', behind: true, negative: true, body: this.choice() };
    } else if (this.take('<')) {
      const [, name] = this.matching(/([a-zA-Z][a-zA-Z0-9]*)>/y) ?? [];
      if (name === undefined || this.names.has(name)) {
        throw this.error('named capturing group expected');
      }
      this.names.set(name, this.groups + 1);
      node = this.capture();
    } else {
      this.readFlags();
      if (this.take(')')) {
        return undefined;
      }
      if (!this.take(':')) {
        throw this.error('Unknown inline modifier');
      }
      node = this.choice();
    }
    if (!this.take(')')) {
      throw this.error('Unclosed group');
    }
    this.flags = flags;
    return node;
  }

  private capture(): RegexNode {
    const index = ++this.groups;
    return { type: 'capture', index, body: this.choice() };
  }

  private readFlags(): void {
    const [, on = '', off = ''] = this.matching(/([a-zA-Z]*)(?:-([a-zA-Z]*))?/y) ?? [];
    const known = /^[imsuxd]*$/;
    if (!known.test(on) || !known.test(off)) {
      throw this.error('Unknown inline modifier');
    }
    const flags: Record<string, boolean> = { ...this.flags };
    [...on].forEach((flag) => { flags[flag] = true; });
    [...off].forEach((flag) => { flags[flag] = false; });
    this.flags = flags as unknown as Flags;
  }

  private escape(): RegexNode {
    const next = this.pattern[this.at];
    if (next === undefined) {
      throw this.error('Unexpected internal error');
    }
    if (Object.hasOwn(ANCHORS, next)) {
      this.at++;
      return { type: 'anchor', kind: ANCHORS[next] };
    }
    if (next === 'R') {
      this.at++;
      const lineBreak = (code: number): RegexNode => ({ type: 'set', test: (c) => c === code });
      return { type: 'choice', options: [{ type: 'sequence', items: [lineBreak(13), lineBreak(10)] }, { type: 'set', test: CLASS_ESCAPES.v }] };
    }
    if (next >= '1' && next <= '9') {
      return this.numberedBackreference();
    }
    if (this.take('k')) {
      const [, name] = this.matching(/<([a-zA-Z][a-zA-Z0-9]*)>/y) ?? [];
      const index = name === undefined ? undefined : this.names.get(name);
      if (index === undefined) {
        throw this.error('named capturing group does not exist');
      }
      return { type: 'backreference', index, ignoreCase: this.flags.i };
    }
    const set = this.setEscape();
    return set === undefined ? this.literal(this.characterEscape()) : { type: 'set', test: set };
  }

  private numberedBackreference(): RegexNode {
    let index = Number(this.pattern[this.at++]);
    while (/\d/.test(this.pattern[this.at] ?? '') && index * 10 + Number(this.pattern[this.at]) <= this.groups) {
      index = index * 10 + Number(this.pattern[this.at++]);
    }
    return { type: 'backreference', index, ignoreCase: this.flags.i };
  }

  /** `\d`, `\p{Alpha}` and their like, after the backslash. */
  private setEscape(): CharacterTest | undefined {
    const next = this.pattern[this.at];
    if (Object.hasOwn(CLASS_ESCAPES, next)) {
      this.at++;
      return CLASS_ESCAPES[next];
    }
    if (next !== 'p' && next !== 'P') {
      return undefined;
    }
    this.at++;
    const [, braced, single] = this.matching(/(?:\{([^}]*)\}|([A-Z]))/y) ?? [];
    const test = propertyTest(braced ?? single ?? '');
    if (test === undefined) {
      throw this.error(`character property "${braced ?? single ?? ''}" is not supported`);
    }
    return next === 'p' ? test : not(test);
  }

  private characterEscape(): number {
    const code = this.nextCode();
    const next = String.fromCodePoint(code);
    if (Object.hasOwn(CONTROLS, next)) {
      return CONTROLS[next];
    }
    const radix: Record<string, [RegExp, number]> = {
      0: [/([0-3][0-7]{2}|[0-7]{1,2})/y, 8], x: [/([0-9a-fA-F]{2})/y, 16], u: [/([0-9a-fA-F]{4})/y, 16],
    };
    if (next === 'x' && this.take('{')) {
      const [, hex] = this.matching(/([0-9a-fA-F]+)\}/y) ?? [];
      return this.codePoint(hex, 16);
    }
    if (Object.hasOwn(radix, next)) {
      const [digits, base] = radix[next];
      return this.codePoint(this.matching(digits)?.[1], base);
    }
    if (next === 'c') {
      return this.nextCode() ^ 64;
    }
    if (/[a-zA-Z]/.test(next)) {
      throw this.error('Illegal/unsupported escape sequence');
    }
    return code;
  }

  private codePoint(digits: string | undefined, base: number): number {
    const code = digits === undefined ? NaN : parseInt(digits, base);
    if (!(code <= 0x10ffff)) {
      throw this.error('Illegal escape sequence');
    }
    return code;
  }

  /** After `[`, up to and with its `]`. */
  private characterClass(): CharacterTest {
    if (++this.depth > MAX_DEPTH) {
      throw this.error('nested too deeply');
    }
    const negative = this.take('^');
    const intersected: CharacterTest[] = [];
    let tests: CharacterTest[] = [];
    for (let first = true; ; first = false) {
      if (this.at >= this.pattern.length) {
        throw this.error('Unclosed character class');
      }
      if (!first && this.take(']')) {
        break;
      }
      if (this.take('&&')) {
        intersected.push(union(tests));
        tests = [];
        continue;
      }
      tests.push(this.classItem());
    }
    this.depth--;
    if (tests.length > 0) {
      intersected.push(union(tests));
    }
    const test: CharacterTest = intersected.length === 1 ? intersected[0] : (code) => intersected.every((part) => part(code));
    return negative ? not(this.folded(test)) : test;
  }

  private classItem(): CharacterTest {
    if (this.take('[')) {
      return this.characterClass();
    }
    if (this.take('\\Q')) {
      const end = this.pattern.indexOf('\\E', this.at);
      const quoted = [...this.pattern.slice(this.at, end === -1 ? undefined : end)].map((character) => character.codePointAt(0)!);
      this.at = end === -1 ? this.pattern.length : end + 2;
      return (code) => quoted.includes(code);
    }
    if (this.pattern[this.at] === '\\') {
      this.at++;
      const set = this.setEscape();
      if (set !== undefined) {
        return set;
      }
      return this.classRange(this.characterEscape());
    }
    return this.classRange(this.nextCode());
  }

  private classRange(from: number): CharacterTest {
    const next = this.pattern[this.at + 1];
    if (this.pattern[this.at] !== '-' || next === undefined || next === ']' || next === '[') {
      return (code) => code === from;
    }
    this.at++;
    const to = this.take('\\') ? this.characterEscape() : this.nextCode();
    if (to < from) {
      throw this.error('Illegal character range');
    }
    return (code) => code >= from && code <= to;
  }

  private literal(code: number): RegexNode {
    return { type: 'set', test: this.folded((other) => other === code) };
  }

  private folded(test: CharacterTest): CharacterTest {
    return this.flags.i ? ignoringCase(test, this.flags.u) : test;
  }

  private skipComments(): void {
    if (this.flags.x) {
      this.matching(/(?:\s|#[^\n]*)+/y);
    }
  }

  private take(text: string): boolean {
    if (this.pattern.startsWith(text, this.at)) {
      this.at += text.length;
      return true;
    }
    return false;
  }

  private matching(sticky: RegExp): RegExpExecArray | undefined {
    sticky.lastIndex = this.at;
    const match = sticky.exec(this.pattern);
    if (match === null) {
      return undefined;
    }
    this.at = sticky.lastIndex;
    return match;
  }

  private nextCode(): number {
    const code = this.pattern.codePointAt(this.at);
    if (code === undefined) {
      throw this.error('Unexpected end of pattern');
    }
    this.at += code > 0xffff ? 2 : 1;
    return code;
  }

  private error(message: string): TemplateRenderError {
    return new TemplateRenderError(`regular expression ${JSON.stringify(this.pattern)}: ${message} near index ${this.at}`);
  }
}

