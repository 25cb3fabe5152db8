import type { Command } from 'commander';
import { applied, type Change, changeLedger } from './change';
import { contextOf, type Options, printerOf, withOptions } from './options';
import { cloudFormationResources } from '../aws/cloudformation';
import { recordedId } from '../head';
import type { Io } from '../print';
import { refuse } from '../problems';
import { wantedBy } from '../released-resources';
import { savedStackResources } from '../resources-file';
import type { ApiHistory, Ledger } from 'cdk-stagecraft/releases/ledger';

interface RecordOptions extends Options {
  readonly note?: string;
  readonly resources?: string[];
}

export function addRecord(parent: Command, io: Io): void {
  const command = parent.command('record').description('make a release of what was just deployed')
    .option('--note <text>', 'what is in it')
    .option('--resources <file...>', 'stack resources as the AWS CLI has saved them, each <file> or <stack name>=<file>, in place of asking CloudFormation')
    .action(async (options: RecordOptions) => {
      const context = contextOf(options);
      const { note, resources: files, dryRun = false } = options;
      if (note !== undefined && [...note].length > 256) refuse('NoteLength', [...note].length);
      await changeLedger(context.ledgerFile, dryRun, printerOf(io, options), async (ledger): Promise<Change> => {
        const recording = context.recordingToRecord();
        const { api, head, stages } = recording;
        const resources = context.deployed(recording, files ? savedStackResources(files) : cloudFormationResources());
        await resources.physicalIds(`the head of ${api}`, wantedBy(api, head));

        const pinned = Object.keys(stages).filter((stage) => stages[stage].pinned).sort();
        const after = applied(ledger, { kind: 'record', api, head, stages: pinned, recordedAt: timestamp(io.now()), note });
        const release = recordedId(after.apis[api], recording)!;
        const recorded = recordedId(historyOf(ledger, api), recording) === undefined;
        const pins = Object.keys(after.apis[api].stages).filter((stage) => !Object.hasOwn(historyOf(ledger, api)?.stages ?? {}, stage));
        return {
          after,
          summary: [recorded ? `${api} is recorded as release ${release}` : `${api} is release ${release} already`, ...pins.map((stage) => `${stage} follows the ledger from now on`)].join(', '),
          details: { api, release, recorded, pinned: pins },
        };
      });
    });
  withOptions(command, ['api', 'app', 'ledger', 'dryRun', 'json'], [
    'release record --note "faster list"',
    'release record --api Shop-prod --resources Shop-prod=resources.json',
  ]);
}

function historyOf({ apis }: Ledger, api: string): ApiHistory | undefined {
  return Object.hasOwn(apis, api) ? apis[api] : undefined;
}

function timestamp(now: Date): string {
  return `${now.toISOString().slice(0, 19)}Z`;
}
