import { pointerToken } from './json';
import type { Source } from './model/source';

/** A place in a template; what it is called is worked out only when somebody asks. */
export class Position {
  constructor(private readonly root: Source, private readonly parent?: Position, private readonly key?: string | number) {}

  at(key: string | number): Position {
    return new Position(this.root, this, key);
  }

  get source(): Source {
    return this.parent ? { ...this.root, property: this.pointer } : this.root;
  }

  private get pointer(): string {
    return this.parent ? `${this.parent.pointer}/${pointerToken(this.key!)}` : this.root.property ?? '';
  }
}
