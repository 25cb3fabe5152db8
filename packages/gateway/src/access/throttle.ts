import { limitsOf, TokenBucket } from './limits/token-bucket';
import { Failure } from '../runtime/failure';
import type { StepFactory } from '../runtime/step';

/** What a stage's settings let through to a method. Both sides of a canary share it. */
export const throttleStep: StepFactory = ({ api, stage, method, httpMethod, settings, services: { clock, state } }) => {
  const limits = limitsOf(settings.throttlingRateLimit, settings.throttlingBurstLimit);
  if (!limits) return undefined;
  const bucket = state.keep(`throttle/${api.id}/${stage.name}/${httpMethod}${method.path}`, () => new TokenBucket());
  return {
    name: 'throttle',
    before: () => bucket.take(limits, clock()) ? undefined
      : throttled(`the stage allows ${limits.rateLimit} requests per second to this method, ${limits.burstLimit} at once`),
  };
};

export function throttled(cause: string): Failure {
  return new Failure('THROTTLED', 'Too Many Requests', { cause });
}
