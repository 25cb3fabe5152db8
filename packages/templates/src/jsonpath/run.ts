import type { Budget } from '../java/runtime-values';
import type { Value } from '../values';
import { JsonPathError } from './error';

const MAX_STEPS = 2_000_000;
const MAX_TEXT = 10_000_000;

/** What one reading of a path may use up. */
export class Run implements Budget {
  private regexStepsLeft = 1_000_000;
  private stepsLeft = MAX_STEPS;
  private textLeft = MAX_TEXT;

  /** @throws JsonPathError when a reading looks at too many values */
  spend(steps: number): void {
    this.stepsLeft -= steps;
    if (this.stepsLeft < 0) {
      throw new JsonPathError(`the path looks at more than ${MAX_STEPS} values`);
    }
  }

  accept(text: string): string {
    this.checkLength(text.length);
    return text;
  }

  checkLength(length: number): void {
    this.textLeft -= length;
    if (this.textLeft < 0) {
      throw new JsonPathError(`the path makes more than ${MAX_TEXT} characters of text`);
    }
  }

  spendOnRegex(steps: number): void {
    this.regexStepsLeft -= steps;
    if (this.regexStepsLeft < 0) {
      throw new JsonPathError('a regular expression takes too long');
    }
  }
}

/** One evaluation of a path, with what it found so far. */
export interface Evaluation {
  readonly run: Run;
  readonly root: Value;
  /** Whether a missing property ends the evaluation wherever it is, as it does where a filter asks if a path exists. */
  readonly requiresProperties: boolean;
  readonly results: Value[];
  /** The values of the paths from `$` in its filters. */
  readonly rootValues: Map<unknown, Value>;
}

/** One step of a path and all that follow it. */
export type Step = (model: Value, evaluation: Evaluation) => void;

/** Whether a filter accepts a value. */
export type Condition = (item: Value, evaluation: Evaluation) => boolean;

/** Ends a branch of an evaluation; which part of the path takes notice depends on the kind. */
export class Interruption {
  constructor(readonly reason: string) {}
}

/** A path that leads nowhere. */
export const MISSING = new Interruption('the path leads nowhere');
/** A step, function or operator that does not fit the value it is given: a filter takes it for false. */
export const UNSUITABLE = new Interruption('a step of the path does not fit the value it is applied to');
/** An index beyond the end of a list: the index that led there takes it for nothing found. */
export const OUT_OF_RANGE = new Interruption('an index is beyond the end of a list');

/** What is found, or something else where one of these interruptions keeps it from being found. */
export const unless = <T, Else>(interruptions: readonly unknown[], find: () => T, otherwise: Else): T | Else => {
  try {
    return find();
  } catch (error) {
    if (interruptions.includes(error)) {
      return otherwise;
    }
    throw error;
  }
};
