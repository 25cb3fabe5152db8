import type { RegexBudget } from '../java/runtime-values';
import type { Value } from '../values';
import { JsonPathError } from './error';

const MAX_STEPS = 2_000_000;
const MAX_TEXT = 10_000_000;
const MAX_REGEX_STEPS = 1_000_000;

/** @throws JsonPathError once more is counted than there is */
const counting = (left: number, problem: string) => (amount: number): void => {
  left -= amount;
  refuseIf(left < 0, problem);
};

/** What one reading of a path may use up. */
export class Run implements RegexBudget {
  /**
   * Jayway passes every item of a list that `..` finds to the step after next, and takes a property that ends the path for found only
   * if the index before it names the item: by step, the number of the item that led to it last. The number outlives the list.
   */
  readonly passages = new Map<unknown, number>();
  /** Counts values that are looked at. */
  readonly spend = counting(MAX_STEPS, `the path looks at more than ${MAX_STEPS} values`);
  readonly checkLength = counting(MAX_TEXT, `the path makes more than ${MAX_TEXT} characters of text`);
  readonly spendOnRegex = counting(MAX_REGEX_STEPS, 'a regular expression takes too long');
}

/** In what a path is evaluated. */
export interface Context {
  readonly run: Run;
  readonly root: Value;
  /** Whether a missing property ends the evaluation wherever it is, as it does where a filter asks if a path exists. */
  readonly requiresProperties: boolean;
}

/** One evaluation of a path, with what it found so far. */
export interface Evaluation extends Context {
  readonly results: Value[];
  /** The index before the last step. */
  readonly wanted: unknown;
  /** The values of the paths from `$` in its filters. */
  readonly rootValues: Map<unknown, Value>;
}

/** Whether a filter accepts a value. */
export type Condition = (item: Value, evaluation: Evaluation) => boolean;

// These end a branch of an evaluation; which part of the path takes notice depends on the kind.
/** A path that leads nowhere. */
export const MISSING = new JsonPathError('nothing found');
/** A step, function or operator that does not fit the value it is given: a filter takes it for false. */
export const UNSUITABLE = new JsonPathError('a part of the path does not fit its value');
/** An index beyond the end of a list: the index that led there takes it for nothing found. */
export const OUT_OF_RANGE = new JsonPathError('an index is beyond its list');

/** @throws JsonPathError */
export function refuse(reason: JsonPathError | string): never {
  throw reason instanceof JsonPathError ? reason : new JsonPathError(reason);
}

/** @throws JsonPathError when something holds */
export const refuseIf = (holds: boolean, reason: JsonPathError | string): void => {
  if (holds) {
    refuse(reason);
  }
};

/** What is found; undefined where one of these errors keeps it from being found. */
export const unless = <T>(errors: readonly unknown[], find: () => T): T | undefined => {
  try {
    return find();
  } catch (error) {
    if (errors.includes(error)) {
      return undefined;
    }
    throw error;
  }
};
