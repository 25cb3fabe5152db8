import * as fs from 'node:fs';
import * as path from 'node:path';
import { cdk } from './cdk';
import type { MiniStack } from './ministack';
import { ROOT, run } from './run';
import type { Ledger } from '../../../src/releases/ledger';

const STAGECRAFT = path.join(ROOT, 'packages', 'cli', 'lib', 'main.js');

/** A copy of an example that a test may edit, beside the library that it imports. */
export class ExampleApp {
  public static copyOf(example: string): ExampleApp {
    const cache = path.join(ROOT, '.cache');
    fs.mkdirSync(cache, { recursive: true });
    const directory = fs.mkdtempSync(path.join(cache, `${example}-`));
    fs.cpSync(path.join(ROOT, 'examples', example), directory, {
      recursive: true,
      filter: (file) => !/cdk\.(out|context\.json)$/.test(file),
    });
    return new ExampleApp(directory);
  }

  private constructor(private readonly directory: string) {}

  /** Runs the CDK's command line against an emulator. */
  public async cdk(aws: MiniStack, ...args: string[]): Promise<string> {
    try {
      return await cdk(this.directory, args, aws.env);
    } catch (error) {
      throw new Error(`${(error as Error).message}\nThe emulator's last words:\n${aws.log.slice(-5_000)}`);
    }
  }

  /** Runs `stagecraft release` against an emulator, and gives its result. */
  public async release(aws: MiniStack, ...args: string[]): Promise<any> {
    return JSON.parse(await run(process.execPath, [STAGECRAFT, 'release', ...args, '--json'], { cwd: this.directory, env: aws.env }));
  }

  /** Its ledger, where it has one. */
  public ledger(): Ledger {
    return JSON.parse(fs.readFileSync(path.join(this.directory, 'releases.json'), 'utf8'));
  }

  /** Replaces a text that stands once in a file. */
  public edit(file: string, text: string, replacement: string): void {
    const name = path.join(this.directory, file);
    const [before, after, ...more] = fs.readFileSync(name, 'utf8').split(text);
    if (after === undefined || more.length > 0) throw new Error(`"${text}" does not stand once in ${file}`);
    fs.writeFileSync(name, before + replacement + after);
  }

  public remove(): void {
    fs.rmSync(this.directory, { recursive: true, force: true });
  }
}
