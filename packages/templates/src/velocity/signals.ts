import type { Render } from './ast';
import type { Scope } from './scope';
import type { LoopState } from '../java/loop-state';

/** What `#stop` and `#break` throw: it ends the block of that owner; without one, the innermost block that can end; `null` stands for all. */
export class Signal {
  constructor(readonly owner: LoopState | null | undefined) {}
}

/** Renders a block that a signal without an owner ends, or one for this owner; whether one did. */
export const endedBy = (render: Render, scope: Scope, owner?: Signal['owner']): boolean => {
  try {
    render(scope);
    return false;
  } catch (signal) {
    if (signal instanceof Signal && (signal.owner === undefined || signal.owner === owner)) {
      return true;
    }
    throw signal;
  }
};
