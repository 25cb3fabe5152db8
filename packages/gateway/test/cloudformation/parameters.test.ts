import type { Json, JsonObject } from '../../src/json';
import type { Texts } from '../../src/model/source';
import { evaluated, stackOf } from '../support/read';

test.each<[name: string, parameter: JsonObject, given: Texts, want: Json, ...said: string[]]>([
  ['a default', { Type: 'String', Default: 'a' }, {}, 'a'],
  ['a given value', { Type: 'String', Default: 'a' }, { P: 'b' }, 'b'],
  ['a value given to the stack', { Type: 'String', Default: 'a' }, { 'P': 'b', 'Shop:P': 'c' }, 'c'],
  ['a value given to another stack', { Type: 'String', Default: 'a' }, { 'Other:P': 'c' }, 'a'],
  ['no value', { Type: 'AWS::EC2::VPC::Id' }, {}, 'unknown-P', 'parameter-without-value'],
  ['a secret', { Type: 'String', NoEcho: true }, { P: 's3cret' }, 's3cret'],
  ['a list of numbers', { Type: 'List<Number>', Default: '1, 2' }, {}, ['1', '2']],
  ['a list of ids', { Type: 'List<AWS::EC2::Subnet::Id>' }, { P: 'subnet-1,subnet-2' }, ['subnet-1', 'subnet-2']],
  ['a stored value, given by its name', { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/shop/host' }, { '/shop/host': 'x.example' }, 'x.example'],
  ['a stored list', { Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: '/shop/list' }, { '/shop/list': 'a,b' }, ['a', 'b']],
  ['a stored value of the templates', { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/shop/own' }, {}, 'own'],
  ['a stored value that nobody knows', { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/shop/none' }, {}, 'unknown-shop/none', 'parameter-without-value'],
  ['the name of a stored value', { Type: 'AWS::SSM::Parameter::Name', Default: '/shop/own' }, {}, '/shop/own'],
])('%s', (_, P, given, value, ...said) => {
  const sections = { Parameters: { P }, Resources: { Own: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/shop/own', Type: 'String', Value: 'own' } } } };
  expect(evaluated({ Ref: 'P' }, sections, {}, [], given)).toStrictEqual({ value, said: said.map((code) => `${code} /Properties/Value/Ref`) });
});

test('values that the cloud assembly gives', () => {
  expect(evaluated({ Ref: 'P' }, { Parameters: { P: { Type: 'String', Default: 'a' } } }, { parameters: { P: 'b' } }).value).toBe('b');
});

test.each<[name: string, value: Json]>([
  ['itself', 'https://{{resolve:ssm:/shop/host:2}}/'],
  ['joined', { 'Fn::Join': ['', ['https://{{resolve:ssm:', '/shop/host', '}}/']] }],
  ['with something filled in', { 'Fn::Sub': 'https://{{resolve:ssm:/${Shop}/host}}/' }],
  ['by a parameter', { Ref: 'Url' }],
])('a dynamic reference to a stored value: %s', (_, value) => {
  const Parameters = { Shop: { Type: 'String', Default: 'shop' }, Url: { Type: 'String', Default: 'https://{{resolve:ssm:/shop/host}}/' } };
  expect(evaluated(value, { Parameters }, {}, [], { '/shop/host': 'x.example' })).toStrictEqual({ value: 'https://x.example/', said: [] });
});

test('a stored value whose name CloudFormation makes', () => {
  const Resources = { Own: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: 'own' } } };
  expect(evaluated({ 'Fn::Sub': '{{resolve:ssm:${Own}}}' }, { Resources })).toStrictEqual({ value: 'own', said: [] });
});

test.each([
  ['cn-north-1', ['aws-cn', 'amazonaws.com.cn', 'arn:aws-cn:sqs:cn-north-1:1:jobs']],
  ['us-gov-west-1', ['aws-us-gov', 'amazonaws.com', 'arn:aws-us-gov:sqs:us-gov-west-1:1:jobs']],
])('the partition of %s', (region, want) => {
  const sections = { Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'jobs' } } } };
  const value: Json = [{ Ref: 'AWS::Partition' }, { Ref: 'AWS::URLSuffix' }, { 'Fn::GetAtt': ['Queue', 'Arn'] }];
  expect(evaluated(value, sections, { region, account: '1' }).value).toEqual(want);
});

describe('imports', () => {
  const exporting = (key: string, value: Json, more: Partial<ReturnType<typeof stackOf>> = {}) => stackOf({
    Conditions: { No: { 'Fn::Equals': [1, 2] } },
    Outputs: {
      Url: { Value: value, Export: { Name: { 'Fn::Sub': '${AWS::StackName}:Url' } } },
      Off: { Condition: 'No', Value: 'off', Export: { Name: 'Off' } },
    },
  }, { key, stackName: 'Base', ...more });
  const value = { 'Fn::ImportValue': { 'Fn::Sub': 'Base:Url' } };

  test('another stack\'s export', () => {
    expect(evaluated(value, {}, {}, [exporting('Base', { Ref: 'AWS::StackName' })])).toStrictEqual({ value: 'Base', said: [] });
  });

  test('the export of the same account and region comes first', () => {
    const others = [exporting('A', 'far', { region: 'us-east-1' }), exporting('B', 'near', { region: 'eu-west-1' })];
    expect(evaluated(value, {}, {}, others).value).toBe('near');
    expect(evaluated(value, {}, {}, others.slice(0, 1)).value).toBe('far');
  });

  test('an output whose condition is false exports nothing', () => {
    expect(evaluated({ 'Fn::ImportValue': 'Off' }, {}, {}, [exporting('A', 1)]).said).toEqual(['unknown-export /Properties/Value/Fn::ImportValue']);
  });

  test('exports that import each other', () => {
    const { said } = evaluated(value, {}, {}, [exporting('A', { 'Fn::ImportValue': 'Base:Url' })]);
    expect(said).toContain('circular-reference /Outputs/Url');
  });
});
