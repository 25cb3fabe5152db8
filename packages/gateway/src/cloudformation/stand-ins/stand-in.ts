import type { Resource } from '../resource';

/** A text with `{id}`, `{name}`, `{partition}`, `{region}`, `{account}` and `{suffix}` in it, or what makes the text. */
export type Pattern = string | ((resource: Resource) => string);

/** What a type of resource answers in an account's place. */
export interface StandIn {
  /** The property that names the resource. */
  readonly name?: string;
  /** What `Ref` gives; the name by default. */
  readonly ref?: Pattern;
  /** What `Fn::GetAtt` gives. */
  readonly attributes?: Readonly<Record<string, Pattern>>;
}

export type StandIns = Readonly<Record<string, StandIn>>;
