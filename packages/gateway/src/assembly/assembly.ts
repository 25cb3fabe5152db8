import type { Json } from '../json';
import type { Assets } from './assets';
import type { Texts } from '../model/source';

/** The stacks to run, each with its template. */
export interface Assembly {
  readonly stacks: readonly StackTemplate[];
}

export interface StackTemplate {
  /** Tells the stack from all others; the same from one reading to the next. */
  readonly key: string;
  readonly stackName: string;
  /** The template's file, as diagnostics name it. */
  readonly file: string;
  readonly template: Json;
  /** Absent where the stack is for any account, or any region. */
  readonly account?: string;
  readonly region?: string;
  readonly parameters: Texts;
  /** Construct paths by logical id, where the assembly knows them. */
  readonly constructPaths: ReadonlyMap<string, string>;
  readonly assets: Assets;
}
