import type { Command } from 'commander';
import { Context } from '../context';
import { type Io, Printer } from '../print';

/** What commands take; each takes some of it. */
export interface Options {
  readonly app?: string;
  readonly ledger?: string;
  readonly api?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const DESCRIBED = {
  api: ['--api <key>', 'the API, e.g. Shop-prod/Orders, or what tells it from the others, e.g. its stack'],
  app: ['--app <folder>', 'the cloud assembly (default: "cdk.out")'],
  ledger: ['--ledger <file>', 'the ledger (default: the one that the cloud assembly names, or releases.json)'],
  dryRun: ['--dry-run', 'print what would change, and change nothing'],
  json: ['--json', 'print one JSON object'],
} as const satisfies Record<keyof Options, readonly [string, string]>;

/** Gives a command some of the common options, and examples of its use. */
export function withOptions(command: Command, names: readonly (keyof Options)[], examples: readonly string[]): Command {
  for (const [flags, description] of names.map((name) => DESCRIBED[name])) command.option(flags, description);
  return command.addHelpText('after', `\nExamples:\n${examples.map((example) => `  $ stagecraft ${example}`).join('\n')}`);
}

export function contextOf({ app = 'cdk.out', ledger, api }: Options): Context {
  return new Context({ app, ledger, api });
}

export function printerOf(io: Io, { json = false }: Options): Printer {
  return new Printer(io, json);
}
