import { aws_iam as iam, type Stack } from 'aws-cdk-lib';
import { call, json } from '../../packages/gateway/test/support/call';
import { AccessRule, ApiEndpoint, Authorizer, Integration, type RestApiProps } from '../../src';
import { testApi, testFunction, testStack } from '../support/apps';
import { serve, stopServing } from '../support/gateway';
import { testVpc } from '../support/networks';
import { fetchSigned } from '../support/signing';

afterEach(stopServing);

function shop(props: (stack: Stack) => RestApiProps): Stack {
  const stack = testStack();
  const api = testApi(stack, { authorizer: Authorizer.none(), ...props(stack) });
  api.addRoute('GET /a', Integration.mock({ body: { ok: true } }));
  api.addStage('dev');
  return stack;
}

const here = ['127.0.0.0/8', '::1'];
const elsewhere = ['192.0.2.0/24'];

test.each<[string, AccessRule[], number]>([
  ['here', [AccessRule.allowIpRanges(here)], 200],
  ['here and elsewhere', [AccessRule.allowIpRanges(elsewhere), AccessRule.allowIpRanges(here)], 200],
  ['elsewhere', [AccessRule.allowIpRanges(elsewhere)], 403],
  ['everywhere but elsewhere', [AccessRule.denyIpRanges(elsewhere)], 200],
  ['everywhere but here', [AccessRule.denyIpRanges(here)], 403],
  ['here, which is refused', [AccessRule.allowIpRanges(here), AccessRule.denyIpRanges(['127.0.0.1'])], 403],
])('calls from %s', async (_, access, status) => {
  const gateway = await serve(shop(() => ({ access })));
  expect((await fetch(`${gateway.url('dev')}/a`)).status).toBe(status);
});

test('where one may call from holds whatever an authorizer says', async () => {
  const gateway = await serve(shop((stack) => ({
    access: [AccessRule.allowIpRanges(elsewhere)],
    authorizer: Authorizer.lambdaRequest(testFunction(stack, 'Gate')),
  })));
  const response = await fetch(`${gateway.url('dev')}/a`);
  expect([response.status, await response.json()]).toEqual([403, { Message: expect.stringContaining('anonymous is not authorized to perform: execute-api:Invoke') }]);
});

describe('signed calls of', () => {
  const partner = { accessKeyId: 'AKIDPARTNER', secretAccessKey: 'partner', principalArn: 'arn:aws:iam::111122223333:user/bo' };
  const own = { accessKeyId: 'AKIDOWN', secretAccessKey: 'own', principalArn: 'arn:aws:iam::123456789012:user/ana', allow: [] };

  test.each<[string, typeof partner, (stack: Stack) => AccessRule[], number]>([
    ['an account that is allowed', partner, () => [AccessRule.allowAccounts(['111122223333'])], 200],
    ['an account that is not', partner, () => [AccessRule.allowAccounts(['444455556666'])], 403],
    ['an account that is allowed, from another address', partner, () => [AccessRule.allowAccounts(['111122223333']), AccessRule.allowIpRanges(elsewhere)], 403],
    ['a principal that is allowed and needs no other permission', own, () => [AccessRule.allowPrincipals([new iam.ArnPrincipal(own.principalArn)])], 200],
    ['a principal that nothing allows', own, () => [AccessRule.allowAccounts(['111122223333'])], 403],
  ])('%s', async (_, credentials, access, status) => {
    const gateway = await serve(shop((stack) => ({ access: access(stack), authorizer: Authorizer.iam() })), { credentials: [credentials] });
    expect((await fetchSigned(`${gateway.url('dev')}/a`, credentials)).status).toBe(status);
  });
});

describe('a private API', () => {
  let base: string;
  let apiId: string;
  let endpoint: string;

  async function begin(access: AccessRule[] = []) {
    const stack = shop((scope) => ({ access, endpoint: ApiEndpoint.privateLink({ vpc: testVpc(scope) }) }));
    const gateway = await serve(stack);
    const [api] = gateway.model.rest;
    base = gateway.address;
    apiId = api.id;
    [endpoint] = api.endpoint.vpcEndpointIds;
  }

  const get = async (headers: Record<string, string>) => call(base, { path: '/dev/a', headers });

  test('is called through its endpoint, by the name that the URL of its stage has', async () => {
    await begin();
    expect(endpoint).toMatch(/^vpce-/);
    const answer = await get({ Host: `${apiId}-${endpoint}.execute-api.us-east-1.amazonaws.com` });
    expect([answer.status, json(answer)]).toEqual([200, { ok: true }]);
    expect((await get({ 'x-amzn-vpce-id': endpoint })).status).toBe(200);
  });

  test('is not called in another way', async () => {
    await begin();
    const refused = await get({});
    expect([refused.status, json(refused)]).toEqual([403, { Message: expect.stringContaining('with an explicit deny in a resource-based policy') }]);
    expect((await get({ 'x-amzn-vpce-id': 'vpce-other' })).status).toBe(403);
    expect((await get({ Host: `${apiId}-vpce-other.execute-api.us-east-1.amazonaws.com` })).status).toBe(403);
  });

  test.each([[here, 200], [elsewhere, 403]])('and from %j inside the VPC', async (ranges, status) => {
    await begin([AccessRule.allowIpRanges(ranges)]);
    expect((await get({ 'x-amzn-vpce-id': endpoint })).status).toBe(status);
  });
});
