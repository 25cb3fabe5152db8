import type { Value } from '../values';
import { JsonPathError } from './error';
import { evaluate, readSimplePath } from './path';
import { parsePath } from './path-parser';
import { MISSING, Run, unless } from './run';

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
  const compiled = asPathErrors(() => parsePath(path, 0, 0), 0);
  const { steps, findsOne } = compiled;
  const isSimple = steps.every(({ key }) => key !== undefined);
  return {
    definite: findsOne,
    read: (root) => isSimple ? readSimplePath(steps, root)
      : asPathErrors(() => unless([MISSING], () => evaluate(compiled, root, { root, run: new Run(), requiresProperties: false }))),
  };
};

const asPathErrors = <T>(attempt: () => T, position?: number): T => {
  try {
    return attempt();
  } catch (error) {
    // A list that was made to hold itself has no end.
    throw error instanceof JsonPathError ? error
      : new JsonPathError(error instanceof RangeError ? 'the document is nested too deeply' : (error as Error).message, position);
  }
};
