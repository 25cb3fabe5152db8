import { periodStart, QuotaCounter } from '../../src/access/limits/quota';
import { limitsOf, TokenBucket } from '../../src/access/limits/token-bucket';
import type { Quota } from '../../src/model/usage-plan';

test.each<[name: string, limits: [number, number], at: number[], want: boolean[]]>([
  ['a burst, then nothing', [1, 2], [0, 0, 0], [true, true, false]],
  ['the rate fills it', [2, 1], [0, 0, 499, 500, 500], [true, false, false, true, false]],
  ['up to the burst and no more', [10, 2], [0, 0, 5000, 5000, 5000], [true, true, true, true, false]],
  ['no burst lets nothing through', [100, 0], [0, 1000], [false, false]],
  ['no rate leaves the first burst', [0, 2], [0, 0, 0, 1e9], [true, true, false, false]],
  ['a fraction of a request per second', [0.5, 1], [0, 1999, 2000], [true, false, true]],
  ['a clock that goes back does no harm', [1, 1], [1000, 0, 1000], [true, false, true]],
])('bucket: %s', (_, [rateLimit, burstLimit], at, want) => {
  const bucket = new TokenBucket();
  expect(at.map((now) => bucket.take({ rateLimit, burstLimit }, now))).toEqual(want);
});

test.each<[rate: number | undefined, burst: number | undefined, want: ReturnType<typeof limitsOf>]>([
  [undefined, undefined, undefined],
  [5, 10, { rateLimit: 5, burstLimit: 10 }],
  [5, undefined, { rateLimit: 5, burstLimit: 5000 }],
  [undefined, 10, { rateLimit: 10_000, burstLimit: 10 }],
  [0, 0, { rateLimit: 0, burstLimit: 0 }],
  [-1, -1, undefined],
  [-1, 5, undefined],
])('limits of rate %p and burst %p', (rate, burst, want) => expect(limitsOf(rate, burst)).toEqual(want));

test.each<[period: Quota['period'], offset: number, now: string, want: string]>([
  ['DAY', 0, '2026-04-15T00:00:00Z', '2026-04-15'],
  ['DAY', 0, '2026-04-15T23:59:59Z', '2026-04-15'],
  ['WEEK', 0, '2026-04-15T12:00:00Z', '2026-04-12'],
  ['WEEK', 0, '2026-04-12T00:00:00Z', '2026-04-12'],
  ['WEEK', 0, '2026-04-11T23:59:59Z', '2026-04-05'],
  ['WEEK', 1, '2026-04-15T12:00:00Z', '2026-04-13'],
  ['WEEK', 1, '2026-04-12T12:00:00Z', '2026-04-06'],
  ['WEEK', 3, '2026-04-15T12:00:00Z', '2026-04-15'],
  ['WEEK', 6, '2026-04-15T12:00:00Z', '2026-04-11'],
  ['MONTH', 0, '2026-04-01T00:00:00Z', '2026-04-01'],
  ['MONTH', 0, '2026-04-30T12:00:00Z', '2026-04-01'],
  ['MONTH', 14, '2026-04-14T23:59:59Z', '2026-03-15'],
  ['MONTH', 14, '2026-04-15T00:00:00Z', '2026-04-15'],
  ['MONTH', 27, '2026-01-15T12:00:00Z', '2025-12-28'],
  ['MONTH', 27, '2026-03-15T12:00:00Z', '2026-02-28'],
])('a %s with offset %i, at %s, began on %s', (period, offset, now, want) => {
  expect(new Date(periodStart({ limit: 1, period, offset }, Date.parse(now))).toISOString()).toBe(`${want}T00:00:00.000Z`);
});

test('a quota counts within its period', () => {
  const counter = new QuotaCounter();
  const quota: Quota = { limit: 2, period: 'DAY', offset: 0 };
  const at = (time: string) => counter.take(quota, Date.parse(time));
  expect(['2026-04-15T01:00Z', '2026-04-15T02:00Z', '2026-04-15T23:59Z', '2026-04-16T00:00Z'].map(at)).toEqual([true, true, false, true]);
});
