import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { apiTemplate, Bench, failureOf, MOCK, verdictOf, type TestRequest } from './support';
import { claimTexts } from '../../src/access/cognito/claims';
import { loadJose, type Claims } from '../../src/access/cognito/jose';
import { userPoolOf } from '../../src/access/cognito/user-pool';
import { cognitoAuthorizerStep } from '../../src/access/cognito-authorizer';
import type { AccessOptions, TokenOptions } from '../../src/access/options';
import type { Json, JsonObject } from '../../src/json';
import { directoryOf } from '../support/files';

const UNAUTHORIZED = 'UNAUTHORIZED 401 Unauthorized';
const EXPIRED = 'UNAUTHORIZED 401 The incoming token has expired';
const OTHER_POOL = 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_other';

interface Given {
  readonly authorizer?: JsonObject;
  readonly providerARNs?: Json;
  readonly options?: AccessOptions;
}

function bench({ authorizer = {}, providerARNs = [{ 'Fn::GetAtt': ['Pool', 'Arn'] }], options }: Given = {}): Bench {
  const scheme = {
    'type': 'apiKey',
    'in': 'header',
    'name': 'Authorization',
    'x-amazon-apigateway-authtype': 'cognito_user_pools',
    'x-amazon-apigateway-authorizer': { type: 'cognito_user_pools', providerARNs, ...authorizer },
  };
  const method = (scopes: string[]) => ({ ...MOCK, security: [{ pool: scopes }] });
  return new Bench(apiTemplate({
    components: { securitySchemes: { pool: scheme } },
    paths: { '/orders': { get: method([]), post: method(['orders/write', 'orders/admin']) }, '/health': { get: MOCK } },
  }, {}, { Pool: { Type: 'AWS::Cognito::UserPool', Properties: {} } }), {}, options);
}

const issue = (given: Bench, options: Partial<TokenOptions> = {}) => given.services.access.issueToken({ userPool: 'Pool', ...options }, given.model);
const bearing = (token: string): TestRequest => ({ headers: { Authorization: token } });
const ask = (given: Bench, request: TestRequest, httpMethod = 'GET') =>
  verdictOf(given.step(cognitoAuthorizerStep, httpMethod), given.exchange(given.scope(httpMethod, '/orders'), request));

test.each<[name: string, httpMethod: string, options: Partial<TokenOptions>, want: string]>([
  ['an ID token', 'GET', {}, 'passes'],
  ['an access token where no scopes are wanted', 'GET', { scopes: ['orders/write'] }, UNAUTHORIZED],
  ['an access token with a scope', 'POST', { scopes: ['orders/write'] }, 'passes'],
  ['an access token with another scope of the method', 'POST', { scopes: ['openid', 'orders/admin'] }, 'passes'],
  ['an access token without the scopes', 'POST', { scopes: ['orders/read'] }, UNAUTHORIZED],
  ['an access token without any scope', 'POST', { scopes: [] }, UNAUTHORIZED],
  ['half of a scope', 'POST', { scopes: ['orders'] }, UNAUTHORIZED],
  ['an ID token where scopes are wanted', 'POST', {}, UNAUTHORIZED],
  ['an ID token that has scopes', 'POST', { claims: { scope: 'orders/write' } }, UNAUTHORIZED],
  ['a token that is over', 'GET', { expiresInSeconds: -1 }, EXPIRED],
  ['a token that ends now', 'GET', { expiresInSeconds: 0 }, EXPIRED],
  ['a token that has not begun', 'GET', { claims: { nbf: 4e9 } }, UNAUTHORIZED],
  ['a token by somebody else', 'GET', { claims: { iss: 'https://example.com' } }, UNAUTHORIZED],
  ['a token without a use', 'GET', { claims: { token_use: null } }, UNAUTHORIZED],
])('%s, %s %j: %s', async (_, httpMethod, options, want) => {
  const given = bench();
  expect(await ask(given, bearing(await issue(given, options)), httpMethod)).toBe(want);
});

test.each<[name: string, change: (token: string) => string, want: string]>([
  ['alone', (token) => token, 'passes'],
  ['behind Bearer', (token) => `Bearer ${token}`, 'passes'],
  ['behind bearer', (token) => `bearer  ${token}`, 'passes'],
  ['behind Basic', (token) => `Basic ${token}`, UNAUTHORIZED],
  ['nothing', () => '', UNAUTHORIZED],
  ['Bearer alone', () => 'Bearer ', UNAUTHORIZED],
  ['no token', () => 'secret', UNAUTHORIZED],
  ['half a token', (token) => token.slice(0, token.lastIndexOf('.')), UNAUTHORIZED],
  ['another signature', (token) => `${token.slice(0, -8)}AAAAAAAA`, UNAUTHORIZED],
  ['without a signature', (token) => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.`, UNAUTHORIZED],
  ['other claims', (token) => token.replace(/\.[^.]+\./, `.${Buffer.from(JSON.stringify({ iss: 'x', token_use: 'id' })).toString('base64url')}.`), UNAUTHORIZED],
])('a header with %s: %s', async (_, change, want) => {
  const given = bench();
  expect(await ask(given, bearing(change(await issue(given))))).toBe(want);
});

test('a token in another header', async () => {
  const given = bench({ authorizer: { identitySource: 'method.request.header.X-Token' } });
  const token = await issue(given);
  expect(await ask(given, bearing(token))).toBe(UNAUTHORIZED);
  expect(await ask(given, { headers: { 'x-token': token } })).toBe('passes');
});

test.each<[expression: string, want: string]>([['lo.*', 'passes'], ['local', 'passes'], ['lo', UNAUTHORIZED], ['other', UNAUTHORIZED]])('the audience against %s: %s', async (identityValidationExpression, want) => {
  const given = bench({ authorizer: { identityValidationExpression } });
  expect(await ask(given, bearing(await issue(given)))).toBe(want);
});

test('a token of another user pool', async () => {
  const given = bench({ providerARNs: [OTHER_POOL] });
  expect(await ask(given, bearing(await issue(given)))).toBe(UNAUTHORIZED);
});

test('one of several user pools', async () => {
  const given = bench({ providerARNs: [OTHER_POOL, { 'Fn::GetAtt': ['Pool', 'Arn'] }] });
  expect(await ask(given, bearing(await issue(given)))).toBe('passes');
  expect(await ask(given, bearing(await issue(given, { userPool: OTHER_POOL })))).toBe('passes');
});

test('claims are texts', async () => {
  const given = bench();
  const claims = { 'email': 'ana@example.com', 'email_verified': true, 'cognito:groups': ['staff', 'admin'], 'level': 3, 'address': { city: 'Bonn' } };
  const exchange = given.exchange(given.scope('GET', '/orders'), bearing(await issue(given, { claims })));
  await given.step(cognitoAuthorizerStep).before(exchange);
  expect(exchange.authorizer).toEqual({
    claims: {
      'sub': expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      'iss': `https://cognito-idp.eu-west-1.amazonaws.com/${given.model.userPools[0].id}`,
      'aud': 'local',
      'token_use': 'id',
      'cognito:username': 'local',
      'auth_time': '1776254400',
      'iat': 'Wed Apr 15 12:00:00 UTC 2026',
      'exp': 'Wed Apr 15 13:00:00 UTC 2026',
      'email': 'ana@example.com',
      'email_verified': 'true',
      'cognito:groups': 'staff,admin',
      'level': '3',
      'address': '{"city":"Bonn"}',
    },
  });
});

test('dates have two digits everywhere', () => {
  expect(claimTexts({ exp: Date.UTC(2027, 0, 3, 4, 5, 6) / 1000 })).toEqual({ exp: 'Sun Jan 03 04:05:06 UTC 2027' });
});

test('a token is verified once, and is good until it ends', async () => {
  const given = bench();
  const request = bearing(await issue(given, { expiresInSeconds: 60 }));
  const before = () => given.step(cognitoAuthorizerStep).before(given.exchange(given.scope('GET', '/orders'), request));
  expect(before()).toBeInstanceOf(Promise);
  await before();
  expect(before()).toBeUndefined();
  given.now += 59_999;
  expect(before()).toBeUndefined();
  given.now += 1;
  expect(await ask(given, request)).toBe(EXPIRED);
});

test('other methods have no such step', () => {
  expect(cognitoAuthorizerStep(bench().scope('GET', '/health'))).toBeUndefined();
});

test.each<[name: string, given: Given, want: RegExp]>([
  ['no user pool', { providerARNs: [] }, /has no user pool/],
  ['an ARN of something else', { providerARNs: ['arn:aws:s3:::bucket'] }, /has no user pool/],
])('an authorizer with %s fails the method', (_, given, want) => {
  expect(() => cognitoAuthorizerStep(bench(given).scope('GET', '/orders'))).toThrow(want);
});

test.each<[arn: string, issuer: string | undefined]>([
  ['arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_abc', 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc'],
  ['arn:aws-cn:cognito-idp:cn-north-1:123456789012:userpool/cn-north-1_abc', 'https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_abc'],
  ['eu-west-1_abc', undefined],
])('the issuer of %s', (arn, issuer) => expect(userPoolOf(arn)?.issuer).toBe(issuer));

describe('keys of others', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const keys = () => JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'theirs' }] });
  const sign = async (claims: Claims, alg = 'RS256') => {
    const { SignJWT } = await loadJose();
    return new SignJWT({ token_use: 'id', exp: 4e9, ...claims }).setProtectedHeader({ alg, kid: 'theirs' }).sign(privateKey);
  };
  const ISSUER = 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_other';

  test.each(['eu-west-1_other', OTHER_POOL])('in a file, for %s', async (name) => {
    const directory = directoryOf({ 'jwks.json': keys() });
    const given = bench({ providerARNs: [OTHER_POOL], options: { userPools: { [name]: `${directory}/jwks.json` } } });
    expect(await ask(given, bearing(await sign({ iss: ISSUER })))).toBe('passes');
    expect(await ask(given, bearing(await sign({ iss: ISSUER }, 'RS512')))).toBe(UNAUTHORIZED);
    await expect(issue(given, { userPool: 'eu-west-1_other' })).rejects.toThrow('not the gateway\'s to issue');
  });

  test('in a file that is not there', async () => {
    const given = bench({ providerARNs: [OTHER_POOL], options: { userPools: { [OTHER_POOL]: '/nowhere/jwks.json' } } });
    const failure = await failureOf(given.step(cognitoAuthorizerStep), given.exchange(given.scope('GET', '/orders'), bearing(await sign({ iss: ISSUER }))));
    expect(failure.details.cause).toMatch(/the keys of eu-west-1_other cannot be read: ENOENT/);
  });

  test('at a URL, which is the issuer', async () => {
    const body = keys();
    const server = createServer((_, response) => response.end(body)).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/eu-west-1_other`;
    const given = bench({ providerARNs: [OTHER_POOL], options: { userPools: { [OTHER_POOL]: `${origin}/.well-known/jwks.json` } } });
    expect(await ask(given, bearing(await sign({ iss: origin })))).toBe('passes');
    expect(await ask(given, bearing(await sign({ iss: ISSUER })))).toBe(UNAUTHORIZED);
    await new Promise((resolve) => server.close(resolve));
  });
});

test.each<[userPool: string, want: RegExp]>([['Nobody', /There is no user pool Nobody; there are: eu-west-1_/]])('a token of %s', async (userPool, want) => {
  await expect(issue(bench(), { userPool })).rejects.toThrow(want);
});
