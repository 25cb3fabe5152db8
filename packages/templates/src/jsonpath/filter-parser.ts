import { javaRegex } from '../java/regex';
import { parseDecimal } from '../json/decimal';
import type { Value } from '../values';
import { Cursor } from './cursor';
import { JsonPathError } from './error';
import { decimalOperand, jsonOperand, operandOf, textOperand, Type, UNDEFINED, type Operand } from './operand';
import { OPERATORS, type Operator } from './operators';
import { evaluate, type Path } from './path';
import { MISSING, unless, UNSUITABLE, type Condition, type Evaluation } from './run';
import { unescape } from './unescape';

/** A side of a comparison, with the path that it is. */
interface Side {
  readonly operand: (item: Value, evaluation: Evaluation) => Operand;
  readonly path?: Path;
  readonly negated?: boolean;
}

const MAX_DEPTH = 100;
const SYMBOLS = '<>=~!';

/**
 * Reads a filter, brackets included: `[?(@.price < 10)]`. What does not fit a value makes it false.
 *
 * @throws JsonPathError
 */
export const parseFilter = (filter: string, offset: number, parsePath: (path: string, offset: number) => Path): Condition => {
  const cursor = new Cursor(filter, offset);
  let depth = 0;

  const readAny = (): Condition => {
    if (++depth > MAX_DEPTH) {
      cursor.fail(`more than ${MAX_DEPTH} levels of parentheses`);
    }
    const condition = readChain('||', true, () => readChain('&&', false, readNegatable));
    depth--;
    return condition;
  };

  /** @param decisive which result of one part is the result of all */
  const readChain = (operator: string, decisive: boolean, read: () => Condition): Condition => {
    const parts = [read()];
    let end = cursor.place;
    while (cursor.take(operator)) {
      parts.push(read());
      end = cursor.place;
    }
    cursor.place = end;
    return (item, evaluation) => parts.some((part) => part(item, evaluation) === decisive) === decisive;
  };

  /** A `!` before a path belongs to the path, and counts only where the path stands alone. */
  const readNegatable = (): Condition => {
    let negated = false;
    let start = cursor.skipBlanks().place;
    while (cursor.current === '!') {
      cursor.place++;
      if ('$@'.includes(cursor.skipBlanks().current)) {
        cursor.place = start;
        break;
      }
      negated = !negated;
      start = cursor.place;
    }
    const condition = cursor.current === '(' ? readParenthesized() : readRelation();
    return negated ? (item, evaluation) => !condition(item, evaluation) : condition;
  };

  const readParenthesized = (): Condition => {
    cursor.place++;
    const condition = readAny();
    if (cursor.skipBlanks().current !== ')') {
      cursor.fail('expected ")"');
    }
    cursor.place++;
    return condition;
  };

  const readRelation = (): Condition => {
    const left = readSide();
    const end = cursor.place;
    const operator = readOperator();
    if (operator) {
      const right = readSide();
      return (item, evaluation) => operator(left.operand(item, evaluation), right.operand(item, evaluation), evaluation.run);
    }
    cursor.place = end;
    const { path, negated } = left;
    if (!path) {
      return cursor.fail('expected an operator');
    }
    // Even a path from `$` starts at the element here: Jayway gives it the element for a document.
    return (item, evaluation) =>
      unless([MISSING], () => evaluate(path, item, { ...evaluation, requiresProperties: true })) === undefined === negated;
  };

  const readOperator = (): Operator | undefined => {
    const start = cursor.skipBlanks().place;
    const isSymbol = SYMBOLS.includes(cursor.current);
    cursor.skip((character) => isSymbol ? SYMBOLS.includes(character) : character !== ' ');
    return OPERATORS.get(cursor.slice(start, cursor.place).toUpperCase());
  };

  const constant = (operand: Operand): Side => ({ operand: () => operand });

  const readSide = (): Side => {
    const start = cursor.skipBlanks().place;
    const first = cursor.current;
    switch (first) {
      case '!':
        cursor.place++;
        if (!'$@'.includes(cursor.skipBlanks().current)) {
          cursor.fail('unexpected "!"', start);
        }
        return readPath();
      case '$':
      case '@':
        return readPath();
      case "'":
      case '"':
        return constant(textOperand(unescape(takeTo(cursor.indexOfUnescaped(first, start)).slice(1, -1), offset + start)));
      case '{':
        return constant(jsonOperand(takeTo(cursor.indexOfClosing('}', start))));
      case '[':
        return constant(jsonOperand(takeTo(cursor.indexOfClosing(']', start))));
      case '/':
        return constant(readPattern(start));
      default:
    }
    for (const word of [null, true, false]) {
      if (cursor.take(String(word))) {
        return constant(operandOf(word));
      }
    }
    cursor.skip((character) => /[\d.eE-]/.test(character));
    const text = cursor.slice(start, cursor.place);
    return parseDecimal(text) === undefined
      ? cursor.fail('expected a path, a number, a text in quotes, true, false, null, JSON or a regular expression', start)
      : constant(decimalOperand(text));
  };

  const readPattern = (start: number): Operand => {
    const pattern = takeTo(cursor.indexOfUnescaped('/', start)).slice(1, -1);
    const from = cursor.place;
    cursor.skip((character) => 'dixmsuU'.includes(character));
    const flags = cursor.slice(from, cursor.place);
    try {
      const regex = javaRegex(flags === '' ? pattern : `(?${flags})${pattern}`);
      return { type: Type.Pattern, matches: (text, run) => regex.matches(text, run) };
    } catch (error) {
      throw new JsonPathError((error as Error).message, 0);
    }
  };

  const readPath = (): Side => {
    const start = cursor.place;
    const [before] = cursor.previous();
    cursor.place++;
    while (cursor.holds()) {
      if (cursor.current === '[') {
        takeTo(cursor.indexOfClosing(']', cursor.place));
      }
      if (!cursor.holds() || (SYMBOLS + ' ').includes(cursor.current) || (cursor.current === ')' && !closesFunction(start))) {
        break;
      }
      cursor.place++;
    }
    const path = parsePath(cursor.slice(start, cursor.place), offset + start);
    return { operand: (item, evaluation) => operandAt(path, item, evaluation), path, negated: before === '!' };
  };

  /** Only a function without parameters may stand in the path of a filter. */
  const closesFunction = (start: number): boolean => {
    const [character, open] = cursor.previous();
    return character === '(' && cursor.slice(start + 1, Math.max(open, start + 1)).includes('.');
  };

  /** The text from here to an offset, which is taken with it. */
  const takeTo = (end: number): string => {
    if (end === -1) {
      cursor.fail(`"${cursor.current}" is not closed`);
    }
    const text = cursor.slice(cursor.place, end + 1);
    cursor.place = end + 1;
    return text;
  };

  cursor.place++;
  cursor.last--;
  cursor.trim();
  cursor.place++;
  cursor.trim();
  const condition = readAny();
  if (cursor.skipBlanks().holds()) {
    cursor.fail('expected the end of the filter');
  }
  return (item, evaluation) => unless([UNSUITABLE, MISSING], () => condition(item, evaluation)) ?? false;
};

const operandAt = (path: Path, item: Value, evaluation: Evaluation): Operand => {
  const { root, rootValues } = evaluation;
  const value = unless([MISSING], () => {
    const found = rootValues.get(path) ?? evaluate(path, path.isRoot ? root : item, evaluation);
    if (path.isRoot) {
      rootValues.set(path, found);
    }
    return found;
  });
  return value === undefined ? UNDEFINED : operandOf(value);
};
