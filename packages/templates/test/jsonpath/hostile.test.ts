import { parseJson } from '../../src/json/parse';
import { compileJsonPath, JsonPathError } from '../../src/jsonpath';
import { JavaList, JavaMap, type Value } from '../../src/values';
import { describeValue } from '../support/answers';

const read = (path: string, document: string): Value | undefined => compileJsonPath(path).read(parseJson(document));

describe('a hostile path', () => {
  test.each([
    ['parentheses in a filter', `$[?(${'('.repeat(100_000)}@.a${')'.repeat(100_000)})]`],
    ['negations in a filter', `$[?(${'!('.repeat(100_000)}@.a${')'.repeat(100_000)})]`],
    ['filters in filters', `$${'[?(@'.repeat(5_000)}${')]'.repeat(5_000)}`],
    ['functions in functions', `$${'.sum($'.repeat(5_000)}${')'.repeat(5_000)}`],
    ['steps', `$${'.a'.repeat(100_000)}`],
    ['scans', `$${'..a'.repeat(100_000)}`],
  ])('with too many %s is refused', (_, path) => {
    expect(() => compileJsonPath(path)).toThrow(JsonPathError);
  });

  test('may be as long as a name may be', () => {
    const name = 'a'.repeat(1_000_000);
    expect(read(`$.${name}`, `{"${name}":1}`)).toBe(1);
    expect(read(`$['${name}']`, `{"${name}":1}`)).toBe(1);
  });

  test('names the offset where it stops making sense', () => {
    const position = (path: string): number | undefined => {
      try {
        compileJsonPath(path);
      } catch (error) {
        return (error as JsonPathError).position;
      }
      return undefined;
    };
    expect(['$.a[b]', '$.a[?(@.x = 1)]', '$.a[?(@.x == y)]', "$.a[?(@['b] == 1)]", '$.a b', 'a b', '$...a'].map(position)).toStrictEqual([3, 10, 13, 8, 3, 1, 3]);
  });
});

describe('a hostile reading', () => {
  const nested = `${'{"a":['.repeat(190)}1${']}'.repeat(190)}`;

  test('through all levels of a nested document many times over is stopped', () => {
    expect(() => read('$..*..*..*..*', nested)).toThrow('the path looks at more than 2000000 values');
    expect(() => read('$..[?(@..[?(@..[?(@..a)])])]', nested)).toThrow(JsonPathError);
  });

  test('of a slice between huge bounds takes as long as the list', () => {
    expect(read('$[-2147483648:2147483647]', '[1,2]')).toStrictEqual(read('$[-2:2]', '[1,2]'));
  });

  test('with an exponential regular expression is stopped', () => {
    const stopped = expect.objectContaining({ name: 'JsonPathError', message: expect.stringContaining('regular expression') });
    const document = JSON.stringify([{ s: `${'a'.repeat(40)}!` }]);
    expect(() => read('$[?(@.s =~ /(a+)+b/)]', document)).toThrow(stopped);
    expect(() => read('$[?(@.s =~ /(a|a)*b/)]', document)).toThrow(stopped);
    expect(() => read('$[?(@.s =~ /(.*)*(.*)*(.*)*x/)]', document)).toThrow(stopped);
  });

  test('compares numbers of unlike size without writing them out', () => {
    const document = '[{"n":1.00000000000000000000E+1000000000},{"n":1.00000000000000000000E-1000000000},{"n":1}]';
    expect(describeValue(read('$[?(@.n > 1)].n', document)!)).toBe('[decimal 1.00000000000000000000E+1000000000]');
    expect(describeValue(read('$[?(@.n == 1E-1000000000)].n', document)!)).toBe('[decimal 1.00000000000000000000E-1000000000]');
    expect(describeValue(read('$[?(@.x size 1E1000000000)]', '[{"x":[]}]')!)).toBe('[{"x": []}]');
  });

  test('does not take the names of the prototype for properties', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']) {
      expect(read(`$.${name}`, '{"a":1}')).toBeUndefined();
      expect(read(`$['${name}'].x`, '{"a":1}')).toBeUndefined();
      expect(describeValue(read(`$..${name}`, '{"a":{}}')!)).toBe('[]');
      expect(() => read(`$.${name}()`, '{"a":1}')).toThrow(JsonPathError);
    }
    expect(read('$.__proto__.a', '{"__proto__":{"a":1}}')).toBe(1);
    expect(describeValue(read("$['__proto__','a']", '{"__proto__":1,"a":2}')!)).toBe('{"__proto__": int 1, "a": int 2}');
  });

  test('of a document that holds itself ends', () => {
    const list = new JavaList([], 'json');
    list.items.push(list, new JavaMap(new Map([['list', list]])));
    expect(() => compileJsonPath('$..a').read(list)).toThrow(JsonPathError);
    const other = new JavaList([], 'json');
    other.items.push(other, new JavaMap(new Map([['list', other]])));
    expect(() => compileJsonPath('$[?(@ == $[1])]').read(new JavaList([list, other], 'json'))).toThrow(JsonPathError);
    expect(() => compileJsonPath('$.concat($[0])').read(list)).toThrow(JsonPathError);
  });

  test('that makes gigantic texts is stopped', () => {
    const document = JSON.stringify({ t: 'x'.repeat(1_000_000), l: Array.from({ length: 20 }, () => []) });
    expect(() => read('$.l[*].concat($.t)', document)).toThrow('the path makes more than 10000000 characters of text');
  });
});

test('a path can be read again with the same answer', () => {
  const path = compileJsonPath('$..[0].a');
  const document = parseJson('[{"a":1},{"a":2},[{"a":3}]]');
  expect(describeValue(path.read(document)!)).toBe(describeValue(path.read(document)!));
});
