import fc from 'fast-check';
import type { ConditionKeys } from '../../src/access/policy/conditions';
import { compilePolicy, PolicyError, type Access, type Decision } from '../../src/access/policy/policy';
import { ANONYMOUS, type Caller } from '../../src/access/policy/principals';
import { matchesWildcard } from '../../src/access/policy/wildcard';
import type { Json, JsonObject } from '../../src/json';

const ARN = 'arn:aws:execute-api:eu-west-1:123456789012:abc';
const LIST = `${ARN}/prod/GET/orders`;

test.each<[pattern: string, text: string, want: boolean]>([
  ['*', '', true],
  ['*', 'anything', true],
  ['', '', true],
  ['', 'a', false],
  ['a', '', false],
  ['a*', 'a', true],
  ['*a', 'ba', true],
  ['*a', 'ab', false],
  ['a*c', 'abbbc', true],
  ['a*c', 'abbb', false],
  ['a*b*c', 'a1b2b3c', true],
  ['?', 'a', true],
  ['?', '', false],
  ['a?c', 'abc', true],
  ['a?c', 'ac', false],
  ['a.c', 'abc', false],
  ['[a]', '[a]', true],
  ['a**b', 'ab', true],
  [`${ARN}/*/GET/*`, LIST, true],
  [`${ARN}/*/POST/*`, LIST, false],
  [`${ARN}/prod/*`, LIST, true],
  [`${ARN}/prod/GET/orders/*`, LIST, false],
])('%s, held against %s: %p', (pattern, text, want) => expect(matchesWildcard(pattern, text)).toBe(want));

test('wildcards are regular expressions of a kind', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '.', '\\') });
  fc.assert(fc.property(text, text, (pattern, given) => {
    const expression = new RegExp(`^${pattern.replace(/[.\\]/g, '\\$&').replace(/\*+/g, '.*').replaceAll('?', '.')}$`, 's');
    expect(matchesWildcard(pattern, given)).toBe(expression.test(given));
  }), { numRuns: 2000 });
});

test('many stars do not take long', () => {
  expect(matchesWildcard('*a'.repeat(500) + 'b', 'a'.repeat(5000))).toBe(false);
});

const allow = (more: JsonObject = {}): JsonObject => ({
  Effect: 'Allow', ...(more.NotAction ? {} : { Action: 'execute-api:Invoke' }), ...(more.NotResource ? {} : { Resource: '*' }), ...more,
});
const deny = (more: JsonObject = {}): JsonObject => ({ ...allow(more), Effect: 'Deny' });
const decide = (statements: Json, access: Partial<Access> = {}): Decision =>
  compilePolicy({ Version: '2012-10-17', Statement: statements })({ action: 'execute-api:Invoke', resource: LIST, caller: ANONYMOUS, keys: {}, ...access });

test.each<[name: string, statements: Json, want: Decision, access?: Partial<Access>]>([
  ['no statements', [], 'none'],
  ['a statement that is not in a list', allow(), 'allow'],
  ['deny wins', [allow(), deny()], 'deny'],
  ['deny wins in whatever order', [deny(), allow()], 'deny'],
  ['a deny of something else', [allow(), deny({ Resource: `${ARN}/prod/DELETE/*` })], 'allow'],
  ['another action', allow({ Action: 'execute-api:ManageConnections' }), 'none'],
  ['any action', allow({ Action: '*' }), 'allow'],
  ['any action of the service', allow({ Action: 'execute-api:*' }), 'allow'],
  ['actions in any case', allow({ Action: 'Execute-API:invoke' }), 'allow'],
  ['one of some actions', allow({ Action: ['s3:GetObject', 'execute-api:Invoke'] }), 'allow'],
  ['all actions but', allow({ NotAction: 'execute-api:InvalidateCache' }), 'allow'],
  ['all actions but this', allow({ NotAction: 'execute-api:*' }), 'none'],
  ['this resource', allow({ Resource: LIST }), 'allow'],
  ['another resource', allow({ Resource: `${ARN}/prod/GET/order` }), 'none'],
  ['one of some resources', allow({ Resource: [`${ARN}/prod/GET/a`, `${ARN}/*/*/orders`] }), 'allow'],
  ['resources are written as they are', allow({ Resource: LIST.toUpperCase() }), 'none'],
  ['all resources but', deny({ NotResource: `${ARN}/prod/GET/health` }), 'deny'],
  ['all resources but this', deny({ NotResource: `${ARN}/prod/GET/*` }), 'none'],
  ['anybody', allow({ Principal: '*' }), 'allow'],
  ['anybody of AWS', allow({ Principal: { AWS: '*' } }), 'allow'],
  ['somebody', allow({ Principal: { AWS: 'arn:aws:iam::123456789012:root' } }), 'none'],
  ['another service', allow({ Principal: { Service: 'events.amazonaws.com' } }), 'none'],
  ['anybody but', deny({ NotPrincipal: { AWS: 'arn:aws:iam::123456789012:user/ana' } }), 'deny'],
])('policy: %s', (_, statements, want, access = {}) => expect(decide(statements, access)).toBe(want));

const USER: Caller = { arn: 'arn:aws:iam::123456789012:user/ana', accountId: '123456789012' };
const SESSION: Caller = { arn: 'arn:aws:sts::123456789012:assumed-role/Reader/laptop', accountId: '123456789012' };

test.each<[principal: Json, caller: Caller, want: Decision]>([
  [{ AWS: '123456789012' }, USER, 'allow'],
  [{ AWS: ['1', '123456789012'] }, USER, 'allow'],
  [{ AWS: 'arn:aws:iam::123456789012:root' }, USER, 'allow'],
  [{ AWS: 'arn:aws-cn:iam::123456789012:root' }, USER, 'none'],
  [{ AWS: 'arn:aws:iam::210987654321:root' }, USER, 'none'],
  [{ AWS: 'arn:aws:iam::123456789012:user/ana' }, USER, 'allow'],
  [{ AWS: 'arn:aws:iam::123456789012:user/bob' }, USER, 'none'],
  [{ AWS: 'arn:aws:iam::123456789012:role/Reader' }, SESSION, 'allow'],
  [{ AWS: 'arn:aws:iam::123456789012:role/shop/staff/Reader' }, SESSION, 'allow'],
  [{ AWS: 'arn:aws:iam::123456789012:role/Writer' }, SESSION, 'none'],
  [{ AWS: 'arn:aws:iam::123456789012:role/Reader/Writer' }, SESSION, 'none'],
  [{ AWS: 'arn:aws:sts::123456789012:assumed-role/Reader/laptop' }, SESSION, 'allow'],
  [{ AWS: 'arn:aws:iam::123456789012:root' }, SESSION, 'allow'],
  ['*', SESSION, 'allow'],
])('principal %j, caller %j: %s', (Principal, caller, want) => expect(decide(allow({ Principal }), { caller })).toBe(want));

test.each<[operator: string, key: string, values: Json, keys: ConditionKeys, want: boolean]>([
  ['IpAddress', 'aws:SourceIp', '192.0.2.0/24', { 'aws:sourceip': '192.0.2.7' }, true],
  ['IpAddress', 'aws:SourceIp', '192.0.2.0/24', { 'aws:sourceip': '192.0.3.7' }, false],
  ['IpAddress', 'aws:SourceIp', '192.0.2.7', { 'aws:sourceip': '192.0.2.7' }, true],
  ['IpAddress', 'aws:SourceIp', ['10.0.0.0/8', '192.0.2.7/32'], { 'aws:sourceip': '192.0.2.7' }, true],
  ['IpAddress', 'aws:SourceIp', '0.0.0.0/0', { 'aws:sourceip': '192.0.2.7' }, true],
  ['IpAddress', 'aws:SourceIp', '2001:db8::/32', { 'aws:sourceip': '2001:db8::1' }, true],
  ['IpAddress', 'aws:SourceIp', '2001:db8::/32', { 'aws:sourceip': '2001:db9::1' }, false],
  ['IpAddress', 'aws:SourceIp', '192.0.2.0/24', {}, false],
  ['IpAddress', 'aws:SourceIp', 'nonsense', { 'aws:sourceip': '192.0.2.7' }, false],
  ['IpAddress', 'aws:SourceIp', '192.0.2.0/99', { 'aws:sourceip': '192.0.2.7' }, false],
  ['IpAddress', 'aws:SourceIp', '192.0.2.0/', { 'aws:sourceip': '198.51.100.1' }, false],
  ['NotIpAddress', 'aws:SourceIp', '192.0.2.0/24', { 'aws:sourceip': '192.0.2.7' }, false],
  ['NotIpAddress', 'aws:SourceIp', ['10.0.0.0/8', '192.0.2.0/24'], { 'aws:sourceip': '192.0.2.7' }, false],
  ['NotIpAddress', 'aws:SourceIp', '192.0.2.0/24', { 'aws:sourceip': '192.0.3.7' }, true],
  ['NotIpAddress', 'aws:SourceIp', '192.0.2.0/24', {}, true],
  ['StringEquals', 'aws:SourceVpc', 'vpc-1', { 'aws:sourcevpc': 'vpc-1' }, true],
  ['StringEquals', 'aws:SourceVpc', 'vpc-1', { 'aws:sourcevpc': 'vpc-2' }, false],
  ['StringEquals', 'aws:SourceVpc', 'vpc-1', {}, false],
  ['StringEquals', 'AWS:sourceVPC', 'vpc-1', { 'aws:sourcevpc': 'vpc-1' }, true],
  ['StringNotEquals', 'aws:SourceVpce', 'vpce-1', { 'aws:sourcevpce': 'vpce-2' }, true],
  ['StringNotEquals', 'aws:SourceVpce', ['vpce-1', 'vpce-2'], { 'aws:sourcevpce': 'vpce-2' }, false],
  ['StringNotEquals', 'aws:SourceVpce', 'vpce-1', {}, true],
  ['StringEqualsIfExists', 'aws:SourceVpc', 'vpc-1', {}, true],
  ['StringEqualsIfExists', 'aws:SourceVpc', 'vpc-1', { 'aws:sourcevpc': 'vpc-2' }, false],
  ['StringEqualsIgnoreCase', 'aws:UserAgent', 'CURL', { 'aws:useragent': 'curl' }, true],
  ['StringNotEqualsIgnoreCase', 'aws:UserAgent', 'CURL', { 'aws:useragent': 'curl' }, false],
  ['StringLike', 'aws:UserAgent', 'curl/*', { 'aws:useragent': 'curl/8.1' }, true],
  ['StringNotLike', 'aws:UserAgent', 'curl/*', { 'aws:useragent': 'curl/8.1' }, false],
  ['ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:user/*', { 'aws:principalarn': USER.arn }, true],
  ['ArnLike', 'aws:PrincipalArn', 'arn:aws:*:user/*', { 'aws:principalarn': 'arn:aws:iam::123456789012:user/ana' }, false],
  ['ArnNotEquals', 'aws:PrincipalArn', 'arn:aws:iam::*:role/*', { 'aws:principalarn': USER.arn }, true],
  ['ForAnyValue:StringEquals', 'aws:SourceVpc', 'vpc-1', { 'aws:sourcevpc': 'vpc-1' }, true],
  ['ForAnyValue:StringNotEquals', 'aws:SourceVpc', 'vpc-1', {}, false],
  ['ForAllValues:StringEquals', 'aws:SourceVpc', 'vpc-1', {}, true],
  ['Bool', 'aws:SecureTransport', 'true', { 'aws:securetransport': 'true' }, true],
  ['Bool', 'aws:SecureTransport', false, { 'aws:securetransport': 'true' }, false],
  ['Null', 'aws:SourceVpc', 'true', {}, true],
  ['Null', 'constructor', 'true', {}, true],
  ['StringLike', 'constructor', '*', {}, false],
  ['Null', 'aws:SourceVpc', true, { 'aws:sourcevpc': 'vpc-1' }, false],
  ['Null', 'aws:SourceVpc', 'false', { 'aws:sourcevpc': 'vpc-1' }, true],
  ['NumericLessThan', 'aws:EpochTime', 5, { 'aws:epochtime': '4' }, true],
  ['NumericGreaterThanEquals', 'aws:EpochTime', '5', { 'aws:epochtime': '4' }, false],
  ['NumericNotEquals', 'aws:EpochTime', '5', { 'aws:epochtime': '4' }, true],
  ['DateGreaterThan', 'aws:CurrentTime', '2026-01-01T00:00:00Z', { 'aws:currenttime': '2026-04-15T12:00:00Z' }, true],
  ['DateLessThan', 'aws:CurrentTime', '2026-01-01T00:00:00Z', { 'aws:currenttime': '2026-04-15T12:00:00Z' }, false],
  ['DateLessThan', 'aws:EpochTime', '2026-01-01T00:00:00Z', { 'aws:epochtime': '1767225599' }, true],
])('%s %s %j with %j: %p', (operator, key, values, keys, want) => {
  expect(decide(allow({ Condition: { [operator]: { [key]: values } } }), { keys })).toBe(want ? 'allow' : 'none');
});

const ANA = { 'aws:username': 'ana', 'aws:principaltag/team': 'tea', 'aws:useragent': 'a*b' };

test.each<[name: string, statement: JsonObject, keys: ConditionKeys, want: Decision]>([
  ['a variable in a resource', { Resource: `${ARN}/prod/GET/\${aws:username}` }, { 'aws:username': 'orders' }, 'allow'],
  ['another value of it', { Resource: `${ARN}/prod/GET/\${aws:username}` }, ANA, 'none'],
  ['a variable in any case', { Resource: `${ARN}/prod/GET/\${AWS:UserName}` }, { 'aws:username': 'orders' }, 'allow'],
  ['a value with a wildcard stands for itself', { Resource: `${ARN}/prod/GET/\${aws:username}` }, { 'aws:username': '*' }, 'none'],
  ['a variable without a value', { Resource: `${ARN}/prod/GET/\${aws:username}*` }, {}, 'none'],
  ['the other resources stay', { Resource: ['${aws:username}', LIST] }, {}, 'allow'],
  ['a variable that is a member of all objects', { Resource: '${constructor}' }, {}, 'none'],
  ['a default', { Resource: `${ARN}/prod/GET/\${aws:username, 'orders'}` }, {}, 'allow'],
  ['a default that is not needed', { Resource: `${ARN}/prod/GET/\${aws:username, 'orders'}` }, ANA, 'none'],
  ['a variable in NotResource', { NotResource: `${ARN}/prod/GET/\${aws:username}` }, { 'aws:username': 'orders' }, 'none'],
  ['a tag', { Condition: { StringEquals: { 'aws:UserAgent': '${aws:PrincipalTag/team}' } } }, { ...ANA, 'aws:useragent': 'tea' }, 'allow'],
  ['another tag', { Condition: { StringEquals: { 'aws:UserAgent': '${aws:PrincipalTag/team}' } } }, ANA, 'none'],
  ['part of a pattern', { Condition: { StringLike: { 'aws:UserAgent': '${aws:username}*' } } }, { ...ANA, 'aws:useragent': 'ana/1' }, 'allow'],
  ['a star itself', { Condition: { StringLike: { 'aws:UserAgent': 'a${*}?' } } }, ANA, 'allow'],
  ['a star itself, of something else', { Condition: { StringLike: { 'aws:UserAgent': 'a${*}b' } } }, { 'aws:useragent': 'axb' }, 'none'],
  ['a question mark itself', { Condition: { StringLike: { 'aws:UserAgent': 'a${?}' } } }, { 'aws:useragent': 'a?' }, 'allow'],
  ['a dollar sign itself', { Condition: { StringEquals: { 'aws:UserAgent': '${$}1' } } }, { 'aws:useragent': '$1' }, 'allow'],
  ['part of an ARN', { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/${aws:username}' } } }, { ...ANA, 'aws:principalarn': 'arn:aws:iam::1:user/ana' }, 'allow'],
  ['no variables in addresses', { Condition: { IpAddress: { 'aws:SourceIp': '${aws:username}' } } }, { 'aws:username': '192.0.2.7', 'aws:sourceip': '192.0.2.7' }, 'none'],
])('variables: %s', (_, statement, keys, want) => {
  const decideBy = (Version: string) => compilePolicy({ Version, Statement: allow(statement) })({ action: 'execute-api:Invoke', resource: LIST, caller: ANONYMOUS, keys });
  expect(decideBy('2012-10-17')).toBe(want);
});

test('the first version of the language has no variables', () => {
  const access = { action: 'execute-api:Invoke', resource: LIST, caller: ANONYMOUS, keys: { 'aws:username': 'orders' } };
  expect(compilePolicy({ Version: '2008-10-17', Statement: allow({ Resource: `${ARN}/prod/GET/\${aws:username}` }) })(access)).toBe('none');
});

test('all conditions have to hold', () => {
  const Condition = { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' }, StringEquals: { 'aws:SourceVpc': 'vpc-1' } };
  expect(decide(allow({ Condition }), { keys: { 'aws:sourceip': '192.0.2.1' } })).toBe('none');
  expect(decide(allow({ Condition }), { keys: { 'aws:sourceip': '192.0.2.1', 'aws:sourcevpc': 'vpc-1' } })).toBe('allow');
});

test.each<[document: Json, want: RegExp]>([
  [null, /has a Statement/],
  ['text', /has a Statement/],
  [{}, /has a Statement/],
  [{ Statement: 'all' }, /statement is an object/],
  [{ Statement: [allow({ Effect: 'allow' })] }, /Allow or Deny/],
  [{ Statement: [{ Effect: 'Allow', Resource: '*' }] }, /Action or NotAction/],
  [{ Statement: [{ Effect: 'Allow', Action: '*' }] }, /Resource or NotResource/],
  [{ Statement: [allow({ Resource: [{}] })] }, /Resource is a text/],
  [{ Statement: [allow({ Condition: 'x' })] }, /Condition is an object/],
  [{ Statement: [allow({ Condition: { StringEquals: 'x' } })] }, /StringEquals is an object/],
  [{ Statement: [allow({ Condition: { Resembles: { a: 'b' } } })] }, /no operator Resembles/],
  [{ Statement: [allow({ Condition: { toString: { a: 'b' } } })] }, /no operator toString/],
])('%j is no policy', (document, want) => {
  expect(() => compilePolicy(document)).toThrow(PolicyError);
  expect(() => compilePolicy(document)).toThrow(want);
});

test('whatever is given for a policy is one or is not', () => {
  fc.assert(fc.property(fc.jsonValue(), (Statement) => {
    try {
      expect(['allow', 'deny', 'none']).toContain(decide(Statement as Json));
    } catch (error) {
      expect(error).toBeInstanceOf(PolicyError);
    }
  }));
});
