import { positionAt, TemplateSyntaxError } from '../errors';
import { LexerState, rulesFor, TokenKind, TokenRule } from './tokens';

/** One token of a template. */
export interface Token {
  readonly kind: TokenKind;
  readonly offset: number;
  /** The token's text, with the `$`s, `#`s and backslashes before it. The parser shortens it where they print on their own. */
  image: string;
  /** What stood between this token and the one before it without becoming a token, in order. */
  readonly special: readonly string[];
}

/** The kinds of token that may begin with any number of backslashes. */
const ESCAPING: ReadonlySet<TokenKind> = new Set<TokenKind>(['DOLLAR', 'DOLLARBANG', 'ESCAPE_DIRECTIVE']);
const ESCAPED_DIRECTIVE = /#[a-zA-Z_@{]/y;

interface SavedState {
  readonly state: LexerState;
  readonly opened: number;
  readonly closed: number;
}

const NO_SPECIAL: readonly string[] = [];

/**
 * Turns a template into tokens, one at a time.
 *
 * What a character means depends on the state, and the state depends on how far the parser has read, so the parser
 * must ask for tokens exactly as far ahead as the grammar says, and may change the state between two of them.
 */
export class Lexer {
  /** Set while a `#set` is being read: a literal then does not end the directive. */
  inSet = false;

  private matched!: TokenRule;
  private state: LexerState = 'DEFAULT';
  private readonly stack: SavedState[] = [];
  private opened = 0;
  private closed = 0;
  private inComment = false;
  private offset = 0;
  private backslashesEnd = 0;
  private backslashesEscape = false;

  constructor(private readonly source: string) {}

  switchTo(state: LexerState): void {
    this.state = state;
  }

  /** Back to the state before the last change; false when there was none. */
  pop(): boolean {
    const saved = this.stack.pop();
    if (saved === undefined) {
      this.opened = 0;
      this.state = 'DEFAULT';
      return false;
    }
    this.opened = saved.opened;
    this.closed = saved.closed;
    this.state = saved.state;
    return true;
  }

  /** Whether a parenthesis comes next, white space apart. */
  leftParenthesisFollows(): boolean {
    let at = this.offset;
    while (at < this.source.length && ' \n\r\t'.includes(this.source[at])) {
      at++;
    }
    return this.source[at] === '(';
  }

  next(): Token {
    let special: string[] | undefined;
    let begin = this.offset;
    for (;;) {
      if (this.offset >= this.source.length) {
        if (begin < this.offset) {
          throw this.error(this.offset, 'end of template');
        }
        return { kind: 'EOF', offset: this.offset, image: this.source.slice(-1), special: special ?? NO_SPECIAL };
      }
      const length = this.longest();
      const rule = this.matched;
      this.offset += length;
      if (rule.effect === 'more') {
        this.afterPrefix(rule.kind);
        continue;
      }
      const image = this.source.slice(begin, this.offset);
      if (rule.effect === 'token') {
        const token = { kind: rule.kind, offset: begin, image, special: special ?? NO_SPECIAL };
        this.afterToken(token);
        return token;
      }
      if (rule.effect === 'special') {
        (special ??= []).push(image);
        this.offset -= 1;
        this.pop();
      }
      begin = this.offset;
    }
  }

  private longest(): number {
    const { source, offset } = this;
    const escapesNothing = source[offset] === '\\' && this.escapesNothing();
    let length = 0;
    for (const rule of rulesFor(this.state, source.charCodeAt(offset))) {
      const candidate = escapesNothing && ESCAPING.has(rule.kind) ? 0 : rule.match(source, offset);
      if (candidate > length) {
        length = candidate;
        this.matched = rule;
      }
    }
    if (length === 0) {
      throw this.error(offset, JSON.stringify(source[offset]));
    }
    return length;
  }

  /**
   * Whether the backslashes that begin here stand before nothing that they could escape. The answer holds for all of them,
   * so that a long row of backslashes is not gone through again for each one.
   */
  private escapesNothing(): boolean {
    const { source, offset } = this;
    if (offset >= this.backslashesEnd) {
      let end = offset;
      while (source[end] === '\\') {
        end++;
      }
      this.backslashesEnd = end;
      ESCAPED_DIRECTIVE.lastIndex = end;
      this.backslashesEscape = source[end] === '$' || ((end - offset) % 2 === 1 && ESCAPED_DIRECTIVE.test(source));
    }
    return !this.backslashesEscape;
  }

  private push(next: LexerState): void {
    this.stack.push({ state: this.state, opened: this.opened, closed: this.closed });
    this.opened = 0;
    this.state = next;
  }

  private afterPrefix(kind: TokenKind): void {
    if (this.inComment) {
      return;
    }
    switch (kind) {
      case 'DOLLAR':
      case 'DOLLARBANG':
        if (this.state === 'REFERENCE') {
          this.pop();
        }
        this.push('REFERENCE');
        break;
      case 'HASH':
        if (this.state === 'REFERENCE' || this.state === 'REFMODIFIER') {
          this.pop();
        }
        this.push('PRE_DIRECTIVE');
        break;
      case 'FORMAL_START':
        this.offset -= 1;
        this.startComment('IN_FORMAL_COMMENT');
        break;
      case 'MULTI_START':
        this.startComment('IN_MULTI_COMMENT');
        break;
      case 'TEXTBLOCK_START':
        this.startComment('IN_TEXTBLOCK');
        break;
      default:
    }
  }

  private startComment(state: LexerState): void {
    this.inComment = true;
    this.push(state);
  }

  private afterToken(token: Token): void {
    switch (token.kind) {
      case 'INDEX_LBRACKET':
        this.push('INDEX');
        break;
      case 'INDEX_RBRACKET':
      case 'END':
      case 'ELSE':
      case 'RCURLY':
        this.pop();
        break;
      case 'LPAREN':
        this.open();
        break;
      case 'RPAREN':
        this.close();
        break;
      case 'REFMOD2_RPAREN':
        this.state = 'REFERENCE';
        break;
      case 'SET_DIRECTIVE':
        if (!this.inComment) {
          this.push('DIRECTIVE');
          this.inSet = true;
          this.open();
        }
        break;
      case 'LINE_COMMENT_START':
        if (!this.inComment) {
          if (this.state === 'REFERENCE') {
            this.pop();
          }
          this.startComment('IN_LINE_COMMENT');
        }
        break;
      case 'LINE_COMMENT':
      case 'FORMAL_COMMENT':
      case 'MULTI_COMMENT':
      case 'TEXTBLOCK':
        this.inComment = false;
        this.pop();
        break;
      case 'STRING':
        if (this.state === 'DIRECTIVE' && !this.inSet && this.opened === 0) {
          this.pop();
        }
        break;
      case 'IF':
      case 'ELSEIF':
        this.state = 'DIRECTIVE';
        break;
      case 'INTEGER':
        if (token.image.endsWith('..')) {
          this.offset -= 2;
          token.image = token.image.slice(0, -2);
        }
        if (this.opened === 0 && !this.inSet && this.state !== 'ARGUMENTS' && this.state !== 'INDEX') {
          this.pop();
        }
        break;
      case 'FLOAT':
        if (this.opened === 0 && !this.inSet && this.state !== 'ARGUMENTS') {
          this.pop();
        }
        break;
      case 'DOT':
        this.offset -= 1;
        token.image = '.';
        this.state = 'REFMODIFIER';
        break;
      default:
    }
  }

  private open(): void {
    if (!this.inComment) {
      this.opened++;
    }
    if (this.state === 'REFMODIFIER') {
      this.state = 'ARGUMENTS';
    }
  }

  /** A `)` ends the innermost state that has an open `(`; states without one end with it. */
  private close(): void {
    while (!this.inComment) {
      if (this.opened > 0) {
        if (this.opened === this.closed + 1) {
          this.pop();
        } else {
          this.closed++;
        }
        return;
      }
      if (!this.pop()) {
        return;
      }
    }
  }

  private error(offset: number, found: string): TemplateSyntaxError {
    return new TemplateSyntaxError(`unexpected ${found}`, positionAt(this.source, offset), found);
  }
}
