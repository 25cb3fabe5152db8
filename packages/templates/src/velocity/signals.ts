import { Scope } from './scope';
import { Render } from './value-compiler';
import { LoopState } from '../java/loop-state';

/** `#stop`: ends the rendering. */
export const STOP = { stop: true } as const;

/** `#break`: ends the block of that owner; without one, the innermost block that can end. */
export class Break {
  constructor(readonly owner: LoopState | undefined) {}

  isFor(owner: unknown): boolean {
    return this.owner === undefined || this.owner === owner;
  }
}

/** Renders until the end or until `#stop`; a `#break` outside every block is one too. */
export function stoppable(render: Render, scope: Scope): void {
  try {
    render(scope);
  } catch (signal) {
    if (signal !== STOP && !(signal instanceof Break && signal.isFor(undefined))) {
      throw signal;
    }
  }
}

/** Renders a block that a `#break` without an owner ends. */
export function breakable(render: Render, scope: Scope): void {
  try {
    render(scope);
  } catch (signal) {
    if (!(signal instanceof Break && signal.owner === undefined)) {
      throw signal;
    }
  }
}
