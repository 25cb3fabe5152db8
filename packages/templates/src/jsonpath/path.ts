import { isArray, isInt, isMap, isText } from '../kinds';
import { JavaList, type Value } from '../values';
import { JsonPathError } from './error';
import type { Parameter } from './functions';
import { MISSING, type Run, type Step } from './run';
import { addResult, functionStep, SCAN, WILDCARD, type Passage, type PathStep } from './steps';

/** A path as a chain of functions: `$` starts at the document, `@` at the element that a filter looks at. */
export interface Path {
  readonly isRoot: boolean;
  readonly steps: readonly PathStep[];
  readonly definite: boolean;

  /**
   * The last value found, or for an indefinite path the list of all.
   *
   * @throws MISSING when a definite path finds nothing
   */
  evaluate(document: Value, root: Value, run: Run, requiresProperties: boolean): Value;
}

type Steps = readonly PathStep[];

/** @param passages is given what has to be forgotten before the path is read again */
export const compilePath = (isRoot: boolean, steps: Steps, passages: Passage[]): Path => {
  if (steps.at(-1)?.called === undefined || steps[0] !== SCAN) {
    return pathOf(isRoot, steps, steps, chain(steps, true, indexBeforeLast(steps), passages));
  }
  // `$..a.sum()` calls the function once, with all that is found instead of its parameters.
  const at = steps.findIndex(({ called }) => called !== undefined);
  const found = compileParameter(compilePath(true, steps.slice(0, at), passages), passages);
  const rest = [functionStep(steps[at].called!, [found]), ...steps.slice(at + 1)];
  return pathOf(isRoot, steps, rest, chain(rest, false, undefined, passages));
};

/** A parameter of a function; `length` also needs it with a `*` after it. */
export const compileParameter = (path: Path, passages: Passage[]): Parameter => {
  const { isRoot, steps } = path;
  const last = steps.at(-1);
  const children = !last || last.called !== undefined ? path
    : pathOf(isRoot, steps, steps, chain([...steps, WILDCARD], true, indexBeforeLast(steps), passages));
  return { path, children };
};

const pathOf = (isRoot: boolean, steps: Steps, compiled: Steps, step: Step): Path => {
  const definite = compiled.every((one, at) => one.isDefinite(at === compiled.length - 1));
  return {
    isRoot,
    steps,
    definite,
    evaluate(document, root, run, requiresProperties) {
      refuseNull(root);
      const results: Value[] = [];
      step(document, { run, root, requiresProperties, results, rootValues: new Map() });
      if (!definite) {
        return new JavaList(results, 'json');
      }
      if (results.length === 0) {
        throw MISSING;
      }
      return results[results.length - 1];
    },
  };
};

const chain = (steps: Steps, upstreamDefinite: boolean, wanted: number | undefined, passages: Passage[]): Step => {
  let definite = upstreamDefinite;
  const places = steps.map((step, at) => {
    const passage = steps[at - 2] === SCAN ? { item: -1, wanted } : undefined;
    if (passage) {
      passages.push(passage);
    }
    const place = { upstreamDefinite: definite, passage };
    definite &&= step.isDefinite(at === steps.length - 1);
    return place;
  });
  let next: Step | undefined;
  let afterNext: Step | undefined;
  for (let at = steps.length - 1; at >= 0; at--) {
    const step = steps[at].build({
      ...places[at], next, afterNext, target: steps[at + 1], targetIsLast: at + 2 === steps.length, targetPassage: places[at + 2]?.passage,
    });
    afterNext = next;
    next = step;
  }
  return next ?? addResult;
};

const indexBeforeLast = (steps: Steps): number | undefined => {
  const key = steps.at(-2)?.key;
  return isInt(key) ? key : undefined;
};

/** Reads a path that has nothing but names and indexes: most paths are like this, and need no evaluation state. */
export const readSimplePath = (steps: Steps, root: Value): Value | undefined => {
  refuseNull(root);
  let value: Value | undefined = root;
  for (const { key } of steps) {
    if (isText(key)) {
      value = isMap(value) ? value.entries.get(key) : undefined;
    } else {
      value = isArray(value) ? value.items[key! < 0 ? value.items.length + key! : key!] : undefined;
    }
  }
  return value;
};

const refuseNull = (root: Value): void => {
  if (root === null) {
    throw new JsonPathError('the document is null');
  }
};
