import type { Json, JsonObject } from '../../src/json';
import type { Texts } from '../../src/model/source';
import { modelOf } from '../support/read';

const Parameters = {
  Env: { Type: 'String', Default: 'dev' },
  Sizes: { Type: 'CommaDelimitedList', Default: 'small, large' },
  Version: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk/version' },
  Vpc: { Type: 'AWS::EC2::VPC::Id' },
};

/** Codes with where they are. */
function saidOf(rule: Json, parameters: Texts = {}): string[] {
  const { diagnostics } = modelOf({ Parameters, Rules: { R: rule } }, {}, parameters);
  return diagnostics.map(({ code, where }) => `${code} ${where.property}`);
}

const BROKEN = ['rule-broken /Rules/R/Assertions/0'];
const asserting = (Assert: Json, more: JsonObject = {}): JsonObject => ({ Assertions: [{ Assert }], ...more });
const isDev = { 'Fn::Equals': [{ Ref: 'Env' }, 'dev'] };
const isProd = { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] };
const unknown = { 'Fn::Equals': [{ Ref: 'Vpc' }, 'vpc-1'] };

test.each<[name: string, rule: Json, said: string[], given?: Texts]>([
  ['an assertion that holds', asserting(isDev), []],
  ['one that does not', asserting(isProd), BROKEN],
  ['one that does with another value', asserting(isProd), [], { Env: 'prod' }],
  ['a condition that holds', asserting(isProd, { RuleCondition: isDev }), BROKEN],
  ['a condition that does not', asserting(isProd, { RuleCondition: isProd }), []],
  ['a condition that cannot be told', asserting(isProd, { RuleCondition: unknown }), []],
  ['the second of two', { Assertions: [{ Assert: isDev }, { Assert: isProd }] }, ['rule-broken /Rules/R/Assertions/1']],
  ['no assertions', {}, []],
  ['not', asserting({ 'Fn::Not': [isDev] }), BROKEN],
  ['and', asserting({ 'Fn::And': [isDev, isProd] }), BROKEN],
  ['or', asserting({ 'Fn::Or': [isProd, isDev] }), []],
  ['or of none', asserting({ 'Fn::Or': [isProd, isProd] }), BROKEN],
  ['one of a list', asserting({ 'Fn::Contains': [['dev', 'test'], { Ref: 'Env' }] }), []],
  ['none of a list', asserting({ 'Fn::Contains': [['test'], { Ref: 'Env' }] }), BROKEN],
  ['one of a parameter\'s list', asserting({ 'Fn::Contains': [{ Ref: 'Sizes' }, 'large'] }), []],
  ['each is the same', asserting({ 'Fn::EachMemberEquals': [['dev', 'dev'], { Ref: 'Env' }] }), []],
  ['not each is the same', asserting({ 'Fn::EachMemberEquals': [{ Ref: 'Sizes' }, 'small'] }), BROKEN],
  ['each is one of some', asserting({ 'Fn::EachMemberIn': [{ Ref: 'Sizes' }, ['small', 'medium', 'large']] }), []],
  ['not each is one of some', asserting({ 'Fn::EachMemberIn': [{ Ref: 'Sizes' }, ['small']] }), BROKEN],
  ['the region', asserting({ 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] }), []],
  ['what cannot be told', asserting(unknown), []],
  ['what cannot be told, and what is false', asserting({ 'Fn::And': [unknown, isProd] }), BROKEN],
  ['what cannot be told, or what is true', asserting({ 'Fn::Or': [unknown, isDev] }), []],
  ['what only an account knows', asserting({ 'Fn::EachMemberEquals': [{ 'Fn::ValueOf': ['Vpc', 'Tags.Name'] }, 'x'] }), []],
  ['a stored value that nobody knows', asserting({ 'Fn::Not': [{ 'Fn::Contains': [['1', '2'], { Ref: 'Version' }] }] }), []],
  ['a stored value', asserting({ 'Fn::Not': [{ 'Fn::Contains': [['1', '2'], { Ref: 'Version' }] }] }), BROKEN, { '/cdk/version': '2' }],
  ['a function that rules do not have', asserting({ 'Fn::Join': ['', []] }), ['invalid-function /Rules/R/Assertions/0/Assert']],
  ['one side only', asserting({ 'Fn::Equals': ['a'] }), ['invalid-function /Rules/R/Assertions/0/Assert/Fn::Equals']],
])('%s', (_, rule, said, given = {}) => expect(saidOf(rule, given)).toEqual(said));

test('it is said what the rule is for', () => {
  const { diagnostics } = modelOf({ Parameters, Rules: { R: { Assertions: [{ Assert: isProd, AssertDescription: 'only prod has this' }] } } });
  expect(diagnostics[0].message).toBe('CloudFormation refuses these parameters: only prod has this');
});

test('rules of nested stacks', () => {
  const inner = { Parameters, Rules: { R: asserting(isDev) } };
  const outer = { Resources: { Inner: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'inner.json', Parameters: { Env: 'prod' } } } } };
  const { diagnostics } = modelOf(outer, { files: { 'inner.json': JSON.stringify(inner) } });
  expect(diagnostics.filter(({ code }) => code === 'rule-broken').map(({ where }) => where.template)).toEqual(['inner.json']);
});
