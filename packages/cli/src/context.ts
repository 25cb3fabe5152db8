import * as path from 'node:path';
import { type Assembly, readAssembly } from './assembly-file';
import { refuse } from './problems';
import { DeployedResources, type StackResources } from './stack-resources';
import type { Ledger } from 'cdk-stagecraft/releases/ledger';
import type { Recording } from 'cdk-stagecraft/releases/recording';

/** Where all commands look. */
export interface Places {
  readonly app: string;
  readonly ledger?: string;
  readonly api?: string;
}

/** What a command is about: a ledger, the cloud assembly if there is one, and the API that is meant. */
export class Context {
  private read?: { readonly assembly?: Assembly };

  constructor(private readonly places: Places) {}

  public get assembly(): Assembly | undefined {
    this.read ??= { assembly: readAssembly(this.places.app) };
    return this.read.assembly;
  }

  /** The ledger that is named, or that the assembly names. */
  public get ledgerFile(): string {
    if (this.places.ledger !== undefined) return this.places.ledger;
    const named = [...new Set(this.assembly?.recordings.map(({ ledger }) => ledger))];
    if (named.length > 1) refuse('SeveralLedgers', named);
    return named[0] ?? 'releases.json';
  }

  /** The keys that the command may be about: those that `--api` means, else all. */
  public keysAmong(keys: readonly string[]): readonly string[] {
    const { api } = this.places;
    if (api === undefined) return keys;
    const readings = [(key: string) => key === api, (key: string) => key.startsWith(`${api}/`), (key: string) => key.includes(api)];
    return readings.map((means) => keys.filter(means)).find((meant) => meant.length > 0) ?? refuse('UnknownApi', api, keys);
  }

  /** The one API with a ledger in the assembly that is meant. */
  public recordingToRecord(): Recording {
    const all = this.recordings();
    const keys = all.map(({ api }) => api);
    if (keys.length === 0) refuse('NoRecording', this.places.app, 'any API', []);
    return this.recording(this.oneOf(this.keysAmong(keys)));
  }

  public recording(key: string): Recording {
    const all = this.recordings();
    return all.find(({ api }) => api === key) ?? refuse('NoRecording', this.places.app, JSON.stringify(key), all.map(({ api }) => api));
  }

  /** The one API of a ledger that is meant, by `--api` or because no other has the stage. */
  public apiOf({ apis }: Ledger, stage?: string): string {
    const meant = this.keysAmong(Object.keys(apis));
    const pinning = stage === undefined ? [] : meant.filter((key) => Object.hasOwn(apis[key].stages, stage));
    if (meant.length === 0) return stage === undefined ? refuse('UnknownApi', this.places.api ?? '', []) : refuse('UnknownStage', stage, []);
    return this.oneOf(pinning.length > 0 ? pinning : meant);
  }

  /** What is deployed of an API. */
  public deployed({ stacks }: Recording, source: StackResources): DeployedResources {
    return new DeployedResources(stacks, source, this.assembly!.stacks);
  }

  private recordings(): readonly Recording[] {
    return (this.assembly ?? refuse('AssemblyMissing', path.normalize(this.places.app))).recordings;
  }

  private oneOf(keys: readonly string[]): string {
    return keys.length === 1 ? keys[0] : refuse('AmbiguousApi', keys);
  }
}
