import { isArray, isMap, isText } from '../kinds';
import { JavaList, type Value } from '../values';
import { functionStep, type Parameter } from './functions';
import { MISSING, refuseIf, type Context } from './run';
import { SCAN, walk, WILDCARD, type PathStep, type Place } from './steps';

/** A path: `$` starts at the document, `@` at the element that a filter looks at. */
export interface Path {
  readonly isRoot: boolean;
  readonly steps: Steps;
  readonly first: Place | undefined;
  readonly findsOne: boolean;
}

type Steps = readonly PathStep[];

export const compilePath = (isRoot: boolean, steps: Steps): Path => {
  if (steps[0] !== SCAN || steps.at(-1)!.called === undefined) {
    return pathOf(isRoot, steps, true);
  }
  // `$..a.sum()` calls the function once, with all that is found instead of its parameters.
  const at = steps.findIndex(({ called }) => called !== undefined);
  const found = compileParameter(compilePath(true, steps.slice(0, at)));
  return pathOf(isRoot, [functionStep(steps[at].called!, [found]), ...steps.slice(at + 1)], false);
};

/** A parameter of a function; `length` also needs it with a `*` after it. */
export const compileParameter = (path: Path): Parameter => {
  const { steps } = path;
  const last = steps.at(-1);
  return { route: path, children: last && last.called === undefined ? { ...path, first: placesOf([...steps, WILDCARD], true) } : path };
};

const pathOf = (isRoot: boolean, steps: Steps, upstreamDefinite: boolean): Path => ({
  isRoot,
  steps,
  first: placesOf(steps, upstreamDefinite),
  findsOne: steps.every((step, at) => isDefinite(step) || (step.joins && at === steps.length - 1)),
});

const isDefinite = ({ key, called }: PathStep): boolean => (key ?? called) !== undefined;

const placesOf = ([step, ...rest]: Steps, upstreamDefinite: boolean): Place | undefined =>
  step && { ...step, upstreamDefinite, following: placesOf(rest, upstreamDefinite && isDefinite(step)) };

/**
 * The last value that a path finds, or for an indefinite path the list of all.
 *
 * @throws MISSING when a definite path finds nothing
 */
export const evaluate = ({ first, findsOne, steps }: Path, document: Value, context: Context): Value => {
  refuseNull(context.root);
  const results: Value[] = [];
  walk(first, document, { ...context, results, wanted: steps.at(-2)?.key, rootValues: new Map() });
  if (!findsOne) {
    return new JavaList(results, 'json');
  }
  refuseIf(results.length === 0, MISSING);
  return results.at(-1)!;
};

/** Reads a path that has nothing but names and indexes: most paths are like this, and need no evaluation state. */
export const readSimplePath = (steps: Steps, root: Value): Value | undefined => {
  refuseNull(root);
  let value: Value | undefined = root;
  for (const { key } of steps) {
    value = isText(key) ? isMap(value) ? value.entries.get(key) : undefined
      : isArray(value) ? value.items.at(key!) : undefined;
  }
  return value;
};

const refuseNull = (root: Value): void => refuseIf(root === null, 'the document is null');
