import { TemplateBoundError } from '../errors';
import { JsonDepthError } from '../json/print';
import type { Value } from '../values';
import { JsonPathError } from './error';
import { PathCompiler } from './path-compiler';
import { parsePath } from './path-parser';
import { Interruption, MISSING, Run } from './run';
import { readSimplePath, simplePath } from './simple-path';

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
export function compileJsonPath(path: string): CompiledJsonPath {
  const syntax = parsePath(path);
  const keys = simplePath(syntax);
  if (keys !== undefined) {
    return { definite: true, read: (root) => readSimplePath(keys, root) };
  }
  const compiler = new PathCompiler();
  const compiled = compiler.compile(syntax);
  return {
    definite: compiled.definite,
    read(root) {
      compiler.reset();
      try {
        return compiled.evaluate(root, root, new Run(), false);
      } catch (error) {
        return missingOrThrow(error);
      }
    },
  };
}

function missingOrThrow(error: unknown): undefined {
  if (error === MISSING) {
    return undefined;
  }
  if (error instanceof Interruption) {
    throw new JsonPathError(error.reason);
  }
  if (error instanceof TemplateBoundError) {
    throw new JsonPathError(error.message);
  }
  // A list that was made to hold itself has no end.
  throw error instanceof RangeError || error instanceof JsonDepthError ? new JsonPathError('the document is nested too deeply') : error;
}
