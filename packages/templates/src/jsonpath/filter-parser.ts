import { javaRegex } from '../java/regex';
import type { Value } from '../values';
import { JsonText, numberOf, operandOf, type Operand } from './operand';
import { OPERATORS } from './operators';
import { evaluate } from './path';
import { parsePath } from './path-parser';
import type { Reader } from './reader';
import { MISSING, unless, UNSUITABLE, type Condition, type Evaluation } from './run';
import { unescape } from './unescape';

/** A side of a comparison; a path may also stand alone, and asks if it leads to something. */
interface Side {
  readonly operand: (item: Value, evaluation: Evaluation) => Operand;
  readonly exists?: Condition;
}

const MAX_DEPTH = 100;

const SIDE = new RegExp([
  String.raw`(!? *)(?=[$@])`,
  String.raw`(['"])((?:\\[^]|(?!\2)[^\\])*)\2`,
  String.raw`/((?:\\[^]|[^\\/])*)/([dixmsuU]*)`,
  String.raw`(null|true|false)`,
  String.raw`([\d.eE-]+)`,
  String.raw`(?=([[{]))`,
].join('|'), 'y');

/**
 * Reads a filter with its parentheses: `(@.price < 10)`. What does not fit a value makes it false.
 *
 * @param pathDepth in how many filters and functions the filter stands
 * @throws JsonPathError
 */
export const parseFilter = (reader: Reader, pathDepth: number): Condition => {
  let depth = 0;

  const readAny = (): Condition => {
    if (++depth > MAX_DEPTH) {
      reader.fail(`more than ${MAX_DEPTH} levels of parentheses`);
    }
    const condition = readChain(/ *\|\|/y, true, () => readChain(/ *&&/y, false, readNegatable));
    depth--;
    return condition;
  };

  /** @param decisive which result of one part is the result of all */
  const readChain = (operator: RegExp, decisive: boolean, read: () => Condition): Condition => {
    const parts: Condition[] = [];
    do {
      parts.push(read());
    } while (reader.take(operator));
    return (item, evaluation) => parts.some((part) => part(item, evaluation) === decisive) === decisive;
  };

  /** A `!` before a path belongs to the path, and counts only where the path stands alone. */
  const readNegatable = (): Condition => {
    const [negations] = reader.take(/(?: *!(?! *[$@]))* */y)!;
    const isNegated = negations.split('!').length % 2 === 0;
    const condition = reader.take(/\(/y) ? readParenthesized() : readRelation();
    return (item, evaluation) => condition(item, evaluation) !== isNegated;
  };

  const readParenthesized = (): Condition => {
    const condition = readAny();
    reader.take(/ */y);
    return reader.take(/\)/y) ? condition : reader.fail('expected ")"');
  };

  const readRelation = (): Condition => {
    const left = readSide();
    const { place } = reader;
    const operator = OPERATORS.get(reader.take(/ *([<>=~!]+|[^ ]*)/y)![1].toUpperCase());
    if (operator) {
      const right = readSide();
      return (item, evaluation) => operator(left.operand(item, evaluation), right.operand(item, evaluation), evaluation.run);
    }
    reader.place = place;
    return left.exists ?? reader.fail('expected an operator');
  };

  const readSide = (): Side => {
    reader.take(/ */y);
    const [whole, not, , text, pattern, flags, word, number, bracket] = reader.take(SIDE) ?? [];
    if (not !== undefined) {
      return readPath(not !== '');
    }
    const constant = text !== undefined ? unescape(text, reader.offset + reader.place - whole!.length)
      : pattern !== undefined ? patternOperand(flags ? `(?${flags})${pattern}` : pattern)
        : word ? JSON.parse(word) as Value
          : bracket ? new JsonText(reader.takeBrackets().text)
            : numberOf(number ?? '') ?? reader.fail('expected a path, a number, a text in quotes, true, false, null, JSON or a regular expression');
    return { operand: () => constant };
  };

  const readPath = (isNegated: boolean): Side => {
    const start = reader.place++;
    do {
      if (reader.next === '[') {
        reader.takeBrackets();
      }
    } while (reader.take(/[^<>=~! )][^<>=~! )[]*/y) || (closesFunction(start) && reader.take(/\)/y)));
    const path = parsePath(reader.text.slice(start, reader.place), reader.offset + start, pathDepth + 1);
    return {
      operand: (item, evaluation) => {
        const { root, rootValues } = evaluation;
        const value = unless([MISSING], () => rootValues.get(path) ?? evaluate(path, path.isRoot ? root : item, evaluation));
        if (value !== undefined && path.isRoot) {
          rootValues.set(path, value);
        }
        return operandOf(value);
      },
      // Even a path from `$` starts at the element here: Jayway gives it the element for a document.
      exists: (item, evaluation) =>
        unless([MISSING], () => evaluate(path, item, { ...evaluation, requiresProperties: true })) === undefined === isNegated,
    };
  };

  /** Only a function without parameters may stand in the path of a filter. */
  const closesFunction = (start: number): boolean => {
    const path = reader.text.slice(start, reader.place);
    return path.endsWith('(') && path.includes('.');
  };

  const condition = readAny();
  if (reader.next) {
    reader.fail('expected the end of the filter');
  }
  return (item, evaluation) => unless([UNSUITABLE, MISSING], () => condition(item, evaluation)) ?? false;
};

const patternOperand = (pattern: string): Operand => {
  const regex = javaRegex(pattern);
  return (text, run) => regex.matches(text, run);
};
