import { Cursor } from './cursor';
import type { ConditionSyntax, OperandSyntax, PathSyntax } from './syntax';
import { unescape } from './unescape';
import { parseDecimal } from '../json/decimal';

type ParsePath = (path: string, offset: number) => PathSyntax;

const MAX_DEPTH = 100;
const FLAGS = 'dixmsuU';
const SYMBOLS = '<>=~!';
const OPERATORS = new Set([
  '>=', '<=', '==', '===', '!=', '!==', '<', '>', '=~', 'NIN', 'IN', 'CONTAINS', 'ALL', 'SIZE', 'EXISTS', 'TYPE', 'MATCHES', 'EMPTY', 'SUBSETOF',
  'ANYOF', 'NONEOF',
]);

/**
 * Reads a filter, brackets included: `[?(@.price < 10)]`.
 *
 * @throws JsonPathError
 */
export function parseFilter(filter: string, offset: number, parsePath: ParsePath): ConditionSyntax {
  const cursor = new Cursor(filter, offset);
  cursor.at++;
  cursor.dropLast();
  cursor.trim();
  cursor.at++;
  cursor.trim();
  return new FilterParser(cursor, parsePath).parse();
}

class FilterParser {
  private depth = 0;

  constructor(private readonly cursor: Cursor, private readonly parsePath: ParsePath) {}

  parse(): ConditionSyntax {
    const condition = this.readOr();
    this.cursor.skipBlanks();
    if (this.cursor.holds()) {
      throw this.cursor.error('expected the end of the filter');
    }
    return condition;
  }

  private readOr(): ConditionSyntax {
    if (++this.depth > MAX_DEPTH) {
      throw this.cursor.error(`more than ${MAX_DEPTH} levels of parentheses`);
    }
    const condition = this.readChain('or', '||', () => this.readChain('and', '&&', () => this.readNegatable()));
    this.depth--;
    return condition;
  }

  private readChain(type: 'or' | 'and', operator: string, read: () => ConditionSyntax): ConditionSyntax {
    const conditions = [read()];
    let end = this.cursor.at;
    while (this.cursor.take(operator)) {
      conditions.push(read());
      end = this.cursor.at;
    }
    this.cursor.at = end;
    return conditions.length === 1 ? conditions[0] : { type, conditions };
  }

  /** A `!` before a path belongs to the path, and counts only where the path stands alone. */
  private readNegatable(): ConditionSyntax {
    const { cursor } = this;
    let negations = 0;
    let start = cursor.skipBlanks().at;
    while (cursor.current === '!') {
      cursor.at++;
      if ('$@'.includes(cursor.skipBlanks().current)) {
        cursor.at = start;
        break;
      }
      negations++;
      start = cursor.at;
    }
    const condition = cursor.current === '(' ? this.readParenthesized() : this.readRelation();
    return negations % 2 === 1 ? { type: 'not', condition } : condition;
  }

  private readParenthesized(): ConditionSyntax {
    this.cursor.at++;
    const condition = this.readOr();
    if (this.cursor.skipBlanks().current !== ')') {
      throw this.cursor.error('expected ")"');
    }
    this.cursor.at++;
    return condition;
  }

  private readRelation(): ConditionSyntax {
    const left = this.readOperand();
    const end = this.cursor.at;
    const operator = this.readOperator();
    if (operator !== undefined) {
      return { type: 'relation', left, operator, right: this.readOperand() };
    }
    this.cursor.at = end;
    if (left.type !== 'path') {
      throw this.cursor.error('expected an operator');
    }
    return { type: 'exists', path: left.path, expected: !left.negated };
  }

  private readOperator(): string | undefined {
    const { cursor } = this;
    const start = cursor.skipBlanks().at;
    const isSymbol = SYMBOLS.includes(cursor.current);
    while (cursor.holds() && (isSymbol ? SYMBOLS.includes(cursor.current) : cursor.current !== ' ')) {
      cursor.at++;
    }
    const operator = cursor.slice(start, cursor.at).toUpperCase();
    return OPERATORS.has(operator) ? operator : undefined;
  }

  private readOperand(): OperandSyntax {
    const { cursor } = this;
    const start = cursor.skipBlanks().at;
    switch (cursor.current) {
      case '$':
      case '@':
        return this.readPath();
      case '!':
        cursor.at++;
        if (!'$@'.includes(cursor.skipBlanks().current)) {
          throw cursor.error('unexpected "!"', start);
        }
        return this.readPath();
      case "'":
      case '"':
        return this.readString(start, cursor.current);
      case '{':
        return { type: 'json', text: this.takeTo(cursor.indexOfClosing('{', '}', start, false)) };
      case '[':
        return { type: 'json', text: this.takeTo(cursor.indexOfClosing('[', ']', start, false)) };
      case '/':
        return this.readPattern(start);
      default:
        return this.readWord() ?? this.readNumber(start);
    }
  }

  private readString(start: number, quote: string): OperandSyntax {
    const text = this.takeTo(this.cursor.indexOfUnescaped(quote, start));
    return { type: 'string', text: unescape(text.slice(1, -1), this.cursor.offset + start) };
  }

  private readWord(): OperandSyntax | undefined {
    const { cursor } = this;
    if (cursor.take('null')) {
      return { type: 'null' };
    }
    if (cursor.take('true')) {
      return { type: 'boolean', value: true };
    }
    return cursor.take('false') ? { type: 'boolean', value: false } : undefined;
  }

  private readNumber(start: number): OperandSyntax {
    const { cursor } = this;
    while (cursor.holds() && /[\d.eE-]/.test(cursor.current)) {
      cursor.at++;
    }
    const text = cursor.slice(start, cursor.at);
    if (parseDecimal(text) === undefined) {
      throw cursor.error('expected a path, a number, a text in quotes, true, false, null, JSON or a regular expression', start);
    }
    return { type: 'number', text };
  }

  private readPattern(start: number): OperandSyntax {
    const { cursor } = this;
    const pattern = this.takeTo(cursor.indexOfUnescaped('/', start)).slice(1, -1);
    const flags = cursor.at;
    while (cursor.holds() && FLAGS.includes(cursor.current)) {
      cursor.at++;
    }
    return { type: 'pattern', pattern, flags: cursor.slice(flags, cursor.at) };
  }

  private readPath(): OperandSyntax {
    const { cursor } = this;
    const start = cursor.at;
    const before = cursor.indexOfPrevious();
    cursor.at++;
    while (cursor.holds()) {
      if (cursor.current === '[') {
        this.takeTo(cursor.indexOfClosing('[', ']', cursor.at, false));
      }
      const isEnd = !cursor.holds() || SYMBOLS.includes(cursor.current) || cursor.current === ' ';
      if (isEnd || (cursor.current === ')' && !this.closesFunction(start))) {
        break;
      }
      cursor.at++;
    }
    const path = this.parsePath(cursor.slice(start, cursor.at), cursor.offset + start);
    return { type: 'path', path, negated: before !== -1 && cursor.charAt(before) === '!' };
  }

  /** Only a function without parameters may stand in the path of a filter. */
  private closesFunction(start: number): boolean {
    const { cursor } = this;
    const open = cursor.indexOfPrevious();
    return open !== -1 && cursor.charAt(open) === '(' && cursor.slice(start + 1, Math.max(open, start + 1)).includes('.');
  }

  /** The text from here to an offset, which is taken with it. */
  private takeTo(end: number): string {
    const { cursor } = this;
    if (end === -1) {
      throw cursor.error(`"${cursor.current}" is not closed`);
    }
    const text = cursor.slice(cursor.at, end + 1);
    cursor.at = end + 1;
    return text;
  }
}
