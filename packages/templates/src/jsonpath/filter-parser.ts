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
type Side = readonly [operand: (item: Value, evaluation: Evaluation) => Operand, exists?: Condition];

const MAX_DEPTH = 100;

/** A path, a text, a regular expression, a word, a number, or the beginning of JSON. */
const SIDE = /(!? *)(?=[$@])|(['"])((?:\\[^]|(?!\2)[^\\])*)\2|\/((?:\\[^]|[^\\/])*)\/([dixmsuU]*)|(null|true|false)|([\d.eE-]+)|(?=([[{]))/y;

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
    const [left, exists] = readSide();
    const { place } = reader;
    const operator = OPERATORS[reader.take(/ *([<>=~!]+|[a-z]+(?![^ ])|)/iy)![1].toUpperCase()];
    if (operator) {
      const [right] = readSide();
      return (item, evaluation) => operator(left(item, evaluation), right(item, evaluation), evaluation.run);
    }
    reader.place = place;
    return exists ?? reader.fail('expected an operator');
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
          : bracket ? new JsonText(reader.takeBrackets().whole)
            : numberOf(number ?? '') ?? reader.fail('expected a path, JSON or a pattern');
    return [() => constant];
  };

  const readPath = (isNegated: boolean): Side => {
    const start = reader.place++;
    // Only a function without parameters may stand in the path of a filter.
    do {
      if (reader.ahead === '[') {
        reader.takeBrackets();
      }
    } while (reader.take(/[^<>=~! )][^<>=~! )[]*/y) || (textFrom(start).includes('.') && reader.take(/(?<=\()\)/y)));
    const path = parsePath(textFrom(start), reader.offset + start, pathDepth + 1);
    const find = (item: Value, evaluation: Evaluation): Value | undefined => unless([MISSING], () => evaluate(path, item, evaluation));
    return [
      (item, evaluation) => {
        const { root, rootValues } = evaluation;
        const value = rootValues.get(path) ?? find(path.isRoot ? root : item, evaluation);
        if (value !== undefined && path.isRoot) {
          rootValues.set(path, value);
        }
        return operandOf(value);
      },
      // Even a path from `$` starts at the element here: Jayway gives it the element for a document.
      (item, evaluation) => find(item, { ...evaluation, requiresProperties: true }) === undefined === isNegated,
    ];
  };

  const textFrom = (start: number): string => reader.whole.slice(start, reader.place);

  const condition = readAny();
  if (reader.ahead) {
    reader.fail('expected the end of the filter');
  }
  return (item, evaluation) => unless([UNSUITABLE, MISSING], () => condition(item, evaluation)) ?? false;
};

const patternOperand = (pattern: string): Operand => {
  const regex = javaRegex(pattern);
  return (text, run) => regex.matches(text, run);
};
