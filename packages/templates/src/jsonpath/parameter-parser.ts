import type { Parameter } from './functions';
import { Reader } from './reader';

const BRACKETS = '([{)]}';

/**
 * Reads the parameters of a function, from its opening parenthesis on. Without parameters the reader stays on the closing one.
 *
 * @throws JsonPathError
 */
export const parseParameters = (reader: Reader, readPath: (path: Reader) => Parameter): readonly Parameter[] => {
  const parameters: Parameter[] = [];
  reader.place++;
  if (reader.next === ')') {
    return parameters;
  }
  // How many parentheses, square brackets and braces are open.
  const open = [1, 0, 0];
  let quotes = 0;
  let isPath: boolean | undefined;
  let text = '';
  let start = 0;
  let prior = '';
  for (let isDone = false; reader.next && !isDone; reader.place++) {
    const character = reader.next;
    if (isPath === undefined) {
      isPath = /[$@]/.test(character) || (/[{\d"-]/.test(character) ? false : undefined);
      start = reader.offset + reader.place;
    }
    const bracket = BRACKETS.indexOf(character);
    if (bracket >= 0) {
      open[bracket % 3] += bracket < 3 ? 1 : -1;
    }
    const [parentheses, ...others] = open;
    if (others.some((count) => count < 0)) {
      reader.fail(`unexpected "${character}"`);
    }
    if (character === '"') {
      quotes += prior !== '\\' && quotes > 0 ? -1 : 1;
    }
    // Only an empty pair of parentheses is kept, so that a function with parameters cannot be a parameter.
    if (character === ')' && prior === '(') {
      text += character;
    }
    const isSeparator = character === ',' && open.join() === '1,0,0';
    if ('),'.includes(character) && parentheses < 2 && others.join() === '0,0' && quotes === 0) {
      isDone = parentheses === 0;
      if (isPath !== undefined) {
        parameters.push(isPath ? readPath(new Reader(text, start)) : { json: text });
        text = '';
        isPath = undefined;
      }
    } else if (isPath !== undefined && !isSeparator) {
      text += character;
    }
    prior = character;
  }
  if (open.join() !== '0,0,0') {
    reader.fail('the parameters of a function are not closed');
  }
  return parameters;
};
