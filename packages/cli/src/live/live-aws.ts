import type { Call, LiveStage, Versions } from './live-stage';

/** What live mode asks of API Gateway and Lambda. */
export interface LiveAws {
  stage(restApiId: string, stageName: string): Promise<Pick<LiveStage, 'deploymentId' | 'variables' | 'canary' | 'cached'>>;
  /** The version that the alias of each function points at. */
  aliases(functionArns: readonly string[], alias: string): Promise<Versions>;
  make(call: Call): Promise<void>;
}
