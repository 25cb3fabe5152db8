import type { Render } from './ast';
import { nullElementScope, Scope } from './scope';
import { endedBy } from './signals';
import { Slot } from './slots';
import { LoopState } from '../java/loop-state';
import { entriesOf, JavaIterator, Runtime } from '../java/runtime-values';
import { isJavaArray, isList, isMap } from '../kinds';

/** The elements of what a loop goes through; undefined for what cannot be gone through. */
export const iterate = (value: Runtime): JavaIterator | undefined => {
  if (isMap(value)) {
    return new JavaIterator([...entriesOf(value).values()], () => value.entries.size);
  }
  return isList(value) || isJavaArray(value) ? new JavaIterator(value.items as Runtime[]) : value instanceof JavaIterator ? value : undefined;
};

const restore = (scope: Scope, slot: number, value: Runtime | undefined): void => {
  if (value === undefined || value === null) {
    scope.remove(slot);
  } else {
    scope.put(slot, value);
  }
};

/** Renders a loop's body for each element. */
export const loop = (slot: number, elements: JavaIterator, body: Render, scope: Scope): void => {
  const { run } = scope;
  const slots = run.oldCounters ? [slot, Slot.Count, Slot.HasNext] : [slot];
  const before = slots.map((variable) => scope.get(variable));
  const state = new LoopState(scope.get(Slot.Foreach));
  scope.put(Slot.Foreach, state);
  try {
    endedBy([undefined, state], () => {
      let nullScope: Scope | undefined;
      for (let count = 1; elements.hasNext(); count++) {
        run.iterate(count);
        const element = elements.next() ?? null;
        state.hasNext = elements.hasNext();
        state.index++;
        if (run.oldCounters) {
          scope.put(Slot.Count, count);
          scope.put(Slot.HasNext, state.hasNext);
        }
        scope.put(slot, element);
        body(element === null ? nullScope ??= nullElementScope(slot, scope) : scope);
      }
    }, scope);
  } finally {
    slots.forEach((variable, i) => restore(scope, variable, before[i]));
    if (scope.get(Slot.Foreach) instanceof LoopState) {
      restore(scope, Slot.Foreach, state.parent ?? state.outer);
    }
  }
};
