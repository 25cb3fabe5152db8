import type { Command } from 'commander';
import { applied, changeLedger } from './change';
import { contextOf, type Options, printerOf, withOptions } from './options';
import type { Io } from '../print';

export function addRename(parent: Command, io: Io): void {
  const command = parent.command('rename').description('keep the history of an API whose construct or stack has another name now')
    .argument('<from>', 'the key that the ledger has, <stack artifact id>/<construct path>')
    .argument('<to>', 'the key that the API has now')
    .action(async (from: string, to: string, options: Options) => {
      const context = contextOf(options);
      await changeLedger(context.ledgerFile, options.dryRun ?? false, printerOf(io, options), async (ledger) => ({
        after: applied(ledger, { kind: 'rename', api: from, to }),
        summary: `${to} has the history of ${from} now`,
        details: { api: to, from },
      }));
    });
  withOptions(command, ['app', 'ledger', 'dryRun', 'json'], ['release rename Shop-prod/Orders Shop-prod/Api']);
}
