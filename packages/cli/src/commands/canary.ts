import { type Command, InvalidArgumentError } from 'commander';
import { changeStage, type StageOptions, withStageOptions } from './stage-change';
import type { Io } from '../print';

interface CanaryOptions extends StageOptions {
  readonly percent?: number;
  readonly variable?: Readonly<Record<string, string>>;
  readonly useStageCache?: boolean;
}

const FIRST_PERCENT = 10;

export function addCanary(parent: Command, io: Io): void {
  const command = parent.command('canary').description('send a part of a stage\'s requests to the newest release')
    .option('--percent <n>', `how much, 0 to 100 (default: as it is, or ${FIRST_PERCENT})`, percentOf)
    .option('--variable <name=value>', 'a stage variable of the canary; may be repeated', variables)
    .option('--use-stage-cache', 'let the canary share the stage\'s cache')
    .option('--no-use-stage-cache', 'do not cache what the canary answers')
    .action(async (stage: string, { percent, variable, useStageCache, ...options }: CanaryOptions) => changeStage(stage, options, io, (present) => ({
      kind: 'canary',
      percentTraffic: percent ?? present?.canary?.percentTraffic ?? FIRST_PERCENT,
      variables: variable,
      useStageCache,
    })));
  withStageOptions(command, [
    'release canary prod --percent 10',
    'release canary prod --percent 50 --live',
    'release canary prod --release 7 --variable ratesHost=rates.example.com',
  ]);
}

function percentOf(text: string): number {
  const percent = text.trim() === '' ? NaN : Number(text);
  if (Number.isNaN(percent)) throw new InvalidArgumentError('It is no number.');
  return percent;
}

function variables(text: string, others: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [, name, value] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined) throw new InvalidArgumentError('It is not like name=value.');
  return { ...others, [name]: value };
}
