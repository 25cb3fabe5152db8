import { aws_apigateway as apigateway, aws_secretsmanager as secretsmanager, type Stack } from 'aws-cdk-lib';
import type { Gateway } from '../../packages/gateway/src';
import { ApiKey, Authorizer, Integration, Quota, type RestApi, UsagePlan } from '../../src';
import { testApi, testStack } from '../support/apps';
import { serve, stopServing } from '../support/gateway';

afterEach(stopServing);

function lockedApi(stack: Stack): RestApi {
  const api = testApi(stack, { authorizer: Authorizer.none(), apiKeyRequired: true });
  const mock = Integration.mock();
  api.addRoutes({ 'GET /': mock, 'GET /orders': mock, 'POST /orders': mock, 'ANY /any': mock });
  api.addRoute('GET /health', mock, { apiKeyRequired: false });
  return api;
}

/** The value of a key, which the templates do not have. */
function valueOf(gateway: Gateway, logicalId: RegExp): string {
  return gateway.model.apiKeys.find(({ source }) => logicalId.test(source.logicalId ?? ''))!.value;
}

function callerOf(gateway: Gateway, key?: string, stage = 'prod') {
  return async (method: string, path: string, times = 1) => {
    const statuses = [];
    for (let at = 0; at < times; at++) {
      statuses.push((await fetch(`${gateway.url(stage)}${path}`, { method, headers: key === undefined ? {} : { 'X-API-Key': key } })).status);
    }
    return times === 1 ? statuses[0] : statuses;
  };
}

test('keys open the stages of their plan, and no others', async () => {
  const stack = testStack();
  const api = lockedApi(stack);
  const [dev, prod] = [api.addStage('dev'), api.addStage('prod')];
  const partners = api.addUsagePlan('Partners', { stages: [prod] });
  const partner = partners.addApiKey('Partner');
  const both = new ApiKey(stack, 'Both', { value: secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'partner-key').secretValue });
  partners.attachApiKey(both);
  const testers = new UsagePlan(stack, 'Testers', { stages: [dev] });
  testers.attachApiKey(both);
  expect(partner).toBeInstanceOf(apigateway.ApiKey);
  const gateway = await serve(stack);
  const [partnerKey, bothKey] = [valueOf(gateway, /^OrdersPartners/), valueOf(gateway, /^Both/)];

  expect(await callerOf(gateway, partnerKey)('GET', '/orders')).toBe(200);
  expect(await callerOf(gateway, partnerKey, 'dev')('GET', '/orders')).toBe(403);
  expect(await callerOf(gateway, bothKey)('GET', '/orders')).toBe(200);
  expect(await callerOf(gateway, bothKey, 'dev')('GET', '/orders')).toBe(200);
  expect(await callerOf(gateway)('GET', '/orders')).toBe(403);
  expect(await callerOf(gateway, 'nobody')('GET', '/orders')).toBe(403);
  expect(await callerOf(gateway)('GET', '/health')).toBe(200);
});

test('a plan throttles each key, and some routes by themselves', async () => {
  const stack = testStack();
  const api = lockedApi(stack);
  const plan = api.addUsagePlan('Partners', {
    stages: [api.addStage('prod')],
    throttle: { rateLimit: 1, burstLimit: 2 },
    routes: { 'GET /': { rateLimit: 1, burstLimit: 1 }, 'POST /orders': { rateLimit: 1, burstLimit: 3 }, 'ANY /any': { rateLimit: 1, burstLimit: 1 } },
  });
  plan.addApiKey('One');
  plan.addApiKey('Other');
  const gateway = await serve(stack, { clock: () => 0 });
  const one = callerOf(gateway, valueOf(gateway, /PartnersOne/));

  expect(await one('GET', '/orders', 3)).toEqual([200, 200, 429]);
  expect(await one('GET', '/', 2)).toEqual([200, 429]);
  expect(await one('POST', '/orders', 4)).toEqual([200, 200, 200, 429]);
  expect(await one('PUT', '/any', 2)).toEqual([200, 429]);
  expect(await callerOf(gateway, valueOf(gateway, /PartnersOther/))('GET', '/orders', 3)).toEqual([200, 200, 429]);
});

test('a quota begins anew with its period', async () => {
  const stack = testStack();
  const api = lockedApi(stack);
  api.addUsagePlan('Partners', { stages: [api.addStage('prod')], quota: Quota.perMonth(2, { offset: 14 }) }).addApiKey('Partner');
  let now = Date.UTC(2026, 3, 14, 23, 59);
  const gateway = await serve(stack, { clock: () => now });
  const partner = callerOf(gateway, valueOf(gateway, /Partner/));

  expect(await partner('GET', '/orders', 3)).toEqual([200, 200, 429]);
  now += 60_000;
  expect(await partner('GET', '/orders', 3)).toEqual([200, 200, 429]);
});
