import { unescaped } from '../json/escapes';
import { quoted } from '../texts';
import { JsonPathError } from './error';

const ESCAPE = /\\(?:u([^]{4})|u[^]{0,3}$|([^]))/g;
const HEX = /^[+-]?[0-9a-f]+$/i;

/**
 * Resolves the escapes of a quoted name or text.
 *
 * @param offset where the text starts in a path; undefined when it comes from a document
 * @throws JsonPathError for a `\u` before something else than hexadecimal digits
 */
export const unescape = (text: string, offset?: number): string => {
  if (!text.includes('\\')) {
    return text;
  }
  return text.replace(ESCAPE, (_, unit: string | undefined, letter: string | undefined) => {
    if (unit === undefined) {
      return letter === undefined ? '' : unescaped(letter) ?? letter;
    }
    if (!HEX.test(unit)) {
      throw new JsonPathError(`${quoted(unit)} is no hexadecimal number`, offset);
    }
    return String.fromCharCode(parseInt(unit, 16));
  });
};
