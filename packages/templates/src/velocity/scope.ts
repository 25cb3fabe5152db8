import { Run } from './run';
import { Runtime } from '../java/runtime-values';

/** Where a template looks up its variables. */
export interface Scope {
  readonly run: Run;
  /** The value of a variable; null or undefined when it has none. */
  get(name: string): Runtime | undefined;
  put(name: string, value: Runtime): void;
  remove(name: string): void;
  /** The source text of the argument that a macro's parameter stands for; undefined when the name is no such parameter. */
  sourceOf(reference: string): string | undefined;
}

/** The variables of a template. */
export class TemplateScope implements Scope {
  constructor(readonly run: Run, private readonly variables: Map<string, Runtime>) {}

  get(name: string): Runtime | undefined {
    return this.variables.get(name);
  }

  put(name: string, value: Runtime): void {
    this.variables.set(name, value);
  }

  remove(name: string): void {
    this.variables.delete(name);
  }

  sourceOf(_: string): string | undefined {
    return undefined;
  }
}

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

  get(name: string): Runtime | undefined {
    return this.outer.get(name);
  }

  put(name: string, value: Runtime): void {
    this.outer.put(name, value);
  }

  remove(name: string): void {
    this.outer.remove(name);
  }

  sourceOf(reference: string): string | undefined {
    return this.outer.sourceOf(reference);
  }
}

/** The variables of a macro: its parameters, and those of its caller, which it changes as well. */
export class MacroScope extends InnerScope {
  readonly local = new Map<string, Runtime>();
  private readonly parameters = new Map<string, MacroArgument>();
  private readonly sources = new Map<string, string>();

  bind(name: string, argument: MacroArgument): void {
    if (argument.eager) {
      this.local.set(name, argument.value(this.outer));
    } else {
      this.parameters.set(name, argument);
      this.sources.set(`$${name}`, argument.source);
    }
  }

  override get(name: string): Runtime | undefined {
    const local = this.local.get(name) ?? undefined;
    const parameter = this.parameters.get(name);
    if (local !== undefined || parameter === undefined) {
      return local ?? super.get(name);
    }
    this.run.work(1);
    return parameter.value(this.outer);
  }

  override put(name: string, value: Runtime): void {
    this.local.set(name, value);
    super.put(name, value);
  }

  override remove(name: string): void {
    this.local.delete(name);
    this.parameters.delete(name);
    super.remove(name);
  }

  override sourceOf(reference: string): string | undefined {
    return this.sources.get(reference) ?? super.sourceOf(reference);
  }
}

/** The variables within an iteration whose element is null: the loop's variable has no value there, whatever is put into it. */
export class NullElementScope extends InnerScope {
  private hidden = true;

  constructor(private readonly element: string, outer: Scope) {
    super(outer);
  }

  override get(name: string): Runtime | undefined {
    return this.hidden && name === this.element ? null : super.get(name);
  }

  override put(name: string, value: Runtime): void {
    this.hidden ||= name === this.element && value === null;
    super.put(name, value);
  }

  override remove(name: string): void {
    this.hidden &&= name !== this.element;
    super.remove(name);
  }
}
