import { isKnown } from '../private/tokens';
import type { ProblemReport } from '../problems';

/** Options of a quota of a week or a month. */
export interface QuotaOptions {
  /**
   * The day on which a new period begins: 0 to 6 after Sunday, or 0 to 27 after the first of the month, at midnight UTC.
   *
   * @default 0
   */
  readonly offset?: number;
}

/**
 * How many requests each key of a usage plan may make in a period, on all stages of the plan together. API Gateway counts as well as it can:
 * no quota is a limit of costs.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
export class Quota {
  /**
   * So many requests each day.
   *
   * @param limit a whole number from 1
   */
  public static perDay(limit: number): Quota {
    return new Quota('DAY', limit, 0, 0);
  }

  /**
   * So many requests each week.
   *
   * @param limit a whole number from 1
   */
  public static perWeek(limit: number, options: QuotaOptions = {}): Quota {
    return new Quota('WEEK', limit, options.offset ?? 0, 6);
  }

  /**
   * So many requests each month.
   *
   * @param limit a whole number from 1
   */
  public static perMonth(limit: number, options: QuotaOptions = {}): Quota {
    return new Quota('MONTH', limit, options.offset ?? 0, 27);
  }

  private constructor(
    private readonly period: 'DAY' | 'WEEK' | 'MONTH',
    private readonly limit: number,
    private readonly offset: number,
    private readonly lastOffset: number,
  ) {}

  /** @internal */
  public _bind(problems: ProblemReport): { readonly limit: number; readonly offset: number; readonly period: string } {
    const { limit, offset, period, lastOffset } = this;
    if (isKnown(limit) && !(Number.isInteger(limit) && limit >= 1)) {
      problems.add('Quota', `${limit} requests`, 'use a whole number of requests, 1 or more');
    }
    if (isKnown(offset) && !(Number.isInteger(offset) && offset >= 0 && offset <= lastOffset)) {
      problems.add('Quota', `an offset of ${offset}`, `use 0 to ${lastOffset} days in a ${period.toLowerCase()}`);
    }
    return { limit, offset, period };
  }
}
