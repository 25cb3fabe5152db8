import type { Render } from './ast';
import type { Scope } from './scope';
import { endedBy } from './signals';
import { TextBlock } from '../java/runtime-values';

/** The text between `#define` or a block macro's call and its `#end`. */
export const definedBlock = (body: Render, definedIn: Scope, maxDepth: number): TextBlock => {
  const { run } = definedIn;
  let depth = 0;
  const render = (scope: unknown): boolean => {
    if (depth === maxDepth) {
      return false;
    }
    depth++;
    run.spend(1);
    endedBy(body, scope as Scope);
    depth--;
    return true;
  };
  return new TextBlock(render, () => {
    let rendered = false;
    const text = run.capture(() => { rendered = render(definedIn); });
    return rendered ? text : null;
  });
};
