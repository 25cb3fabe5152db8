import type { ContestantName } from './apis';
import type { Measurement } from './measure';

/** What a run of the benchmark found, and where. */
export interface Results {
  readonly node: string;
  readonly cpu: string;
  readonly cdk: string;
  readonly sizes: readonly SizeResults[];
}

export interface SizeResults {
  readonly routes: number;
  readonly functions: number;
  readonly rounds: number;
  readonly contestants: Record<ContestantName, Measurement>;
}

/** What the contestants are called. */
export const TITLES: Record<ContestantName, string> = {
  stagecraft: 'Stagecraft `RestApi`',
  cdk: 'CDK `RestApi`',
  literal: 'literal `CfnRestApi`',
};

/** Digits in groups of three, whatever the locale. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
