import type { Head } from './transition';

/** The name under which the cloud assembly has recordings. */
export const RECORDING_TYPE = 'stagecraft:releases';

/** What the command line needs to know of an API with a ledger, from the cloud assembly. */
export interface Recording {
  readonly version: 1;
  readonly api: string;
  /** As the app names it. */
  readonly ledger: string;
  readonly head: Head;
  /** By stage name. */
  readonly stages: Readonly<Record<string, RecordedStage>>;
  /** The stacks that the API and its functions are in, those of older releases too, by artifact id. */
  readonly stacks: Readonly<Record<string, RecordedStack>>;
}

export interface RecordedStage {
  /** The logical id of the stage. */
  readonly resource: string;
  /** Whether it serves what the ledger says. */
  readonly pinned: boolean;
  readonly aliasName: string;
  /** The stage's variables as the app says them, without what the ledger sets. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Where CloudFormation has a stack: by its name, or nested as a resource of another one. */
export type RecordedStack = { readonly stackName: string } | { readonly parent: string; readonly resource: string };
