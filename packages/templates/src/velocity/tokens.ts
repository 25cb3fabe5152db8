/** The kinds of token, in the order in which one wins over another of the same length. */
export const TOKEN_KINDS = [
  'EOF', 'INDEX_LBRACKET', 'INDEX_RBRACKET', 'LBRACKET', 'RBRACKET', 'COMMA', 'DOUBLEDOT', 'COLON', 'LEFT_CURLY', 'RIGHT_CURLY',
  'LPAREN', 'RPAREN', 'REFMOD2_RPAREN', 'ESCAPE_DIRECTIVE', 'SET_DIRECTIVE', 'DOLLAR', 'DOLLARBANG', 'TEXTBLOCK_START', 'FORMAL_START',
  'MULTI_START', 'HASH', 'LINE_COMMENT_START', 'DOUBLE_ESCAPE', 'ESCAPE', 'TEXT', 'LINE_COMMENT', 'FORMAL_COMMENT', 'MULTI_COMMENT',
  'TEXTBLOCK', 'COMMENT_CHAR', 'TEXTBLOCK_CHAR', 'WHITESPACE', 'STRING', 'TRUE', 'FALSE', 'MINUS', 'PLUS', 'MULTIPLY', 'DIVIDE', 'MODULUS',
  'AND', 'OR', 'LT', 'LE', 'GT', 'GE', 'EQ', 'NE', 'NOT', 'EQUALS', 'END', 'IF', 'ELSEIF', 'ELSE', 'INTEGER', 'FLOAT', 'WORD',
  'BRACKETED_WORD', 'IDENTIFIER', 'DOT', 'LCURLY', 'RCURLY', 'REFERENCE_TERMINATOR', 'DIRECTIVE_TERMINATOR', 'EMPTY_INDEX',
] as const;

export type TokenKind = typeof TOKEN_KINDS[number];

/**
 * The lexer's states. A `$` or a `#` changes what the characters after it mean, until something ends the reference or the directive.
 * - `DEFAULT`: text.
 * - `REFERENCE`: after `$name`; `REFMODIFIER`: after `.`; `ARGUMENTS`: within a method's parentheses; `INDEX`: within brackets.
 * - `PRE_DIRECTIVE`: after `#`; `DIRECTIVE`: within a directive's parentheses.
 * - the rest: within comments and literal blocks.
 */
export type LexerState =
  'DEFAULT' | 'REFERENCE' | 'REFMODIFIER' | 'INDEX' | 'ARGUMENTS' | 'PRE_DIRECTIVE' | 'DIRECTIVE' |
  'IN_TEXTBLOCK' | 'IN_MULTI_COMMENT' | 'IN_FORMAL_COMMENT' | 'IN_LINE_COMMENT';

export const LEXER_STATES: readonly LexerState[] = [
  'DEFAULT', 'REFERENCE', 'REFMODIFIER', 'INDEX', 'ARGUMENTS', 'PRE_DIRECTIVE', 'DIRECTIVE',
  'IN_TEXTBLOCK', 'IN_MULTI_COMMENT', 'IN_FORMAL_COMMENT', 'IN_LINE_COMMENT',
];

/** What a rule does with what it matched: gives a token, puts it before the next token, drops it, or keeps it as a token's prefix. */
export type RuleEffect = 'token' | 'more' | 'skip' | 'special';

/** How one kind of token is recognised. */
export interface TokenRule {
  readonly kind: TokenKind;
  readonly effect: RuleEffect;
  /** The length matched at an offset, 0 when the rule does not match there. */
  readonly match: (source: string, offset: number) => number;
}

interface RuleSource {
  readonly kind: TokenKind;
  readonly states: readonly LexerState[];
  /** The characters with which the token can begin. */
  readonly first: RegExp;
  readonly match: RegExp;
  readonly effect?: RuleEffect;
}

const EVERYWHERE = LEXER_STATES;
const IN_EXPRESSIONS: readonly LexerState[] = ['DIRECTIVE', 'ARGUMENTS', 'INDEX'];
const IN_REFERENCES: readonly LexerState[] = ['REFERENCE', 'REFMODIFIER'];
const ANY = /[^]/;

const OPERATORS: ReadonlyArray<[TokenKind, RegExp, RegExp]> = [
  ['MINUS', /-/, /-/], ['PLUS', /\+/, /\+/], ['MULTIPLY', /\*/, /\*/], ['DIVIDE', /\//, /\//], ['MODULUS', /%/, /%/],
  ['AND', /[&a]/, /&&|and/], ['OR', /[|o]/, /\|\||or/], ['LT', /[<l]/, /<|lt/], ['LE', /[<l]/, /<=|le/], ['GT', /[>g]/, />|gt/],
  ['GE', /[>g]/, />=|ge/], ['EQ', /[=e]/, /==|eq/], ['NE', /[!n]/, /!=|ne/], ['NOT', /[!n]/, /!|not/], ['EQUALS', /=/, /=/],
];

const SOURCES: readonly RuleSource[] = [
  { kind: 'INDEX_LBRACKET', states: IN_REFERENCES, first: /\[/, match: /\[/ },
  { kind: 'INDEX_RBRACKET', states: ['INDEX'], first: /\]/, match: /\]/ },
  { kind: 'LBRACKET', states: ['DIRECTIVE', 'ARGUMENTS'], first: /\[/, match: /\[/ },
  { kind: 'RBRACKET', states: ['DIRECTIVE', 'ARGUMENTS'], first: /\]/, match: /\]/ },
  { kind: 'COMMA', states: ['DIRECTIVE', 'ARGUMENTS'], first: /,/, match: /,/ },
  { kind: 'DOUBLEDOT', states: ['DIRECTIVE', 'ARGUMENTS'], first: /\./, match: /\.\./ },
  { kind: 'COLON', states: ['DIRECTIVE', 'ARGUMENTS'], first: /:/, match: /:/ },
  { kind: 'LEFT_CURLY', states: ['DIRECTIVE', 'ARGUMENTS'], first: /\{/, match: /\{/ },
  { kind: 'RIGHT_CURLY', states: ['DIRECTIVE', 'ARGUMENTS'], first: /\}/, match: /\}/ },
  { kind: 'LPAREN', states: ['DIRECTIVE', 'REFMODIFIER'], first: /\(/, match: /\(/ },
  { kind: 'RPAREN', states: ['DIRECTIVE'], first: /\)/, match: /\)(?:[ \t]*(?:\r\n|\n|\r))?/ },
  { kind: 'REFMOD2_RPAREN', states: ['ARGUMENTS'], first: /\)/, match: /\)/ },
  { kind: 'ESCAPE_DIRECTIVE', states: ['DEFAULT'], first: /\\/, match: /(?:\\\\)*\\#(?:[a-zA-Z_@][a-zA-Z0-9_@]*|\{[a-zA-Z_][a-zA-Z0-9_@]*\})/ },
  {
    kind: 'SET_DIRECTIVE',
    states: ['DEFAULT', 'REFERENCE', 'REFMODIFIER', 'ARGUMENTS'],
    first: /[ \t#]/,
    match: /[ \t]*(?:#set|#\{set\}) *\(/,
  },
  { kind: 'DOLLAR', states: EVERYWHERE, first: /[\\$]/, match: /\\*\$/, effect: 'more' },
  { kind: 'DOLLARBANG', states: EVERYWHERE, first: /[\\$]/, match: /\\*\$\\*!/, effect: 'more' },
  { kind: 'TEXTBLOCK_START', states: EVERYWHERE, first: /#/, match: /#\[\[/, effect: 'more' },
  { kind: 'FORMAL_START', states: EVERYWHERE, first: /#/, match: /#\*\*[^#]/, effect: 'more' },
  { kind: 'MULTI_START', states: EVERYWHERE, first: /#/, match: /#\*/, effect: 'more' },
  { kind: 'HASH', states: EVERYWHERE, first: /#/, match: /#/, effect: 'more' },
  { kind: 'LINE_COMMENT_START', states: ['DEFAULT', 'REFERENCE', 'DIRECTIVE', 'PRE_DIRECTIVE'], first: /#/, match: /##/ },
  { kind: 'DOUBLE_ESCAPE', states: ['DEFAULT'], first: /\\/, match: /\\\\/ },
  { kind: 'ESCAPE', states: ['DEFAULT'], first: /\\/, match: /\\/ },
  { kind: 'TEXT', states: ['DEFAULT'], first: /[^$#\\]/, match: /[^$#\\]+/ },
  { kind: 'LINE_COMMENT', states: ['IN_LINE_COMMENT'], first: /[\r\n]/, match: /\r\n|\n|\r/ },
  { kind: 'FORMAL_COMMENT', states: ['IN_FORMAL_COMMENT'], first: /\*/, match: /\*#/ },
  { kind: 'MULTI_COMMENT', states: ['IN_MULTI_COMMENT'], first: /\*/, match: /\*#/ },
  { kind: 'TEXTBLOCK', states: ['IN_TEXTBLOCK'], first: /\]/, match: /\]\]#/ },
  { kind: 'COMMENT_CHAR', states: ['IN_LINE_COMMENT', 'IN_FORMAL_COMMENT', 'IN_MULTI_COMMENT'], first: ANY, match: /[^]/, effect: 'skip' },
  { kind: 'TEXTBLOCK_CHAR', states: ['IN_TEXTBLOCK'], first: ANY, match: /[^]/, effect: 'more' },
  { kind: 'WHITESPACE', states: IN_EXPRESSIONS, first: /[ \t\r\n]/, match: /[ \t\r\n]+/ },
  { kind: 'STRING', states: IN_EXPRESSIONS, first: /["']/, match: /"(?:[^"]|"")*"|'(?:[^']|'')*'/ },
  { kind: 'TRUE', states: [...IN_REFERENCES, ...IN_EXPRESSIONS], first: /t/, match: /true/ },
  { kind: 'FALSE', states: [...IN_REFERENCES, ...IN_EXPRESSIONS], first: /f/, match: /false/ },
  ...OPERATORS.map(([kind, first, match]): RuleSource => ({ kind, states: ['DIRECTIVE'], first, match })),
  { kind: 'END', states: ['PRE_DIRECTIVE'], first: /[e{]/, match: /(?:end|\{end\})(?:[ \t]*(?:\r\n|\n|\r))?/ },
  { kind: 'IF', states: ['PRE_DIRECTIVE'], first: /[i{]/, match: /if|\{if\}/ },
  { kind: 'ELSEIF', states: ['PRE_DIRECTIVE'], first: /[e{]/, match: /elseif|\{elseif\}/ },
  { kind: 'ELSE', states: ['PRE_DIRECTIVE'], first: /[e{]/, match: /(?:else|\{else\})(?:[ \t]*(?:\r\n|\n|\r))?/ },
  { kind: 'INTEGER', states: ['PRE_DIRECTIVE', ...IN_EXPRESSIONS], first: /[-0-9]/, match: /-?[0-9]+(?:\.\.)?/ },
  {
    kind: 'FLOAT',
    states: ['PRE_DIRECTIVE', ...IN_EXPRESSIONS],
    first: /[-.0-9]/,
    match: /-?[0-9]+\.[0-9]*(?:[eE][+-]?[0-9]+)?|-?\.[0-9]+(?:[eE][+-]?[0-9]+)?|-?[0-9]+[eE][+-]?[0-9]+/,
  },
  { kind: 'WORD', states: ['PRE_DIRECTIVE', 'DIRECTIVE'], first: /[a-zA-Z_@]/, match: /[a-zA-Z_@][a-zA-Z0-9_@]*/ },
  { kind: 'BRACKETED_WORD', states: ['PRE_DIRECTIVE', 'DIRECTIVE'], first: /\{/, match: /\{[a-zA-Z_][a-zA-Z0-9_@]*\}/ },
  { kind: 'IDENTIFIER', states: [...IN_REFERENCES, 'ARGUMENTS'], first: /[a-zA-Z_]/, match: /[a-zA-Z_][a-zA-Z0-9_-]*/ },
  { kind: 'DOT', states: [...IN_REFERENCES, 'ARGUMENTS'], first: /\./, match: /\.[a-zA-Z]/ },
  { kind: 'LCURLY', states: IN_REFERENCES, first: /\{/, match: /\{/ },
  { kind: 'RCURLY', states: IN_REFERENCES, first: /\}/, match: /\}/ },
  { kind: 'REFERENCE_TERMINATOR', states: IN_REFERENCES, first: ANY, match: /[^]/, effect: 'special' },
  { kind: 'DIRECTIVE_TERMINATOR', states: ['PRE_DIRECTIVE'], first: ANY, match: /[^]/, effect: 'special' },
  { kind: 'EMPTY_INDEX', states: ['DEFAULT', 'REFERENCE'], first: /\$/, match: /\$(?:\\?!)?\[|\$\./ },
];

function matcher(pattern: RegExp): TokenRule['match'] {
  const sticky = new RegExp(pattern.source, 'y');
  return (source, offset) => {
    sticky.lastIndex = offset;
    return sticky.test(source) ? sticky.lastIndex - offset : 0;
  };
}

/** The number of characters that have a list of rules of their own; every other character shares the last list. */
const ASCII = 128;

/** For each state and each first character, the rules that could match, in order of precedence. */
const RULES: ReadonlyMap<LexerState, ReadonlyArray<readonly TokenRule[]>> = (() => {
  const rules = SOURCES.map((source) => ({ source, rule: { kind: source.kind, effect: source.effect ?? 'token', match: matcher(source.match) } }));
  return new Map(LEXER_STATES.map((state) => {
    const ofState = rules.filter(({ source }) => source.states.includes(state));
    const byCharacter = Array.from({ length: ASCII + 1 }, (_, code) => {
      const character = String.fromCharCode(code);
      return ofState.filter(({ source }) => source.first.test(character)).map(({ rule }) => rule);
    });
    return [state, byCharacter];
  }));
})();

/** The rules that could match in a state where a character of this code stands. */
export function rulesFor(state: LexerState, code: number): readonly TokenRule[] {
  return RULES.get(state)![code < ASCII ? code : ASCII];
}
