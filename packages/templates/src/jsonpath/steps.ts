import { JavaList, JavaMap, type Value } from '../values';
import type { Condition } from './condition';
import { JsonPathError } from './error';
import { isArray } from './operand';
import { MISSING, OUT_OF_RANGE, UNSUITABLE, type Evaluation, type Step } from './run';

/** Where a step stands in its path. */
export interface Place {
  /** What follows; undefined for the last step, whose values are the results. */
  readonly next: Step | undefined;
  /** Whether all steps before it find one value at most. */
  readonly upstreamDefinite: boolean;
  /** For a step two places after `..`: which item of a list led to it last. */
  readonly passage: Passage | undefined;
}

/**
 * Jayway passes every item of a list that `..` finds to the step after next, and takes a property that ends the path for found only
 * if the index before it names the item. The number of the item outlives the list.
 */
export interface Passage {
  item: number;
  readonly wanted: number | undefined;
}

/** What `..` does at each list and map. */
export interface ScanTarget {
  readonly step: Step;
  readonly accepts: (model: Value, evaluation: Evaluation) => boolean;
  /** The step that gets the items of an accepted list; undefined when the target is the last step and gets the list itself. */
  readonly afterwards: Step | undefined;
  readonly passage: Passage | undefined;
}

const addResult: Step = (model, { results }) => {
  results.push(model);
};

export function propertyStep(name: string, place: Place): Step {
  return enterMap(place, singleProperty(name, place, place.upstreamDefinite));
}

/** The last step of a path makes one map of several properties; another step follows them one by one. */
export function propertiesStep(names: readonly string[], place: Place): Step {
  if (place.next === undefined) {
    return enterMap(place, (model, evaluation) => addResult(pick(model as JavaMap, names, evaluation), evaluation));
  }
  const steps = names.map((name) => singleProperty(name, place, false));
  return enterMap(place, (model, evaluation) => steps.forEach((step) => step(model, evaluation)));
}

export function indexStep(indexes: readonly number[], place: Place): Step {
  const next = place.next ?? addResult;
  return enterList(place, (model, evaluation) => indexes.forEach((index) => followIndex((model as JavaList).items, index, next, evaluation)));
}

/** Only a slice with one end counts both ends from the back of the list. */
export function sliceStep(from: number | undefined, to: number | undefined, place: Place): Step {
  const next = place.next ?? addResult;
  return enterList(place, (model, evaluation) => {
    const { items } = model as JavaList;
    const fromEnd = (index: number): number => (index < 0 ? items.length + index : index);
    const start = to === undefined ? Math.max(0, fromEnd(from!)) : Math.max(from ?? 0, -items.length);
    const end = Math.min(items.length, from === undefined ? fromEnd(to!) : to ?? items.length);
    evaluation.run.spend(Math.max(0, end - start));
    for (let index = start; index < end; index++) {
      followIndex(items, index, next, evaluation);
    }
  });
}

export function wildcardStep(place: Place): Step {
  const next = place.next ?? addResult;
  return (model, evaluation) => {
    if (model instanceof JavaMap) {
      evaluation.run.spend(model.entries.size);
      for (const value of model.entries.values()) {
        if (leadsOn(place)) {
          next(value, evaluation);
        }
      }
    } else if (isArray(model)) {
      for (let index = 0; index < model.items.length; index++) {
        evaluation.run.spend(1);
        ignoringMissing(() => followIndex(model.items, index, next, evaluation), evaluation);
      }
    }
  };
}

export function filterStep(accepts: Condition, place: Place): Step {
  const next = place.next ?? addResult;
  return (model, evaluation) => {
    if (model instanceof JavaMap) {
      if (accepts(model, evaluation)) {
        next(model, evaluation);
      }
    } else if (isArray(model)) {
      eachItem(model, evaluation, (item, index) => {
        if (accepts(item, evaluation)) {
          followIndex(model.items, index, next, evaluation);
        }
      });
    } else if (place.upstreamDefinite) {
      throw UNSUITABLE;
    }
  };
}

/** The result of a function counts as found even when a step follows. */
export function functionStep(call: (model: Value, evaluation: Evaluation) => Value, place: Place): Step {
  return (model, evaluation) => {
    const result = call(model, evaluation);
    addResult(result, evaluation);
    place.next?.(result, evaluation);
  };
}

export function scanStep({ step, accepts, afterwards, passage }: ScanTarget): Step {
  const scan: Step = (model, evaluation) => {
    if (model instanceof JavaMap) {
      evaluation.run.spend(1 + model.entries.size);
      if (accepts(model, evaluation)) {
        step(model, evaluation);
      }
      for (const value of model.entries.values()) {
        scan(value, evaluation);
      }
    } else if (isArray(model)) {
      evaluation.run.spend(1);
      if (accepts(model, evaluation)) {
        if (afterwards === undefined) {
          step(model, evaluation);
        } else {
          eachItem(model, evaluation, (item, index) => {
            if (passage !== undefined) {
              passage.item = index;
            }
            afterwards(item, evaluation);
          });
        }
      }
      eachItem(model, evaluation, (item) => scan(item, evaluation));
    }
  };
  return scan;
}

function enterMap({ upstreamDefinite }: Place, step: Step): Step {
  return (model, evaluation) => {
    if (model instanceof JavaMap) {
      step(model, evaluation);
    } else if (upstreamDefinite) {
      throw MISSING;
    }
  };
}

function enterList({ upstreamDefinite }: Place, step: Step): Step {
  return (model, evaluation) => {
    if (isArray(model)) {
      step(model, evaluation);
    } else if (upstreamDefinite) {
      throw MISSING;
    }
  };
}

function singleProperty(name: string, place: Place, isDefinite: boolean): Step {
  const next = place.next ?? addResult;
  const mustExist = place.next !== undefined && isDefinite;
  return (model, evaluation) => {
    const value = (model as JavaMap).entries.get(name);
    if (value === undefined) {
      if (mustExist || evaluation.requiresProperties) {
        throw MISSING;
      }
    } else if (leadsOn(place)) {
      next(value, evaluation);
    }
  };
}

function leadsOn({ next, passage }: Place): boolean {
  return next !== undefined || passage === undefined || passage.item === -1 || passage.item === passage.wanted;
}

function pick(map: JavaMap, names: readonly string[], { requiresProperties }: Evaluation): JavaMap {
  const picked = new Map<string, Value>();
  for (const name of names) {
    const value = map.entries.get(name);
    if (value !== undefined) {
      picked.set(name, value);
    } else if (requiresProperties) {
      throw MISSING;
    }
  }
  return new JavaMap(picked);
}

function followIndex(items: readonly Value[], index: number, next: Step, evaluation: Evaluation): void {
  const at = index < 0 ? items.length + index : index;
  if (at < 0 || at >= items.length) {
    return;
  }
  try {
    next(items[at], evaluation);
  } catch (error) {
    if (error !== OUT_OF_RANGE) {
      throw error;
    }
  }
}

function ignoringMissing(follow: () => void, { requiresProperties }: Evaluation): void {
  try {
    follow();
  } catch (error) {
    if (error !== MISSING || requiresProperties) {
      throw error;
    }
  }
}

/** @throws JsonPathError when the list grows on the way, as with `append` */
function eachItem({ items }: JavaList, { run }: Evaluation, visit: (item: Value, index: number) => void): void {
  const { length } = items;
  run.spend(length);
  for (let index = 0; index < length; index++) {
    visit(items[index], index);
    if (items.length !== length) {
      throw new JsonPathError('a list changes while the path goes through it');
    }
  }
}
