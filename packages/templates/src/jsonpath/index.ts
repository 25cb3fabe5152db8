import { TemplateBoundError } from '../errors';
import { JsonDepthError } from '../json/print';
import type { Value } from '../values';
import { JsonPathError } from './error';
import { readSimplePath } from './path';
import { parsePath } from './path-parser';
import { Interruption, MISSING, Run, unless } from './run';
import type { Passage } from './steps';

export { JsonPathError };

/** A JSONPath, ready to be read as often as needed. */
export interface CompiledJsonPath {
  /** Whether it finds one value at most; an indefinite path always finds a list. */
  readonly definite: boolean;

  /**
   * Reads the path from a document. The function `append` changes the list that it is applied to.
   *
   * @returns what the path found, undefined when a definite path leads nowhere
   * @throws JsonPathError when a function or a filter cannot be applied, and when the path takes too many steps
   */
  read(root: Value): Value | undefined;
}

/**
 * Compiles a JSONPath with the meaning that Jayway's JsonPath 2.10 gives it in its default configuration.
 *
 * @throws JsonPathError with a position when the path is not one
 */
export const compileJsonPath = (path: string): CompiledJsonPath => {
  const passages: Passage[] = [];
  const { steps, definite, evaluate } = parsePath(path, 0, 0, passages);
  if (steps.every(({ key }) => key !== undefined)) {
    return { definite: true, read: (root) => readSimplePath(steps, root) };
  }
  return {
    definite,
    read(root) {
      for (const passage of passages) {
        passage.item = -1;
      }
      try {
        return unless([MISSING], () => evaluate(root, root, new Run(), false), undefined);
      } catch (error) {
        throw asPathError(error);
      }
    },
  };
};

const asPathError = (error: unknown): unknown => {
  if (error instanceof Interruption) {
    return new JsonPathError(error.reason);
  }
  if (error instanceof TemplateBoundError) {
    return new JsonPathError(error.message);
  }
  // A list that was made to hold itself has no end.
  return error instanceof RangeError || error instanceof JsonDepthError ? new JsonPathError('the document is nested too deeply') : error;
};
