import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { LambdaPool, type LambdaPoolOptions } from '../../src/lambda/lambda-pool';
import type { InvokeOutcome, StreamOutcome } from '../../src/lambda/outcome';
import type { LambdaFunctionSpec } from '../../src/lambda/spec';

/** Runs a test where there is the command. */
export function testWith(command: string): jest.It {
  return spawnSync(command, ['--version']).status === 0 ? test : test.skip as jest.It;
}

const ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:orders';

const pools: LambdaPool[] = [];
const directories: string[] = [];

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});

/** A pool that is closed after the test. */
export function poolOf(options?: LambdaPoolOptions): LambdaPool {
  const pool = new LambdaPool(options);
  pools.push(pool);
  return pool;
}

/** A directory with these files, gone after the test. */
export function directoryOf(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(tmpdir(), 'stagecraft-test-'));
  directories.push(directory);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text, { mode: name === 'bootstrap' ? 0o755 : 0o644 });
  }
  return directory;
}

export function functionOf(given: Partial<LambdaFunctionSpec>): LambdaFunctionSpec {
  return {
    name: 'orders',
    arn: ARN,
    version: '$LATEST',
    runtime: 'nodejs20.x',
    handler: 'index.handler',
    code: { kind: 'inline', text: '' },
    layers: [],
    environment: {},
    timeoutSeconds: 20,
    memoryMb: 128,
    ...given,
  };
}

export function node(text: string, given: Partial<LambdaFunctionSpec> = {}): LambdaFunctionSpec {
  return functionOf({ code: { kind: 'inline', text }, ...given });
}

export function python(text: string, given: Partial<LambdaFunctionSpec> = {}): LambdaFunctionSpec {
  return functionOf({ runtime: 'python3.12', code: { kind: 'inline', text }, ...given });
}

export function filesOf(files: Readonly<Record<string, string>>, given: Partial<LambdaFunctionSpec> = {}): LambdaFunctionSpec {
  return functionOf({ code: { kind: 'directory', path: directoryOf(files) }, ...given });
}

export function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

/** The payload, read as JSON. */
export function read(outcome: InvokeOutcome | StreamOutcome): unknown {
  if (outcome.kind === 'stream') throw new Error('a stream has no payload');
  return JSON.parse(outcome.payload.toString());
}

/** Whether a process runs; where it has ended and only nobody took notice yet, it does not. */
export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync('/proc/self/stat') || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Waits for something that nothing tells of. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}
