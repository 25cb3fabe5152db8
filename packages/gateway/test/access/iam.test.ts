import { gzipSync } from 'node:zlib';
import { SignatureV4 } from '@smithy/signature-v4';
import { apiTemplate, Bench, failureOf, MOCK, NodeSha256, NOON, verdictOf } from './support';
import { iamStep } from '../../src/access/iam-authorization';
import type { LocalCredentials } from '../../src/access/options';
import type { Json, JsonObject } from '../../src/json';
import type { Exchange } from '../../src/runtime/exchange';

const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const ACCOUNT = '123456789012';
const METHOD = `arn:aws:execute-api:eu-west-1:${ACCOUNT}:*/prod/GET/orders`;

const secured = { ...MOCK, 'x-amazon-apigateway-auth': { type: 'AWS_IAM' } };

function bench(credentials: Partial<LocalCredentials> = {}, policy?: Json): Bench {
  const properties: JsonObject = policy === undefined ? {} : { Policy: { Statement: policy } };
  return new Bench(apiTemplate({ paths: { '/orders': { get: secured, post: secured }, '/health': { get: MOCK } } }, {}, {}, properties), {}, { credentials: [{ ...KEYS, ...credentials }] });
}

async function signedExchange(given: Bench, keys: { accessKeyId: string; secretAccessKey: string; sessionToken?: string } = KEYS): Promise<Exchange> {
  const scope = given.scope('GET', '/orders');
  const signer = new SignatureV4({ credentials: keys, region: 'eu-west-1', service: 'execute-api', sha256: NodeSha256 });
  const request = { method: 'GET', protocol: 'http:', hostname: 'localhost', path: '/prod/orders', query: { page: '1' }, headers: { host: 'localhost' }, body: '' };
  const { headers } = await signer.sign(request, { signingDate: new Date(NOON) });
  return given.exchange(scope, { query: 'page=1', headers });
}

const ask = async (given: Bench, keys?: Parameters<typeof signedExchange>[1]) => verdictOf(given.step(iamStep), await signedExchange(given, keys));

const USER = `arn:aws:iam::${ACCOUNT}:user/local`;
const denial = (given: Bench, user: string, why: string) =>
  `ACCESS_DENIED 403 User: ${user} is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********9012:${given.model.rest[0].id}/prod/GET/orders ${why}`;
const BY_IDENTITY = 'because no identity-based policy allows the execute-api:Invoke action';
const BY_RESOURCE = 'because no resource-based policy allows the execute-api:Invoke action';
const BY_DENY = 'with an explicit deny in a resource-based policy';

test.each<[name: string, allow: string[] | undefined, want: string]>([
  ['everything', undefined, 'passes'],
  ['this method', [METHOD], 'passes'],
  ['all of the API', [`arn:aws:execute-api:eu-west-1:${ACCOUNT}:*`], 'passes'],
  ['one of some', ['arn:aws:s3:::bucket', METHOD], 'passes'],
  ['nothing', [], BY_IDENTITY],
  ['another method', [METHOD.replace('GET', 'POST')], BY_IDENTITY],
  ['another stage', [METHOD.replace('prod', 'test')], BY_IDENTITY],
  ['a part of it', [METHOD.slice(0, -1)], BY_IDENTITY],
])('a caller that may call %s', async (_, allow, want) => {
  const given = bench({ allow });
  expect(await ask(given)).toBe(want === 'passes' ? want : denial(given, USER, want));
});

const statement = (Effect: string, more: JsonObject = {}): JsonObject => ({ Effect, Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*', ...more });
const NOTHING = { allow: [] };
const FOREIGN = { principalArn: 'arn:aws:iam::210987654321:user/eve' };

/** The service's tables: of one account, and of two. */
test.each<[name: string, caller: Partial<LocalCredentials>, policy: JsonObject[], want: string]>([
  ['allowed by both', {}, [statement('Allow')], 'passes'],
  ['allowed by its own', {}, [], 'passes'],
  ['allowed by its own, denied by the resource', {}, [statement('Deny')], BY_DENY],
  ['allowed by the resource', NOTHING, [statement('Allow')], 'passes'],
  ['allowed by none', NOTHING, [], BY_IDENTITY],
  ['denied by the resource', NOTHING, [statement('Deny')], BY_DENY],
  ['another account, allowed by both', FOREIGN, [statement('Allow')], 'passes'],
  ['another account, allowed by its own', FOREIGN, [], BY_RESOURCE],
  ['another account, denied by the resource', FOREIGN, [statement('Deny')], BY_DENY],
  ['another account, allowed by the resource', { ...FOREIGN, ...NOTHING }, [statement('Allow')], BY_IDENTITY],
  ['another account, allowed by none', { ...FOREIGN, ...NOTHING }, [], BY_IDENTITY],
  ['named by the resource', NOTHING, [statement('Allow', { Principal: { AWS: USER } })], 'passes'],
  ['another named by the resource', NOTHING, [statement('Allow', { Principal: { AWS: `${USER}s` } })], BY_IDENTITY],
  ['its account named by the resource', FOREIGN, [statement('Allow', { Principal: { AWS: '210987654321' } })], 'passes'],
  ['its ARN in a condition', NOTHING, [statement('Allow', { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/loc*' } } })], 'passes'],
  ['its account in a condition', {}, [statement('Deny', { Condition: { StringNotEquals: { 'aws:PrincipalAccount': ACCOUNT } } })], 'passes'],
])('%s', async (_, caller, policy, want) => {
  const given = bench(caller, policy);
  expect(await ask(given)).toBe(want === 'passes' ? want : denial(given, caller.principalArn ?? USER, want));
});

const EXPLICIT_OWN = 'with an explicit deny in an identity-based policy';
const own = (Effect: string, more: JsonObject = {}): JsonObject => ({ Version: '2012-10-17', Statement: { Effect, Action: 'execute-api:Invoke', Resource: '*', ...more } });
const BOB = { principalArn: `arn:aws:iam::${ACCOUNT}:user/team/bob` };

test.each<[name: string, caller: Partial<LocalCredentials>, policy: JsonObject[], want: string]>([
  ['allows', { policies: [own('Allow')] }, [], 'passes'],
  ['is about another action', { policies: [own('Allow', { Action: 'execute-api:InvalidateCache' })] }, [], BY_IDENTITY],
  ['denies what another allows', { policies: [own('Allow'), own('Deny')] }, [], EXPLICIT_OWN],
  ['denies what is allowed besides', { allow: ['*'], policies: [own('Deny', { Resource: METHOD })] }, [], EXPLICIT_OWN],
  ['denies something else', { allow: ['*'], policies: [own('Deny', { Resource: METHOD.replace('GET', 'POST') })] }, [], 'passes'],
  ['denies what the resource allows', { policies: [own('Deny')] }, [statement('Allow')], EXPLICIT_OWN],
  ['has a condition that holds', { policies: [own('Allow', { Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } })] }, [], 'passes'],
  ['has a condition that does not', { policies: [own('Allow', { Condition: { IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } } })] }, [], BY_IDENTITY],
  ['has a variable', { ...BOB, policies: [own('Allow', { Condition: { StringEquals: { 'aws:PrincipalTag/owner': '${aws:username}' } } })], tags: { owner: 'bob' } }, [], 'passes'],
  ['has a variable of another value', { ...BOB, policies: [own('Allow', { Condition: { StringEquals: { 'aws:PrincipalTag/owner': '${aws:username}' } } })], tags: { owner: 'eve' } }, [], BY_IDENTITY],
])('a policy of the caller that %s', async (_, caller, policy, want) => {
  const given = bench(caller, policy);
  expect(await ask(given)).toBe(want === 'passes' ? want : denial(given, caller.principalArn ?? USER, want));
});

const ROLE = `arn:aws:iam::${ACCOUNT}:role/Reader`;
const SESSION = { principalArn: `arn:aws:sts::${ACCOUNT}:assumed-role/Reader/laptop` };

test.each<[name: string, caller: Partial<LocalCredentials>, Condition: JsonObject, want: boolean]>([
  ['a user\'s name', BOB, { StringEquals: { 'aws:username': 'bob' } }, true],
  ['a session has no name', SESSION, { Null: { 'aws:username': 'true' } }, true],
  ['the ARN of a session is its role\'s', SESSION, { ArnEquals: { 'aws:PrincipalArn': ROLE } }, true],
  ['the id of a session', SESSION, { StringLike: { 'aws:userid': 'AROA*:laptop' } }, true],
  ['the type of a session', SESSION, { StringEquals: { 'aws:PrincipalType': 'AssumedRole' } }, true],
  ['the type of a user', BOB, { StringEquals: { 'aws:PrincipalType': 'User' } }, true],
  ['the type of an account', { principalArn: `arn:aws:iam::${ACCOUNT}:root` }, { StringEquals: { 'aws:PrincipalType': 'Account' } }, true],
  ['an organization', { organizationId: 'o-1' }, { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }, true],
  ['no organization', {}, { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }, false],
  ['a tag', { tags: { Team: 'tea' } }, { StringEquals: { 'aws:PrincipalTag/Team': 'tea' } }, true],
])('condition keys: %s', async (_, caller, Condition, want) => {
  const given = bench({ ...caller, ...NOTHING }, [statement('Allow', { Condition })]);
  expect(await ask(given)).toBe(want ? 'passes' : denial(given, caller.principalArn ?? USER, BY_IDENTITY));
});

test('what is no policy is said at once', () => {
  expect(() => bench({ policies: [{ Statement: { Effect: 'Maybe' } }] })).toThrow('A policy of the credentials AKIDEXAMPLE is none: an Effect is Allow or Deny, not "Maybe"');
});

test('a body is signed as it is sent', async () => {
  const given = bench();
  const scope = given.scope('POST', '/orders');
  const signer = new SignatureV4({ credentials: KEYS, region: 'eu-west-1', service: 'execute-api', sha256: NodeSha256 });
  const packed = gzipSync('{"item":"tea"}');
  const request = { method: 'POST', protocol: 'http:', hostname: 'localhost', path: '/prod/orders', headers: { 'host': 'localhost', 'content-encoding': 'gzip' }, body: packed };
  const { headers } = await signer.sign(request, { signingDate: new Date(NOON) });
  const exchange = given.exchange(scope, { headers, body: '{"item":"tea"}' });
  exchange.packedBody = packed;
  expect(await verdictOf(given.step(iamStep, 'POST'), exchange)).toBe('passes');
});

const INVALID_TOKEN = 'INVALID_SIGNATURE 403 The security token included in the request is invalid.';

test.each<[name: string, credentials: Partial<LocalCredentials>, keys: Parameters<typeof signedExchange>[1], want: RegExp | string]>([
  ['an unknown key', {}, { ...KEYS, accessKeyId: 'AKIDOTHER' }, INVALID_TOKEN],
  ['another secret', {}, { ...KEYS, secretAccessKey: 'other' }, /^INVALID_SIGNATURE 403 The request signature we calculated does not match/],
  ['a session token', { sessionToken: 'session' }, { ...KEYS, sessionToken: 'session' }, 'passes'],
  ['another session token', { sessionToken: 'session' }, { ...KEYS, sessionToken: 'other' }, INVALID_TOKEN],
  ['no session token', { sessionToken: 'session' }, KEYS, INVALID_TOKEN],
  ['a session token for keys without', {}, { ...KEYS, sessionToken: 'session' }, INVALID_TOKEN],
  ['credentials that last', { expiration: new Date(NOON + 1) }, KEYS, 'passes'],
  ['credentials that are over', { expiration: new Date(NOON) }, KEYS, 'EXPIRED_TOKEN 403 The security token included in the request is expired'],
])('signed with %s', async (_, credentials, keys, want) => {
  const verdict = await ask(bench(credentials), keys);
  if (typeof want === 'string') expect(verdict).toBe(want);
  else expect(verdict).toMatch(want);
});

test('not signed', async () => {
  const given = bench();
  const failure = await failureOf(given.step(iamStep), given.exchange(given.scope('GET', '/orders')));
  expect(failure).toMatchObject({ type: 'MISSING_AUTHENTICATION_TOKEN', status: 403, text: 'Missing Authentication Token', errorType: 'MissingAuthenticationTokenException' });
});

test.each<[header: string, errorType: string]>([
  ['Bearer abc', 'IncompleteSignatureException'],
  ['AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260415/eu-west-1/execute-api/aws4_request, SignedHeaders=host, Signature=0', 'InvalidSignatureException'],
  ['AWS4-HMAC-SHA256 Credential=OTHER/20260415/eu-west-1/execute-api/aws4_request, SignedHeaders=host, Signature=0', 'UnrecognizedClientException'],
])('%s is %s', async (Authorization, errorType) => {
  const given = bench();
  const exchange = given.exchange(given.scope('GET', '/orders'), { headers: { Authorization, 'X-Amz-Date': '20260415T120000Z' } });
  expect((await failureOf(given.step(iamStep), exchange)).errorType).toBe(errorType);
});

test.each<[caller: Partial<LocalCredentials>, want: JsonObject]>([
  [{}, { accountId: ACCOUNT, accessKey: 'AKIDEXAMPLE', userArn: USER, caller: expect.stringMatching(/^AIDA[0-9A-Z]{10}$/) as never, user: expect.stringMatching(/^AIDA/) as never }],
  [{ accountId: '1' }, { accountId: '1', userArn: 'arn:aws:iam::1:user/local' }],
  [FOREIGN, { accountId: '210987654321', userArn: FOREIGN.principalArn, principalOrgId: null as never }],
  [{ organizationId: 'o-1' }, { principalOrgId: 'o-1' }],
  [{ principalArn: `arn:aws:sts::${ACCOUNT}:assumed-role/Reader/laptop` }, { caller: expect.stringMatching(/^AROA[0-9A-Z]{10}:laptop$/) as never, user: expect.stringMatching(/:laptop$/) as never }],
])('the identity of %j', async (caller, want) => {
  const given = bench(caller);
  const exchange = await signedExchange(given);
  await verdictOf(given.step(iamStep), exchange);
  expect(exchange.identity).toMatchObject(want);
});

test('other methods have no such step', () => {
  expect(iamStep(bench().scope('GET', '/health'))).toBeUndefined();
});
