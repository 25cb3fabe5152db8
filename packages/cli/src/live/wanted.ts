import type { LiveStage, Versions } from './live-stage';
import { refuse } from '../problems';
import type { Pin, StageHistory } from 'cdk-stagecraft/releases/ledger';
import type { RecordedStage } from 'cdk-stagecraft/releases/recording';
import { ALIAS_VARIABLE } from 'cdk-stagecraft/stages/following';

/** What a release is where it is deployed. */
export interface DeployedRelease {
  readonly deploymentId: string;
  readonly versions: Versions;
}

/** A stage before and after a change of the ledger, and what the app says of it. */
export interface StageChange {
  readonly stageName: string;
  readonly recorded: RecordedStage;
  readonly before: StageHistory;
  readonly after: StageHistory;
}

/** The stage as the next deploy would leave it. */
export function wantedStage(have: LiveStage, change: StageChange, deployed: (release: string) => DeployedRelease): LiveStage {
  const { stable, canary } = change.after;
  if (canary?.useStageCache && !have.cached) refuse('CanaryCache', change.stageName);
  const variables = variablesOf(have, change);
  const release = deployed(stable.release);
  const canaryRelease = deployed((canary ?? stable).release);
  return {
    ...have,
    deploymentId: release.deploymentId,
    variables,
    stable: release.versions,
    canary: {
      deploymentId: canaryRelease.deploymentId,
      percentTraffic: canary?.percentTraffic ?? 0,
      useStageCache: canary?.useStageCache ?? false,
      overrides: canary ? { ...variables, ...own(canary, change), ...aliasOf(have, `${change.recorded.aliasName}-canary`) } : variables,
    },
    canaryStable: canaryRelease.versions,
  };
}

/** What the stage has, apart from what the ledger sets or no longer sets: changes of the app are for a deploy. */
function variablesOf(have: LiveStage, change: StageChange): Record<string, string> {
  const { stageName, recorded, before, after } = change;
  const released = Object.keys(before.stable.variables ?? {}).map((name) => [name, appValue(recorded.variables[name])] as const);
  const set = own(after.stable, change);
  const unknown = released.find(([name, value]) => value === undefined && !Object.hasOwn(set, name));
  if (unknown) refuse('LiveVariable', stageName, unknown[0]);
  return { ...have.variables, ...Object.fromEntries(released) as Record<string, string>, ...set, ...aliasOf(have, recorded.aliasName) };
}

/** What the app says of a variable, unless only a deployment knows. */
function appValue(recorded: unknown): string | undefined {
  return typeof recorded === 'string' ? recorded : undefined;
}

function own({ variables = {} }: Pin, { stageName, recorded }: StageChange): Readonly<Record<string, string>> {
  const known = Object.keys(recorded.variables).filter((name) => name !== ALIAS_VARIABLE);
  const unknown = Object.keys(variables).find((name) => !known.includes(name));
  return unknown === undefined ? variables : refuse('CanaryVariable', stageName, unknown, known);
}

function aliasOf({ variables }: LiveStage, aliasName: string): Record<string, string> {
  return Object.hasOwn(variables, ALIAS_VARIABLE) ? { [ALIAS_VARIABLE]: aliasName } : {};
}
