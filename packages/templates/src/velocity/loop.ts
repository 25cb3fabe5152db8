import { throwJava } from '../errors';
import type { Render } from './ast';
import { NullElementScope, Scope } from './scope';
import { endedBy } from './signals';
import { Slot } from './slots';
import { LoopState } from '../java/loop-state';
import { entriesOf, itemsOf, JavaIterator, Runtime } from '../java/runtime-values';
import { isJavaArray, isList, isMap } from '../kinds';

/** What a loop goes through. */
interface Elements {
  hasNext(): boolean;
  next(): Runtime | undefined;
}

/** The elements of what a loop goes through; undefined for what cannot be gone through. */
export const iterate = (value: Runtime): Elements | undefined => {
  if (isMap(value)) {
    return new CollectionElements([...entriesOf(value).values()], value.entries);
  }
  return isList(value) ? new CollectionElements(itemsOf(value))
    : isJavaArray(value) ? new CollectionElements(value.items)
      : value instanceof JavaIterator ? value : undefined;
};

/** The elements of a collection, or the values of a map, which must not change on the way. */
class CollectionElements implements Elements {
  private at = 0;
  private readonly sizeBefore: number;

  constructor(private readonly items: readonly Runtime[], private readonly map?: { readonly size: number }) {
    this.sizeBefore = items.length;
  }

  private size(): number {
    return this.map ? this.map.size : this.items.length;
  }

  hasNext(): boolean {
    return this.at !== this.size();
  }

  next(): Runtime {
    return this.size() === this.sizeBefore ? this.items[this.at++]
      : throwJava('ConcurrentModification', 'a collection was changed while a #foreach went through it');
  }
}

const restore = (scope: Scope, slot: number, value: Runtime | undefined): void => {
  if (value === undefined || value === null) {
    scope.remove(slot);
  } else {
    scope.put(slot, value);
  }
};

/** Renders a loop's body for each element. */
export const loop = (slot: number, elements: Elements, body: Render, scope: Scope): void => {
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
        body(element === null ? nullScope ??= new NullElementScope(slot, scope) : scope);
      }
    }, scope);
  } finally {
    slots.forEach((variable, i) => restore(scope, variable, before[i]));
    if (scope.get(Slot.Foreach) instanceof LoopState) {
      restore(scope, Slot.Foreach, state.parent ?? state.outer);
    }
  }
};
