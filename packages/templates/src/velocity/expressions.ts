import { BinaryOperator, Expression, Reference, Step } from './ast';
import { TokenReader } from './token-reader';
import { TokenKind } from './tokens';

const PARAMETER_START: readonly TokenKind[] = ['STRING', 'INTEGER', 'LBRACKET', 'LEFT_CURLY', 'TRUE', 'FALSE', 'IDENTIFIER', 'LCURLY', 'FLOAT'];
const PARAMETER_START_OR_SPACE: readonly TokenKind[] = ['WHITESPACE', ...PARAMETER_START];
const PRIMARY_START: readonly TokenKind[] = [...PARAMETER_START, 'LPAREN'];
const DIRECTIVE_ARGUMENT_START: readonly TokenKind[] = [...PARAMETER_START, 'WORD'];
const LITERALS: readonly TokenKind[] = ['STRING', 'INTEGER', 'FLOAT', 'TRUE', 'FALSE'];

const LEVELS: ReadonlyArray<Partial<Record<TokenKind, BinaryOperator>>> = [
  { OR: '||' },
  { AND: '&&' },
  { EQ: '==', NE: '!=' },
  { LT: '<', GT: '>', LE: '<=', GE: '>=' },
  { PLUS: '+', MINUS: '-' },
  { MULTIPLY: '*', DIVIDE: '/', MODULUS: '%' },
];

/** How deep expressions and blocks may be nested in one another. */
const MAX_DEPTH = 400;

/** Reads the parts of a template that have a value. */
export class ExpressionParser {
  private depth = 0;

  constructor(protected readonly reader: TokenReader) {}

  protected nested<T>(parse: () => T): T {
    if (++this.depth > MAX_DEPTH) {
      throw this.reader.errorAt(this.reader.peek(), 'nested too deeply');
    }
    const result = parse();
    this.depth--;
    return result;
  }

  protected expression(): Expression {
    return this.nested(() => this.binary(0));
  }

  private binary(level: number): Expression {
    if (level === LEVELS.length) {
      return this.unary();
    }
    const operators = LEVELS[level];
    let left = this.binary(level + 1);
    for (let operator = operators[this.reader.peek().kind]; operator !== undefined; operator = operators[this.reader.peek().kind]) {
      // An operation is spelled as its right side alone where Velocity prints it in place of a missing value.
      const first = ++this.reader.position;
      const right = this.binary(level + 1);
      left = { type: 'binary', operator, left, right, first, last: this.reader.position - 1 };
    }
    return left;
  }

  private unary(): Expression {
    if (!this.negationFollows()) {
      return this.primary();
    }
    this.reader.takeIf('WHITESPACE');
    this.reader.take('NOT');
    const first = this.reader.position;
    const operand = this.nested(() => this.unary());
    return { type: 'not', operand, first, last: this.reader.position - 1 };
  }

  private negationFollows(): boolean {
    const { reader } = this;
    if (reader.nextIs('WHITESPACE')) {
      return reader.peek(2).kind === 'NOT';
    }
    return reader.nextIs('NOT') && ['WHITESPACE', 'NOT', ...PRIMARY_START].includes(reader.peek(2).kind);
  }

  private primary(): Expression {
    const { reader } = this;
    reader.takeIf('WHITESPACE');
    let value: Expression;
    if (reader.nextIs('LPAREN')) {
      reader.take('LPAREN');
      const first = reader.position;
      const inner = this.expression();
      value = { type: 'group', inner, first, last: reader.position - 1 };
      reader.take('RPAREN');
    } else {
      value = this.value(PRIMARY_START);
    }
    reader.takeIf('WHITESPACE');
    return value;
  }

  protected parameter(): Expression {
    this.reader.takeIf('WHITESPACE');
    const value = this.value(PARAMETER_START);
    this.reader.takeIf('WHITESPACE');
    return value;
  }

  private value(allowed: readonly TokenKind[]): Expression {
    const { reader } = this;
    if (reader.nextIs('IDENTIFIER', 'LCURLY')) {
      return this.reference();
    }
    if (reader.nextIs(...LITERALS)) {
      return this.literal();
    }
    if (reader.nextIs('LBRACKET')) {
      return this.nested(() => this.rangeFollows() ? this.range() : this.list());
    }
    if (reader.nextIs('LEFT_CURLY')) {
      return this.nested(() => this.map());
    }
    throw reader.unexpected(allowed);
  }

  private literal(): Expression {
    const first = this.reader.position;
    const token = this.reader.take(...LITERALS);
    const type = token.kind.toLowerCase() as 'string' | 'integer' | 'float' | 'true' | 'false';
    return { type, first, last: first };
  }

  private list(): Expression {
    const { reader } = this;
    const first = reader.position;
    reader.take('LBRACKET');
    const items: Expression[] = [];
    if (reader.nextIs(...PARAMETER_START_OR_SPACE)) {
      do {
        items.push(this.parameter());
      } while (reader.takeIf('COMMA'));
    }
    reader.take('RBRACKET');
    return { type: 'list', items, first, last: reader.position - 1 };
  }

  private map(): Expression {
    const { reader } = this;
    const first = reader.position;
    reader.take('LEFT_CURLY');
    const pairs: Array<readonly [Expression, Expression]> = [];
    if (this.pairFollows()) {
      do {
        const key = this.parameter();
        reader.take('COLON');
        pairs.push([key, this.parameter()]);
      } while (reader.takeIf('COMMA'));
    } else {
      reader.takeIf('WHITESPACE');
    }
    reader.take('RIGHT_CURLY', 'RCURLY');
    return { type: 'map', pairs, first, last: reader.position - 1 };
  }

  private pairFollows(): boolean {
    const { reader } = this;
    const second = (): TokenKind => reader.peek(2).kind;
    switch (reader.peek().kind) {
      case 'WHITESPACE':
        return PARAMETER_START.includes(second());
      case 'IDENTIFIER':
        return ['INDEX_LBRACKET', 'DOT', 'WHITESPACE', 'COLON'].includes(second());
      case 'LCURLY':
        return second() === 'IDENTIFIER';
      case 'LBRACKET':
        return [...PARAMETER_START_OR_SPACE, 'RBRACKET'].includes(second());
      case 'LEFT_CURLY':
        return [...PARAMETER_START_OR_SPACE, 'RIGHT_CURLY', 'RCURLY'].includes(second());
      default:
        return reader.nextIs(...LITERALS) && ['WHITESPACE', 'COLON'].includes(second());
    }
  }

  private range(): Expression {
    const { reader } = this;
    const first = reader.position;
    reader.take('LBRACKET');
    const from = this.rangeEnd();
    reader.take('DOUBLEDOT');
    const to = this.rangeEnd();
    reader.take('RBRACKET');
    return { type: 'range', from, to, first, last: reader.position - 1 };
  }

  private rangeEnd(): Expression {
    const { reader } = this;
    reader.takeIf('WHITESPACE');
    let end: Expression;
    if (reader.nextIs('INTEGER')) {
      end = this.literal();
    } else if (reader.nextIs('IDENTIFIER', 'LCURLY')) {
      end = this.reference();
    } else {
      throw reader.unexpected(['IDENTIFIER', 'INTEGER']);
    }
    reader.takeIf('WHITESPACE');
    return end;
  }

  /** Whether `[`, a reference or an integer, and `..` come next. Looks as far ahead as it takes. */
  private rangeFollows(): boolean {
    const { reader } = this;
    let at = reader.position + 1;
    const skip = (kind: TokenKind): boolean => reader.at(at).kind === kind && ++at > 0;
    skip('WHITESPACE');
    const end = this.scanReference(at);
    if (end !== undefined) {
      at = end;
    } else if (!skip('INTEGER')) {
      return false;
    }
    skip('WHITESPACE');
    return reader.at(at).kind === 'DOUBLEDOT';
  }

  /** The index after the reference that begins at an index, if one does. Takes nothing. */
  private scanReference(begin: number): number | undefined {
    const { reader } = this;
    const before = reader.position;
    reader.position = begin;
    try {
      return reader.nextIs('IDENTIFIER', 'LCURLY') && this.reference() ? reader.position : undefined;
    } finally {
      reader.position = before;
    }
  }

  protected reference(): Reference {
    const { reader } = this;
    const first = reader.position;
    const braced = reader.take('IDENTIFIER', 'LCURLY').kind === 'LCURLY';
    if (braced) {
      reader.take('IDENTIFIER');
    }
    const steps: Step[] = [];
    this.indices(steps);
    while (reader.nextIs('DOT') && reader.peek(2).kind === 'IDENTIFIER') {
      reader.take('DOT');
      steps.push(this.methodFollows() ? this.method() : this.property());
      this.indices(steps);
    }
    if (braced) {
      reader.take('RCURLY');
    }
    return { type: 'reference', steps, first, last: reader.position - 1 };
  }

  private property(): Step {
    const first = this.reader.position;
    return { type: 'property', name: this.reader.take('IDENTIFIER').image, first, last: first };
  }

  private methodFollows(): boolean {
    const { reader } = this;
    return reader.peek(2).kind === 'LPAREN' && [...PARAMETER_START_OR_SPACE, 'REFMOD2_RPAREN'].includes(reader.peek(3).kind);
  }

  private method(): Step {
    const { reader } = this;
    const first = reader.position;
    const name = reader.take('IDENTIFIER').image;
    reader.take('LPAREN');
    const args: Expression[] = [];
    if (!reader.nextIs('REFMOD2_RPAREN')) {
      do {
        args.push(this.nested(() => this.parameter()));
      } while (reader.takeIf('COMMA'));
    }
    reader.take('REFMOD2_RPAREN');
    return { type: 'method', name, args, first, last: reader.position - 1 };
  }

  private indices(steps: Step[]): void {
    const { reader } = this;
    while (reader.nextIs('INDEX_LBRACKET')) {
      const first = reader.position;
      reader.take('INDEX_LBRACKET');
      reader.takeIf('WHITESPACE');
      const argument = this.nested(() => this.indexArgument());
      reader.takeIf('WHITESPACE');
      reader.take('INDEX_RBRACKET');
      steps.push({ type: 'index', argument, first, last: reader.position - 1 });
    }
  }

  private indexArgument(): Expression {
    const { reader } = this;
    if (reader.nextIs('IDENTIFIER', 'LCURLY')) {
      return this.reference();
    }
    if (reader.nextIs('STRING', 'INTEGER', 'TRUE', 'FALSE')) {
      return this.literal();
    }
    throw reader.unexpected(['STRING', 'INTEGER', 'TRUE', 'FALSE', 'IDENTIFIER']);
  }

  /** Whether another argument of a directive comes next, a comma and white space before it allowed; two tokens decide. */
  protected directiveArgumentFollows(): boolean {
    const { reader } = this;
    const second = (): TokenKind => reader.peek(2).kind;
    switch (reader.peek().kind) {
      case 'WHITESPACE':
        return ['COMMA', ...DIRECTIVE_ARGUMENT_START].includes(second());
      case 'COMMA':
        return ['WHITESPACE', ...DIRECTIVE_ARGUMENT_START].includes(second());
      case 'IDENTIFIER':
        second();
        return true;
      case 'LCURLY':
        return second() === 'IDENTIFIER';
      case 'LBRACKET':
        return [...PARAMETER_START_OR_SPACE, 'RBRACKET'].includes(second());
      case 'LEFT_CURLY':
        return [...PARAMETER_START_OR_SPACE, 'RIGHT_CURLY', 'RCURLY'].includes(second());
      default:
        return reader.nextIs('WORD', ...LITERALS);
    }
  }

  protected directiveArgument(): Expression {
    const { reader } = this;
    if (reader.nextIs('WORD')) {
      const first = reader.position;
      reader.take('WORD');
      return { type: 'word', first, last: first };
    }
    return this.value(DIRECTIVE_ARGUMENT_START);
  }
}
