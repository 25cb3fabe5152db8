import type { Json, JsonObject } from '../../src/json';
import { modelOf } from '../support/read';

const include = (Location: Json): JsonObject => ({ 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location } } });
const API = 'Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: !Ref Name}}';

test('resources and mappings that are included', () => {
  const template = {
    Parameters: { Name: { Type: 'String', Default: 'Orders' } },
    Mappings: include('mappings.json'),
    Resources: { ...include('s3://b/resources.yaml'), Other: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: { 'Fn::FindInMap': ['M', 'a', 'b'] } } } },
  };
  const files = { 's3://b/resources.yaml': API, 'mappings.json': '{"M": {"a": {"b": "Mapped"}}}' };
  const { rest, diagnostics } = modelOf(template, { files });
  expect(diagnostics).toEqual([]);
  expect(rest.map(({ name }) => name)).toEqual(['Orders', 'Mapped']);
});

test.each<[name: string, transform: Json]>([
  ['alone', include('all.yaml')['Fn::Transform']],
  ['among other transforms', ['AWS::LanguageExtensions', include('all.yaml')['Fn::Transform']]],
  ['at a place that a parameter gives', include({ 'Fn::Sub': '${Name}.yaml' })['Fn::Transform']],
])('sections that are included: %s', (_, Transform) => {
  const template = {
    Transform,
    Parameters: { Name: { Type: 'String', Default: 'all' } },
    Resources: { Other: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: { 'Fn::FindInMap': ['M', 'a', 'b'] } } } },
  };
  const { rest, diagnostics } = modelOf(template, { files: { 'all.yaml': `Mappings: {M: {a: {b: Mapped}}}\nResources: {${API}}` } });
  expect(diagnostics).toEqual([]);
  expect(rest.map(({ name }) => name)).toEqual(['all', 'Mapped']);
});

test.each<[name: string, template: JsonObject, said: string]>([
  ['a template that includes nothing', { Transform: include('none.yaml')['Fn::Transform'] }, 'unreadable-file /Transform'],
  ['a section that is a list', { Resources: [] }, 'invalid-value /Resources'],
  ['a section that is included from nowhere', { Resources: include('none.yaml') }, 'unreadable-file /Resources/Fn::Transform'],
  ['a section that is included from no document', { Resources: include('broken.yaml') }, 'unreadable-file /Resources/Fn::Transform'],
  ['a section whose loop needs the section', { Resources: { 'Fn::ForEach::L': ['X', { Ref: 'Y' }, {}] } }, 'circular-reference /Resources'],
])('%s', (_, template, said) => {
  const { diagnostics } = modelOf(template, { files: { 'broken.yaml': 'a: b: c' } });
  expect(diagnostics.map(({ code, where }) => `${code} ${where.property}`)).toContain(said);
});
