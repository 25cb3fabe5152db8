import * as path from 'node:path';
import { ROOT, run } from './run';

const CLI = path.join(ROOT, 'node_modules', '.bin', 'cdk');

/** Keeps the CDK's command line to itself, and to this directory. */
const QUIET = {
  CDK_HOME: path.join(ROOT, '.cache', 'cdk'),
  CDK_DISABLE_CLI_TELEMETRY: 'true',
  JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '1',
  NO_COLOR: '1',
  CI: 'true',
};

/** The command line of the CDK, in the directory of an app. */
export async function cdk(directory: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  return run(CLI, [...args, '--no-notices'], { cwd: directory, env: { ...QUIET, ...env } });
}
