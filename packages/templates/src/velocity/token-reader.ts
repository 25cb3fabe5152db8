import { positionAt, TemplateSyntaxError } from '../errors';
import { Lexer, Token } from './lexer';
import { TokenKind } from './tokens';

const NAMES: Partial<Record<TokenKind, string>> = {
  EOF: 'end of template',
  INDEX_LBRACKET: '[',
  INDEX_RBRACKET: ']',
  LBRACKET: '[',
  RBRACKET: ']',
  COMMA: ',',
  DOUBLEDOT: '..',
  COLON: ':',
  LEFT_CURLY: '{',
  RIGHT_CURLY: '}',
  LPAREN: '(',
  RPAREN: ')',
  REFMOD2_RPAREN: ')',
  WHITESPACE: 'white space',
  STRING: 'a string',
  TRUE: 'true',
  FALSE: 'false',
  MINUS: '-',
  PLUS: '+',
  MULTIPLY: '*',
  DIVIDE: '/',
  MODULUS: '%',
  AND: '&&',
  OR: '||',
  LT: '<',
  LE: '<=',
  GT: '>',
  GE: '>=',
  EQ: '==',
  NE: '!=',
  NOT: '!',
  EQUALS: '=',
  END: '#end',
  IF: '#if',
  ELSEIF: '#elseif',
  ELSE: '#else',
  INTEGER: 'an integer',
  FLOAT: 'a decimal number',
  WORD: 'a word',
  IDENTIFIER: 'a name',
  DOT: '.',
  LCURLY: '{',
  RCURLY: '}',
  SET_DIRECTIVE: '#set(',
  TEXT: 'text',
};

/** The tokens of a template as its parser sees them: read one after the other, with as much foresight as the parser asks for. */
export class TokenReader {
  readonly tokens: Token[] = [];
  readonly lexer: Lexer;
  /** The index of the next token. */
  position = 0;

  constructor(readonly source: string) {
    this.lexer = new Lexer(source);
  }

  /** The token that many places ahead; 1 is the next one. The lexer is not driven further than that. */
  peek(distance = 1): Token {
    return this.at(this.position + distance - 1);
  }

  /** The token at an absolute index. */
  at(index: number): Token {
    while (this.tokens.length <= index) {
      this.tokens.push(this.lexer.next());
    }
    return this.tokens[index];
  }

  nextIs(...kinds: readonly TokenKind[]): boolean {
    return kinds.includes(this.peek().kind);
  }

  take(...kinds: readonly TokenKind[]): Token {
    const token = this.peek();
    if (!kinds.includes(token.kind)) {
      throw this.unexpected(kinds);
    }
    this.position++;
    return token;
  }

  takeIf(kind: TokenKind): boolean {
    if (this.peek().kind === kind) {
      this.position++;
      return true;
    }
    return false;
  }

  unexpected(allowed: readonly TokenKind[]): TemplateSyntaxError {
    const token = this.peek();
    const found = token.kind === 'EOF' ? 'end of template' : JSON.stringify(token.image);
    const names = [...new Set(allowed.map((kind) => NAMES[kind] ?? kind))];
    const hint = names.length === 0 ? '' : `, expected ${names.join(' or ')}`;
    return new TemplateSyntaxError(`unexpected ${found}${hint}`, positionAt(this.source, token.offset), found, names);
  }

  errorAt(token: Token, message: string): TemplateSyntaxError {
    return new TemplateSyntaxError(message, positionAt(this.source, token.offset), token.image);
  }
}
