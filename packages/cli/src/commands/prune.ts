import { type Command, InvalidArgumentError } from 'commander';
import { applied, changeLedger } from './change';
import { contextOf, type Options, printerOf, withOptions } from './options';
import type { Io } from '../print';

interface PruneOptions extends Options {
  readonly keep: number;
}

export function addPrune(parent: Command, io: Io): void {
  const command = parent.command('prune').description('forget the oldest releases, but for what a stage serves or would return to')
    .requiredOption('--keep <n>', 'how many of the newest releases to keep', numberOf)
    .action(async (options: PruneOptions) => {
      const context = contextOf(options);
      await changeLedger(context.ledgerFile, options.dryRun ?? false, printerOf(io, options), async (ledger) => {
        const api = context.apiOf(ledger);
        const after = applied(ledger, { kind: 'prune', api, keep: options.keep });
        const kept = after.apis[api].releases.map(({ id }) => id);
        const pruned = ledger.apis[api].releases.map(({ id }) => id).filter((id) => !kept.includes(id));
        return {
          after,
          summary: pruned.length > 0 ? `${api}: forgot ${pruned.join(', ')}, kept ${kept.join(', ')}` : `${api}: nothing to forget, kept ${kept.join(', ')}`,
          next: pruned.length > 0 ? 'The next deploy removes their deployments and versions.' : undefined,
          details: { api, pruned, kept },
        };
      });
    });
  withOptions(command, ['api', 'app', 'ledger', 'dryRun', 'json'], ['release prune --keep 10', 'release prune --keep 10 --api Shop-prod --dry-run']);
}

function numberOf(text: string): number {
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw new InvalidArgumentError('It is no number.');
  return Number(text);
}
