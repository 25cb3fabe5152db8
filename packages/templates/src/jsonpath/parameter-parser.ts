import type { Cursor } from './cursor';
import type { Parameter } from './functions';

/** The brackets that are open within the parameters of a function: how many of each. */
const BRACKETS = ['(', '[]', '{}'];
const [PARENTHESES, , BRACES] = [0, 1, 2];

/**
 * Reads the parameters of a function, from its opening parenthesis on. Without parameters the cursor stays on the closing one.
 *
 * @throws JsonPathError
 */
export const parseParameters = (cursor: Cursor, readPath: (path: string, offset: number) => Parameter): readonly Parameter[] => {
  refuseUnclosed(cursor);
  cursor.place++;
  const parameters: Parameter[] = [];
  if (cursor.current === ')') {
    return parameters;
  }
  const open = [1, 0, 0];
  let quotes = 0;
  let isPath: boolean | undefined;
  let text = '';
  let start = cursor.place;
  let prior = '';
  let isDone = false;
  while (cursor.holds() && !isDone) {
    const character = cursor.current;
    cursor.place++;
    if (isPath === undefined) {
      if (/[ \t\r\n]/.test(character)) {
        continue;
      }
      isPath = /[$@]/.test(character) || (/[{\d"-]/.test(character) ? false : undefined);
      start = cursor.place - 1;
    }
    const opened = BRACKETS.findIndex(([bracket]) => bracket === character);
    const closed = BRACKETS.findIndex(([, bracket]) => bracket === character);
    if (character === '"') {
      quotes += prior !== '\\' && quotes > 0 ? -1 : 1;
    } else if (character === ')' || character === ',') {
      if (character === ')') {
        open[PARENTHESES]--;
        // Only an empty pair of parentheses is kept, so that a function with parameters cannot be a parameter.
        if (prior === '(') {
          text += character;
        }
      }
      const isOutside = quotes === 0 && open[1] === 0 && open[BRACES] === 0;
      if (isOutside && ((open[PARENTHESES] === 0 && character === ')') || open[PARENTHESES] === 1)) {
        isDone = open[PARENTHESES] === 0;
        if (isPath !== undefined) {
          parameters.push(isPath ? readPath(text, cursor.offset + start) : { json: text });
          text = '';
          isPath = undefined;
        }
      }
    } else if (opened >= 0) {
      open[opened]++;
    } else if (closed >= 0 && open[closed]-- === 0) {
      cursor.fail(`unexpected "${character}"`, cursor.place - 1);
    }
    const isSeparator = character === ',' && open.join() === '1,0,0';
    if (isPath !== undefined && !isSeparator) {
      text += character;
    }
    prior = character;
  }
  if (open.some((count) => count !== 0)) {
    cursor.fail('the parameters of a function are not closed');
  }
  return parameters;
};

const refuseUnclosed = (cursor: Cursor): void => {
  let depth = 0;
  for (let at = cursor.place; cursor.holds(at); at++) {
    const character = cursor.charAt(at);
    depth += character === '(' ? 1 : character === ')' ? -1 : 0;
    if (depth === 0) {
      return;
    }
  }
  cursor.fail('the parameters of a function are not closed');
};
