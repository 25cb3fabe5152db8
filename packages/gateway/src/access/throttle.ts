import { limitsOf, TokenBucket, type Limits } from './limits/token-bucket';
import { Failure } from '../runtime/failure';
import type { StepFactory } from '../runtime/step';

/** What a stage's settings let through to a method, and then the account to all of them in a region. Both sides of a canary share it. */
export const throttleStep: StepFactory = ({ api, stage, method, httpMethod, settings, services: { access: { accountThrottle }, clock, state } }) => {
  const throttles: Throttle[] = [];
  const keep = (name: string) => state.keep(`throttle/${name}`, () => new TokenBucket());
  const ofMethod = limitsOf(settings.throttlingRateLimit, settings.throttlingBurstLimit, accountThrottle);
  if (ofMethod) throttles.push({ limits: ofMethod, bucket: keep(`${api.id}/${stage.name}/${httpMethod}${method.path}`), whose: 'the stage', what: 'this method' });
  if (accountThrottle) throttles.push({ limits: accountThrottle, bucket: keep(`${api.account}/${api.region}`), whose: 'the account', what: 'all APIs' });
  return throttles.length === 0 ? undefined : {
    name: 'throttle',
    before() {
      const now = clock();
      const exhausted = throttles.find(({ limits, bucket }) => !bucket.take(limits, now));
      if (!exhausted) return undefined;
      const { limits: { rateLimit, burstLimit }, whose, what } = exhausted;
      return throttled(`${whose} allows ${rateLimit} requests per second to ${what}, ${burstLimit} at once`);
    },
  };
};

interface Throttle {
  readonly limits: Limits;
  readonly bucket: TokenBucket;
  readonly whose: string;
  readonly what: string;
}

export function throttled(cause: string): Failure {
  return new Failure('THROTTLED', 'Too Many Requests', { cause });
}
