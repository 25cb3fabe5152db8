import { Scope } from './scope';
import { breakable } from './signals';
import { Render } from './value-compiler';
import { TextBlock } from '../java/runtime-values';

/** The text between `#define` or a block macro's call and its `#end`. */
export class DefinedBlock implements TextBlock {
  readonly textBlock = true;
  private depth = 0;

  constructor(private readonly body: Render, private readonly definedIn: Scope, private readonly maxDepth: number) {}

  render(scope: unknown): boolean {
    if (this.depth === this.maxDepth) {
      return false;
    }
    this.depth++;
    this.definedIn.run.work(1);
    breakable(this.body, scope as Scope);
    this.depth--;
    return true;
  }

  toText(): string | null {
    let rendered = false;
    const text = this.definedIn.run.capture(() => { rendered = this.render(this.definedIn); });
    return rendered ? text : null;
  }
}
