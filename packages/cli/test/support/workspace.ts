import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import { App, Stack as CdkStack, Stage as CdkStage } from 'aws-cdk-lib';
import { addShop, type ShopState } from './shop';
import { run } from '../../src/program';
import type { Ledger } from 'cdk-stagecraft/releases/ledger';
import { printLedger } from 'cdk-stagecraft/releases/ledger-text';

export const BIN = path.join(__dirname, '..', '..', 'lib', 'main.js');

const NOW = new Date('2026-05-01T10:00:00.000Z');

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface SynthOptions extends ShopState {
  /** The names of the stacks; a name with a slash is in a stage of the CDK. */
  readonly stacks?: readonly string[];
  readonly region?: string;
}

/** A folder with an app's ledger and cloud assembly, and the command as it is published. */
export class Workspace {
  public readonly directory = fs.mkdtempSync(path.join(os.tmpdir(), 'stagecraft-cli-'));

  constructor(private readonly env: NodeJS.ProcessEnv = {}) {}

  public remove(): void {
    fs.rmSync(this.directory, { recursive: true, force: true });
  }

  public file(name = 'releases.json'): string {
    return path.join(this.directory, name);
  }

  public read(name?: string): string {
    return fs.readFileSync(this.file(name), 'utf8');
  }

  public write(text: string | Buffer, name?: string): void {
    fs.mkdirSync(path.dirname(this.file(name)), { recursive: true });
    fs.writeFileSync(this.file(name), text);
  }

  public writeLedger(ledger: Ledger): void {
    this.write(printLedger(ledger));
  }

  public ledger(): Ledger {
    return JSON.parse(this.read());
  }

  /** Synthesizes the app with the library, as `cdk synth` does. */
  public synth({ stacks = ['Shop'], region = 'eu-west-1', ...state }: SynthOptions = {}): void {
    const before = process.cwd();
    process.chdir(this.directory);
    try {
      fs.rmSync('cdk.out', { recursive: true, force: true });
      const app = new App({ outdir: 'cdk.out', treeMetadata: false, analyticsReporting: false });
      for (const name of stacks) addShop(stackIn(app, name, region), state);
      app.synth();
    } finally {
      process.chdir(before);
    }
  }

  public template(stack = 'Shop'): Template {
    return JSON.parse(this.read(`cdk.out/${stack}.template.json`));
  }

  /** Runs the command as it is published. */
  public async run(...args: string[]): Promise<Ended> {
    return this.runIn({}, ...args);
  }

  public async runIn(env: NodeJS.ProcessEnv, ...args: string[]): Promise<Ended> {
    return new Promise((resolve) => {
      execFile(process.execPath, [BIN, ...args], { cwd: this.directory, env: { ...process.env, ...this.env, ...env } }, (error, out, err) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err });
      });
    });
  }

  /** Runs the command in this process. */
  public async runHere(...args: string[]): Promise<Ended> {
    const [cwd, env] = [process.cwd(), { ...process.env }];
    process.chdir(this.directory);
    setEnv({ ...env, ...this.env });
    const ended = { out: '', err: '' };
    try {
      const code = await run(args, { out: (text) => { ended.out += text; }, err: (text) => { ended.err += text; }, colour: false, now: () => NOW, interrupted: async () => undefined });
      return { ...ended, code };
    } finally {
      process.chdir(cwd);
      setEnv(env);
    }
  }

  /** `stagecraft release … --json`, which has to do what it is asked. */
  public async release(...args: string[]): Promise<any> {
    const ended = await this.runHere('release', ...args, '--json');
    if (ended.code !== 0) throw new Error(`stagecraft release ${args.join(' ')} ended with ${ended.code}:\n${ended.err}`);
    return JSON.parse(ended.out);
  }

  /** The codes of the problems for which a command is refused. */
  public async problems(...args: string[]): Promise<{ readonly code: number; readonly problems: string[] }> {
    const { code, err } = await this.runHere(...args, '--json');
    return { code, problems: JSON.parse(err).problems.map((one: { code: string; what: string }) => `${one.code}: ${one.what}`) };
  }
}

export interface Template {
  readonly Resources: Record<string, { readonly Type: string; readonly Properties: Record<string, any> }>;
}

function setEnv(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (env[name] === undefined) delete process.env[name];
  for (const [name, value] of Object.entries(env)) if (value !== undefined) process.env[name] = value;
}

function stackIn(app: App, name: string, region: string): Stack {
  const [stage, stack] = name.includes('/') ? name.split('/') : [undefined, name];
  const scope = stage ? app.node.tryFindChild(stage) as CdkStage | undefined ?? new CdkStage(app, stage) : app;
  return new CdkStack(scope, stack, { env: { account: '123456789012', region } });
}
