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
    return new JavaIterator([...entriesOf(value).values()], value.entries);
  }
  return isList(value) || isJavaArray(value) ? new JavaIterator(value.items as Runtime[]) : value instanceof JavaIterator ? value : undefined;
};

/** Renders a loop's body for each element, if there are any. */
export const loop = (slot: number, collection: Runtime, body: Render, scope: Scope): void => {
  const elements = iterate(collection);
  if (!elements) {
    return;
  }
  const { run, get, put } = scope;
  const variables = [slot, Slot.Count, Slot.HasNext].map((variable) => [variable, get(variable) ?? undefined] as const);
  const state = new LoopState(get(Slot.Foreach));
  put(Slot.Foreach, state);
  let nullScope: Scope | undefined;
  try {
    endedBy(() => {
      while (elements.hasNext()) {
        const count = ++state.index + 1;
        run.iterate(count);
        const element = elements.next() ?? null;
        state.hasNext = elements.hasNext();
        put(Slot.Count, count);
        put(Slot.HasNext, state.hasNext);
        put(slot, element);
        body(element === null ? nullScope ??= nullElementScope(slot, scope) : scope);
      }
    }, scope, state);
  } finally {
    variables.forEach(([variable, before]) => put(variable, before));
    if (get(Slot.Foreach) instanceof LoopState) {
      put(Slot.Foreach, state.outer ?? undefined);
    }
  }
};
