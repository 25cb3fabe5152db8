import { Position, positionAt, TemplateSyntaxError } from '../errors';
import { quoted } from '../texts';
import { CompileObserver, Evaluate, Expression, Render, Span } from './ast';
import { Token, tokensOf } from './lexer';
import { Macro } from './scope';
import { Kind, KIND_NAMES } from './tokens';

/** What a template shares with the strings in it that are templates themselves. */
export interface Compilation {
  readonly observer: CompileObserver;
  /** The macros whose definition was read; they have no value until it is compiled. */
  readonly macros: Map<string, Macro | undefined>;
  readonly slotOf: (name: string) => number;
}

/** The tokens of a template as its parser sees them. */
export interface TokenReader extends Compilation {
  readonly tokens: readonly Token[];
  /** The index of the next token. */
  place: number;
  /** The kind of the token that many places ahead; 0 is the next one. */
  peek(ahead?: number): Kind;
  /** Whether the next token is of one of these kinds, written one after the other. */
  nextIs(kinds: string): boolean;
  take(kinds: string): Token;
  takeIf(kind: Kind): boolean;
  /** What the token at an index makes impossible. */
  errorAt(index: number, message: string): TemplateSyntaxError;
  nested<T>(parse: () => T): T;
  /** Something with the white space around it. */
  spacious<T>(parse: () => T): T;
  /** One or more, with commas between them. */
  separated<T>(parse: () => T): T[];
  /** What was read from an index on. */
  node<T>(first: number, kind: string, evaluate: Evaluate, more?: T): Expression & T;
  /** The source of a part of the template, as Velocity puts it together again from its tokens. */
  sourceOf(span: Span): string;
  /** Does something once the whole template was read. */
  later(work: () => void): void;
  /** Where something that an observer sees stands in the whole template. */
  positionOf(index: number): Position;
}

/** Compiles a template within the template: the contents of the string that is the token at an index. */
export type Interpolate = (contents: string, index: number) => Render;

/** How deep expressions and blocks may be nested in one another. */
const MAX_DEPTH = 400;

export const readTokens = (
  source: string, compilation: Compilation, later: TokenReader['later'], positionOf?: TokenReader['positionOf'],
): TokenReader => {
  const tokens = tokensOf(source);
  let depth = 0;
  const peek = (ahead = 0): Kind => tokens[reader.place + ahead].tokenKind;
  const nextIs = (kinds: string): boolean => kinds.includes(peek());
  const takeIf = (kind: Kind): boolean => {
    const isNext = peek() === kind;
    if (isNext) {
      reader.place++;
    }
    return isNext;
  };
  const nameOf = ({ image }: Token): string => image ? quoted(image) : 'end of template';
  const localPosition = (index: number): Position => positionAt(source, tokens[index].offset);
  const errorAt = (index: number, message: string, allowed?: readonly string[]): TemplateSyntaxError =>
    new TemplateSyntaxError(message, localPosition(index), nameOf(tokens[index]), allowed);
  const reader: TokenReader = {
    tokens,
    place: 0,
    peek,
    nextIs,
    take(kinds) {
      if (!nextIs(kinds)) {
        const names = [...new Set([...kinds].map((kind) => KIND_NAMES.find(([named]) => named === kind)?.slice(1) ?? kind))];
        throw errorAt(reader.place, `unexpected ${nameOf(tokens[reader.place])}, expected ${names.join(' or ')}`, names);
      }
      return tokens[reader.place++];
    },
    takeIf,
    errorAt,
    nested(parse) {
      if (++depth > MAX_DEPTH) {
        throw errorAt(reader.place, 'nested too deeply');
      }
      const result = parse();
      depth--;
      return result;
    },
    spacious(parse) {
      takeIf(Kind.Space);
      const result = parse();
      takeIf(Kind.Space);
      return result;
    },
    separated(parse) {
      const parts = [];
      do {
        parts.push(parse());
      } while (takeIf(Kind.Comma));
      return parts;
    },
    node: (first, tokenKind, evaluate, more) => ({ first, last: reader.place - 1, tokenKind, evaluate, ...more! }),
    sourceOf: ({ first, last }) =>
      tokens.slice(first, last + 1).map(({ tokenKind, special, image }) => tokenKind === Kind.BlockComment ? '' : special + image).join(''),
    later,
    positionOf: positionOf ?? localPosition,
    ...compilation,
  };
  return reader;
};
