import type { ApiHistory, Release, StageHistory } from 'cdk-stagecraft/releases/ledger';

/** A release, and what is new in it. */
export interface HistoryEntry {
  readonly release: string;
  readonly recordedAt: string;
  readonly note?: string;
  /** Whether the definition is another one than in the release before. */
  readonly deploymentChanged: boolean;
  /** By construct, against the release before. */
  readonly functions: { readonly added: readonly string[]; readonly changed: readonly string[]; readonly removed: readonly string[] };
  readonly servedBy: readonly { readonly stage: string; readonly canary: boolean; readonly percentTraffic: number }[];
}

/** The newest first. */
export function historyOf({ releases, stages }: ApiHistory): HistoryEntry[] {
  return releases.map((release, index) => entryOf(release, releases[index - 1], stages)).reverse();
}

function entryOf({ id, recordedAt, note, deployment, functions }: Release, before: Release | undefined, stages: ApiHistory['stages']): HistoryEntry {
  const old = before?.functions ?? {};
  const names = Object.keys(functions).sort();
  return {
    release: id,
    recordedAt,
    ...(note !== undefined && { note }),
    deploymentChanged: before?.deployment !== deployment,
    functions: {
      added: names.filter((name) => !Object.hasOwn(old, name)),
      changed: names.filter((name) => Object.hasOwn(old, name) && JSON.stringify(old[name]) !== JSON.stringify(functions[name])),
      removed: Object.keys(old).filter((name) => !Object.hasOwn(functions, name)).sort(),
    },
    servedBy: Object.keys(stages).sort().flatMap((stage) => servings(id, stage, stages[stage])),
  };
}

function servings(id: string, stage: string, { stable, canary }: StageHistory): HistoryEntry['servedBy'] {
  return [
    ...(stable.release === id ? [{ stage, canary: false, percentTraffic: 100 - (canary?.percentTraffic ?? 0) }] : []),
    ...(canary?.release === id ? [{ stage, canary: true, percentTraffic: canary.percentTraffic }] : []),
  ];
}
