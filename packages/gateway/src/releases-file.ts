import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Diagnostics } from './diagnostics';
import { isObject, member, type Json } from './json';
import type { Definition } from './model/definition';
import type { LambdaFunction } from './model/lambda';
import { NO_RELEASES, type Releases } from './runtime/releases';

/** Of what is kept; what has another was written by another version of the gateway. */
const FORMAT = 1;
const INDEX = 'releases.json';
const LARGEST_FILE = 64 * 1024 * 1024;
/** Of deployments, and of versions of functions; the oldest go. */
const MOST = 500;

type Hashes = ReadonlyMap<string, string>;

/**
 * Keeps releases from one process to the next: each definition and each version of a function in a file that is called by its content, and one
 * file that says which is which. Nobody else may read them: values of parameters are in them.
 */
export class KeptReleases {
  private readonly hashes = new WeakMap<object, string>();

  constructor(private readonly folder: string) {}

  /** What was kept. What cannot be read is as if it had never been there, and is said. */
  load(diagnostics: Diagnostics): Releases {
    try {
      if (!fs.existsSync(path.join(this.folder, INDEX))) return NO_RELEASES;
      const index = JSON.parse(this.read(INDEX)) as Json;
      if (member(index, 'format') !== FORMAT) throw new Error(`${INDEX} is not of format ${FORMAT}; remove the folder to begin anew`);
      return {
        deployments: this.contents<Definition>(member(index, 'deployments'), diagnostics),
        versions: this.contents<LambdaFunction>(member(index, 'versions'), diagnostics),
      };
    } catch (error) {
      this.report(diagnostics, error);
      return NO_RELEASES;
    }
  }

  save({ deployments, versions }: Releases, diagnostics: Diagnostics): void {
    try {
      fs.mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      const kept = { format: FORMAT, deployments: Object.fromEntries(this.write(deployments)), versions: Object.fromEntries(this.write(versions)) };
      this.replace(INDEX, `${JSON.stringify(kept, null, 2)}\n`);
      this.removeOthers(new Set([...Object.values(kept.deployments), ...Object.values(kept.versions)]));
    } catch (error) {
      this.report(diagnostics, error);
    }
  }

  private contents<T extends object>(hashes: Json | undefined, diagnostics: Diagnostics): ReadonlyMap<string, T> {
    const found = new Map<string, T>();
    for (const [id, hash] of Object.entries(isObject(hashes) ? hashes : {})) {
      try {
        const text = this.read(fileOf(String(hash)));
        if (hashOf(text) !== hash) throw new Error(`${fileOf(String(hash))} was changed`);
        const content = JSON.parse(text) as T;
        this.hashes.set(content, hash);
        found.set(id, content);
      } catch (error) {
        this.report(diagnostics, error);
      }
    }
    return found;
  }

  /** The newest, each with the hash of its content, which is in a file then. */
  private write(contents: ReadonlyMap<string, object>): Hashes {
    return new Map([...contents].slice(-MOST).map(([id, content]) => [id, this.known(content) ?? this.writeOne(content)]));
  }

  /** Its hash, where it is in a file: another process may have removed that, or somebody the folder. */
  private known(content: object): string | undefined {
    const hash = this.hashes.get(content);
    return hash !== undefined && fs.existsSync(path.join(this.folder, fileOf(hash))) ? hash : undefined;
  }

  private writeOne(content: object): string {
    const text = JSON.stringify(content);
    const hash = hashOf(text);
    this.hashes.set(content, hash);
    this.replace(fileOf(hash), text);
    return hash;
  }

  private removeOthers(kept: ReadonlySet<string>): void {
    for (const file of fs.readdirSync(this.folder)) {
      const hash = /^([0-9a-f]{64})\.json$/.exec(file)?.[1];
      if (hash !== undefined && !kept.has(hash)) fs.rmSync(path.join(this.folder, file), { force: true });
    }
  }

  private read(name: string): string {
    const file = path.join(this.folder, name);
    if (fs.statSync(file).size > LARGEST_FILE) throw new Error(`${name} is more than ${LARGEST_FILE} bytes`);
    return fs.readFileSync(file, 'utf8');
  }

  /** At once: whoever reads meanwhile sees the one or the other. */
  private replace(name: string, text: string): void {
    const file = path.join(this.folder, name);
    const temporary = `${file}.${process.pid}`;
    fs.writeFileSync(temporary, text, { mode: 0o600 });
    fs.renameSync(temporary, file);
  }

  private report(diagnostics: Diagnostics, error: unknown): void {
    diagnostics.report('warning', 'not-kept', { template: this.folder }, (error as Error).message);
  }
}

function fileOf(hash: string): string {
  return `${hash.replace(/[^0-9a-f]/g, '')}.json`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
