import { Cursor } from './cursor';
import type { JsonPathError } from './error';
import { parseFilter } from './filter-parser';
import { parseParameters } from './parameter-parser';
import type { PathSyntax, TokenSyntax } from './syntax';
import { unescape } from './unescape';

/** How many steps a path may have, those of the paths in its filters and functions not counted. */
const MAX_TOKENS = 500;
const MAX_DEPTH = 30;
const INTEGER = /^-?\d+$/;
const LIST_CHARACTERS = /^[\d,:\x20-]*$/;

/**
 * Reads a path as Jayway does: a path that starts with neither `$` nor `@` is taken as `$.` and the path.
 *
 * @param offset where the path starts in the text that a user wrote
 * @param depth in how many filters and functions the path stands
 * @throws JsonPathError
 */
export function parsePath(path: string, offset = 0, depth = 0): PathSyntax {
  const given = new Cursor(path, offset);
  given.trim();
  const isComplete = given.charAt(0) === '$' || given.charAt(0) === '@';
  const cursor = isComplete ? given : new Cursor(`$.${path}`, offset - 2);
  cursor.trim();
  if (cursor.lastIs('.')) {
    throw cursor.error('a path must not end with "."', cursor.length - 1);
  }
  return new PathParser(cursor, depth).parse();
}

class PathParser {
  private readonly tokens: TokenSyntax[] = [];

  constructor(private readonly cursor: Cursor, private readonly depth: number) {
    if (depth > MAX_DEPTH) {
      throw cursor.error(`more than ${MAX_DEPTH} paths within one another`);
    }
  }

  parse(): PathSyntax {
    const { cursor } = this;
    while (cursor.holds() && /[ \t\r\n]/.test(cursor.current)) {
      cursor.at++;
    }
    const root = cursor.current;
    if (root !== '$' && root !== '@') {
      throw cursor.error('a path must start with "$" or "@"');
    }
    if (!cursor.isAtLast) {
      cursor.at++;
      if (cursor.current !== '.' && cursor.current !== '[') {
        throw cursor.error('expected "." or "["');
      }
      do {
        this.readToken();
      } while (!cursor.isAtLast);
    }
    return { isRoot: root === '$', tokens: this.tokens };
  }

  private readToken(): void {
    const { cursor } = this;
    if (cursor.current === '.') {
      this.readDots();
    }
    if (cursor.current === '[') {
      if (!(this.readNames() || this.readIndexes() || this.readWildcard() || this.readFilter())) {
        throw cursor.error('expected a quoted name, an index, "*" or a filter after "["');
      }
    } else if (cursor.current === '*') {
      this.readWildcard();
    } else {
      this.readNameOrFunction();
    }
  }

  private readDots(): void {
    const { cursor } = this;
    if (cursor.nextIs('.')) {
      this.add({ type: 'scan' });
      cursor.at += 2;
    } else if (cursor.isAtLast) {
      throw cursor.error('a path must not end with "."');
    } else {
      cursor.at++;
    }
    if (cursor.current === '.') {
      throw cursor.error('unexpected "."');
    }
  }

  private readNameOrFunction(): void {
    const { cursor } = this;
    const start = cursor.at;
    let end = start;
    while (cursor.holds(end) && !'.[('.includes(cursor.charAt(end))) {
      if (cursor.charAt(end) === ' ') {
        throw cursor.error("a name with blanks must be written as ['my name']", end);
      }
      end++;
    }
    const isFunction = cursor.holds(end) && cursor.charAt(end) === '(';
    const name = cursor.slice(start, end);
    cursor.at = end;
    this.add(isFunction ? { type: 'function', name, parameters: parseParameters(cursor, this.parseWithin) } : { type: 'property', names: [name] });
  }

  /** A parameter is read as it stands, without what makes a bare name a path. */
  private readonly parseWithin = (path: string, offset: number): PathSyntax => new PathParser(new Cursor(path, offset), this.depth + 1).parse();

  private readWildcard(): boolean {
    const { cursor } = this;
    if (cursor.current === '[') {
      if (cursor.nextSignificant() !== '*') {
        return false;
      }
      const wildcard = cursor.indexOfNext('*');
      if (cursor.nextSignificant(wildcard) !== ']') {
        throw cursor.error('expected "]" after "*"', wildcard + 1);
      }
      cursor.at = cursor.indexOfNext(']', wildcard);
    }
    cursor.at++;
    this.add({ type: 'wildcard' });
    return true;
  }

  private readFilter(): boolean {
    const { cursor } = this;
    const start = cursor.at;
    const mark = cursor.indexOfNext('?');
    const open = mark === -1 ? -1 : cursor.indexOfNext('(', mark);
    const close = open === -1 ? -1 : cursor.indexOfClosing('(', ')', open, true);
    if (close === -1 || cursor.nextSignificant(close) !== ']') {
      return false;
    }
    const end = cursor.indexOfNext(']', close);
    const parseOperand = (path: string, offset: number): PathSyntax => parsePath(path, offset, this.depth + 1);
    const condition = parseFilter(cursor.slice(start, end + 1), cursor.offset + start, parseOperand);
    this.add({ type: 'filter', condition });
    cursor.at = end + 1;
    return true;
  }

  private readIndexes(): boolean {
    const { cursor } = this;
    const first = cursor.nextSignificant();
    if (!/[\d:-]/.test(first)) {
      return false;
    }
    const start = cursor.at + 1;
    const end = cursor.indexOf(']', start);
    const text = end === -1 ? '' : cursor.slice(start, end).replace(/^[\0-\x20]+|[\0-\x20]+$/g, '');
    if (end === -1 || !LIST_CHARACTERS.test(text)) {
      return false;
    }
    const fail = (): JsonPathError => cursor.error(`${JSON.stringify(text)} is neither an index nor a slice`, start);
    const integer = (digits: string): number => {
      const value = Number(digits);
      if (!INTEGER.test(digits) || value !== (value | 0)) {
        throw fail();
      }
      return value | 0;
    };
    if (text.includes(':')) {
      if (/[, ]/.test(text)) {
        throw fail();
      }
      const [from, to] = text.split(':').slice(0, 2).map((part) => (part === '' ? undefined : integer(part)));
      if (from === undefined && to === undefined) {
        throw fail();
      }
      this.add({ type: 'slice', from, to });
    } else {
      this.add({ type: 'index', indexes: text.split(/ *, */).map(integer) });
    }
    cursor.at = end + 1;
    return true;
  }

  private readNames(): boolean {
    const { cursor } = this;
    const quote = cursor.nextSignificant();
    if (quote !== "'" && quote !== '"') {
      return false;
    }
    const names: string[] = [];
    let start = cursor.at + 1;
    let end = 0;
    let inName = false;
    let afterComma = false;
    for (let at = start; cursor.holds(at); at++) {
      const character = cursor.charAt(at);
      if (character === '\\') {
        at++;
      } else if (character === quote && inName) {
        if (!'],'.includes(cursor.nextSignificant(at))) {
          throw cursor.error('expected "," or "]" after a name', at + 1);
        }
        end = at;
        names.push(unescape(cursor.slice(start, end), cursor.offset + start));
        inName = false;
      } else if (character === quote) {
        start = at + 1;
        inName = true;
        afterComma = false;
      } else if (!inName && (character === ']' || character === ',')) {
        if (afterComma) {
          throw cursor.error('expected a name', at);
        }
        if (character === ']') {
          break;
        }
        afterComma = true;
      }
    }
    const close = inName ? -1 : cursor.indexOfNext(']', end);
    if (close === -1) {
      throw cursor.error(inName ? `${quote} is not closed` : 'expected "]"', start);
    }
    cursor.at = close + 1;
    this.add({ type: 'property', names });
    return true;
  }

  private add(token: TokenSyntax): void {
    if (this.tokens.length === MAX_TOKENS) {
      throw this.cursor.error(`more than ${MAX_TOKENS} steps`);
    }
    this.tokens.push(token);
  }
}
