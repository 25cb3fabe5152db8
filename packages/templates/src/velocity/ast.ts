import type { Scope } from './scope';
import { Runtime } from '../java/runtime-values';

export type Evaluate = (scope: Scope) => Runtime;
export type Decide = (scope: Scope) => boolean;
export type Render = (scope: Scope) => void;

/** The tokens from which something was read, as indices into the template's tokens; `last < first` when there were none. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** What has a value. It is compiled after the whole template was read, because macros and spellings are known only then. */
export interface Expression extends Span {
  /** The kind of the token, for a literal, a bare word and a reference. */
  readonly kind?: string;
  build(): Evaluate;
  /** Compiles it to whether it counts as true; without it, it never does. */
  decide?(): Decide;
  /** The value that is the same in every rendering, if it has one. */
  constant?(): Runtime | undefined;
  /** The number of elements, for a list or a range that is spelled out. */
  count?(): number | undefined;
}

/** A `$name` with what follows it. */
export interface Reference extends Expression {
  readonly steps: readonly Step[];
  reference(): CompiledReference;
}

/** What follows a name: `.name`, `.name(args)`, or `[args]`, which has no name. */
export interface Step {
  readonly name?: string;
  readonly args?: readonly Expression[];
}

/** A step as an observer sees it: with the values of its arguments that are the same in every rendering, undefined for others. */
export interface ObservedStep {
  readonly name?: string;
  readonly constants?: ReadonlyArray<Runtime | undefined>;
}

/** How a reference was written: its variable, its escapes, and what prints where it has no value. */
export interface Spelling {
  /** The variable's name; the whole token where the reference turned out to be text. */
  readonly variable: string;
  /** Whether this is no reference but a word where only a reference can stand. */
  readonly isWord: boolean;
  readonly escaped: boolean;
  /** Half of the backslashes before the `$`. */
  readonly backslashes: string;
  /** What stood before the last `$`. */
  readonly prefix: string;
  readonly whenNull: string;
}

/** A reference as the compiler knows it. */
export interface CompiledReference {
  readonly spelling: Spelling;
  readonly steps: ReadonlyArray<(target: Runtime, scope: Scope) => Runtime | undefined>;
  readonly evaluate: Evaluate;
}

/** What a compiler tells of a template while it compiles it. */
export interface CompileObserver {
  reference?(name: string, steps: readonly ObservedStep[], offset: number): void;
  /** A loop over a range or a list that is spelled out, with the number of its elements. */
  loop?(iterations: number, offset: number): void;
}
