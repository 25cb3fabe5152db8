import type { Command } from 'commander';
import { type Options, printerOf, withOptions } from './options';
import { unifiedDiff } from '../diff';
import { createLedger, refuseIfPresent } from '../ledger-file';
import type { Io } from '../print';
import { EMPTY_LEDGER } from 'cdk-stagecraft/releases/ledger';
import { printLedger } from 'cdk-stagecraft/releases/ledger-text';

export function addInit(parent: Command, io: Io): void {
  const command = parent.command('init').description('begin an empty ledger')
    .action(({ ledger = 'releases.json', dryRun = false, ...options }: Options) => {
      const printer = printerOf(io, options);
      refuseIfPresent(ledger);
      if (!dryRun) createLedger(ledger, EMPTY_LEDGER);
      const summary = `${ledger} is an empty ledger`;
      const diff = unifiedDiff('', printLedger(EMPTY_LEDGER), ledger);
      printer.diff(diff);
      printer.line(`${summary}.`);
      printer.line(dryRun ? 'Dry run: nothing was changed.' : `Next: releases: ReleaseLedger.fromFile('${ledger}') on the API, then "cdk deploy", then "stagecraft release record".`);
      printer.result({ ledger, changed: true, written: !dryRun, summary, diff });
    });
  withOptions(command, ['ledger', 'dryRun', 'json'], ['release init', 'release init --ledger releases/shop.json']);
}
