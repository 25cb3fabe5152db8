import { recordedId } from '../head';
import type { ApiHistory, Canary, Ledger, Pin, StageHistory } from 'cdk-stagecraft/releases/ledger';
import type { Recording } from 'cdk-stagecraft/releases/recording';

/** What the stages of an API serve. */
export interface ApiStatus {
  readonly api: string;
  /** The app as it stands in the cloud assembly; none without one. */
  readonly head?: { readonly deployment: string; readonly release: string | null };
  readonly stages: readonly StageStatus[];
  /** The releases that no stage serves. */
  readonly unserved: readonly string[];
}

export interface StageStatus {
  readonly stage: string;
  /** Whether it follows the ledger. Null where no cloud assembly tells. */
  readonly pinned: boolean | null;
  readonly stable: Served | null;
  readonly canary?: Served & { readonly percentTraffic: number; readonly useStageCache: boolean };
  /** What it served before, the latest first. */
  readonly previous: readonly Served[];
}

export interface Served {
  readonly release: string;
  readonly recordedAt: string;
  readonly note?: string;
  readonly variables: Readonly<Record<string, string>>;
}

const NOTHING: Pick<ApiHistory, 'releases' | 'stages'> = { releases: [], stages: {} };

export function statusOf(api: string, { apis }: Ledger, recording?: Recording): ApiStatus {
  const history = Object.hasOwn(apis, api) ? apis[api] : undefined;
  const { releases, stages } = history ?? NOTHING;
  const names = [...new Set([...Object.keys(stages), ...Object.keys(recording?.stages ?? {})])].sort();
  const served = new Set(Object.values(stages).flatMap(({ stable, canary }) => [stable.release, canary?.release]));
  return {
    api,
    ...(recording && { head: { deployment: recording.head.deployment, release: recordedId(history, recording) ?? null } }),
    stages: names.map((stage) => ({
      stage,
      pinned: recording ? Object.hasOwn(recording.stages, stage) && recording.stages[stage].pinned : null,
      ...stageStatus(releases, Object.hasOwn(stages, stage) ? stages[stage] : undefined),
    })),
    unserved: releases.map(({ id }) => id).filter((id) => !served.has(id)),
  };
}

function stageStatus(releases: ApiHistory['releases'], stage?: StageHistory): Omit<StageStatus, 'stage' | 'pinned'> {
  const served = ({ release: id, variables = {} }: Pin): Served => {
    const { recordedAt, note } = releases.find((release) => release.id === id)!;
    return { release: id, recordedAt, ...(note !== undefined && { note }), variables };
  };
  const canaryOf = (canary: Canary) => ({ ...served(canary), percentTraffic: canary.percentTraffic, useStageCache: canary.useStageCache ?? false });
  if (!stage) return { stable: null, previous: [] };
  return { stable: served(stage.stable), ...(stage.canary && { canary: canaryOf(stage.canary) }), previous: stage.previous.map(served) };
}
