/** The kinds of token. An operator's kind is the operator in its shortest spelling; no kind is part of another one. */
export const enum Kind {
  EndOfTemplate = 'Z', LeftIndex = 'i', RightIndex = 'j', LeftBracket = '[', RightBracket = ']', Comma = ',', DoubleDot = 'D', Colon = ':',
  LeftBrace = '{', RightBrace = '}', LeftParenthesis = '(', RightParenthesis = ')', RightArguments = 'r', EscapedDirective = 'e', Set = 's',
  Dollar = '$', LiteralStart = 'T', FormalStart = 'F', BlockCommentStart = 'M', Hash = '#', LineCommentStart = 'c', DoubleEscape = 'x',
  Text = 'p', LineComment = 'l', FormalComment = 'f', BlockComment = 'm', Literal = 't', Space = ' ', String = '"', True = 'y', False = 'n',
  End = 'q', If = 'I', ElseIf = 'J', Else = 'L', Integer = '1', Float = '2', Word = 'w', BracedWord = 'W', Identifier = 'a', Dot = '.',
  LeftCurly = 'k', RightCurly = 'K', Operator = 'o', Not = '!', Assign = '=', Nothing = '',
}

/** What the kinds are called that are not spelled as they stand. */
export const KIND_NAMES: ReadonlyMap<string, string> = new Map([
  Kind.EndOfTemplate + 'end of template', Kind.LeftIndex + '[', Kind.RightIndex + ']', Kind.DoubleDot + '..', Kind.RightArguments + ')',
  Kind.Space + 'white space', Kind.String + 'a string', Kind.True + 'true', Kind.False + 'false', Kind.End + '#end', Kind.If + '#if',
  Kind.ElseIf + '#elseif', Kind.Else + '#else', Kind.Integer + 'an integer', Kind.Float + 'a decimal number', Kind.Word + 'a word',
  Kind.Identifier + 'a name', Kind.LeftCurly + '{', Kind.RightCurly + '}',
].map((entry) => [entry[0], entry.slice(1)]));

export const LITERALS = Kind.String + Kind.Integer + Kind.Float + Kind.True + Kind.False;
/** What a reference can begin with after its `$`. */
export const REFERENCES = Kind.Identifier + Kind.LeftCurly;
/** What an argument can begin with. */
export const PARAMETERS = LITERALS + REFERENCES + Kind.LeftBracket + Kind.LeftBrace;
export const SPACED_PARAMETERS = Kind.Space + PARAMETERS;

/**
 * The lexer's states. A `$` or a `#` changes what the characters after it mean, until something ends the reference or the directive.
 * - `Default`: text.
 * - `Reference`: after `$name`; `Modifier`: after `.`; `Arguments`: within a method's parentheses; `Index`: within brackets.
 * - `PreDirective`: after `#`; `Directive`: within a directive's parentheses.
 * - the rest: within comments and literal blocks.
 */
export const enum State {
  Default = 1, Reference = 2, Modifier = 4, Index = 8, Arguments = 16, PreDirective = 32, Directive = 64,
  InLiteral = 128, InBlockComment = 256, InFormalComment = 512, InLineComment = 1024,
  References = Reference | Modifier, Values = Directive | Arguments, Expressions = Values | Index, Everywhere = 2047,
}

/** What a rule does with what it matched: gives a token, keeps it as a token's prefix, drops it, or puts it before the next token. */
export const enum Effect { Token, Prefix, Skip, Special }

/** How one kind of token is recognised: in which states, and by which pattern. */
export type TokenRule = readonly [kind: Kind, states: number, pattern: RegExp, effect?: Effect, first?: RegExp];

/** Within comments and literal blocks: all that no other rule begins with there, or any character. */
const ANYTHING = /[^$#\\*\]\r\n]+|[^]/y;

/** The rules, in the order in which one wins over another that matches as much. */
const RULES: readonly TokenRule[] = [
  [Kind.LeftIndex, State.References, /\[/y],
  [Kind.RightIndex, State.Index, /]/y],
  [Kind.LeftBracket, State.Values, /\[/y],
  [Kind.RightBracket, State.Values, /]/y],
  [Kind.Comma, State.Values, /,/y],
  [Kind.DoubleDot, State.Values, /\.\./y],
  [Kind.Colon, State.Values, /:/y],
  [Kind.LeftBrace, State.Values, /{/y],
  [Kind.RightBrace, State.Values, /}/y],
  [Kind.LeftParenthesis, State.Directive | State.Modifier, /\(/y],
  [Kind.RightParenthesis, State.Directive, /\)([ \t]*(\r\n|\n|\r))?/y],
  [Kind.RightArguments, State.Arguments, /\)/y],
  [Kind.EscapedDirective, State.Default, /\\(\\\\)*#([a-z_@][\w@]*|{[a-z_][\w@]*})/iy],
  [Kind.Set, State.Default | State.References | State.Arguments, /[ \t]*#(set|{set}) *\(/y, Effect.Token, /[ \t#]/],
  [Kind.Dollar, State.Everywhere, /\\*\$(\\*!)?/y, Effect.Prefix, /[\\$]/],
  [Kind.LiteralStart, State.Everywhere, /#\[\[/y, Effect.Prefix],
  [Kind.FormalStart, State.Everywhere, /#\*\*[^#]/y, Effect.Prefix],
  [Kind.BlockCommentStart, State.Everywhere, /#\*/y, Effect.Prefix],
  [Kind.Hash, State.Everywhere, /#/y, Effect.Prefix],
  [Kind.LineCommentStart, State.Default | State.Reference | State.Directive | State.PreDirective, /##/y],
  [Kind.DoubleEscape, State.Default, /\\\\/y],
  [Kind.Text, State.Default, /\\|[^$#\\]+/y, Effect.Token, /[^$#]/],
  [Kind.LineComment, State.InLineComment, /\r\n|\n|\r/y, Effect.Token, /[\r\n]/],
  [Kind.FormalComment, State.InFormalComment, /\*#/y],
  [Kind.BlockComment, State.InBlockComment, /\*#/y],
  [Kind.Literal, State.InLiteral, /]]#/y],
  [Kind.Nothing, State.InLineComment | State.InFormalComment | State.InBlockComment, ANYTHING, Effect.Skip, /[^]/],
  [Kind.Nothing, State.InLiteral, ANYTHING, Effect.Prefix, /[^]/],
  [Kind.Space, State.Expressions, /[ \t\r\n]+/y],
  [Kind.String, State.Expressions, /"([^"]|"")*"|'([^']|'')*'/y, Effect.Token, /["']/],
  [Kind.True, State.References | State.Expressions, /true/y],
  [Kind.False, State.References | State.Expressions, /false/y],
  [Kind.Operator, State.Directive, /[-+*/%]|&&|\|\||[<>=!]=?|and|or|lt|le|gt|ge|eq|ne|not/y, Effect.Token, /[-+*/%&|<>=!aolgen]/],
  [Kind.End, State.PreDirective, /(end|{end})([ \t]*(\r\n|\n|\r))?/y, Effect.Token, /[e{]/],
  [Kind.If, State.PreDirective, /if|{if}/y, Effect.Token, /[i{]/],
  [Kind.ElseIf, State.PreDirective, /elseif|{elseif}/y, Effect.Token, /[e{]/],
  [Kind.Else, State.PreDirective, /(else|{else})([ \t]*(\r\n|\n|\r))?/y, Effect.Token, /[e{]/],
  [Kind.Integer, State.PreDirective | State.Expressions, /-?\d+(\.\.)?/y, Effect.Token, /[-\d]/],
  [Kind.Float, State.PreDirective | State.Expressions, /-?(\d+\.\d*|\.\d+)(e[+-]?\d+)?|-?\d+e[+-]?\d+/iy, Effect.Token, /[-.\d]/],
  [Kind.Word, State.PreDirective | State.Directive, /[a-z_@][\w@]*/iy],
  [Kind.BracedWord, State.PreDirective | State.Directive, /{[a-z_][\w@]*}/iy],
  [Kind.Identifier, State.References | State.Arguments, /[a-z_][\w-]*/iy],
  [Kind.Dot, State.References | State.Arguments, /\.[a-z]/iy],
  [Kind.LeftCurly, State.References, /{/y],
  [Kind.RightCurly, State.References, /}/y],
  [Kind.Nothing, State.References | State.PreDirective, /[^]/y, Effect.Special],
  [Kind.Text, State.Default | State.Reference, /\$((\\?!)?\[|\.)/y],
];

/** Whether what a rule matches can begin with a character: one that it names, or else the first part of its pattern. */
const canStart = ([, , { source, flags }, , first]: TokenRule, character: string): boolean =>
  (first ?? new RegExp(/^(\[[^\]]+\]|\\?[^])/.exec(source)![0], flags.replace('y', ''))).test(character);

/** All characters beyond ASCII are alike. */
const BEYOND = 0x7f;
const known = new Map<number, readonly TokenRule[]>();

/** The rules that may apply in a state where a character stands. */
export const rulesFor = (state: State, character: number): readonly TokenRule[] => {
  const code = Math.min(character, BEYOND);
  const key = state * (BEYOND + 1) + code;
  let rules = known.get(key);
  if (!rules) {
    rules = RULES.filter((rule) => (rule[1] & state) > 0 && canStart(rule, String.fromCharCode(code)));
    known.set(key, rules);
  }
  return rules;
};

const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['and', '&&'], ['or', '||'], ['lt', '<'], ['le', '<='], ['gt', '>'], ['ge', '>='], ['eq', '=='], ['ne', '!='], ['not', '!'],
]);

/** The kind of the operator that is written like this. */
export const operatorOf = (image: string): Kind => (SPELLINGS.get(image) ?? image) as Kind;
