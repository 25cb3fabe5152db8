import { aws_cognito as cognito, aws_lambda as lambda, Duration, type Stack } from 'aws-cdk-lib';
import type { Gateway } from '../../packages/gateway/src';
import { Authorizer, IdentitySource, Integration } from '../../src';
import { testApi, testFunction, testStack } from '../support/apps';
import { serve, stopServing } from '../support/gateway';
import { fetchSigned } from '../support/signing';

const reader = { accessKeyId: 'AKIDREADER', secretAccessKey: 'reader' };
const stranger = { accessKeyId: 'AKIDSTRANGER', secretAccessKey: 'stranger' };

let gateway: Gateway;
let now = Date.now();
let users: string;

const policy = (effect: string) => `{ Version: '2012-10-17', Statement: [{ Effect: ${effect}, Action: 'execute-api:Invoke', Resource: event.methodArn.split('/').slice(0, 2).join('/') + '/*' }] }`;
const inline = (code: string) => ({ code: lambda.Code.fromInline(`exports.handler = async (event, context) => { ${code} };`) });

function shop(): Stack {
  const stack = testStack();
  const pool = new cognito.UserPool(stack, 'Users');
  users = stack.getLogicalId(pool.node.defaultChild as cognito.CfnUserPool);
  const token = testFunction(stack, 'Token', inline(`
    if (event.authorizationToken === 'unknown') throw new Error('Unauthorized');
    if (event.authorizationToken === 'broken') return {};
    const effect = event.authorizationToken === 'bad' ? 'Deny' : 'Allow';
    return { principalId: 'ana', policyDocument: ${policy('effect')}, context: { asked: String(Math.random()), alias: context.invokedFunctionArn.split(':')[7] } };`));
  const request = testFunction(stack, 'Request', inline(`
    return { principalId: event.headers['X-User'] + '@' + event.stageVariables.tenant, policyDocument: ${policy('\'Allow\'')}, context: { asked: String(Math.random()) } };`));
  // Authorizes as well as answers.
  const both = testFunction(stack, 'Both', inline(`
    if (event.type === 'REQUEST') return { principalId: 'both', policyDocument: ${policy('\'Allow\'')} };
    return { statusCode: 200, body: JSON.stringify(event.requestContext.authorizer ?? null) };`));
  const answer = Integration.lambdaFunction(both);

  const api = testApi(stack, { authorizer: Authorizer.userPool(pool) });
  api.addRoute('GET /token', answer, { authorizer: Authorizer.lambdaToken(token, { resultTtl: Duration.seconds(0), validationExpression: '[a-z]+' }) });
  api.addRoute('GET /own-header', answer, { authorizer: Authorizer.lambdaToken(token, { authorizerName: 'OwnHeader', tokenHeader: 'X-Token' }) });
  api.addRoute('GET /request', answer, {
    authorizer: Authorizer.lambdaRequest(request, { identitySources: [IdentitySource.header('X-User'), IdentitySource.stageVariable('tenant')], resultTtl: Duration.minutes(1) }),
  });
  api.addRoute('GET /both', answer, { authorizer: Authorizer.lambdaRequest(both) });
  api.addRoute('GET /pool', answer);
  api.addRoute('GET /pool/scopes', answer, { authorizationScopes: ['shop/read', 'shop/admin'] });
  api.addRoute('GET /iam', answer, { authorizer: Authorizer.iam() });
  api.addRoute('GET /open', answer, { authorizer: Authorizer.none() });
  api.addStage('dev', { variables: { tenant: 'blue' } });
  api.addStage('prod', { variables: { tenant: 'green' }, aliasName: 'live' });
  return stack;
}

beforeAll(async () => {
  gateway = await serve(shop(), {
    clock: () => now,
    credentials: [{ ...reader, allow: ['arn:aws:execute-api:*:*:*/dev/GET/iam'] }, { ...stranger, allow: [] }],
  });
});
afterAll(stopServing);

async function get(path: string, headers: Record<string, string> = {}, stage = 'dev') {
  const response = await fetch(`${gateway.url(stage)}${path}`, { headers });
  return { status: response.status, body: await response.json() as any };
}

const UNAUTHORIZED = { status: 401, body: { message: 'Unauthorized' } };

describe('a function that is asked about a token', () => {
  test.each<[string, Record<string, string>, object]>([
    ['lets a good one in, through the stage\'s alias', { Authorization: 'good' }, { status: 200, body: expect.objectContaining({ principalId: 'ana', alias: 'dev' }) }],
    ['wants one', {}, UNAUTHORIZED],
    ['does not know all', { Authorization: 'unknown' }, UNAUTHORIZED],
    ['is not asked about one that cannot be', { Authorization: 'g00d' }, UNAUTHORIZED],
    ['refuses a bad one', { Authorization: 'bad' }, { status: 403, body: { Message: 'User is not authorized to access this resource with an explicit deny in an identity-based policy' } }],
    ['answers what is no policy', { Authorization: 'broken' }, { status: 500, body: { message: null } }],
  ])('%s', async (_, headers, want) => {
    expect(await get('/token', headers)).toEqual(want);
  });

  test('in another header, on a stage with another alias', async () => {
    expect(await get('/own-header', { 'X-Token': 'good' }, 'prod')).toMatchObject({ status: 200, body: { alias: 'live' } });
    expect(await get('/own-header', { Authorization: 'good' }, 'prod')).toEqual(UNAUTHORIZED);
  });
});

describe('a function that is asked about a request', () => {
  const asked = async (user: string, stage?: string) => (await get('/request', { 'X-User': user }, stage)).body;

  test('is told the stage, and not asked when an identity source is missing', async () => {
    expect(await asked('ana', 'prod')).toMatchObject({ principalId: 'ana@green' });
    expect(await get('/request')).toEqual(UNAUTHORIZED);
  });

  test('is asked once for each identity, until its answer is too old', async () => {
    const first = await asked('ana');
    expect(await asked('ana')).toMatchObject({ asked: first.asked, principalId: 'ana@blue' });
    expect((await asked('bo')).asked).not.toBe(first.asked);
    now += 61_000;
    expect((await asked('ana')).asked).not.toBe(first.asked);
  });

  test('may be the one that answers', async () => {
    expect(await get('/both')).toMatchObject({ status: 200, body: { principalId: 'both' } });
  });
});

describe('a user pool', () => {
  const bearer = async (options: { scopes?: string[]; expiresInSeconds?: number } = {}) => ({ Authorization: await gateway.issueToken({ userPool: users, claims: { email: 'ana@example.com' }, ...options }) });

  test('lets ID tokens in', async () => {
    expect(await get('/pool', await bearer())).toMatchObject({ status: 200, body: { claims: { email: 'ana@example.com', token_use: 'id' } } });
  });

  test.each<[string, string, () => Promise<Record<string, string>>]>([
    ['no token', '/pool', () => Promise.resolve({})],
    ['another token', '/pool', () => Promise.resolve({ Authorization: 'Bearer x.y.z' })],
    ['an access token, where there are no scopes', '/pool', () => bearer({ scopes: ['shop/read'] })],
    ['an ID token, where there are scopes', '/pool/scopes', () => bearer()],
    ['another scope', '/pool/scopes', () => bearer({ scopes: ['shop/write'] })],
  ])('refuses %s', async (_, path, headers) => {
    expect(await get(path, await headers())).toEqual(UNAUTHORIZED);
  });

  test('refuses what is over', async () => {
    const headers = await bearer({ expiresInSeconds: 1 });
    now += 2_000;
    expect(await get('/pool', headers)).toEqual({ status: 401, body: { message: 'The incoming token has expired' } });
  });

  test('lets access tokens in that have one of the scopes', async () => {
    expect(await get('/pool/scopes', await bearer({ scopes: ['shop/admin'] }))).toMatchObject({ status: 200, body: { claims: { scope: 'shop/admin' } } });
  });
});

describe('signatures', () => {
  test('let in whoever may call the route', async () => {
    now = Date.now();
    expect((await fetchSigned(`${gateway.url('dev')}/iam`, reader)).status).toBe(200);
  });

  test.each<[string, () => Promise<Response>, object]>([
    ['nobody', () => fetch(`${gateway.url('dev')}/iam`), { message: 'Missing Authentication Token' }],
    ['who may not', () => fetchSigned(`${gateway.url('dev')}/iam`, stranger), { Message: expect.stringContaining('because no identity-based policy allows the execute-api:Invoke action') }],
    ['another stage', () => fetchSigned(`${gateway.url('prod')}/iam`, reader), { Message: expect.stringContaining('is not authorized to perform: execute-api:Invoke') }],
    ['another secret', () => fetchSigned(`${gateway.url('dev')}/iam`, { ...reader, secretAccessKey: 'guessed' }), { message: expect.stringContaining('signature') }],
  ])('refuse %s', async (_, ask, body) => {
    now = Date.now();
    const response = await ask();
    expect([response.status, await response.json()]).toEqual([403, body]);
  });
});

test('nobody is asked on a route that is open on purpose', async () => {
  expect(await get('/open')).toEqual({ status: 200, body: null });
});
