import { execFile } from 'node:child_process';
import * as path from 'node:path';

/** The directory of the project. */
export const ROOT = path.resolve(__dirname, '..', '..', '..');

/** What a command may be given. */
export interface RunOptions {
  readonly cwd?: string;
  /** Beside the environment of the tests. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a command and gives what it has written; where it fails, its output is in the error. */
export async function run(command: string, args: readonly string[], { cwd = ROOT, env }: RunOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(command, args, { cwd, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      const output = `${stdout}${stderr}`;
      if (error) {
        reject(new Error(`${[path.basename(command), ...args].join(' ')} failed (${error.code ?? error.signal}):\n${output}`));
      } else {
        resolve(output);
      }
    });
  });
}
