import { trim } from '../json/space';
import { quoted } from '../texts';
import { Cursor } from './cursor';
import { parseFilter } from './filter-parser';
import { parseParameters } from './parameter-parser';
import { compileParameter, compilePath, type Path } from './path';
import { filterStep, functionStep, indexStep, propertyStep, SCAN, sliceStep, WILDCARD, type PathStep } from './steps';
import { unescape } from './unescape';

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
  const given = new Cursor(path, offset);
  given.trim();
  const cursor = '$@'.includes(given.charAt(0)) ? given : new Cursor(`$.${path}`, offset - 2);
  cursor.trim();
  if (cursor.charAt(cursor.last) === '.') {
    cursor.fail('a path must not end with "."', cursor.last);
  }
  return readPath(cursor, depth);
};

const readPath = (cursor: Cursor, depth: number): Path => {
  const steps: PathStep[] = [];

  const add = (step: PathStep): void => {
    if (steps.push(step) > MAX_STEPS) {
      cursor.fail(`more than ${MAX_STEPS} steps`);
    }
  };

  const readStep = (): void => {
    if (cursor.current === '.') {
      readDots();
    }
    if (cursor.current === '[') {
      if (!(readNames() || readIndexes() || readWildcard() || readFilter())) {
        cursor.fail('expected a quoted name, an index, "*" or a filter after "["');
      }
    } else if (cursor.current === '*') {
      cursor.place++;
      add(WILDCARD);
    } else {
      readNameOrFunction();
    }
  };

  const readDots = (): void => {
    cursor.place++;
    if (cursor.place > cursor.last) {
      cursor.fail('a path must not end with "."', cursor.last);
    }
    if (cursor.current === '.') {
      add(SCAN);
      cursor.place++;
    }
    if (cursor.current === '.') {
      cursor.fail('unexpected "."');
    }
  };

  const readNameOrFunction = (): void => {
    const start = cursor.place;
    cursor.skip((character) => {
      if (character === ' ') {
        cursor.fail("a name with blanks must be written as ['my name']");
      }
      return !'.[('.includes(character);
    });
    const name = cursor.slice(start, cursor.place);
    // A parameter is read as it stands, without what makes a bare name a path.
    add(cursor.holds() && cursor.current === '('
      ? functionStep(name, parseParameters(cursor, (path, at) => compileParameter(readPath(new Cursor(path, at), depth + 1))))
      : propertyStep([name]));
  };

  const readWildcard = (): boolean => {
    if (cursor.nextSignificant() !== '*') {
      return false;
    }
    const wildcard = cursor.indexOfNext('*');
    if (cursor.nextSignificant(wildcard) !== ']') {
      cursor.fail('expected "]" after "*"', wildcard + 1);
    }
    cursor.place = cursor.indexOfNext(']', wildcard) + 1;
    add(WILDCARD);
    return true;
  };

  const readFilter = (): boolean => {
    const start = cursor.place;
    const mark = cursor.indexOfNext('?');
    const open = mark === -1 ? -1 : cursor.indexOfNext('(', mark);
    const close = open === -1 ? -1 : cursor.indexOfClosing(')', open, true);
    if (close === -1 || cursor.nextSignificant(close) !== ']') {
      return false;
    }
    const end = cursor.indexOfNext(']', close);
    const parse = (path: string, at: number): Path => parsePath(path, at, depth + 1);
    add(filterStep(parseFilter(cursor.slice(start, end + 1), cursor.offset + start, parse)));
    cursor.place = end + 1;
    return true;
  };

  const readIndexes = (): boolean => {
    const start = cursor.place + 1;
    const end = cursor.text.indexOf(']', start);
    if (!/[\d:-]/.test(cursor.nextSignificant()) || end === -1 || end > cursor.last) {
      return false;
    }
    const text = trim(cursor.slice(start, end));
    if (!/^[\d,:\x20-]*$/.test(text)) {
      return false;
    }
    const fail = (): never => cursor.fail(`${quoted(text)} is neither an index nor a slice`, start);
    const integer = (digits: string): number => {
      const value = Number(digits);
      return /^-?\d+$/.test(digits) && value === (value | 0) ? value | 0 : fail();
    };
    if (text.includes(':')) {
      const [from, to] = text.split(':').slice(0, 2).map((part) => (part === '' ? undefined : integer(part)));
      if (/[, ]/.test(text) || (from === undefined && to === undefined)) {
        fail();
      }
      add(sliceStep(from ?? (to! < 0 ? -Infinity : 0), to ?? (from! < 0 ? 0 : Infinity)));
    } else {
      add(indexStep(text.split(/ *, */).map(integer)));
    }
    cursor.place = end + 1;
    return true;
  };

  const readNames = (): boolean => {
    const quote = cursor.nextSignificant();
    if (!'\'"'.includes(quote)) {
      return false;
    }
    const names: string[] = [];
    let start = cursor.place + 1;
    let end = 0;
    let inName = false;
    let afterComma = false;
    for (let at = start; cursor.holds(at); at++) {
      const character = cursor.charAt(at);
      if (character === '\\') {
        at++;
      } else if (character === quote && inName) {
        if (!'],'.includes(cursor.nextSignificant(at))) {
          cursor.fail('expected "," or "]" after a name', at + 1);
        }
        end = at;
        names.push(unescape(cursor.slice(start, end), cursor.offset + start));
        inName = false;
      } else if (character === quote) {
        start = at + 1;
        inName = true;
        afterComma = false;
      } else if (!inName && '],'.includes(character)) {
        if (afterComma) {
          cursor.fail('expected a name', at);
        }
        if (character === ']') {
          break;
        }
        afterComma = true;
      }
    }
    const close = inName ? -1 : cursor.indexOfNext(']', end);
    if (close === -1) {
      cursor.fail(inName ? `${quote} is not closed` : 'expected "]"', start);
    }
    cursor.place = close + 1;
    add(propertyStep(names));
    return true;
  };

  if (depth > MAX_DEPTH) {
    cursor.fail(`more than ${MAX_DEPTH} paths within one another`);
  }
  cursor.skip((character) => /[ \t\r\n]/.test(character));
  const root = cursor.current;
  if (!'$@'.includes(root)) {
    cursor.fail('a path must start with "$" or "@"');
  }
  if (!cursor.isAtLast) {
    cursor.place++;
    if (!'.['.includes(cursor.current)) {
      cursor.fail('expected "." or "["');
    }
    do {
      readStep();
    } while (!cursor.isAtLast);
  }
  return compilePath(root === '$', steps);
};
