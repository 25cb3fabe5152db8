import { methodTable } from './methods';
import { entriesOf, Runtime } from './runtime-values';
import { JavaMap } from '../values';

/** What `$foreach` holds within a loop: where the loop stands, and whatever the template stores there. */
export class LoopState extends JavaMap {
  index = -1;
  hasNext = false;

  /** @param outer the `$foreach` of the loop around this one, or what else the name stood for */
  constructor(readonly outer: Runtime | undefined) {
    super();
  }

  get parent(): LoopState | null {
    return this.outer instanceof LoopState ? this.outer : null;
  }

  /** What the template stored there, or around it. */
  stored(name: string): Runtime | undefined {
    const entries = entriesOf(this);
    return entries.has(name) ? entries.get(name) : this.parent?.stored(name);
  }

  get topmost(): LoopState {
    return this.parent?.topmost ?? this;
  }

  get replaced(): Runtime {
    return this.outer instanceof LoopState ? this.outer.replaced : this.outer ?? null;
  }
}

const GETTERS: ReadonlyArray<readonly [name: string, getter: (loop: LoopState) => Runtime]> = [
  ['Index', (loop) => loop.index],
  ['Count', (loop) => loop.index + 1],
  ['HasNext', (loop) => loop.hasNext],
  ['First', (loop) => loop.index < 1],
  ['Last', (loop) => !loop.hasNext],
  ['Parent', (loop) => loop.parent],
  ['Topmost', (loop) => loop.topmost],
  ['Replaced', (loop) => loop.replaced],
];

/** What `$foreach` has of its own. */
export const LOOP_PROPERTIES: ReadonlyMap<string, (loop: LoopState) => Runtime> = new Map(GETTERS.flatMap(
  ([name, getter]) => [[name, getter], [name[0].toLowerCase() + name.slice(1), getter]] as const,
));

/** The methods of `$foreach` beyond those of a map. */
export const LOOP_METHODS = methodTable<LoopState>({
  ...Object.fromEntries(GETTERS.map(([name, getter]) => [`get${name}()`, getter])),
  'hasNext()': (loop) => loop.hasNext,
  'isFirst()': (loop) => loop.index < 1,
  'isLast()': (loop) => !loop.hasNext,
});
