import { remembering } from '../cache';

/** The kinds of token, one character each. */
export const enum Kind {
  EndOfTemplate = 'Z', Invalid = '?', LeftIndex = 'i', RightIndex = 'j', LeftBracket = '[', RightBracket = ']', Comma = ',', DoubleDot = 'D', Colon = ':',
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

/** What the kinds are called that are not spelled as they stand, each after its kind. */
export const KIND_NAMES: readonly string[] = (`${Kind.EndOfTemplate}end of template|${Kind.RightIndex}]|${Kind.DoubleDot}..|${Kind.RightArguments})|`
  + `${Kind.String}a string|${Kind.True}true|${Kind.False}false|${Kind.End}#end|${Kind.ElseIf}#elseif|${Kind.Else}#else|${Kind.Integer}an integer|`
  + `${Kind.Float}a decimal number|${Kind.Word}a word|${Kind.Identifier}a name|${Kind.LeftCurly}{|${Kind.RightCurly}}`).split('|');

/** What becomes the beginning of the next token. */
export const PREFIXES = Kind.Dollar + Kind.Hash + Kind.LiteralStart + Kind.FormalStart + Kind.BlockCommentStart + Kind.LiteralText;

export const LITERALS = Kind.String + Kind.Integer + Kind.Float + Kind.True + Kind.False;
/** What a reference can begin with after its `$`. */
export const REFERENCES = Kind.Identifier + Kind.LeftCurly;
/** What an argument can begin with. */
export const PARAMETERS = LITERALS + REFERENCES + Kind.LeftBracket + Kind.LeftBrace;
export const SPACED_PARAMETERS = Kind.Space + PARAMETERS;

/**
 * One kind of token: the states of the lexer in which it is recognised, all when there are none, and its pattern.
 *
 * A `$` or a `#` changes what the characters after it mean, until something ends the reference or the directive. A state is called
 * like the kind of token that begins it:
 * - `Text`: what stands outside of everything else.
 * - `Dollar`: after `$name`; `Dot`: after `.`; `LeftParenthesis`: within a method's arguments; `LeftIndex`: within brackets.
 * - `Hash`: after `#`; `Set`: within a directive's parentheses.
 * - the rest: within comments and literal blocks.
 */
export type TokenRule = readonly [kind: Kind, states: string, pattern: RegExp];

/** A kind, the states and the pattern in each line, in the order in which one wins over another that matches as much. */
const RULES = String.raw`i$. \[
ji ]
[s( \[
]s( ]
,s( ,
Ds( \.\.
:s( :
{s( {
}s( }
(s. \(
)s \)([ \t]*(\r\n?|\n))?
r( \)
ep (?<!\\)\\(\\\\)*#([a-zA-Z_@][\w@]*|{[a-zA-Z_][\w@]*})
sp$.( [ \t]*#(set|{set}) *\(
$ ((?<!\\)\\+)?\$(\\*!)?
T #\[\[
F #\*\*(?=[^#])
M #\*
# #
cp$s# ##
xp \\\\
pp [\\]|[^$#\\]+
lc \r\n?|\n
fF \*#
mM \*#
tT ]]#
~cFM [^$#\\*\]\r\n]+|[^]
AT [^$#\\*\]\r\n]+|[^]
 s(i [ \t\r\n]+
"s(i "([^"]|"")*"|'([^']|'')*'
y$.s(i true
n$.s(i false
os [-+*/%]
|s \|\||or
&s &&|and
Es ==|eq
Ns !=|ne
<s <|lt
>s >|gt
Gs <=|le
Hs >=|ge
!s !|not
=s =
q# (end|{end})([ \t]*(\r\n?|\n))?
I# if|{if}
J# elseif|{elseif}
L# (else|{else})([ \t]*(\r\n?|\n))?
1#s(i -?\d+
2#s(i -?(\d+\.(?!\.)\d*|\.\d+|\d+(?=[eE]))([eE][+-]?\d+)?
w#s [a-zA-Z_@][\w@]*
W# {[a-zA-Z_][\w@]*}
a$.( [a-zA-Z_][\w-]*
.$.( \.(?=[a-zA-Z])
k$. {
K$. }
^$.# [^]
pp$ \$((\\?!)?\[|\.)`;

const rules = Array.from(RULES.matchAll(/(.)(\S*) (.*)/g), ([, kind, states, pattern]): TokenRule => [kind as Kind, states, new RegExp(pattern, 'y')]);

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
