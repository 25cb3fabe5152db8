import type { Render } from './ast';
import type { Run } from './run';
import { Slot } from './slots';
import { Runtime, TextBlock } from '../java/runtime-values';

/** Where a template looks up its variables. */
export interface Scope {
  readonly run: Run;
  /** The value of a variable; null or undefined when it has none. */
  get(slot: number): Runtime | undefined;
  /** Gives a variable a value; undefined removes it. */
  put(slot: number, value: Runtime | undefined): void;
  /** The source text of the argument that a macro's parameter stands for; undefined when the name is no such parameter. */
  sourceOf(reference: string): string | undefined;
}

/** A macro: its parameters, each with how a reference to it is written, and what it renders. */
export interface Macro {
  readonly parameters: ReadonlyArray<readonly [slot: number, reference: string]>;
  readonly print: Render;
}

/** What a macro's parameter stands for. */
export interface MacroArgument {
  /** The source of the argument as it was written. */
  readonly spelling: string;
  /** Whether the argument is worked out once, before the call, rather than each time the parameter is used. */
  readonly eager: boolean;
  /** The value; null when there is none, even where a missing reference elsewhere is empty text. */
  readonly evaluate: (scope: Scope) => Runtime;
}

/**
 * The variables of a macro: its parameters, and those of its caller, which it changes as well.
 *
 * @param content what `$bodyContent` stands for
 */
export const macroScope = (
  outer: Scope, { parameters }: Macro, args: readonly MacroArgument[], content: TextBlock | undefined,
): Scope => {
  const local = new Map<number, Runtime | undefined>();
  const lazy = new Map<number, MacroArgument>();
  const sources = new Map<string, string>();
  parameters.slice(0, args.length).forEach(([slot, reference], i) => {
    const argument = args[i];
    if (argument.eager) {
      local.set(slot, argument.evaluate(outer));
    } else {
      lazy.set(slot, argument);
      sources.set(reference, argument.spelling);
    }
  });
  if (content) {
    local.set(Slot.BodyContent, content);
  }
  return {
    run: outer.run,
    get(slot) {
      const value = local.get(slot) ?? undefined;
      const argument = lazy.get(slot);
      if (value !== undefined || !argument) {
        return value ?? outer.get(slot);
      }
      outer.run.spend(1);
      return argument.evaluate(outer);
    },
    put(slot, value) {
      local.set(slot, value);
      if (value === undefined) {
        lazy.delete(slot);
      }
      outer.put(slot, value);
    },
    sourceOf: (reference) => sources.get(reference) ?? outer.sourceOf(reference),
  };
};

/** The variables within an iteration whose element is null: the loop's variable has no value there, whatever is put into it. */
export const nullElementScope = (element: number, outer: Scope): Scope => {
  let hidden = true;
  return {
    run: outer.run,
    sourceOf: (reference) => outer.sourceOf(reference),
    get: (slot) => hidden && slot === element ? null : outer.get(slot),
    put(slot, value) {
      if (slot === element) {
        hidden = value === null || (hidden && value !== undefined);
      }
      outer.put(slot, value);
    },
  };
};
