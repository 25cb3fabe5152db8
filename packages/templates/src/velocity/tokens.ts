import { remembering } from '../cache';

/** The kinds of token, one character each. */
export const enum Kind {
  EndOfTemplate = 'Z', LeftIndex = 'i', RightIndex = 'j', LeftBracket = '[', RightBracket = ']', Comma = ',', DoubleDot = 'D', Colon = ':',
  LeftBrace = '{', RightBrace = '}', LeftParenthesis = '(', RightParenthesis = ')', RightArguments = 'r', EscapedDirective = 'e', Set = 's',
  Dollar = '$', LiteralStart = 'T', FormalStart = 'F', BlockCommentStart = 'M', Hash = '#', LiteralText = 'A', LineCommentStart = 'c',
  DoubleEscape = 'x', Text = 'p', LineComment = 'l', FormalComment = 'f', BlockComment = 'm', Literal = 't', Space = ' ', String = '"',
  True = 'y', False = 'n', End = 'q', If = 'I', ElseIf = 'J', Else = 'L', Integer = '1', Float = '2', Word = 'w', BracedWord = 'W', Identifier = 'a', Dot = '.',
  LeftCurly = 'k', RightCurly = 'K', Not = '!', Assign = '=', Or = '|', And = '&',
  Equal = 'E', NotEqual = 'N', Less = '<', Greater = '>', LessOrEqual = 'G', GreaterOrEqual = 'H', Plus = '+',
  /** Each kind of its own, which is the operator. */
  Arithmetic = 'o',
  /** Dropped with the prefix before it. */
  Skipped = '~',
  /** Ends a state; only its prefix counts, and stands before the next token. */
  Special = '^',
}

/** What the kinds are called that are not spelled as they stand. */
export const KIND_NAMES: ReadonlyMap<string, string> = new Map([
  Kind.EndOfTemplate + 'end of template', Kind.RightIndex + ']', Kind.DoubleDot + '..', Kind.RightArguments + ')', Kind.String + 'a string',
  Kind.True + 'true', Kind.False + 'false', Kind.End + '#end', Kind.ElseIf + '#elseif', Kind.Else + '#else', Kind.Integer + 'an integer',
  Kind.Float + 'a decimal number', Kind.Word + 'a word', Kind.Identifier + 'a name', Kind.LeftCurly + '{', Kind.RightCurly + '}',
].map((entry) => [entry[0], entry.slice(1)]));

/** What becomes the beginning of the next token. */
export const PREFIXES = Kind.Dollar + Kind.Hash + Kind.LiteralStart + Kind.FormalStart + Kind.BlockCommentStart + Kind.LiteralText;

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
  Default = 'd', Reference = 'r', Modifier = 'm', Index = 'i', Arguments = 'a', PreDirective = 'p', Directive = 'e',
  InLiteral = 'T', InBlockComment = 'M', InFormalComment = 'F', InLineComment = 'c',
}

/** One kind of token: the states in which it is recognised, all when there are none, and its pattern. */
export type TokenRule = readonly [kind: Kind, states: string, pattern: RegExp];

/** A kind, the states and the pattern in each line, in the order in which one wins over another that matches as much. */
const RULES = String.raw`irm \[
ji ]
[ea \[
]ea ]
,ea ,
Dea \.\.
:ea :
{ea {
}ea }
(em \(
)e \)([ \t]*(\r\n|\n|\r))?
ra \)
ed (?<!\\)\\(\\\\)*#([a-zA-Z_@][\w@]*|{[a-zA-Z_][\w@]*})
sdrma [ \t]*#(set|{set}) *\(
$ ((?<!\\)\\+)?\$(\\*!)?
T #\[\[
F #\*\*[^#]
M #\*
# #
cdrep ##
xd \\\\
pd [\\]|[^$#\\]+
lc \r\n|\n|\r
fF \*#
mM \*#
tT ]]#
~cFM [^$#\\*\]\r\n]+|[^]
AT [^$#\\*\]\r\n]+|[^]
 eai [ \t\r\n]+
"eai "([^"]|"")*"|'([^']|'')*'
yrmeai true
nrmeai false
oe [-+*/%]
|e \|\||or
&e &&|and
Ee ==|eq
Ne !=|ne
<e <|lt
>e >|gt
Ge <=|le
He >=|ge
!e !|not
=e =
qp (end|{end})([ \t]*(\r\n|\n|\r))?
Ip if|{if}
Jp elseif|{elseif}
Lp (else|{else})([ \t]*(\r\n|\n|\r))?
1peai -?\d+(\.\.)?
2peai -?(\d+\.\d*|\.\d+)([eE][+-]?\d+)?|-?\d+[eE][+-]?\d+
wpe [a-zA-Z_@][\w@]*
Wp {[a-zA-Z_][\w@]*}
arma [a-zA-Z_][\w-]*
.rma \.[a-zA-Z]
krm {
Krm }
^rmp [^]
pdr \$((\\?!)?\[|\.)`;

const rules = Array.from(RULES.matchAll(/(.)(\w*) (.*)/g), ([, kind, states, pattern]): TokenRule => [kind as Kind, states, new RegExp(pattern, 'y')]);

/** Whether a match can begin with a character, as far as the pattern tells it at once. */
const mayBegin = ({ source }: RegExp, character: string): boolean => source.split(/(?<!\\)\|/).some((option) => {
  const [, first] = /^(\[(?:\\[^]|[^\\\]])+]|\\[^]|[^[(\\])(?![*?])/.exec(option) ?? [];
  return !first || new RegExp(first).test(character);
});

/** The rules that apply to a character in a state; beyond ASCII, all characters are alike. */
export const rulesFor = remembering((stateAndCharacter: string): readonly TokenRule[] => {
  const [state, character] = stateAndCharacter;
  return rules.filter(([, states, pattern]) => (!states || states.includes(state)) && mayBegin(pattern, character));
});
