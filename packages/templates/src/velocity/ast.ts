import type { Scope } from './scope';
import { Position } from '../errors';
import { Runtime } from '../java/runtime-values';

export type Evaluate = (scope: Scope) => Runtime;
export type Render = (scope: Scope) => void;

/** The tokens from which something was read, as indices into the template's tokens; `last < first` when there were none. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** What has a value. */
export interface Expression extends Span {
  /** The kind of the token that it consists of or begins with; for an operation, its operator. */
  readonly tokenKind: string;
  readonly evaluate: Evaluate;
  /** The value of a literal, which is the same in every rendering. */
  readonly constant?: Runtime;
  /** The number of elements, for a list or a range; NaN where it is not spelled out. */
  readonly count?: number;
}

/** The values of expressions, in their order. */
export const evaluateAll = (expressions: readonly Expression[]): ((scope: Scope) => Runtime[]) => {
  const evaluates = expressions.map(({ evaluate }) => evaluate);
  const [only] = evaluates;
  return evaluates.length === 1 ? (scope) => [only(scope)] : (scope) => evaluates.map((evaluate) => evaluate(scope));
};

/** A `$name` with what follows it. */
export interface Reference extends Expression {
  /** The variable's name; the whole token where the reference turned out to be text. */
  readonly variable: string;
  readonly steps: readonly Step[];
  /** Writes it as text. */
  readonly print: Render;
}

/** A step as an observer sees it: with the values of its arguments that are the same in every rendering, undefined for others. */
export interface ObservedStep {
  readonly member?: string;
  readonly constants?: ReadonlyArray<Runtime | undefined>;
}

/** What follows a name: `.name`, `.name(args)`, or `[args]`, which has no name. */
export interface Step extends ObservedStep {
  readonly read: (target: Runtime, scope: Scope) => Runtime | undefined;
  readonly write: (target: Runtime, scope: Scope, value: Runtime) => void;
}

/** Tells where something stands in the whole template. */
export type PositionOf = () => Position;

/** What a compiler tells of a template while it compiles it. */
export interface CompileObserver {
  onReference(name: string, steps: readonly ObservedStep[], position: PositionOf): void;
  /** A loop over a range or a list that is spelled out, with the number of its elements. */
  onLoop?(iterations: number, position: PositionOf): void;
}
