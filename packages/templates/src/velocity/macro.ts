import { fail } from '../errors';
import { quoted } from '../texts';
import type { Render } from './ast';
import { MacroArgument, MacroParameter, macroScope, Scope } from './scope';
import { endedBy } from './signals';
import { TextBlock } from '../java/runtime-values';

/** A macro: its parameters and what it renders. */
export interface Macro {
  readonly parameters: readonly MacroParameter[];
  readonly render: Render;
}

/** A template as a function, with the macros that it defines. */
export interface CompiledTemplate {
  readonly render: Render;
  readonly macros: ReadonlyMap<string, Macro>;
}

/** Renders a macro; a call of one that does not exist is text. */
export const callMacro = (
  name: string, args: readonly MacroArgument[], badWord: string | undefined, source: string, scope: Scope, content?: TextBlock,
): void => {
  const { run } = scope;
  const macro = run.macros.get(name);
  if (!macro) {
    run.write(source);
    return;
  }
  if (badWord !== undefined) {
    fail(`invalid argument ${quoted(badWord)} of the macro #${name}`);
  }
  const inner = macroScope(scope, macro.parameters, args, content);
  run.enterMacro(name);
  // Velocity does not count a macro out that a #break ends.
  if (!endedBy([undefined], macro.render, inner)) {
    run.macroDepth--;
  }
};
