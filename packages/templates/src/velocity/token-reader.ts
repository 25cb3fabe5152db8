import { positionAt, TemplateSyntaxError } from '../errors';
import { quoted } from '../texts';
import { Evaluate, Expression, Span } from './ast';
import { createLexer, Lexer, Token } from './lexer';
import { sourceText } from './literals';
import { Kind, KIND_NAMES } from './tokens';

/** The tokens of a template as its parser sees them: read one after the other, with as much foresight as the parser asks for. */
export interface TokenReader {
  readonly lexer: Lexer;
  /** The tokens read so far. */
  readonly tokens: readonly Token[];
  readonly slotOf: (name: string) => number;
  /** The index of the next token. */
  place: number;
  /** The kind of the token that many places ahead; 1 is the next one. The lexer is not driven further than that. */
  peek(distance?: number): Kind;
  /** Whether the next token is of one of these kinds, written one after the other. */
  nextIs(kinds: string): boolean;
  take(kinds: string): Token;
  takeIf(kind: Kind): boolean;
  unexpected(allowed: string): TemplateSyntaxError;
  /** What the token at an index makes impossible. */
  errorAt(index: number, message: string, found?: string): TemplateSyntaxError;
  nested<T>(parse: () => T): T;
  /** Something with the white space around it. */
  spacious<T>(parse: () => T): T;
  /** One or more, with commas between them. */
  separated(parse: () => void): void;
  /** What was read from an index on. */
  node(first: number, build: () => Evaluate, more?: Partial<Expression>): Expression;
  sourceOf(span: Span): string;
}

/** How deep expressions and blocks may be nested in one another. */
const MAX_DEPTH = 400;

export const readTokens = (source: string, slotOf: (name: string) => number): TokenReader => {
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
  const unexpected = (allowed: string): TemplateSyntaxError => {
    const found = peek() === Kind.EndOfTemplate ? 'end of template' : quoted(tokens[reader.place].image);
    const names = [...new Set([...allowed].map((kind) => KIND_NAMES.get(kind) ?? kind))];
    return new TemplateSyntaxError(
      `unexpected ${found}, expected ${names.join(' or ')}`, positionAt(source, tokens[reader.place].offset), found, names,
    );
  };
  const takeIf = (kind: Kind): boolean => {
    const isNext = peek() === kind;
    if (isNext) {
      reader.place++;
    }
    return isNext;
  };
  const errorAt = (index: number, message: string, found = tokens[index].image): TemplateSyntaxError =>
    new TemplateSyntaxError(message, positionAt(source, tokens[index].offset), found);
  const reader: TokenReader = {
    lexer,
    tokens,
    slotOf,
    place: 0,
    peek,
    nextIs,
    take(kinds) {
      if (!nextIs(kinds)) {
        throw unexpected(kinds);
      }
      return tokens[reader.place++];
    },
    takeIf,
    unexpected,
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
      do {
        parse();
      } while (takeIf(Kind.Comma));
    },
    node: (first, build, more) => ({ first, last: reader.place - 1, build, ...more }),
    sourceOf: (span) => sourceText(tokens, span),
  };
  return reader;
};
