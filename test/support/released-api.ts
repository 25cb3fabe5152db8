import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { App, Stack } from 'aws-cdk-lib';
import { recordingsOf } from './recordings';
import { synthesize, type SynthesizedTemplate } from './synthesize';
import { EMPTY_LEDGER, type Ledger } from '../../src/releases/ledger';
import { printLedger } from '../../src/releases/ledger-text';
import type { Recording } from '../../src/releases/recording';
import { type Action, type Head, transition } from '../../src/releases/transition';

type ActionOn<Kind extends Action['kind']> = Omit<Extract<Action, { kind: Kind }>, 'api' | 'kind'>;

/** An app with a ledger, as its user has it: the source, the file, and the commands between two syntheses. */
export class ReleasedApi {
  public readonly file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'stagecraft-ledger-')), 'releases.json');
  public ledger: Ledger = EMPTY_LEDGER;

  constructor(private readonly key = 'Shop/Orders') {
    this.write();
  }

  /** Synthesizes and records, as after a deploy. */
  public ship(stack: Stack): SynthesizedTemplate {
    const template = synthesize(stack);
    const { head, stages } = this.recording(stack);
    this.record(head, Object.entries(stages).flatMap(([name, { pinned }]) => (pinned ? [name] : [])));
    return template;
  }

  public record(head: Head, stages: string[]): void {
    this.apply({ kind: 'record', api: this.key, head, stages, recordedAt: '2026-01-01T00:00:00Z' });
  }

  public recording(stack: Stack): Recording {
    return recordingsOf((stack.node.root as App).synth()).find(({ api }) => api === this.key)!;
  }

  public canary(action: ActionOn<'canary'>): void {
    this.apply({ kind: 'canary', api: this.key, ...action });
  }

  public promote(action: ActionOn<'promote'>): void {
    this.apply({ kind: 'promote', api: this.key, ...action });
  }

  public rollback(action: ActionOn<'rollback'>): void {
    this.apply({ kind: 'rollback', api: this.key, ...action });
  }

  public write(text: string = printLedger(this.ledger)): void {
    fs.writeFileSync(this.file, text);
  }

  private apply(action: Action): void {
    const next = transition(this.ledger, action);
    if (next.problems) throw new Error(next.problems.map(({ what }) => what).join('\n'));
    this.ledger = next.ledger;
    this.write();
  }
}
