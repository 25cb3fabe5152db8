import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import type { CodeDirectories } from './code-file';
import type { LambdaFunctionSpec } from './spec';
import { RUNTIMES } from '../runtimes';

/** How to start a process for a function. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly protocol: 'pipe' | 'runtime-api';
}

export interface LaunchOptions {
  /** Set for every function, before its own. Credentials and endpoints belong here. */
  readonly environment: Readonly<Record<string, string>>;
  /** The command, or its path, that runs Python functions. */
  readonly python: string;
  /** Where Node.js functions find packages that Lambda's runtime brings, after their own and their layers'. */
  readonly nodePath: readonly string[];
  /** Commands that run functions by the Lambda Runtime API, by the beginning of the runtime's name; the handler is added. */
  readonly interfaceClients: Readonly<Record<string, readonly string[]>>;
}

/** The function cannot run here. */
export class LaunchError extends Error {
  override readonly name = 'LaunchError';
}

type Start = Pick<Launch, 'command' | 'args' | 'protocol'>;

export async function launchOf(spec: LambdaFunctionSpec, { code, layers }: CodeDirectories, options: LaunchOptions): Promise<Launch> {
  return { ...await startOf(spec, [code, ...layers], options), cwd: code, env: environmentOf(spec, code, layers, options) };
}

async function startOf(spec: LambdaFunctionSpec, directories: readonly string[], options: LaunchOptions): Promise<Start> {
  const { runtime, handler = '' } = spec;
  if (!runtime) throw new LaunchError('the function has no runtime');
  const client = Object.entries(options.interfaceClients).find(([prefix]) => runtime.startsWith(prefix))?.[1];
  if (client) return { command: await find(client[0]), args: [...client.slice(1), handler], protocol: 'runtime-api' };
  if (runtime.startsWith('nodejs')) {
    return { command: process.execPath, args: [`--max-old-space-size=${spec.memoryMb}`, join(RUNTIMES, 'node', 'bootstrap.cjs')], protocol: 'pipe' };
  }
  if (runtime.startsWith('python3')) {
    return { command: await find(options.python), args: [join(RUNTIMES, 'python', 'bootstrap.py')], protocol: 'pipe' };
  }
  if (runtime.startsWith('provided')) return { command: await findBootstrap(directories), args: [], protocol: 'runtime-api' };
  throw new LaunchError(`${runtime} does not run here by itself; name a command in interfaceClients that runs it by the Lambda Runtime API`);
}

async function find(command: string): Promise<string> {
  if (isAbsolute(command)) return command;
  for (const directory of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(directory, command);
    if (await executable(path)) return path;
  }
  throw new LaunchError(`there is no ${command} on the PATH`);
}

async function findBootstrap(directories: readonly string[]): Promise<string> {
  for (const directory of directories) {
    const path = join(directory, 'bootstrap');
    if (await executable(path)) return path;
  }
  throw new LaunchError(`there is no executable bootstrap in ${directories.join(', ')}`);
}

function executable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(() => true, () => false);
}

function environmentOf(spec: LambdaFunctionSpec, code: string, layers: readonly string[], options: LaunchOptions): Record<string, string> {
  const region = spec.arn.split(':')[3] || 'us-east-1';
  // The layers lie over each other in the service, the last one on top.
  const fromTop = [...layers].reverse();
  const paths = (...ends: string[]) => fromTop.flatMap((layer) => ends.map((end) => join(layer, end)));
  const major = /^nodejs(\d+)/.exec(spec.runtime ?? '')?.[1];
  return {
    PATH: [...(process.env.PATH ?? '').split(delimiter), ...paths('bin')].join(delimiter),
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SESSION_TOKEN: 'local',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
    ...options.environment,
    ...joined('NODE_PATH', [...paths(...(major ? [`nodejs/node${major}/node_modules`] : []), 'nodejs/node_modules'), ...options.nodePath]),
    PYTHONDONTWRITEBYTECODE: '1',
    ...joined('LD_LIBRARY_PATH', [code, join(code, 'lib'), ...paths('lib'), process.env.LD_LIBRARY_PATH ?? '']),
    ...spec.environment,
    _HANDLER: spec.handler ?? '',
    LAMBDA_TASK_ROOT: code,
    STAGECRAFT_LAYERS: fromTop.join(delimiter),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${spec.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: spec.name,
    AWS_LAMBDA_FUNCTION_VERSION: spec.version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${spec.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: `${new Date().toISOString().slice(0, 10).replaceAll('-', '/')}/[${spec.version}]local`,
  };
}

/** Not there where it would be empty: an empty path is the current directory to some. */
function joined(name: string, paths: readonly string[]): Record<string, string> {
  const value = paths.filter((path) => path !== '').join(delimiter);
  return value === '' ? {} : { [name]: value };
}
