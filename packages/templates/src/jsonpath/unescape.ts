import { unescaped } from '../json/escapes';
import { quoted } from '../texts';
import { JsonPathError } from './error';

/**
 * Resolves the escapes of a quoted name or text.
 *
 * @param offset where the text starts in a path; undefined when it comes from a document
 * @throws JsonPathError for a `\u` before something else than hexadecimal digits
 */
export const unescape = (text: string, offset?: number): string =>
  text.replace(/\\(?:u([^]{4})|u[^]{0,3}$|([^]))/g, (_, unit?: string, letter = '') => {
    if (unit === undefined) {
      return letter && (unescaped(letter) ?? letter);
    }
    if (!/^[+-]?[0-9a-f]+$/i.test(unit)) {
      throw new JsonPathError(`${quoted(unit)} is no hexadecimal number`, offset);
    }
    return String.fromCharCode(parseInt(unit, 16));
  });
