import { TemplateRenderError } from '../errors';
import { LoopState } from '../java/loop-state';
import { entriesOf, itemsOf, JavaArray, JavaIterator, Runtime } from '../java/runtime-values';
import { JavaList, JavaMap } from '../values';
import { Expression } from './ast';
import { NullElementScope, Scope } from './scope';
import { Break, STOP } from './signals';
import { Render } from './value-compiler';

/** The number of elements of a list or a range that is spelled out in the template. */
export function countOf(list: Expression | undefined, image: (span: Expression) => string): number | undefined {
  if (list?.type === 'list') {
    return list.items.length;
  }
  const isSpelledOut = list?.type === 'range' && list.from.type === 'integer' && list.to.type === 'integer';
  return isSpelledOut ? Math.abs(Number(image(list.from)) - Number(image(list.to))) + 1 : undefined;
}

/** What a loop goes through. */
interface Elements {
  hasNext(): boolean;
  next(): Runtime | undefined;
}

/** The elements of what a loop goes through; undefined for what cannot be gone through. */
export function iterate(value: Runtime): Elements | undefined {
  if (value instanceof JavaList) {
    return new ListElements(itemsOf(value));
  }
  if (value instanceof JavaArray) {
    return new ListElements(value.items);
  }
  if (value instanceof JavaMap) {
    return new MapElements(entriesOf(value));
  }
  return value instanceof JavaIterator ? value : undefined;
}

function refuseChange(): never {
  throw new TemplateRenderError('ConcurrentModificationException: a collection was changed while a #foreach went through it');
}

class ListElements implements Elements {
  private at = 0;
  private readonly size: number;

  constructor(private readonly items: readonly Runtime[]) {
    this.size = items.length;
  }

  hasNext(): boolean {
    return this.at !== this.items.length;
  }

  next(): Runtime {
    return this.items.length === this.size ? this.items[this.at++] : refuseChange();
  }
}

class MapElements implements Elements {
  private at = 0;
  private readonly values: readonly Runtime[];

  constructor(private readonly entries: ReadonlyMap<Runtime, Runtime>) {
    this.values = [...entries.values()];
  }

  hasNext(): boolean {
    return this.at !== this.entries.size;
  }

  next(): Runtime {
    return this.entries.size === this.values.length ? this.values[this.at++] : refuseChange();
  }
}

/** Renders a loop's body for each element. */
export function loop(name: string, elements: Elements, body: Render, scope: Scope): void {
  const { run } = scope;
  const { oldCounters } = run;
  const countBefore = oldCounters ? scope.get('velocityCount') : undefined;
  const hasNextBefore = oldCounters ? scope.get('velocityHasNext') : undefined;
  const elementBefore = scope.get(name);
  const state = new LoopState(scope.get('foreach'));
  scope.put('foreach', state);
  let nullScope: NullElementScope | undefined;
  const restore = (): void => {
    restoreVariable(scope, name, elementBefore);
    if (oldCounters) {
      restoreVariable(scope, 'velocityCount', countBefore);
      restoreVariable(scope, 'velocityHasNext', hasNextBefore);
    }
    if (scope.get('foreach') instanceof LoopState) {
      restoreVariable(scope, 'foreach', state.restored);
    }
  };
  for (let count = 1; elements.hasNext(); count++) {
    run.iterate(count);
    const element = elements.next() ?? null;
    const hasNext = elements.hasNext();
    if (oldCounters) {
      scope.put('velocityCount', count);
      scope.put('velocityHasNext', hasNext);
    }
    scope.put(name, element);
    state.index++;
    state.hasNext = hasNext;
    try {
      body(element === null ? nullScope ??= new NullElementScope(name, scope) : scope);
    } catch (signal) {
      if (signal instanceof Break && signal.isFor(state)) {
        break;
      }
      if (signal === STOP || signal instanceof Break) {
        restore();
      }
      throw signal;
    }
  }
  restore();
}

function restoreVariable(scope: Scope, name: string, value: Runtime | undefined): void {
  if (value === undefined || value === null) {
    scope.remove(name);
  } else {
    scope.put(name, value);
  }
}
