/** A stage and the aliases behind it, as AWS has them or as they are to be. */
export interface LiveStage {
  readonly restApiId: string;
  readonly stageName: string;
  readonly deploymentId: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly canary: LiveCanary;
  /** Whether the stage has a cache. */
  readonly cached: boolean;
  /** The version that the stage's own alias points at, by the ARN of the function. */
  readonly stable: Versions;
  /** The same for the alias of the canary. */
  readonly canaryStable: Versions;
}

export interface LiveCanary {
  readonly deploymentId: string;
  readonly percentTraffic: number;
  readonly useStageCache: boolean;
  readonly overrides: Readonly<Record<string, string>>;
}

export type Versions = ReadonlyMap<string, string>;

/** What is done to get there. */
export type Call =
  | { readonly kind: 'UpdateAlias'; readonly functionArn: string; readonly alias: string; readonly version: string }
  | { readonly kind: 'UpdateStage'; readonly restApiId: string; readonly stageName: string; readonly patchOperations: readonly PatchOperation[] };

export interface PatchOperation {
  readonly op: 'replace' | 'remove' | 'copy';
  readonly path: string;
  readonly value?: string;
  readonly from?: string;
}
