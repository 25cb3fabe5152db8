import type { HistoryEntry } from './history';
import type { ApiStatus, Served, StageStatus } from './status';

/** The lines of a status, without its heading. */
export function statusLines({ head, stages, unserved }: ApiStatus): string[] {
  const rows = stages.flatMap(stageRows);
  if (head) rows.unshift(['head', head.release === null ? 'not recorded' : `release ${head.release}`]);
  if (unserved.length > 0) rows.push(['not served', `release ${unserved.join(', ')}`]);
  return table(rows);
}

/** The lines of a history, without its heading. */
export function historyLines(entries: readonly HistoryEntry[]): string[] {
  if (entries.length === 0) return ['  no releases'];
  return entries.flatMap((entry, index) => {
    const { release, recordedAt, note, servedBy } = entry;
    return [
      `  ${release}  ${dateOf(recordedAt)}${note === undefined ? '' : `  ${JSON.stringify(note)}`}`,
      `     ${newIn(entry, index === entries.length - 1)}`,
      ...servedBy.map(({ stage, canary, percentTraffic }) => `     ${percentTraffic} % of ${stage}${canary ? ', as its canary' : ''}`),
    ];
  });
}

function stageRows({ stage, pinned, stable, canary, previous: [before] }: StageStatus): [string, string][] {
  if (!stable) return [[stage, pinned ? 'the head, until the next "stagecraft release record"' : 'the head']];
  return [
    [stage, served(stable)],
    ...(canary ? [['', `canary: ${canary.percentTraffic} % to ${served(canary)}${canary.useStageCache ? ', shares the stage\'s cache' : ''}`] as [string, string]] : []),
    ...(before ? [['', `before: ${served(before)}`] as [string, string]] : []),
    ...(pinned === false ? [['', 'the app has it no more as a stage that follows the ledger'] as [string, string]] : []),
  ];
}

function served({ release, recordedAt, note, variables }: Served): string {
  const set = Object.entries(variables).map(([name, value]) => `, ${name}=${JSON.stringify(value)}`).join('');
  return `release ${release} of ${dateOf(recordedAt)}${note === undefined ? '' : ` ${JSON.stringify(note)}`}${set}`;
}

function newIn({ deploymentChanged, functions: { added, changed, removed } }: HistoryEntry, first: boolean): string {
  if (first) return ['the first that is kept', ...(added.length > 0 ? [`functions: ${added.join(', ')}`] : [])].join('; ');
  const parts = [
    ...(deploymentChanged ? ['definition changed'] : []),
    ...[['changed', changed], ['added', added], ['removed', removed]].flatMap(([what, names]) => (names.length > 0 ? [`${what}: ${(names as string[]).join(', ')}`] : [])),
  ];
  return parts.length > 0 ? parts.join('; ') : 'same deployment, same functions';
}

function dateOf(recordedAt: string): string {
  return `${recordedAt.slice(0, 10)} ${recordedAt.slice(11, 16)} UTC`;
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length), 0);
  return rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`);
}
