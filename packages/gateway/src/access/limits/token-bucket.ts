/** Requests per second, and how many at once. */
export interface Limits {
  readonly rateLimit: number;
  readonly burstLimit: number;
}

/** What the service allows to most accounts, for throttles that give one of their figures only. */
const ACCOUNT: Limits = { rateLimit: 10_000, burstLimit: 5_000 };

/** The limits of a throttle; nothing where it has none. A figure below zero is no limit. */
export function limitsOf(rateLimit: number | undefined, burstLimit: number | undefined, account: Limits = ACCOUNT): Limits | undefined {
  if (rateLimit === undefined && burstLimit === undefined) return undefined;
  if ((rateLimit ?? 0) < 0 || (burstLimit ?? 0) < 0) return undefined;
  return { rateLimit: rateLimit ?? account.rateLimit, burstLimit: burstLimit ?? account.burstLimit };
}

/** Fills at the rate, up to the burst. Limits may change while it is in use. */
export class TokenBucket {
  private tokens = Infinity;
  private filledAt = -Infinity;

  /** Takes a token, where there is one. @param now milliseconds */
  take({ rateLimit, burstLimit }: Limits, now: number): boolean {
    const elapsed = Math.max(0, now - this.filledAt);
    this.tokens = Math.min(burstLimit, elapsed === Infinity ? Infinity : this.tokens + elapsed * rateLimit / 1000);
    this.filledAt = now;
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}
