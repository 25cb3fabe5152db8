import { joinToSub } from '../../src/private/substitution';

const arn = { 'Fn::GetAtt': ['Fn', 'Arn'] };

test.each<[string, unknown, unknown]>([
  ['texts and references', { 'Fn::Join': ['', ['a:', { Ref: 'AWS::Region' }, ':', arn]] }, { 'Fn::Sub': 'a:${AWS::Region}:${Fn.Arn}' }],
  ['a stage variable', { 'Fn::Join': ['', [arn, ':${stageVariables.lambdaAlias}']] }, { 'Fn::Sub': '${Fn.Arn}:${!stageVariables.lambdaAlias}' }],
  ['an attribute with dots', { 'Fn::Join': ['', ['x', { 'Fn::GetAtt': ['Db', 'Endpoint.Address'] }]] }, { 'Fn::Sub': 'x${Db.Endpoint.Address}' }],
])('a join of %s becomes one line', (_, given, want) => {
  expect(joinToSub(given)).toEqual(want);
});

test.each<[string, unknown]>([
  ['a plain text', 'https://${stageVariables.host}/'],
  ['a reference', arn],
  ['a join with a delimiter', { 'Fn::Join': [',', ['a', arn]] }],
  ['a join with an import', { 'Fn::Join': ['', ['a', { 'Fn::ImportValue': 'X' }]] }],
  ['a join of a list', { 'Fn::Join': ['', { Ref: 'List' }] }],
  ['an attribute that is computed', { 'Fn::Join': ['', ['a', { 'Fn::GetAtt': ['Fn', { Ref: 'X' }] }]] }],
  ['nothing', undefined],
])('%s stays as it is', (_, given) => {
  expect(joinToSub(given)).toBe(given);
});
