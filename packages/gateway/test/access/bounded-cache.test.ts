import { BoundedCache } from '../../src/access/bounded-cache';

const cache = (capacity: number) => new BoundedCache<string>(capacity, (value) => value.length);

test('a value is there until its time is over', () => {
  const one = cache(100);
  one.set('k', 'v', 10);
  expect([one.get('k', 0), one.get('k', 9), one.get('k', 10), one.get('k', 0)]).toEqual(['v', 'v', undefined, undefined]);
});

test('a later value takes the place of an earlier one', () => {
  const one = cache(6);
  one.set('k', 'first', 10);
  one.set('k', 'later', 10);
  expect(one.get('k', 0)).toBe('later');
});

test('what was not used for the longest time goes', () => {
  const one = cache(6);
  for (const key of ['a', 'b', 'c']) one.set(key, key, 10);
  one.get('a', 0);
  one.set('d', 'd', 10);
  expect(['a', 'b', 'c', 'd'].map((key) => one.get(key, 0))).toEqual(['a', undefined, 'c', 'd']);
});

test('one large value makes room for itself', () => {
  const one = cache(6);
  for (const key of ['a', 'b', 'c']) one.set(key, key, 10);
  one.set('d', 'ddddd', 10);
  expect(['a', 'b', 'c', 'd'].map((key) => one.get(key, 0))).toEqual([undefined, undefined, undefined, 'ddddd']);
});

test('what is too large is not kept, nor what it was to replace', () => {
  const one = cache(6);
  one.set('a', 'a', 10);
  one.set('b', 'b', 10);
  one.set('a', 'too large', 10);
  expect(['a', 'b'].map((key) => one.get(key, 0))).toEqual([undefined, 'b']);
});
