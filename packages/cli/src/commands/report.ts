import type { Command } from 'commander';
import { contextOf, type Options, printerOf, withOptions } from './options';
import { readLedger } from '../ledger-file';
import type { Io } from '../print';
import { historyOf } from '../report/history';
import { statusOf } from '../report/status';
import { historyLines, statusLines } from '../report/text';

export function addStatus(parent: Command, io: Io): void {
  const command = parent.command('status').description('what each stage serves')
    .action((options: Options) => {
      const context = contextOf(options);
      const file = context.ledgerFile;
      const ledger = readLedger(file);
      const recordings = context.assembly?.recordings ?? [];
      const keys = [...new Set([...Object.keys(ledger.apis), ...recordings.map(({ api }) => api)])].sort();
      const apis = context.keysAmong(keys).map((key) => statusOf(key, ledger, recordings.find(({ api }) => api === key)));
      report(io, options, file, apis, statusLines);
    });
  withOptions(command, ['api', 'app', 'ledger', 'json'], ['release status', 'release status --api Shop-prod --json']);
}

export function addHistory(parent: Command, io: Io): void {
  const command = parent.command('history').description('the releases, and what is new in each')
    .action((options: Options) => {
      const context = contextOf(options);
      const file = context.ledgerFile;
      const { apis } = readLedger(file);
      const histories = context.keysAmong(Object.keys(apis).sort()).map((api) => ({ api, releases: historyOf(apis[api]) }));
      report(io, options, file, histories, ({ releases }) => historyLines(releases));
    });
  withOptions(command, ['api', 'app', 'ledger', 'json'], ['release history', 'release history --api Shop-prod']);
}

function report<T extends { readonly api: string }>(
  io: Io, options: Options, ledger: string, apis: readonly T[], linesOf: (one: T) => string[],
): void {
  const printer = printerOf(io, options);
  for (const one of apis) {
    printer.line(printer.bold(one.api));
    for (const line of linesOf(one)) printer.line(line);
  }
  if (apis.length === 0) printer.line(`${ledger} is empty.`);
  printer.result({ ledger, apis });
}
