import { parseFilter } from './filter-parser';
import { functionStep } from './functions';
import { parseParameters } from './parameter-parser';
import { compileParameter, compilePath, type Path } from './path';
import { CHARACTER_OUTSIDE_PATTERNS, Reader } from './reader';
import { filterStep, indexStep, propertyStep, SCAN, sliceStep, WILDCARD, type PathStep } from './steps';
import { unescape } from './unescape';
import { stripTrailing } from '../json/space';

/** How many steps a path may have, those of the paths in its filters and functions not counted. */
const MAX_STEPS = 500;
const MAX_DEPTH = 30;

/**
 * Reads a path as Jayway does: a path that starts with neither `$` nor `@` is taken as `$.` and the path.
 *
 * @param offset where the path starts in the text that a user wrote
 * @param depth in how many filters and functions the path stands
 * @throws JsonPathError
 */
export const parsePath = (path: string, offset: number, depth: number): Path => {
  const text = stripTrailing(path, / /);
  const prefix = /^[$@]/.test(text) ? '' : '$.';
  const reader = new Reader(prefix + text, offset - prefix.length);
  return reader.whole.endsWith('.') ? reader.fail('a path must not end with "."', reader.whole.length - 1) : readPath(reader, depth);
};

const readPath = (reader: Reader, depth: number): Path => {
  const readStep = (): PathStep => {
    if (reader.take(/\*|\[ *\* *\]/y)) {
      return WILDCARD;
    }
    const [, quote] = reader.take(/(?=\[ *(['"]?))/y) ?? [];
    if (quote !== undefined) {
      const { place } = reader;
      return (quote ? readNames(quote) : readIndexes() ?? (reader.place === place ? readFilter() : null))
        ?? reader.fail('expected a quoted name, index, "*" or filter', place);
    }
    const [name] = reader.take(/[^ .[(]*/y)!;
    // A parameter is read as it stands, without what makes a bare name a path.
    return reader.ahead === '(' ? functionStep(name, parseParameters(reader, (path) => compileParameter(readPath(path, depth + 1))))
      : name && reader.ahead !== ' ' ? propertyStep([name]) : reader.fail("expected a name, one with blanks as ['my name']");
  };

  /** Names in quotes of one kind; between a comma and the next quote anything may stand. */
  const readNames = (quote: string): PathStep | null => {
    const expression = new RegExp(String.raw`[[,](?:\\[^]|[^\\,\]${quote}])*${quote}((?:\\[^]|[^\\${quote}])*)${quote} *(?=[\],])`, 'y');
    const names: string[] = [];
    for (let found; (found = reader.take(expression));) {
      names.push(unescape(found[1], reader.offset + found.index));
    }
    return reader.take(/\]/y) && propertyStep(names);
  };

  /** Indexes, or a slice with at least one bound; all of them are 32-bit integers. */
  const readIndexes = (): PathStep | undefined => {
    const [, from, to, list = [from, to].filter(Boolean).join()] =
      reader.take(/\[ *(?:(-?\d*):(-?\d*)(?::[\d:-]*)?|([\d,-](?:[\d, -]*\d)?))[\0- ]*\]/y) ?? [];
    const indexes = list.split(/ *, */).map((digits) => Number(digits || NaN));
    return indexes.some((index) => index !== (index | 0)) ? undefined
      : from === undefined ? indexStep(indexes)
        : sliceStep(Number(from || (Number(to) < 0 ? -Infinity : 0)), Number(to || (Number(from) < 0 ? 0 : Infinity)));
  };

  const readFilter = (): PathStep | null | undefined => {
    const filter = reader.take(/\[ *\? *(?=\()/y) && reader.takeBrackets(CHARACTER_OUTSIDE_PATTERNS);
    return filter && reader.take(/ *\]/y) && filterStep(parseFilter(filter, depth));
  };

  if (depth > MAX_DEPTH) {
    reader.fail(`more than ${MAX_DEPTH} paths within one another`);
  }
  const [root] = reader.take(/[$@](?=[.[]|$)/y) ?? reader.fail('a path must start with "$.", "$[", "@." or "@["');
  const steps: PathStep[] = [];
  // Jayway takes no notice of a last character that would begin a second step.
  for (let end = reader.whole.length; reader.place < end; end = reader.whole.length - 1) {
    if (reader.take(/\.\.?/y)?.[0] === '..') {
      steps.push(SCAN);
    }
    if (steps.push(readStep()) > MAX_STEPS) {
      reader.fail(`more than ${MAX_STEPS} steps`);
    }
  }
  return compilePath(root === '$', steps);
};
