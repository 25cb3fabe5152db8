import type { Command } from 'commander';
import { changeStage, type StageOptions, withStageOptions } from './stage-change';
import type { Io } from '../print';

export function addRollback(parent: Command, io: Io): void {
  const command = parent.command('rollback').description('drop a stage\'s canary, or without one return to the release before')
    .action(async (stage: string, options: StageOptions) => changeStage(stage, options, io, () => ({ kind: 'rollback' })));
  withStageOptions(command, ['release rollback prod', 'release rollback prod --live', 'release rollback prod --release 5']);
}
