import { isArray, isMap } from '../kinds';
import { JavaMap, type Value } from '../values';
import { MISSING, OUT_OF_RANGE, refuseIf, unless, UNSUITABLE, type Condition, type Evaluation } from './run';

/** A step of a path as it was read. */
export interface PathStep {
  /** The one name or index that it stands for. */
  readonly key?: string | number;
  /** For a function: its name. */
  readonly called?: string;
  /** Whether it makes one value of several where it ends the path. */
  readonly joins?: boolean;
  /** Which lists and maps `..` gives to it. */
  accepts?(model: Value, evaluation: Evaluation, place: Place): boolean;
  visit(model: Value, evaluation: Evaluation, place: Place): void;
}

/** A step at its place in a path. */
export interface Place extends PathStep {
  /** What follows; undefined for the last step, whose values are the results. */
  readonly following: Place | undefined;
  /** Whether all steps before it find one value at most. */
  readonly upstreamDefinite: boolean;
}

/** Applies a step and all that follow it. */
export const walk = (place: Place | undefined, model: Value, evaluation: Evaluation): void => {
  if (place) {
    place.visit(model, evaluation, place);
  } else {
    evaluation.results.push(model);
  }
};

/** The last step of a path makes one map of several properties; another step follows them one by one. */
export const propertyStep = (names: readonly string[]): PathStep => {
  const joins = names.length > 1;
  return {
    key: joins ? undefined : names[0],
    joins,
    accepts: (model, _, { following }) => isMap(model) && ((joins && following !== undefined) || names.every((name) => model.entries.has(name))),
    visit(model, evaluation, place) {
      const { following, upstreamDefinite } = place;
      if (!isMap(model)) {
        return refuseIf(upstreamDefinite, MISSING);
      }
      const picked = joins && !following && new JavaMap();
      for (const name of names) {
        const value = model.entries.get(name);
        if (value === undefined) {
          refuseIf(evaluation.requiresProperties || (!joins && following !== undefined && upstreamDefinite), MISSING);
        } else if (picked) {
          picked.entries.set(name, value);
        } else {
          followProperty(value, evaluation, place);
        }
      }
      if (picked) {
        evaluation.results.push(picked);
      }
    },
  };
};

const itemsStep = (pick: (items: readonly Value[]) => readonly (Value | undefined)[], key?: number): PathStep => ({
  key,
  accepts: isArray,
  visit(model, evaluation, place) {
    if (!isArray(model)) {
      return refuseIf(place.upstreamDefinite, MISSING);
    }
    const picked = pick(model.items);
    evaluation.run.spend(picked.length);
    for (const item of picked) {
      if (item !== undefined) {
        followItem(item, evaluation, place);
      }
    }
  },
});

export const indexStep = (indexes: readonly number[]): PathStep =>
  itemsStep((items) => indexes.map((index) => items.at(index)), indexes.length > 1 ? undefined : indexes[0]);

/** A slice between bounds of which both count from the end where they are negative: it goes from the end to the beginning as well. */
export const sliceStep = (from: number, to: number): PathStep => itemsStep((items) => {
  const start = Math.max(from, -items.length);
  return Array.from({ length: Math.min(to, items.length) - start }, (_, index) => items.at(start + index));
});

export const WILDCARD: PathStep = {
  accepts: () => true,
  visit(model, evaluation, place) {
    forEach(model, evaluation, (item) => isMap(model) ? followProperty(item, evaluation, place)
      : followItem(item, evaluation, place, !evaluation.requiresProperties && MISSING));
  },
};

export const filterStep = (accepts: Condition): PathStep => ({
  accepts,
  visit(model, evaluation, place) {
    if (isArray(model)) {
      forEach(model, evaluation, (item) => accepts(item, evaluation) && followItem(item, evaluation, place));
    } else if (!isMap(model)) {
      refuseIf(place.upstreamDefinite, UNSUITABLE);
    } else if (accepts(model, evaluation)) {
      walk(place.following, model, evaluation);
    }
  },
});

/** `..` */
export const SCAN: PathStep = {
  visit(model, evaluation, place) {
    const { following } = place;
    refuseIf(!following, '".." needs a step after it');
    if (!isMap(model) && !isArray(model)) {
      return;
    }
    if (following!.accepts?.(model, evaluation, following!)) {
      const passage = isArray(model) && following!.following;
      if (passage) {
        forEach(model, evaluation, (item, index) => {
          evaluation.run.passages.set(passage, index);
          walk(passage, item, evaluation);
        });
      } else {
        walk(following, model, evaluation);
      }
    }
    forEach(model, evaluation, (item) => walk(place, item, evaluation));
  },
};

const followProperty = (value: Value, evaluation: Evaluation, place: Place): void => {
  const { run, wanted } = evaluation;
  if (place.following || (run.passages.get(place) ?? wanted) === wanted) {
    walk(place.following, value, evaluation);
  }
};

/** @param ignored what does not end the evaluation either */
const followItem = (item: Value, evaluation: Evaluation, { following }: Place, ignored?: unknown): void => {
  unless([OUT_OF_RANGE, ignored], () => walk(following, item, evaluation));
};

/** The items of a list; of anything else none. */
export const itemsOf = (model: Value): Value[] => isArray(model) ? model.items : [];

/** @throws JsonPathError when a list grows on the way, as with `append` */
const forEach = (container: Value, { run }: Evaluation, visit: (item: Value, index: number) => unknown): void => {
  const items = isMap(container) ? [...container.entries.values()] : itemsOf(container);
  const { length } = items;
  run.spend(1 + length);
  items.forEach((item, index) => {
    visit(item, index);
    refuseIf(items.length !== length, 'a list changes while it is read');
  });
};
