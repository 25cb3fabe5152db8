import { DocumentError, parseDocument } from '../src/document';
import type { Json } from '../src/json';

test.each<[name: string, text: string, want: Json]>([
  ['JSON', '{"a": [1, null, true]}', { a: [1, null, true] }],
  ['JSON as YAML takes it', '{a: 1, # comment\n b: [x,],}', { a: 1, b: ['x'] }],
  ['YAML', 'a: 1\nb:\n  - x\n  - "y"\n', { a: 1, b: ['x', 'y'] }],
  ['a date stays a text', 'Version: 2012-10-17', { Version: '2012-10-17' }],
  ['yes stays a text', 'a: yes', { a: 'yes' }],
  ['numbers as keys', '200: ok', { 200: 'ok' }],
  ['anchors and merges', 'a: &x {b: 1}\nc:\n  <<: *x\n  d: 2', { a: { b: 1 }, c: { b: 1, d: 2 } }],
  ['!Ref', 'a: !Ref Name', { a: { Ref: 'Name' } }],
  ['!Condition', 'a: !Not [!Condition Name]', { a: { 'Fn::Not': [{ Condition: 'Name' }] } }],
  ['!GetAtt', 'a: !GetAtt Api.RootResourceId', { a: { 'Fn::GetAtt': 'Api.RootResourceId' } }],
  ['!GetAtt with a list', 'a: !GetAtt [Api, RootResourceId]', { a: { 'Fn::GetAtt': ['Api', 'RootResourceId'] } }],
  ['!Sub', 'a: !Sub "${x}/b"', { a: { 'Fn::Sub': '${x}/b' } }],
  ['!Sub of lines', 'a: !Sub |\n  {"b":\n  1}\n', { a: { 'Fn::Sub': '{"b":\n1}\n' } }],
  ['functions in functions', 'a: !Join\n  - "-"\n  - - !Ref A\n    - Fn::Base64: !Sub x', { a: { 'Fn::Join': ['-', [{ Ref: 'A' }, { 'Fn::Base64': { 'Fn::Sub': 'x' } }]] } }],
  ['!If', 'a: !If [Yes, !Ref B, !Ref "AWS::NoValue"]', { a: { 'Fn::If': ['Yes', { Ref: 'B' }, { Ref: 'AWS::NoValue' }] } }],
  ['!Transform', 'a: !Transform {Name: AWS::Include}', { a: { 'Fn::Transform': { Name: 'AWS::Include' } } }],
  ['!Select of a number', 'a: !Select [0, !Split [",", !Ref L]]', { a: { 'Fn::Select': [0, { 'Fn::Split': [',', { Ref: 'L' }] }] } }],
  ['a tag on a number', 'a: !Ref 012', { a: { Ref: '012' } }],
  ['an empty document', '', null],
  ['what JSON has no form for', 'a: .nan\nb: !!set {x}', { a: 'NaN', b: '[object Set]' }],
  ['a member called __proto__', 'a: {__proto__: 1}', JSON.parse('{"a": {"__proto__": 1}}')],
])('%s', (_, text, want) => {
  expect(parseDocument(text)).toStrictEqual(want);
});

test.each([
  ['JSON that breaks off', '{"a": ['],
  ['YAML that is none', 'a: b: c'],
  ['a key given twice', 'a: 1\na: 2'],
  ['a tab', 'a:\n\t- b'],
  ['aliases of aliases', `a0: &a0 [x]\n${Array.from({ length: 20 }, (_, index) => `a${index + 1}: &a${index + 1} [${`*a${index}, `.repeat(10)}]`).join('\n')}`],
  ['more levels than any template has', `${'['.repeat(5000)}${']'.repeat(5000)}`],
  ['far more levels', '['.repeat(200_000)],
  ['as many in YAML', `${'- '.repeat(20_000)}x`],
])('%s', (_, text) => {
  expect(() => parseDocument(text)).toThrow(DocumentError);
});
