import { JavaMap } from '../values';
import { Signatures } from './methods';
import { entriesOf, Runtime } from './runtime-values';

/** What `$foreach` holds within a loop: where the loop stands, and whatever the template stores there. */
export class LoopState extends JavaMap {
  place = -1;
  hasNext = false;
  readonly parent: LoopState | null;
  readonly topmost: LoopState;

  /** @param outer the `$foreach` of the loop around this one, or what else the name stood for */
  constructor(readonly outer: Runtime = null) {
    super();
    this.parent = outer instanceof LoopState ? outer : null;
    this.topmost = this.parent?.topmost ?? this;
  }

  /** What the template stored there, or around it. */
  stored(name: string): Runtime | undefined {
    const entries = entriesOf(this);
    return entries.has(name) ? entries.get(name) : this.parent?.stored(name);
  }
}

/** The methods of `$foreach` beyond those of a map. */
export const LOOP: Signatures<LoopState> = {
  'getIndex': (loop) => loop.place,
  'getCount': (loop) => loop.place + 1,
  'getHasNext|hasNext': (loop) => loop.hasNext,
  'getFirst|isFirst': (loop) => loop.place < 1,
  'getLast|isLast': (loop) => !loop.hasNext,
  'getParent': (loop) => loop.parent,
  'getTopmost': (loop) => loop.topmost,
  'getReplaced': (loop) => loop.topmost.outer,
};
