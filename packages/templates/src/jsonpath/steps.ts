import { isArray, isMap } from '../kinds';
import { JavaList, JavaMap, type Value } from '../values';
import { JsonPathError } from './error';
import { callFunction, type Parameter } from './functions';
import { MISSING, OUT_OF_RANGE, unless, UNSUITABLE, type Condition, type Evaluation, type Step } from './run';

/**
 * Jayway passes every item of a list that `..` finds to the step after next, and takes a property that ends the path for found only
 * if the index before it names the item. The number of the item outlives the list.
 */
export interface Passage {
  item: number;
  readonly wanted: number | undefined;
}

/** Where a step stands in its path. */
export interface Place {
  /** What follows; undefined for the last step, whose values are the results. */
  readonly next: Step | undefined;
  /** What follows the next step. */
  readonly afterNext: Step | undefined;
  /** Whether all steps before it find one value at most. */
  readonly upstreamDefinite: boolean;
  /** For a step two places after `..`: which item of a list led to it last. */
  readonly passage: Passage | undefined;
  /** The step after it, and the passage to the one after that. */
  readonly target: PathStep | undefined;
  readonly targetIsLast: boolean;
  readonly targetPassage: Passage | undefined;
}

/** A step of a path as it was read. */
export interface PathStep {
  /** The one name or index that it stands for. */
  readonly key?: string | number;
  /** For a function: its name. */
  readonly called?: string;
  /** Whether it finds one value at most. */
  isDefinite(isLast: boolean): boolean;
  /** Which lists and maps `..` gives to it. */
  accepts(model: Value, evaluation: Evaluation, isLast: boolean): boolean;
  build(place: Place): Step;
}

const never = (): boolean => false;

export const addResult: Step = (model, { results }) => {
  results.push(model);
};

/** A step that does nothing to what is not of its kind, or finds that the path leads nowhere. */
const entering = <T extends Value>(
  isKind: (model: Value) => model is T, { upstreamDefinite }: Place, step: (model: T, evaluation: Evaluation) => void,
): Step =>
  (model, evaluation) => {
    if (isKind(model)) {
      step(model, evaluation);
    } else if (upstreamDefinite) {
      throw MISSING;
    }
  };

/** The last step of a path makes one map of several properties; another step follows them one by one. */
export const propertyStep = (names: readonly string[]): PathStep => {
  const isSingle = names.length === 1;
  const isDefinite = (isLast: boolean): boolean => isSingle || isLast;
  return {
    key: isSingle ? names[0] : undefined,
    isDefinite,
    accepts: (model, _, isLast) => isMap(model) && (!isDefinite(isLast) || names.every((name) => model.entries.has(name))),
    build: (place) => entering(isMap, place, (model, evaluation) => {
      const { next } = place;
      const picked = new Map<string, Value>();
      for (const name of names) {
        const value = model.entries.get(name);
        if (value === undefined) {
          if ((isSingle && next && place.upstreamDefinite) || evaluation.requiresProperties) {
            throw MISSING;
          }
        } else if (!isSingle && !next) {
          picked.set(name, value);
        } else if (leadsOn(place)) {
          (next ?? addResult)(value, evaluation);
        }
      }
      if (!isSingle && !next) {
        addResult(new JavaMap(picked), evaluation);
      }
    }),
  };
};

export const indexStep = (indexes: readonly number[]): PathStep => {
  const isSingle = indexes.length === 1;
  return {
    key: isSingle ? indexes[0] : undefined,
    isDefinite: () => isSingle,
    accepts: isArray,
    build: (place) => entering(isArray, place, ({ items }, evaluation) =>
      indexes.forEach((index) => followIndex(items, index, place, evaluation))),
  };
};

/** Only a slice with one end counts both ends from the back of the list. */
export const sliceStep = (from: number | undefined, to: number | undefined): PathStep => ({
  isDefinite: never,
  accepts: isArray,
  build: (place) => entering(isArray, place, ({ items }, evaluation) => {
    const { length } = items;
    const fromEnd = (index: number): number => (index < 0 ? length + index : index);
    const start = to === undefined ? Math.max(0, fromEnd(from!)) : Math.max(from ?? 0, -length);
    const end = Math.min(length, from === undefined ? fromEnd(to!) : to ?? length);
    evaluation.run.spend(Math.max(0, end - start));
    for (let index = start; index < end; index++) {
      followIndex(items, index, place, evaluation);
    }
  }),
});

export const WILDCARD: PathStep = {
  isDefinite: never,
  accepts: () => true,
  build: (place) => (model, evaluation) => {
    if (isMap(model)) {
      evaluation.run.spend(model.entries.size);
      for (const value of model.entries.values()) {
        if (leadsOn(place)) {
          (place.next ?? addResult)(value, evaluation);
        }
      }
    } else if (isArray(model)) {
      for (let index = 0; index < model.items.length; index++) {
        evaluation.run.spend(1);
        unless(evaluation.requiresProperties ? [] : [MISSING], () => followIndex(model.items, index, place, evaluation), undefined);
      }
    }
  },
};

export const filterStep = (accepts: Condition): PathStep => ({
  isDefinite: never,
  accepts,
  build: (place) => (model, evaluation) => {
    if (isMap(model)) {
      if (accepts(model, evaluation)) {
        (place.next ?? addResult)(model, evaluation);
      }
    } else if (isArray(model)) {
      eachItem(model, evaluation, (item, index) => {
        if (accepts(item, evaluation)) {
          followIndex(model.items, index, place, evaluation);
        }
      });
    } else if (place.upstreamDefinite) {
      throw UNSUITABLE;
    }
  },
});

/** The result of a function counts as found even when a step follows. */
export const functionStep = (called: string, parameters: readonly Parameter[]): PathStep => ({
  called,
  isDefinite: () => true,
  accepts: never,
  build: ({ next }) => (model, evaluation) => {
    const result = callFunction(called, model, parameters, evaluation);
    addResult(result, evaluation);
    next?.(result, evaluation);
  },
});

/** `..` */
export const SCAN: PathStep = {
  isDefinite: never,
  accepts: never,
  build: ({ next, afterNext, target, targetIsLast, targetPassage }) => {
    const scan: Step = (model, evaluation) => {
      const { run } = evaluation;
      if (!target) {
        throw new JsonPathError('".." needs a step after it');
      }
      if (isMap(model)) {
        run.spend(1 + model.entries.size);
        if (target.accepts(model, evaluation, targetIsLast)) {
          next!(model, evaluation);
        }
        for (const value of model.entries.values()) {
          scan(value, evaluation);
        }
      } else if (isArray(model)) {
        run.spend(1);
        if (target.accepts(model, evaluation, targetIsLast)) {
          if (!afterNext) {
            next!(model, evaluation);
          } else {
            eachItem(model, evaluation, (item, index) => {
              if (targetPassage) {
                targetPassage.item = index;
              }
              afterNext(item, evaluation);
            });
          }
        }
        eachItem(model, evaluation, (item) => scan(item, evaluation));
      }
    };
    return scan;
  },
};

const leadsOn = ({ next, passage }: Place): boolean =>
  next !== undefined || !passage || passage.item === -1 || passage.item === passage.wanted;

const followIndex = (items: readonly Value[], index: number, { next = addResult }: Place, evaluation: Evaluation): void => {
  const item = items[index < 0 ? items.length + index : index];
  if (item !== undefined) {
    unless([OUT_OF_RANGE], () => next(item, evaluation), undefined);
  }
};

/** @throws JsonPathError when the list grows on the way, as with `append` */
const eachItem = ({ items }: JavaList, { run }: Evaluation, visit: (item: Value, index: number) => void): void => {
  const { length } = items;
  run.spend(length);
  for (let index = 0; index < length; index++) {
    visit(items[index], index);
    if (items.length !== length) {
      throw new JsonPathError('a list changes while the path goes through it');
    }
  }
};
