import { cp, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LambdaFunctionSpec } from './spec';
import { unzip } from './zip-file';
import { RUNTIMES } from '../runtimes';

/** Directories made of a function's code. */
export interface CodeDirectories {
  readonly code: string;
  readonly layers: readonly string[];
}

/** The code cannot be read. */
export class CodeError extends Error {
  override readonly name = 'CodeError';
}

/** Makes directories of code that is none, in a private directory that goes with the store. */
export class CodeStore {
  private root?: Promise<string>;
  private readonly archives = new Map<string, Promise<string>>();
  private readonly working = new Set<Promise<CodeDirectories>>();
  private made = 0;

  /** @param onRoot told of the directory once there is one */
  constructor(private readonly onRoot: (directory: string) => void) {}

  async directories(spec: LambdaFunctionSpec): Promise<CodeDirectories> {
    const work = this.prepare(spec);
    this.working.add(work);
    return work.finally(() => this.working.delete(work));
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.working);
    const root = await this.root;
    if (root) await rm(root, { recursive: true, force: true });
  }

  private async prepare(spec: LambdaFunctionSpec): Promise<CodeDirectories> {
    const layers: string[] = [];
    for (const layer of spec.layers) layers.push(await this.directory(layer));
    return { code: await this.codeOf(spec), layers };
  }

  private codeOf(spec: LambdaFunctionSpec): Promise<string> {
    switch (spec.code.kind) {
      case 'directory':
      case 'archive': return this.directory(spec.code.path);
      case 'inline': return this.inline(spec.runtime ?? '', spec.code.text);
      case 'image': throw new CodeError(`container images cannot run here: ${spec.code.uri}`);
      case 's3': throw new CodeError(`the code is not here but in s3://${spec.code.bucket}/${spec.code.key}`);
    }
  }

  private async directory(path: string): Promise<string> {
    const found = await stat(path).catch(() => undefined);
    if (!found) throw new CodeError(`there is no ${path}`);
    if (found.isDirectory()) return path;
    let unzipped = this.archives.get(path);
    if (!unzipped) {
      unzipped = this.make().then(async (target) => {
        await unzip(path, target);
        return target;
      });
      this.archives.set(path, unzipped);
    }
    return unzipped.catch((error: Error) => {
      this.archives.delete(path);
      throw new CodeError(`${path} cannot be unzipped: ${error.message}`);
    });
  }

  private async inline(runtime: string, text: string): Promise<string> {
    const target = await this.make();
    if (runtime.startsWith('python')) {
      await writeFile(join(target, 'index.py'), text);
      await cp(join(RUNTIMES, 'python', 'cfnresponse.py'), join(target, 'cfnresponse.py'));
    } else {
      await writeFile(join(target, 'index.js'), text);
      await cp(join(RUNTIMES, 'node', 'cfn-response.cjs'), join(target, 'node_modules', 'cfn-response', 'index.js'));
    }
    return target;
  }

  private async make(): Promise<string> {
    this.root ??= mkdtemp(join(tmpdir(), 'stagecraft-')).then((root) => {
      this.onRoot(root);
      return root;
    });
    const target = join(await this.root, String(this.made++));
    await mkdir(target);
    return target;
  }
}
