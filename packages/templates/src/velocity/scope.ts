import { Run } from './run';
import { Runtime } from '../java/runtime-values';

/** Where a template looks up its variables. */
export interface Scope {
  readonly run: Run;
  /** The value of a variable; null or undefined when it has none. */
  get(slot: number): Runtime | undefined;
  put(slot: number, value: Runtime): void;
  remove(slot: number): void;
  /** The source text of the argument that a macro's parameter stands for; undefined when the name is no such parameter. */
  sourceOf(reference: string): string | undefined;
}

/** The variables of a template. */
export class TemplateScope implements Scope {
  constructor(readonly run: Run, private readonly variables: Array<Runtime | undefined>) {}

  get(slot: number): Runtime | undefined {
    return this.variables[slot];
  }

  put(slot: number, value: Runtime): void {
    this.variables[slot] = value;
  }

  remove(slot: number): void {
    this.variables[slot] = undefined;
  }

  sourceOf(_: string): string | undefined {
    return undefined;
  }
}

/** A parameter of a macro, and how a reference to it is written. */
export type MacroParameter = readonly [slot: number, reference: string];

/** What a macro's parameter stands for. */
export interface MacroArgument {
  /** The source of the argument as it was written. */
  readonly source: string;
  /** Whether the argument is worked out once, before the call, rather than each time the parameter is used. */
  readonly eager: boolean;
  /** The value; null when there is none, even where a missing reference elsewhere is empty text. */
  readonly value: (scope: Scope) => Runtime;
}

/** The variables within something: what they are not asked for there, they are asked for outside. */
class InnerScope implements Scope {
  readonly run: Run;

  constructor(protected readonly outer: Scope) {
    this.run = outer.run;
  }

  get(slot: number): Runtime | undefined {
    return this.outer.get(slot);
  }

  put(slot: number, value: Runtime): void {
    this.outer.put(slot, value);
  }

  remove(slot: number): void {
    this.outer.remove(slot);
  }

  sourceOf(reference: string): string | undefined {
    return this.outer.sourceOf(reference);
  }
}

/** The variables of a macro: its parameters, and those of its caller, which it changes as well. */
export class MacroScope extends InnerScope {
  readonly local = new Map<number, Runtime>();
  private readonly parameters = new Map<number, MacroArgument>();
  private readonly sources = new Map<string, string>();

  bind([slot, reference]: MacroParameter, argument: MacroArgument): void {
    if (argument.eager) {
      this.local.set(slot, argument.value(this.outer));
    } else {
      this.parameters.set(slot, argument);
      this.sources.set(reference, argument.source);
    }
  }

  override get(slot: number): Runtime | undefined {
    const local = this.local.get(slot) ?? undefined;
    const parameter = this.parameters.get(slot);
    if (local !== undefined || !parameter) {
      return local ?? super.get(slot);
    }
    this.run.spend(1);
    return parameter.value(this.outer);
  }

  override put(slot: number, value: Runtime): void {
    this.local.set(slot, value);
    super.put(slot, value);
  }

  override remove(slot: number): void {
    this.local.delete(slot);
    this.parameters.delete(slot);
    super.remove(slot);
  }

  override sourceOf(reference: string): string | undefined {
    return this.sources.get(reference) ?? super.sourceOf(reference);
  }
}

/** The variables within an iteration whose element is null: the loop's variable has no value there, whatever is put into it. */
export class NullElementScope extends InnerScope {
  private hidden = true;

  constructor(private readonly element: number, outer: Scope) {
    super(outer);
  }

  override get(slot: number): Runtime | undefined {
    return this.hidden && slot === this.element ? null : super.get(slot);
  }

  override put(slot: number, value: Runtime): void {
    this.hidden ||= slot === this.element && value === null;
    super.put(slot, value);
  }

  override remove(slot: number): void {
    this.hidden &&= slot !== this.element;
    super.remove(slot);
  }
}
