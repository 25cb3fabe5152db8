import { positionAt, TemplateSyntaxError } from '../errors';
import { quoted } from '../texts';
import { Effect, Kind, operatorOf, rulesFor, State, TokenRule } from './tokens';

/** One token of a template. */
export interface Token {
  readonly kind: Kind;
  readonly offset: number;
  /** The token's text, with the `$`s, `#`s and backslashes before it. The parser shortens it where they print on their own. */
  image: string;
  /** What stood between this token and the one before it without becoming a token, in order. */
  readonly special: readonly string[];
}

export interface Lexer {
  /** Set while a `#set` is being read: a literal then does not end the directive. */
  inSet: boolean;
  next(): Token;
  /** Begins to read a directive's parentheses. */
  enterDirective(): void;
  /** Back to the state before the last change; false when there was none. */
  pop(): boolean;
  /** Whether a parenthesis comes next, white space apart. */
  parenthesisFollows(): boolean;
}

const NONE: readonly string[] = [];
const PARENTHESIS = /[ \n\r\t]*\(/y;
const ESCAPED_DIRECTIVE = /#[a-z_@{]/iy;

const matches = (pattern: RegExp, source: string, offset: number): boolean => {
  pattern.lastIndex = offset;
  return pattern.test(source);
};

/**
 * Turns a template into tokens, one at a time.
 *
 * What a character means depends on the state, and the state depends on how far the parser has read, so the parser
 * must ask for tokens exactly as far ahead as the grammar says, and may change the state between two of them.
 */
export const createLexer = (source: string): Lexer => {
  const stack: Array<readonly [state: State, opened: number, closed: number]> = [];
  let state = State.Default;
  let opened = 0;
  let closed = 0;
  let inComment = false;
  let offset = 0;
  let backslashesEnd = 0;
  let backslashesEscape = false;

  const error = (found: string): TemplateSyntaxError => new TemplateSyntaxError(`unexpected ${found}`, positionAt(source, offset), found);

  const push = (next: State): void => {
    stack.push([state, opened, closed]);
    opened = 0;
    state = next;
  };

  const pop = (): boolean => {
    const saved = stack.pop();
    if (!saved) {
      opened = 0;
      state = State.Default;
      return false;
    }
    [state, opened, closed] = saved;
    return true;
  };

  const popFrom = (states: number): void => {
    if (state & states) {
      pop();
    }
  };

  const startComment = (next: State): void => {
    inComment = true;
    push(next);
  };

  /**
   * Whether the backslashes that begin here stand before nothing that they could escape. The answer holds for all of them,
   * so that a long row of backslashes is not gone through again for each one.
   */
  const escapesNothing = (): boolean => {
    if (offset >= backslashesEnd) {
      backslashesEnd = offset;
      while (source[backslashesEnd] === '\\') {
        backslashesEnd++;
      }
      backslashesEscape = source[backslashesEnd] === '$'
        || ((backslashesEnd - offset) % 2 === 1 && matches(ESCAPED_DIRECTIVE, source, backslashesEnd));
    }
    return !backslashesEscape;
  };

  /** Goes past the longest match. */
  const advance = (): TokenRule => {
    const plain = source[offset] === '\\' && escapesNothing();
    let best: TokenRule | undefined;
    let end = offset;
    for (const rule of rulesFor(state, source.charCodeAt(offset))) {
      const [kind, , pattern] = rule;
      if (!(plain && (kind === Kind.Dollar || kind === Kind.EscapedDirective)) && matches(pattern, source, offset) && pattern.lastIndex > end) {
        end = pattern.lastIndex;
        best = rule;
      }
    }
    if (!best) {
      throw error(quoted(source[offset]));
    }
    offset = end;
    return best;
  };

  const afterPrefix = (kind: Kind): void => {
    if (inComment) {
      return;
    }
    switch (kind) {
      case Kind.Dollar:
        popFrom(State.Reference);
        push(State.Reference);
        break;
      case Kind.Hash:
        popFrom(State.References);
        push(State.PreDirective);
        break;
      case Kind.FormalStart:
        offset--;
        startComment(State.InFormalComment);
        break;
      case Kind.BlockCommentStart:
        startComment(State.InBlockComment);
        break;
      case Kind.LiteralStart:
        startComment(State.InLiteral);
        break;
      default:
    }
  };

  const open = (): void => {
    if (!inComment) {
      opened++;
    }
    if (state === State.Modifier) {
      state = State.Arguments;
    }
  };

  /** A `)` ends the innermost state that has an open `(`; states without one end with it. */
  const close = (): void => {
    while (!inComment) {
      if (opened > 0) {
        if (opened === closed + 1) {
          pop();
        } else {
          closed++;
        }
        return;
      }
      if (!pop()) {
        return;
      }
    }
  };

  const afterLiteral = (within: number): void => {
    if (opened === 0 && !lexer.inSet && !(state & within)) {
      pop();
    }
  };

  const afterToken = (token: Token): void => {
    switch (token.kind) {
      case Kind.LeftIndex:
        push(State.Index);
        break;
      case Kind.RightIndex:
      case Kind.End:
      case Kind.Else:
      case Kind.RightCurly:
        pop();
        break;
      case Kind.LeftParenthesis:
        open();
        break;
      case Kind.RightParenthesis:
        close();
        break;
      case Kind.RightArguments:
        state = State.Reference;
        break;
      case Kind.Set:
        if (!inComment) {
          push(State.Directive);
          lexer.inSet = true;
          open();
        }
        break;
      case Kind.LineCommentStart:
        if (!inComment) {
          popFrom(State.Reference);
          startComment(State.InLineComment);
        }
        break;
      case Kind.LineComment:
      case Kind.FormalComment:
      case Kind.BlockComment:
      case Kind.Literal:
        inComment = false;
        pop();
        break;
      case Kind.String:
        afterLiteral(State.Everywhere - State.Directive);
        break;
      case Kind.If:
      case Kind.ElseIf:
        state = State.Directive;
        break;
      case Kind.Integer:
        if (token.image.endsWith('..')) {
          offset -= 2;
          token.image = token.image.slice(0, -2);
        }
        afterLiteral(State.Arguments | State.Index);
        break;
      case Kind.Float:
        afterLiteral(State.Arguments);
        break;
      case Kind.Dot:
        offset--;
        token.image = '.';
        state = State.Modifier;
        break;
      default:
    }
  };

  const next = (): Token => {
    let special: string[] | undefined;
    let begin = offset;
    for (;;) {
      if (offset >= source.length) {
        if (begin < offset) {
          throw error('end of template');
        }
        return { kind: Kind.EndOfTemplate, offset, image: source.slice(-1), special: special ?? NONE };
      }
      const [kind, , , effect] = advance();
      if (effect === Effect.Prefix) {
        afterPrefix(kind);
        continue;
      }
      const image = source.slice(begin, offset);
      if (!effect) {
        const token = { kind: kind === Kind.Operator ? operatorOf(image) : kind, offset: begin, image, special: special ?? NONE };
        afterToken(token);
        return token;
      }
      if (effect === Effect.Special) {
        (special ??= []).push(image);
        offset--;
        pop();
      }
      begin = offset;
    }
  };

  const lexer: Lexer = {
    inSet: false,
    next,
    pop,
    enterDirective() {
      state = State.Directive;
    },
    parenthesisFollows: () => matches(PARENTHESIS, source, offset),
  };
  return lexer;
};
