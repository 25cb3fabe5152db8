import { define, GUIDE, LIMITS, quote } from '../private/problem-definition';

const PLANS = `${GUIDE}api-gateway-api-usage-plans.html`;
const KEYS = `${GUIDE}api-gateway-setup-api-keys.html`;

const wanting = (routeKeys: readonly string[]): string =>
  `${routeKeys.slice(0, 5).map(quote).join(', ')}${routeKeys.length > 5 ? ` and ${routeKeys.length - 5} more` : ''} want${routeKeys.length === 1 ? 's' : ''} an API key`;

/** The problems of usage plans and API keys. */
export const PLAN_PROBLEMS = {
  PlanWithoutStage: define('A usage plan has a stage.', PLANS,
    () => ({ what: 'the usage plan has no stage, so that no key of it opens anything', remedy: 'name one with stages, or with addStage()' })),
  Quota: define('A quota is 1 request or more in a day, a week or a month, which begins on one of its days.', PLANS,
    (given: string, remedy: string) => ({ what: `the quota has ${given}`, remedy })),
  RouteThrottleAlone: define('A usage plan that throttles routes throttles all of them.', PLANS,
    () => ({ what: 'the usage plan throttles routes and has no throttle itself, which API Gateway refuses', remedy: 'set throttle as well, for all routes without one of their own' })),
  TooManyRouteThrottles: define('A usage plan throttles 20 methods of a stage unless the quota is raised.', LIMITS,
    (stage: string, count: number) => ({
      what: `the usage plan throttles ${count} methods of stage ${quote(stage)}, and the default quota is 20 (an ANY route counts for each method)`,
      remedy: 'throttle fewer routes, or ask for a higher quota',
    })),
  ApiKeyTwice: define('An API key is in one usage plan of a stage.', PLANS,
    (key: string, stage: string, other: string) => ({
      what: `the key ${key} is for stage ${quote(stage)} in the usage plan ${other}, too`,
      remedy: 'take the stage or the key out of one of the two',
    })),
  TooManyPlans: define('An API key is in 10 usage plans unless the quota is raised.', LIMITS,
    (key: string, count: number) => ({ what: `the key ${key} is in ${count} usage plans, and the default quota is 10`, remedy: 'make a second key, or ask for a higher quota' })),
  ApiKeyName: define('The name of an API key is 1 to 1,024 characters.', KEYS,
    (length: number) => ({ what: `the name of the API key has ${length} characters`, remedy: 'leave it out, or use 1 to 1024' })),
  ApiKeyValue: define('The value of an API key is a secret.', KEYS,
    (why: string) => ({ what: `the value of the API key ${why}`, remedy: 'keep it in Secrets Manager, value: secret.secretValue, or leave it out' })),
  KeyWithoutPlan: define('A route that wants an API key is reached by the keys of a usage plan.', PLANS,
    (stage: string, routeKeys: readonly string[]) => ({
      what: `${wanting(routeKeys)}, and no usage plan has the stage ${quote(stage)}: every call gets a 403 there`,
      remedy: 'make one with addUsagePlan(), or name the stage in one that there is',
    })),
  KeyWithoutAuthorizer: define('Keys that an authorizer returns are of routes with a Lambda authorizer.', `${GUIDE}api-gateway-api-key-source.html`,
    (routeKeys: readonly string[]) => ({
      what: `${wanting(routeKeys)} from an authorizer, and there is no Lambda authorizer to return one: every call gets a 403`,
      remedy: 'set a Lambda authorizer on them, or leave apiKeySource at HEADER',
    })),
};
