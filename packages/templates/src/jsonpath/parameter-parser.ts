import type { Cursor } from './cursor';
import type { ParameterSyntax, PathSyntax } from './syntax';

type ParsePath = (path: string, offset: number) => PathSyntax;

/** The brackets that are open within the parameters of a function. */
interface Nesting {
  parentheses: number;
  brackets: number;
  braces: number;
  quotes: number;
}

const OPENING: Readonly<Record<string, keyof Nesting>> = { '(': 'parentheses', '[': 'brackets', '{': 'braces' };
const CLOSING: Readonly<Record<string, keyof Nesting>> = { ']': 'brackets', '}': 'braces' };

/**
 * Reads the parameters of a function, from its opening parenthesis on. Without parameters the cursor stays on the closing one.
 *
 * @throws JsonPathError
 */
export function parseParameters(cursor: Cursor, parsePath: ParsePath): readonly ParameterSyntax[] {
  const open = cursor.at;
  refuseUnclosed(cursor, open);
  if (cursor.charAt(open + 1) === ')') {
    cursor.at = open + 1;
    return [];
  }
  cursor.at = open + 1;
  return readParameters(cursor, parsePath);
}

function refuseUnclosed(cursor: Cursor, open: number): void {
  let depth = 0;
  for (let at = open; cursor.holds(at); at++) {
    const character = cursor.charAt(at);
    depth += character === '(' ? 1 : character === ')' ? -1 : 0;
    if (depth === 0) {
      return;
    }
  }
  throw cursor.error('the parameters of a function are not closed', open);
}

function readParameters(cursor: Cursor, parsePath: ParsePath): readonly ParameterSyntax[] {
  const parameters: ParameterSyntax[] = [];
  const nesting: Nesting = { parentheses: 1, brackets: 0, braces: 0, quotes: 0 };
  let kind: 'json' | 'path' | undefined;
  let text = '';
  let start = cursor.at;
  let prior = '';
  let isDone = false;
  while (cursor.holds() && !isDone) {
    const character = cursor.current;
    cursor.at++;
    if (kind === undefined) {
      if (/[ \t\r\n]/.test(character)) {
        continue;
      }
      kind = kindOf(character);
      start = cursor.at - 1;
    }
    if (character === '"') {
      nesting.quotes += prior !== '\\' && nesting.quotes > 0 ? -1 : 1;
    } else if (character === ')' || character === ',') {
      if (character === ')') {
        nesting.parentheses--;
        // Only an empty pair of parentheses is kept, so that a function with parameters cannot be a parameter.
        if (prior === '(') {
          text += character;
        }
      }
      if (endsParameter(nesting, character)) {
        isDone = nesting.parentheses === 0;
        if (kind !== undefined) {
          parameters.push(kind === 'json' ? { json: text } : { path: parsePath(text, cursor.offset + start) });
          text = '';
          kind = undefined;
        }
      }
    } else if (OPENING[character] !== undefined) {
      nesting[OPENING[character]]++;
    } else if (CLOSING[character] !== undefined && nesting[CLOSING[character]]-- === 0) {
      throw cursor.error(`unexpected "${character}"`, cursor.at - 1);
    }
    const isSeparator = character === ',' && nesting.braces === 0 && nesting.brackets === 0 && nesting.parentheses === 1;
    if (kind !== undefined && !isSeparator) {
      text += character;
    }
    prior = character;
  }
  if (nesting.braces !== 0 || nesting.parentheses !== 0 || nesting.brackets !== 0) {
    throw cursor.error('the parameters of a function are not closed');
  }
  return parameters;
}

function kindOf(character: string): 'json' | 'path' | undefined {
  if (/[{\d"-]/.test(character)) {
    return 'json';
  }
  return character === '$' || character === '@' ? 'path' : undefined;
}

function endsParameter({ parentheses, brackets, braces, quotes }: Nesting, character: string): boolean {
  return quotes === 0 && braces === 0 && brackets === 0 && ((parentheses === 0 && character === ')') || parentheses === 1);
}
