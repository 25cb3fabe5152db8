import { localId } from '../local-id';
import type { ApiKey, Quota, Throttle, UsagePlan, UsagePlanStage } from '../model/usage-plan';
import type { Node } from '../node';
import type { ResourceIndex } from './index-of-resources';

export function readUsagePlans(index: ResourceIndex): UsagePlan[] {
  const keys = index.ofType('AWS::ApiGateway::UsagePlanKey').map((key) => ({ plan: key.required('UsagePlanId'), key: key.required('KeyId') }));
  return index.ofType('AWS::ApiGateway::UsagePlan').map((plan) => ({
    id: plan.id,
    name: plan.get('UsagePlanName').text(),
    apiStages: plan.get('ApiStages').items().flatMap((stage) => planStage(stage) ?? []),
    throttle: throttle(plan.get('Throttle')),
    quota: quota(plan.get('Quota')),
    keys: keys.flatMap((one) => one.plan === plan.id && one.key !== undefined ? one.key : []),
    source: plan.source,
  }));
}

export function readApiKeys(index: ResourceIndex): ApiKey[] {
  return index.ofType('AWS::ApiGateway::ApiKey').map((key) => ({
    id: key.id,
    name: key.get('Name').text(),
    value: key.get('Value').text() ?? generatedValue(key.id),
    enabled: key.get('Enabled').flag() ?? false,
    source: key.source,
  }));
}

/** Forty characters, as the service makes them, and the same from one reading to the next. */
function generatedValue(id: string): string {
  return ['a', 'b', 'c', 'd'].map((part) => localId(id, part)).join('');
}

function planStage(node: Node): UsagePlanStage | undefined {
  const apiId = node.required('ApiId');
  const stage = node.required('Stage');
  return apiId === undefined || stage === undefined ? undefined : { apiId, stage, throttle: node.get('Throttle').collect(throttle) };
}

function throttle(node: Node): Throttle | undefined {
  return node.present ? { rateLimit: node.get('RateLimit').number(), burstLimit: node.get('BurstLimit').number() } : undefined;
}

function quota(node: Node): Quota | undefined {
  const limit = node.get('Limit').number();
  const period = node.get('Period').choice(['DAY', 'WEEK', 'MONTH'] as const);
  return limit === undefined || period === undefined ? undefined : { limit, period, offset: node.get('Offset').number() ?? 0 };
}
