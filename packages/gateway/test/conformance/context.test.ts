import type { Gateway } from '../../src/gateway';
import { call, type Call } from '../support/call';
import { apiOf, mock, serve } from '../support/serve';

const VARIABLES = 'Variables for data transformations for API Gateway';
const STAGE = 'Use stage variables for a REST API in API Gateway';
const LOCALSTACK = 'recorded: LocalStack, validated against AWS';

const DIRECT = '$context.accountId|$context.apiId|$context.stage|$context.resourcePath|$context.httpMethod|$context.protocol|$context.path';
const TEMPLATE = '#set($name = $input.params(\'name\'))#if($name == "all")$context#else$context.get($name)#end';
const paths = {
  '/direct/{id}': { get: mock(DIRECT) },
  '/identity': { get: mock('$context.identity.sourceIp|$context.identity.userAgent|$context.identity.caller|$context.identity.user') },
  '/time': { get: mock('$context.requestTime|$context.requestTimeEpoch') },
  '/ids': { get: mock('$context.requestId|$context.extendedRequestId') },
  '/indirect': { get: mock(TEMPLATE) },
  '/operation': { get: { ...mock('$context.operationName|$context.deploymentId|$context.resourceId'), operationId: 'getIt' } },
  '/params/{p}': { get: mock('$input.params(\'p\')|$input.params(\'q\')|$input.params(\'X-H\')|$input.params(\'same\')|$input.params(\'none\')') },
  '/maps/{p}': { get: mock('$input.params().path|$input.params().querystring|$input.params().header.get(\'X-H\')') },
  '/stage-variables': { get: mock('$stageVariables.who|$stageVariables.get(\'who\')|$!stageVariables.none') },
  '/canary': { get: mock('[$context.isCanaryRequest]') },
  '/domain': { get: mock('$context.domainName|$context.domainPrefix') },
};

let gateway: Gateway;
beforeAll(async () => {
  gateway = await serve(apiOf(paths, {}, { Variables: { who: 'me' } }), { clock: () => Date.UTC(2026, 3, 9, 12, 34, 56, 789) });
});

const ID = () => gateway.model.rest[0].id;
const fill = (text: string) => text.replaceAll('{api}', ID()).replaceAll('{deployment}', gateway.model.rest[0].stages[0].deploymentId!)
  .replaceAll('{resource}', gateway.model.rest[0].definition.resources.find(({ path }) => path === '/operation')!.id);

test.each<[request: Call, body: string, source: string]>([
  [{ path: '/direct/7' }, '123456789012|{api}|prod|/direct/{id}|GET|HTTP/1.1|/prod/direct/7', VARIABLES],
  [{ path: '/direct/a%20b?x=1' }, '123456789012|{api}|prod|/direct/{id}|GET|HTTP/1.1|/prod/direct/a%20b', VARIABLES],
  [{ path: '/identity', headers: { 'User-Agent': 'test/1' } }, '127.0.0.1|test/1||', VARIABLES],
  [{ path: '/time' }, '09/Apr/2026:12:34:56 +0000|1775738096789', VARIABLES],
  [{ path: '/ids', headers: { 'x-amzn-RequestId': 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef' } }, 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef|*', VARIABLES],
  [{ path: '/indirect?name=stage' }, 'prod', VARIABLES],
  [{ path: '/indirect?name=httpMethod' }, 'GET', VARIABLES],
  [{ path: '/indirect?name=requestTimeEpoch' }, '1775738096789', VARIABLES],
  [{ path: '/operation' }, 'getIt|{deployment}|{resource}', VARIABLES],
  [{ path: '/params/a?q=b&same=query', headers: { 'X-H': 'c', 'same': 'header' } }, 'a|b|c|query|', VARIABLES],
  [{ path: '/params/a?p=query' }, 'a||||', VARIABLES],
  [{ path: '/params/a?q=1&q=2', headers: { 'X-H': ['first', 'last'] } }, 'a|2|last||', LOCALSTACK],
  [{ path: '/params/a?q=a%20b%26' }, 'a|a b&|||', VARIABLES],
  [{ path: '/params/a?q=a+b' }, 'a|a b|||', LOCALSTACK],
  [{ path: '/params/a?q' }, 'a||||', 'best knowledge'],
  [{ path: '/params/a?q=' }, 'a||||', 'best knowledge'],
  [{ path: '/params/a?x=1;q=2' }, 'a|2|||', 'Amazon API Gateway important notes: REST APIs'],
  [{ path: '/params/a?q=%zz' }, 'a|%zz|||', 'best knowledge'],
  [{ path: '/params/a?q=caf%C3%A9' }, 'a|café|||', VARIABLES],
  [{ path: '/params/__proto__?constructor=1' }, '__proto__||||', VARIABLES],
  [{ path: '/maps/x?a=1&b=2&a=3', headers: { 'X-H': 'h' } }, '{p=x}|{a=3, b=2}|h', VARIABLES],
  [{ path: '/stage-variables' }, 'me|me|', STAGE],
  [{ path: '/canary' }, '[]', VARIABLES],
  [{ path: '/domain' }, '{api}.execute-api.eu-west-1.amazonaws.com|{api}', VARIABLES],
])('%j -> %s (%s)', async (request, body) => {
  const { text } = await call(gateway.url('prod'), request);
  const wanted = fill(body);
  expect(wanted.endsWith('*') ? text.slice(0, wanted.length - 1) : text).toBe(wanted.replace(/\*$/, ''));
});

test.each<[given: string, source: string]>([
  ['not a uuid', VARIABLES],
  ['c6af9ac6-7b61-11e6-9a41', VARIABLES],
])('a client cannot set the request id to %s (%s)', async (given) => {
  const { text, headers } = await call(gateway.url('prod'), { path: '/ids', headers: { 'x-amzn-RequestId': given } });
  expect(text).toBe(`${headers['x-amzn-requestid']}|${headers['x-amz-apigw-id']}`);
  expect(headers['x-amzn-requestid']).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});

test('all of it', async () => {
  const { text } = await call(gateway.url('prod'), { path: '/indirect?name=all' });
  for (const name of ['accountId=', 'apiId=', 'identity={', 'sourceIp=127.0.0.1', 'requestId=', 'stage=prod']) expect(text).toContain(name);
});
