import type { Render } from './ast';
import { nullElementScope, Scope } from './scope';
import { endedBy } from './signals';
import { Slot } from './slots';
import { LoopState } from '../java/loop-state';
import { entriesOf, JavaIterator, Runtime } from '../java/runtime-values';
import { isJavaArray, isList, isMap } from '../kinds';

/** The elements of what a loop goes through; undefined for what cannot be gone through. */
const iterate = (value: Runtime): JavaIterator | undefined => {
  if (isMap(value)) {
    return new JavaIterator([...entriesOf(value).values()], () => value.entries.size);
  }
  return isList(value) || isJavaArray(value) ? new JavaIterator(value.items as Runtime[]) : value instanceof JavaIterator ? value : undefined;
};

/** Renders a loop's body for each element, if there are any. */
export const loop = (slot: number, collection: Runtime, body: Render, scope: Scope): void => {
  const elements = iterate(collection);
  if (!elements) {
    return;
  }
  const { run } = scope;
  const [before, countBefore, hasNextBefore] = [scope.get(slot), scope.get(Slot.Count), scope.get(Slot.HasNext)];
  const state = new LoopState(scope.get(Slot.Foreach));
  scope.put(Slot.Foreach, state);
  let nullScope: Scope | undefined;
  try {
    endedBy(() => {
      while (elements.hasNext()) {
        const count = ++state.place + 1;
        run.iterate(count);
        const element = elements.next() ?? null;
        state.hasNext = elements.hasNext();
        scope.put(Slot.Count, count);
        scope.put(Slot.HasNext, state.hasNext);
        scope.put(slot, element);
        body(element === null ? nullScope ??= nullElementScope(slot, scope) : scope);
      }
    }, scope, state);
  } finally {
    scope.put(slot, before ?? undefined);
    scope.put(Slot.Count, countBefore ?? undefined);
    scope.put(Slot.HasNext, hasNextBefore ?? undefined);
    if (scope.get(Slot.Foreach) instanceof LoopState) {
      scope.put(Slot.Foreach, state.outer ?? undefined);
    }
  }
};
