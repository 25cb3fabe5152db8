import { compilePattern, compileTemplate } from '../src';

test.each<[pattern: string, text: string, matches: boolean]>([
  ['4\\d{2}', '404', true],
  ['4', '404', false],
  ['.*Bad.*', 'a Bad thing', true],
  ['.*Bad.*', 'a Bad\nthing', false],
  ['(?s).*Bad.*', 'a Bad\nthing', true],
  ['\\p{Alpha}++', 'abc', true],
])('%s on %j', (pattern, text, matches) => {
  expect(compilePattern(pattern).matches(text)).toBe(matches);
});

test.each<[template: string, names: readonly string[] | undefined]>([
  ['$context.stage $context.identity.sourceIp', ['stage', 'identity']],
  ['"$input.body"', []],
  ['#set($c = $context)$c.stage', undefined],
])('names below $context in %s', (template, names) => {
  expect(compileTemplate(template).contextNames).toEqual(names);
});
