import type { GatewayModel } from '../../model/gateway';
import type { ApiKey, UsagePlan, UsagePlanStage } from '../../model/usage-plan';

/** A key that may be used on a stage, because a plan says so. */
export interface Subscription {
  readonly key: ApiKey;
  readonly plan: UsagePlan;
  readonly planStage: UsagePlanStage;
}

/** The keys of a stage, by their values. A key that is in several plans of a stage, which the service forbids, is in the first. */
export function subscriptionsOf({ usagePlans, apiKeys }: GatewayModel, apiId: string, stage: string): ReadonlyMap<string, Subscription> {
  const keys = new Map(apiKeys.map((key) => [key.id, key]));
  const subscriptions = new Map<string, Subscription>();
  for (const plan of usagePlans) {
    const planStage = plan.apiStages.find((one) => one.apiId === apiId && one.stage === stage);
    if (!planStage) continue;
    for (const id of plan.keys) {
      const key = keys.get(id);
      if (key && !subscriptions.has(key.value)) subscriptions.set(key.value, { key, plan, planStage });
    }
  }
  return subscriptions;
}
