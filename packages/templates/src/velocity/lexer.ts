import { positionAt, TemplateSyntaxError } from '../errors';
import { quoted } from '../texts';
import { Kind, PREFIXES, rulesFor, State } from './tokens';

/** One token of a template. */
export interface Token {
  readonly kind: Kind;
  readonly offset: number;
  /** The token's text, with the `$`s, `#`s and backslashes before it. The parser shortens it where they print on their own. */
  image: string;
  /** What prints of the text between this token and the one before it: `$` and `#` that begin nothing, and backslashes before a `$`. */
  readonly special: string;
}

export interface Lexer {
  /** Set while a `#set` is being read: a literal then does not end the directive. */
  inSet: boolean;
  next(): Token;
  /** Begins to read a directive's parentheses. */
  enterDirective(): void;
  /** Back to the state before the last change. */
  pop(): void;
  /** Whether a parenthesis comes next, white space apart. */
  parenthesisFollows(): boolean;
}

const COMMENTS = State.InLiteral + State.InBlockComment + State.InFormalComment + State.InLineComment;

/** Turns the characters at an offset into an error. */
export const syntaxError = (source: string, offset: number, found: string, message: string, allowed?: readonly string[]): TemplateSyntaxError =>
  new TemplateSyntaxError(message, positionAt(source, offset), found, allowed);

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
  let offset = 0;

  const push = (next: State): void => {
    stack.push([state, opened, closed]);
    opened = 0;
    state = next;
  };

  const pop = (): void => {
    [state, opened, closed] = stack.pop() ?? [State.Default, 0, closed];
  };

  const popFrom = (states: string): void => {
    if (states.includes(state)) {
      pop();
    }
  };

  const matchEnd = (pattern: RegExp): number => {
    pattern.lastIndex = offset;
    return pattern.test(source) ? pattern.lastIndex : 0;
  };

  const unexpected = (found: string): TemplateSyntaxError => syntaxError(source, offset, found, `unexpected ${found}`);

  /** Goes past the longest match. */
  const advance = (): Kind => {
    let best: Kind | undefined;
    let end = offset;
    for (const [kind, , pattern] of rulesFor(state + (source[offset] < '\x80' ? source[offset] : '\x80'))) {
      const matched = matchEnd(pattern);
      if (matched > end) {
        end = matched;
        best = kind;
      }
    }
    if (!best) {
      throw unexpected(quoted(source[offset]));
    }
    offset = end;
    return best;
  };

  /** Changes the state after a token, or after what begins one. */
  const change = (kind: Kind): void => {
    switch (kind) {
      case Kind.Dollar:
        popFrom(State.Reference);
        push(State.Reference);
        break;
      case Kind.Hash:
        popFrom(State.Reference + State.Modifier);
        push(State.PreDirective);
        break;
      case Kind.LineCommentStart:
        popFrom(State.Reference);
        push(State.InLineComment);
        break;
      case Kind.FormalStart:
        offset--;
        push(State.InFormalComment);
        break;
      case Kind.BlockCommentStart:
        push(State.InBlockComment);
        break;
      case Kind.LiteralStart:
        push(State.InLiteral);
        break;
      case Kind.LeftIndex:
        push(State.Index);
        break;
      case Kind.Set:
        push(State.Directive);
        opened = 1;
        lexer.inSet = true;
        break;
      case Kind.LeftParenthesis:
        opened++;
        if (state === State.Modifier) {
          state = State.Arguments;
        }
        break;
      case Kind.RightParenthesis:
        // It ends the innermost state that has an open parenthesis; states without one end with it.
        while (opened === 0 && stack.length > 0) {
          pop();
        }
        if (opened === closed + 1) {
          pop();
        } else if (opened > 0) {
          closed++;
        }
        break;
      case Kind.RightArguments:
        state = State.Reference;
        break;
      case Kind.If:
      case Kind.ElseIf:
        state = State.Directive;
        break;
      case Kind.Dot:
        offset--;
        state = State.Modifier;
        break;
      case Kind.RightIndex:
      case Kind.RightCurly:
      case Kind.End:
      case Kind.Else:
      case Kind.LineComment:
      case Kind.FormalComment:
      case Kind.BlockComment:
      case Kind.Literal:
        pop();
        break;
      case Kind.String:
      case Kind.Integer:
      case Kind.Float:
        if (opened === 0 && !lexer.inSet) {
          popFrom(State.PreDirective + State.Directive);
        }
        break;
      default:
    }
  };

  const next = (): Token => {
    let special = '';
    let isHidden = false;
    let begin = offset;
    while (offset < source.length) {
      const kind = advance();
      if (PREFIXES.includes(kind)) {
        if (!COMMENTS.includes(state)) {
          change(kind);
        }
        continue;
      }
      if (kind === Kind.Special) {
        const image = source.slice(begin, offset);
        special += image.replace(/(\\+\$)[^]?|([#$])|[^]/g, '$1$2');
        isHidden = image.startsWith('##');
        offset--;
        pop();
      } else if (kind !== Kind.Skipped) {
        if (kind === Kind.Integer && source[offset - 1] === '.') {
          offset -= 2;
        }
        change(kind);
        // What stands before a dot prints nothing.
        const image = kind === Kind.Dot ? kind : source.slice(begin, offset);
        return { kind: kind === Kind.Arithmetic ? image as Kind : kind, offset: begin, image, special: isHidden ? '' : special };
      }
      begin = offset;
    }
    if (begin < offset) {
      throw unexpected('end of template');
    }
    return { kind: Kind.EndOfTemplate, offset, image: '', special };
  };

  const lexer: Lexer = {
    inSet: false,
    next,
    pop,
    enterDirective() {
      state = State.Directive;
    },
    parenthesisFollows: () => matchEnd(/[ \n\r\t]*\(/y) > 0,
  };
  return lexer;
};
