import type { Json } from '../../src/json';
import { evaluated } from '../support/read';

const PARAMETERS = { Stage: { Type: 'String', Default: 'dev' }, Flag: { Type: 'String', Default: 'true' } };
const YES = { 'Fn::Equals': ['a', 'a'] };
const NO = { 'Fn::Equals': ['a', 'b'] };

test.each<[name: string, condition: Json, want: boolean]>([
  ['Equals', { 'Fn::Equals': [{ Ref: 'Stage' }, 'dev'] }, true],
  ['Equals of unlike types', { 'Fn::Equals': [{ Ref: 'Flag' }, true] }, true],
  ['Equals of lists', { 'Fn::Equals': [['a', 'b'], { 'Fn::Split': [',', 'a,b'] }] }, true],
  ['Not', { 'Fn::Not': [YES] }, false],
  ['And', { 'Fn::And': [YES, YES, NO] }, false],
  ['Or', { 'Fn::Or': [NO, YES] }, true],
  ['Condition', { Condition: 'Other' }, true],
  ['all of them', { 'Fn::And': [{ 'Fn::Not': [{ Condition: 'Not' }] }, { 'Fn::Or': [NO, { Condition: 'Other' }] }] }, true],
])('%s', (_, Subject, want) => {
  const sections = { Parameters: PARAMETERS, Conditions: { Subject, Other: YES, Not: NO } };
  expect(evaluated({ 'Fn::If': ['Subject', true, false] }, sections)).toStrictEqual({ value: want, said: [] });
});

test.each<[name: string, condition: Json, said: string]>([
  ['a text', 'maybe', 'invalid-function /Conditions/Subject'],
  ['Equals of three', { 'Fn::Equals': [1, 2, 3] }, 'invalid-function /Conditions/Subject/Fn::Equals'],
  ['And of one', { 'Fn::And': [YES] }, 'invalid-function /Conditions/Subject/Fn::And'],
  ['itself', { Condition: 'Subject' }, 'circular-reference /Conditions/Subject/Condition'],
  ['itself, further away', { 'Fn::Not': [{ Condition: 'Round' }] }, 'circular-reference /Conditions/Round/Condition'],
  ['nothing', { Condition: 'Missing' }, 'unknown-reference /Conditions/Subject/Condition'],
])('a condition of %s', (name, Subject, said) => {
  const conditions = { Subject, Round: { Condition: 'Subject' } };
  expect(evaluated({ 'Fn::If': ['Subject', 1, 0] }, { Conditions: conditions })).toStrictEqual({ value: name === 'itself, further away' ? 1 : 0, said: [said] });
});

test('a resource whose condition is false does not exist', () => {
  const sections = { Conditions: { No: NO }, Resources: { Queue: { Type: 'AWS::SQS::Queue', Condition: 'No' } } };
  expect(evaluated({ 'Fn::GetAtt': ['Queue', 'QueueName'] }, sections).said).toEqual(['condition-false /Properties/Value/Fn::GetAtt']);
});
