import type { Command } from 'commander';
import { applied, type Change, changeLedger, type Live } from './change';
import { contextOf, type Options, printerOf, withOptions } from './options';
import { cloudFormationResources } from '../aws/cloudformation';
import { liveAws } from '../aws/live';
import type { Context } from '../context';
import { callsFor, makeCalls, textOf } from '../live/go-live';
import type { Io } from '../print';
import { stackOf } from '../released-resources';
import type { Ledger, StageHistory } from 'cdk-stagecraft/releases/ledger';
import type { Action } from 'cdk-stagecraft/releases/transition';

export interface StageOptions extends Options {
  readonly release?: string;
  readonly live?: boolean;
}

/** An action on one stage, without what all of them have. */
export type StageDecision = (stage: StageHistory | undefined) =>
  | Omit<Extract<Action, { kind: 'canary' }>, 'api' | 'stage' | 'release'>
  | Omit<Extract<Action, { kind: 'promote' | 'rollback' }>, 'api' | 'stage' | 'release'>;

/** Gives a command what every change of a stage takes. */
export function withStageOptions(command: Command, examples: readonly string[]): Command {
  command.argument('<stage>', 'the name of the stage')
    .option('--release <id>', 'another release than the one that is meant without it')
    .option('--live', 'put it in force at once, and not with the next deploy');
  return withOptions(command, ['api', 'app', 'ledger', 'dryRun', 'json'], examples);
}

/** Changes what a stage serves, in the ledger and, if it is to be live, before that at AWS. */
export async function changeStage(stage: string, options: StageOptions, io: Io, decide: StageDecision): Promise<void> {
  const context = contextOf(options);
  const { release, live, dryRun = false } = options;
  await changeLedger(context.ledgerFile, dryRun, printerOf(io, options), async (ledger): Promise<Change> => {
    const api = context.apiOf(ledger, stage);
    const { stages } = ledger.apis[api];
    const present = Object.hasOwn(stages, stage) ? stages[stage] : undefined;
    const after = applied(ledger, { ...decide(present), api, stage, ...(release !== undefined && { release }) });
    const now = after.apis[api].stages[stage];
    return {
      after,
      summary: servedBy(stage, now),
      next: live ? undefined : 'The next deploy puts it in force.',
      details: { api, stage, serves: now },
      live: live ? await goingLive(context, api, stage, ledger, after) : undefined,
    };
  });
}

async function goingLive(context: Context, api: string, stageName: string, before: Ledger, after: Ledger): Promise<Live> {
  const recording = context.recording(api);
  const resources = context.deployed(recording, cloudFormationResources());
  const aws = await liveAws(resources.region(stackOf(api)));
  const [was, is] = [before.apis[api].stages[stageName], after.apis[api].stages[stageName]];
  const calls = await callsFor({ stageName, recording, history: after.apis[api], before: was, after: is }, resources, aws);
  return { calls: calls.map(textOf), make: async (tell) => makeCalls(calls, aws, tell) };
}

function servedBy(stage: string, { stable, canary }: StageHistory): string {
  return canary
    ? `${stage}: ${canary.percentTraffic} % of the requests go to release ${canary.release}, the others to release ${stable.release}`
    : `${stage}: all requests go to release ${stable.release}`;
}
