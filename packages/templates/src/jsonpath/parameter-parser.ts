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
  if (reader.ahead === ')') {
    return parameters;
  }
  // How many parentheses, square brackets and braces are open.
  const open = [1, 0, 0];
  let quotes = 0;
  let first = '';
  let text = '';
  for (let isDone = false; reader.ahead && !isDone; reader.place++) {
    const character = reader.ahead;
    const prior = reader.whole[reader.place - 1];
    if (!first && /[$@{\d"-]/.test(character)) {
      first = character;
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
    const isOutside = parentheses < 2 && others.join() === '0,0';
    if (isOutside && quotes === 0 && '),'.includes(character)) {
      isDone = parentheses === 0;
      if (first) {
        parameters.push('$@'.includes(first) ? readPath(new Reader(text, reader.offset + reader.place - text.length)) : { json: text });
        text = first = '';
      }
    } else if (first && !(isOutside && character === ',')) {
      text += character;
    }
  }
  if (open.join() !== '0,0,0') {
    reader.fail('a function is not closed');
  }
  return parameters;
};
