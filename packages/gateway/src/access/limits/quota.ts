import type { Quota } from '../../model/usage-plan';

const DAY = 24 * 60 * 60 * 1000;

/** When the period began that a moment is in. Days begin at midnight UTC; the offset is days after Sunday, or after the first of the month. */
export function periodStart({ period, offset }: Quota, now: number): number {
  const day = Math.floor(now / DAY);
  if (period === 'DAY') return day * DAY;
  // The first day of 1970 was a Thursday.
  if (period === 'WEEK') return (day - (day + 4 - offset + 7) % 7) * DAY;
  const date = new Date(now);
  const start = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1 + offset);
  return start <= now ? start : Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - 1, 1 + offset);
}

/** Counts requests of a period. */
export class QuotaCounter {
  private period = NaN;
  private used = 0;

  /** Counts a request, where the quota has one left. @param now milliseconds since 1970 */
  take(quota: Quota, now: number): boolean {
    const period = periodStart(quota, now);
    if (period !== this.period) {
      this.period = period;
      this.used = 0;
    }
    if (this.used >= quota.limit) return false;
    this.used += 1;
    return true;
  }
}
