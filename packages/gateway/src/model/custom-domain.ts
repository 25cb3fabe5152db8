import type { Sourced } from './source';

export interface CustomDomain extends Sourced {
  readonly domainName: string;
  readonly mutualTls: boolean;
  readonly mappings: readonly ApiMapping[];
}

/** Which API answers below a base path. */
export interface ApiMapping extends Sourced {
  /** Without slashes around it; empty for the domain itself. */
  readonly basePath: string;
  readonly apiId: string;
  /** Absent where the first segment of the path names the stage. */
  readonly stage?: string;
}
