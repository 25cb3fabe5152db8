import type { Json, JsonObject } from '../../src/json';
import { evaluated, modelOf, stackOf } from '../support/read';

const URL = 'https://s3.eu-west-1.amazonaws.com/assets/inner.json';
const INNER = {
  Parameters: { Name: { Type: 'String' }, Names: { Type: 'CommaDelimitedList', Default: 'x' } },
  Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { Ref: 'Name' } } } },
  Outputs: {
    Arn: { Value: { 'Fn::GetAtt': ['Queue', 'Arn'] }, Export: { Name: 'InnerArn' } },
    Names: { Value: { 'Fn::Select': [1, { Ref: 'Names' }] } },
    Region: { Value: { Ref: 'AWS::Region' } },
  },
};
const nested = (properties: JsonObject = {}, metadata: JsonObject = {}): JsonObject => ({
  Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: URL, ...properties }, Metadata: metadata,
});
const files = { [URL]: JSON.stringify(INNER) };

test('outputs, with parameters from the parent', () => {
  const sections = {
    Resources: {
      Inner: nested({ Parameters: { Name: { 'Fn::GetAtt': ['Topic', 'TopicName'] }, Names: 'a,b' } }),
      Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'news' } },
    },
  };
  const value = ['Arn', 'Names', 'Region'].map((name) => ({ 'Fn::GetAtt': ['Inner', `Outputs.${name}`] }));
  expect(evaluated(value, sections, { files })).toStrictEqual({ value: ['arn:aws:sqs:eu-west-1:123456789012:news', 'b', 'eu-west-1'], said: [] });
});

test('exports', () => {
  const sections = { Resources: { Inner: nested({ Parameters: { Name: 'jobs' } }) } };
  expect(evaluated({ 'Fn::ImportValue': 'InnerArn' }, sections, { files }).value).toBe('arn:aws:sqs:eu-west-1:123456789012:jobs');
});

test('a parameter is imported, and another is part of an export\'s name', () => {
  const inner = {
    Parameters: { Name: { Type: 'String' }, Prefix: { Type: 'String' } },
    Outputs: { Name: { Value: { Ref: 'Name' } }, Own: { Value: 'own', Export: { Name: { 'Fn::Sub': '${Prefix}-own' } } } },
  };
  const sections = { Resources: { Inner: nested({ Parameters: { Name: { 'Fn::ImportValue': 'shared' }, Prefix: 'inner' } }) } };
  const other = stackOf({ Outputs: { Shared: { Value: 'jobs', Export: { Name: 'shared' } } } }, { key: 'Other', stackName: 'Other' });
  const value: Json = [{ 'Fn::GetAtt': ['Inner', 'Outputs.Name'] }, { 'Fn::ImportValue': 'inner-own' }];
  expect(evaluated(value, sections, { files: { [URL]: JSON.stringify(inner) } }, [other])).toStrictEqual({ value: ['jobs', 'own'], said: [] });
});

test('the file that the CDK names in the metadata', () => {
  const sections = { Resources: { Inner: nested({ Parameters: { Name: 'jobs' } }, { 'aws:asset:path': 'inner.nested.json' }) } };
  expect(evaluated({ 'Fn::GetAtt': 'Inner.Outputs.Arn' }, sections, { files: { 'inner.nested.json': files[URL] } }).said).toEqual([]);
});

test.each<[name: string, resource: JsonObject, files: Record<string, string>, said: string[]]>([
  ['a template that is nowhere', nested(), {}, ['unreadable-file /Properties/TemplateURL', 'unknown-reference /Properties/Value/Fn::GetAtt']],
  ['a template that is a list', nested(), { [URL]: '[]' }, ['unreadable-file /Properties/TemplateURL', 'unknown-reference /Properties/Value/Fn::GetAtt']],
  ['no template', { Type: 'AWS::CloudFormation::Stack' }, {}, ['missing-value /Properties/TemplateURL', 'unknown-reference /Properties/Value/Fn::GetAtt']],
  ['no such output', nested(), { [URL]: '{}' }, ['unknown-reference /Properties/Value/Fn::GetAtt']],
])('%s', (_, Inner, texts, said) => {
  expect(evaluated({ 'Fn::GetAtt': ['Inner', 'Outputs.Arn'] }, { Resources: { Inner } }, { files: texts })).toStrictEqual({ value: 'unknown-Inner.Outputs.Arn', said });
});

test('a stack in itself', () => {
  const template = { Resources: { Inner: nested() } };
  const { diagnostics } = modelOf(template, { files: { [URL]: JSON.stringify(template) } });
  expect(diagnostics.map(({ code }) => code)).toEqual(['circular-reference']);
});
