import { JavaList, type Value } from '../values';
import { JsonPathError } from './error';
import { MISSING, type Run, type Step } from './run';

/** A path as a chain of functions. */
export class CompiledPath {
  constructor(
    readonly definite: boolean,
    readonly isRoot: boolean,
    readonly isFunction: boolean,
    private readonly step: Step,
  ) {}

  /**
   * The last value found, or for an indefinite path the list of all.
   *
   * @throws MISSING when a definite path finds nothing
   */
  evaluate(document: Value, root: Value, run: Run, requiresProperties: boolean): Value {
    if (root === null) {
      throw new JsonPathError('the document is null');
    }
    const results: Value[] = [];
    this.step(document, { run, root, requiresProperties, results, rootValues: new Map() });
    if (!this.definite) {
      return new JavaList(results, 'json');
    }
    if (results.length === 0) {
      throw MISSING;
    }
    return results[results.length - 1];
  }
}
