/** The history of every API of every environment: one file in the user's repository. */
export interface Ledger {
  readonly version: 1;
  /** By the artifact id of the stack and the construct's path in it, e.g. `Shop-prod/Orders`. */
  readonly apis: Readonly<Record<string, ApiHistory>>;
}

export type Protocol = 'REST' | 'HTTP' | 'WEBSOCKET';

export interface ApiHistory {
  readonly protocol: Protocol;
  /** The logical id of the API. */
  readonly resource: string;
  /** The oldest first. */
  readonly releases: readonly Release[];
  /** By stage name. */
  readonly stages: Readonly<Record<string, StageHistory>>;
}

/** What a release is made of. */
export interface ReleaseContent {
  /** The logical id of the deployment. */
  readonly deployment: string;
  /** The functions that follow their stage, by construct. */
  readonly functions: Readonly<Record<string, ReleasedFunction>>;
  /** The constructs of functions, versions and aliases that are invoked as given. */
  readonly handlers: readonly string[];
  /** Those among both that authorize calls: `only` that, or answering routes `too`. */
  readonly authorizers?: Readonly<Record<string, 'only' | 'too'>>;
  /** The stage variables that the definition uses. */
  readonly variables: readonly string[];
}

export interface Release extends ReleaseContent {
  readonly id: string;
  readonly recordedAt: string;
  readonly note?: string;
  readonly digest: string;
}

export interface ReleasedFunction {
  /** The logical id of the function, and a hash of what else CloudFormation would replace it for, if there is such. */
  readonly function: string;
  /** The logical id of the version. */
  readonly version: string;
  /** The version's properties beside the name of the function, as the template had them. */
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** A release, and the variables that it is served with, over those of the app. */
export interface Pin {
  readonly release: string;
  readonly variables?: Readonly<Record<string, string>>;
}

export interface Canary extends Pin {
  readonly percentTraffic: number;
  readonly useStageCache?: boolean;
}

export interface StageHistory {
  readonly stable: Pin;
  /** The latest first. */
  readonly previous: readonly Pin[];
  readonly canary?: Canary;
}

export const EMPTY_LEDGER: Ledger = { version: 1, apis: {} };
