import { TemplateSyntaxError } from '../errors';
import { quoted } from '../texts';
import { CompileObserver, Evaluate, Expression, Render, Span } from './ast';
import { createLexer, Lexer, syntaxError, Token } from './lexer';
import { Macro } from './scope';
import { Kind, KIND_NAMES } from './tokens';

/** What a template shares with the strings in it that are templates themselves. */
export interface Compilation {
  readonly observer: CompileObserver;
  /** The macros whose definition was read; they have no value until it is compiled. */
  readonly macros: Map<string, Macro | undefined>;
  readonly slotOf: (name: string) => number;
}

/** The tokens of a template as its parser sees them: read one after the other, with as much foresight as the parser asks for. */
export interface TokenReader extends Compilation {
  readonly lexer: Lexer;
  /** The tokens read so far. */
  readonly tokens: readonly Token[];
  /** The index of the next token. */
  place: number;
  /** The kind of the token that many places ahead; 1 is the next one. The lexer is not driven further than that. */
  peek(distance?: number): Kind;
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
  offsetOf(index: number): number;
}

/** Compiles a template within the template: the contents of the string that is the token at an index. */
export type Interpolate = (contents: string, index: number) => Render;

/** How deep expressions and blocks may be nested in one another. */
const MAX_DEPTH = 400;

export const readTokens = (
  source: string, compilation: Compilation, later: TokenReader['later'], offsetOf?: TokenReader['offsetOf'],
): TokenReader => {
  const lexer = createLexer(source);
  const tokens: Token[] = [];
  let depth = 0;
  const peek = (distance = 1): Kind => {
    const index = reader.place + distance - 1;
    while (tokens.length <= index) {
      tokens.push(lexer.next());
    }
    return tokens[index].kind;
  };
  const nextIs = (kinds: string): boolean => kinds.includes(peek());
  const takeIf = (kind: Kind): boolean => {
    const isNext = peek() === kind;
    if (isNext) {
      reader.place++;
    }
    return isNext;
  };
  const errorAt = (index: number, message: string): TemplateSyntaxError => {
    const { offset, image } = tokens[index];
    return syntaxError(source, offset, quoted(image), message);
  };
  const reader: TokenReader = {
    lexer,
    tokens,
    place: 0,
    peek,
    nextIs,
    take(kinds) {
      const isNext = nextIs(kinds);
      const token = tokens[reader.place++];
      if (!isNext) {
        const found = token.kind === Kind.EndOfTemplate ? 'end of template' : quoted(token.image);
        const names = [...new Set([...kinds].map((kind) => KIND_NAMES.get(kind) ?? kind))];
        throw syntaxError(source, token.offset, found, `unexpected ${found}, expected ${names.join(' or ')}`, names);
      }
      return token;
    },
    takeIf,
    errorAt,
    nested(parse) {
      if (++depth > MAX_DEPTH) {
        peek();
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
    node: (first, kind, evaluate, more) => ({ first, last: reader.place - 1, kind, evaluate, ...more! }),
    sourceOf: ({ first, last }) =>
      tokens.slice(first, last + 1).map(({ kind, special, image }) => kind === Kind.BlockComment ? '' : special + image).join(''),
    later,
    offsetOf: offsetOf ?? ((index) => tokens[index].offset),
    ...compilation,
  };
  return reader;
};
