import type { Json, JsonObject } from '../../src/json';
import { evaluated, modelOf } from '../support/read';

const PARAMETERS = { Parameters: { Names: { Type: 'CommaDelimitedList', Default: 'a-1,b' } } };

test('resources', () => {
  const { rest, diagnostics } = modelOf({
    ...PARAMETERS,
    Resources: {
      'Fn::ForEach::Apis': ['Name', { Ref: 'Names' }, { 'Api&{Name}': { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: { 'Fn::Sub': 'the-${Name}' }, Description: { Ref: 'Name' } } } }],
      'Other': { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'other' } },
    },
  });
  expect(diagnostics).toEqual([]);
  expect(rest.map(({ name, source }) => [name, source.logicalId])).toEqual([['the-a-1', 'Apia1'], ['the-b', 'Apib'], ['other', 'Other']]);
});

test('properties', () => {
  const loop = (collection: Json): JsonObject => ({ 'Fn::ForEach::Texts': ['Property', collection, { '${Property}': { 'Fn::Sub': 'the ${Property}' } }] });
  const api = (collection: Json) => modelOf({ Resources: { Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { ...loop(collection), MinimumCompressionSize: 5 } } } });
  const { rest: [{ name, definition }], diagnostics } = api(['Name', 'Description']);
  expect([name, definition.settings.minimumCompressionSize, diagnostics]).toEqual(['the Name', 5, []]);
  expect(api([{ 'Fn::GetAtt': ['Api', 'RootResourceId'] }, { Ref: 'Api' }]).rest[0].name).toBe('Api');
});

test('items with dollar signs', () => {
  expect(evaluated({ 'Fn::ForEach::L': ['X', ['$$', '$&'], { '${X}': 'a${X}' }] })).toStrictEqual({ value: { '$$': 'a$$', '$&': 'a$&' }, said: [] });
});

test('a loop in a loop', () => {
  const value = { 'Fn::ForEach::A': ['X', ['1', '2'], { 'Fn::ForEach::B': ['Y', ['${X}', 'z'], { 'K${X}${Y}': [{ Ref: 'X' }, '${Y}', 7, null] }] }] };
  expect(evaluated(value)).toStrictEqual({ value: { K11: ['1', '1', 7, null], K1z: ['1', 'z', 7, null], K22: ['2', '2', 7, null], K2z: ['2', 'z', 7, null] }, said: [] });
});

test.each<[name: string, loop: Json, said: string]>([
  ['two arguments', ['X', []], '/Fn::ForEach::L'],
  ['no template', ['X', [], 'a'], '/Fn::ForEach::L'],
  ['no list', ['X', 'a', {}], '/Fn::ForEach::L/1'],
  ['too many items', ['X', Array.from({ length: 1001 }, String), {}], '/Fn::ForEach::L'],
])('%s', (_, loop, said) => {
  expect(evaluated({ 'Fn::ForEach::L': loop })).toStrictEqual({ value: {}, said: [`invalid-function /Properties/Value${said}`] });
});
