import { Kind, PREFIXES, rulesFor } from './tokens';

/** One token of a template. */
export interface Token {
  readonly tokenKind: Kind;
  readonly offset: number;
  /** The token's text, with the `$`s, `#`s and backslashes before it. The parser shortens it where they print on their own. */
  image: string;
  /** What prints of the text between this token and the one before it: `$` and `#` that begin nothing, and backslashes before a `$`. */
  readonly special: string;
}

/** Turns a template into tokens, up to its end or to where no token can begin. */
export const tokensOf = (source: string): Token[] => {
  const tokens: Token[] = [];
  const stack: Array<readonly [state: Kind, depth: number]> = [];
  let state = Kind.Text;
  /** How many of a directive's parentheses are open. */
  let depth = 0;
  let offset = 0;
  let begin = 0;
  let special = '';

  const pop = (): void => {
    [state, depth] = stack.pop()!;
  };

  const matchEnd = (pattern: RegExp): number => {
    pattern.lastIndex = offset;
    return pattern.test(source) ? pattern.lastIndex : 0;
  };

  /** Goes past the longest match. */
  const advance = (): Kind | undefined => {
    let best: Kind | undefined;
    let end = offset;
    for (const [kind, , pattern] of rulesFor(state + (source[offset] < '\x80' ? source[offset] : '\x80'))) {
      const matched = matchEnd(pattern);
      if (matched > end) {
        end = matched;
        best = kind;
      }
    }
    offset = end;
    return best;
  };

  /** Changes the state after a token, or after what begins one. */
  const change = (kind: Kind): void => {
    if (/[$#c]\$|#\.|[12]#|[jKqLlfmt]./.test(kind + state)) {
      pop();
    }
    if (/[$#cFMTis][^cFMT]/.test(kind + state)) {
      stack.push([state, depth]);
      state = kind;
      depth = 0;
    }
    if (/[IJ]|[wW]#/.test(kind + state)) {
      state = Kind.Set;
      // A name without parentheses ends its directive.
      if ((Kind.Word + Kind.BracedWord).includes(kind) && !matchEnd(/[ \n\r\t]*\(/y)) {
        pop();
      }
    }
    if (/\..|\(\./.test(kind + state)) {
      state = kind;
    }
    if (kind === Kind.RightArguments) {
      state = Kind.Dollar;
    }
    if ((Kind.LeftParenthesis + Kind.Set).includes(kind)) {
      depth++;
    }
    if (kind === Kind.RightParenthesis && --depth < 1) {
      pop();
    }
  };

  for (;;) {
    const kind = advance();
    if (!kind) {
      tokens.push({ tokenKind: begin < source.length ? Kind.Invalid : Kind.EndOfTemplate, offset, image: source.slice(offset, offset + 1), special });
      return tokens;
    }
    if (PREFIXES.includes(kind)) {
      change(kind);
      continue;
    }
    const image = source.slice(begin, offset);
    if (kind === Kind.Special) {
      special += image.replace(/(\\+\$)[^]?|([#$])|[^]/g, '$1$2');
      offset--;
      pop();
    } else if (kind !== Kind.Skipped) {
      change(kind);
      // What stands before a dot prints nothing.
      tokens.push({ tokenKind: kind === Kind.Arithmetic ? image as Kind : kind, offset: begin, image: kind === Kind.Dot ? kind : image, special });
      special = '';
    }
    begin = offset;
  }
};
