import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT, run } from './run';

const PROBE = 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 10))';

/** Why tests that need Python are skipped here; undefined where it is at hand. */
export const PYTHON_MISSING = spawnSync('python3', ['-c', PROBE]).status === 0
  ? undefined
  : 'skipped: no python3 of 3.10 or later with venv on this machine';

/** A virtual environment of the project, under `.venv`. */
export class PythonEnvironment {
  /** Makes the environment with what pip is to install; one that has been made from the same list is taken as it is. */
  public static async of(name: string, requirements: readonly string[]): Promise<PythonEnvironment> {
    const environment = new PythonEnvironment(path.join(ROOT, '.venv', name));
    const stamp = path.join(environment.directory, 'requirements.txt');
    const wanted = requirements.join('\n');
    if (!fs.existsSync(stamp) || fs.readFileSync(stamp, 'utf8') !== wanted) {
      await run('python3', ['-m', 'venv', '--clear', environment.directory]);
      await environment.pip('install', ...requirements);
      fs.writeFileSync(stamp, wanted);
    }
    return environment;
  }

  private constructor(private readonly directory: string) {}

  /** Where its commands are. */
  public get bin(): string {
    return path.join(this.directory, 'bin');
  }

  /** Runs its pip. */
  public async pip(...args: string[]): Promise<string> {
    return run(path.join(this.bin, 'python'), ['-m', 'pip', '--quiet', '--disable-pip-version-check', ...args]);
  }
}
