import type { Render } from './ast';
import type { Scope } from './scope';
import type { LoopState } from '../java/loop-state';

/** What `#stop` and `#break` throw: it ends the block of that owner; without one, the innermost block that can end; `null` stands for all. */
export class Signal {
  constructor(readonly owner: LoopState | null | undefined) {}
}

/** `#stop`: ends the rendering. */
export const STOP = new Signal(null);

/** Renders a block that a signal for one of these owners ends; whether none did. */
export const endedBy = (owners: readonly unknown[], render: Render, scope: Scope): boolean => {
  try {
    render(scope);
    return false;
  } catch (signal) {
    if (signal instanceof Signal && owners.includes(signal.owner)) {
      return true;
    }
    throw signal;
  }
};
