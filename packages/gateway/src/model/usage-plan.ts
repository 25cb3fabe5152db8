import type { Sourced } from './source';

/** Requests per second, and how many at once. */
export interface Throttle {
  readonly rateLimit?: number;
  readonly burstLimit?: number;
}

export interface UsagePlan extends Sourced {
  readonly id: string;
  readonly name?: string;
  readonly apiStages: readonly UsagePlanStage[];
  readonly throttle?: Throttle;
  readonly quota?: Quota;
  /** Ids of API keys. */
  readonly keys: readonly string[];
}

export interface UsagePlanStage {
  readonly apiId: string;
  readonly stage: string;
  /** By path and method: `/orders/GET`. */
  readonly throttle: Readonly<Record<string, Throttle>>;
}

export interface Quota {
  readonly limit: number;
  readonly period: 'DAY' | 'WEEK' | 'MONTH';
  readonly offset: number;
}

export interface ApiKey extends Sourced {
  readonly id: string;
  readonly name?: string;
  readonly value: string;
  readonly enabled: boolean;
}
