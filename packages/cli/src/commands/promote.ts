import type { Command } from 'commander';
import { changeStage, type StageOptions, withStageOptions } from './stage-change';
import type { Io } from '../print';

export function addPromote(parent: Command, io: Io): void {
  const command = parent.command('promote').description('give a stage\'s canary, or without one the newest release, all requests')
    .action(async (stage: string, options: StageOptions) => changeStage(stage, options, io, () => ({ kind: 'promote' })));
  withStageOptions(command, ['release promote prod', 'release promote prod --live', 'release promote prod --release 7']);
}
