import { QuotaCounter } from './limits/quota';
import { subscriptionsOf, type Subscription } from './limits/subscriptions';
import { limitsOf, TokenBucket } from './limits/token-bucket';
import { throttled } from './throttle';
import type { Stage } from '../model/rest-api';
import type { Exchange } from '../runtime/exchange';
import { Failure } from '../runtime/failure';
import type { MethodScope, StepFactory, Verdict } from '../runtime/step';

/** All methods of a stage have one table. */
const tables = new WeakMap<Stage, ReadonlyMap<string, Subscription>>();

/** Methods that want an API key: the key's usage plan says whether and how often. */
export const apiKeyStep: StepFactory = (scope) => {
  const { method, model, api, stage, definition } = scope;
  if (!method.apiKeyRequired) return undefined;
  const subscriptions = tables.get(stage) ?? subscriptionsOf(model, api.id, stage.name);
  tables.set(stage, subscriptions);
  const admit = compileAdmission(scope);
  const valueOf = definition.settings.apiKeySource === 'AUTHORIZER' ? valueOfAuthorizer : valueOfHeader;
  return {
    name: 'api-key',
    before(exchange) {
      const value = valueOf(exchange);
      const subscription = value === undefined ? undefined : subscriptions.get(value);
      if (!subscription?.key.enabled) return new Failure('INVALID_API_KEY', 'Forbidden', { cause: refusal(value, scope) });
      exchange.identity = { ...exchange.identity, apiKey: subscription.key.value, apiKeyId: subscription.key.id };
      return admit(subscription, exchange.httpMethod);
    },
  };
};

function valueOfHeader(exchange: Exchange): string | undefined {
  return exchange.header('x-api-key');
}

/** The authorizer's step left it there. */
function valueOfAuthorizer({ identity: { apiKey } }: Exchange): string | undefined {
  return typeof apiKey === 'string' ? apiKey : undefined;
}

/** Holds a request against its plan: a throttle of the plan for this method stands in place of the plan's own. */
function compileAdmission({ api, stage, method, services }: MethodScope): (subscription: Subscription, httpMethod: string) => Verdict {
  const { access: { accountThrottle }, clock, state } = services;
  return ({ key, plan, planStage }, httpMethod) => {
    const now = clock();
    const owner = `${plan.id}/${key.id}`;
    const methodKey = [httpMethod, method.httpMethod].map((one) => `${method.path}/${one}`).find((one) => Object.hasOwn(planStage.throttle, one));
    const own = methodKey === undefined ? undefined : planStage.throttle[methodKey];
    const throttle = own ?? plan.throttle;
    const limits = throttle && limitsOf(throttle.rateLimit, throttle.burstLimit, accountThrottle);
    if (limits) {
      const bucket = state.keep(own ? `plan-throttle/${owner}/${api.id}/${stage.name}${methodKey}` : `plan-throttle/${owner}`, () => new TokenBucket());
      if (!bucket.take(limits, now)) return throttled(`usage plan ${plan.id} allows ${limits.rateLimit} requests per second, ${limits.burstLimit} at once`);
    }
    if (!plan.quota || state.keep(`quota/${owner}`, () => new QuotaCounter()).take(plan.quota, now)) return undefined;
    return new Failure('QUOTA_EXCEEDED', 'Limit Exceeded', { cause: `usage plan ${plan.id} allows ${plan.quota.limit} requests per ${plan.quota.period.toLowerCase()}` });
  };
}

function refusal(value: string | undefined, { model, api, stage, definition }: MethodScope): string {
  if (value === undefined) return definition.settings.apiKeySource === 'AUTHORIZER' ? 'the authorizer gave no usageIdentifierKey' : 'there is no header x-api-key';
  const key = model.apiKeys.find((one) => one.value === value);
  if (!key) return 'no API key has this value';
  return key.enabled ? `API key ${key.id} is in no usage plan of ${api.id}/${stage.name}` : `API key ${key.id} is not enabled`;
}
