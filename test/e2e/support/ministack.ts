import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PythonEnvironment } from './python';
import { ROOT } from './run';

const RELEASE = 'ministack==1.5.33';
const STARTS_WITHIN_MILLIS = 60_000;

/** The emulator ends with the process that holds its standard input, however that process ends, and takes its functions along. */
const PROGRAM = `
import os, signal, sys, threading
def end_with_the_tests():
    sys.stdin.read()
    os.killpg(0, signal.SIGKILL)
threading.Thread(target=end_with_the_tests, daemon=True).start()
from ministack.app import main
main()
`;

/**
 * MiniStack, an emulator of AWS, on a port of its own. It keeps everything in memory and runs the functions of custom resources.
 *
 * It takes what the templates say, but it serves no calls the way API Gateway does: it does not replace stage variables in the URI of a
 * function, and it has no canaries.
 */
export class MiniStack {
  public static async start(): Promise<MiniStack> {
    const python = await PythonEnvironment.of('ministack', [RELEASE]);
    const port = await freePort();
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'ministack-'));
    const emulator = spawn(path.join(python.bin, 'python'), ['-c', PROGRAM], {
      env: {
        ...process.env,
        GATEWAY_PORT: String(port),
        BIND_HOST: '127.0.0.1',
        MINISTACK_HOST: '127.0.0.1',
        TMPDIR: directory,
        S3_DATA_DIR: path.join(directory, 's3'),
        // Lambda has the AWS SDK at hand for every function. The emulator has not.
        NODE_PATH: path.join(ROOT, 'node_modules'),
        AWS_ACCESS_KEY_ID: undefined,
        AWS_SECRET_ACCESS_KEY: undefined,
        AWS_SESSION_TOKEN: undefined,
        AWS_PROFILE: undefined,
        AWS_ENDPOINT_URL: undefined,
      },
      stdio: ['pipe', 'pipe', 'pipe'],
      // In a process group of its own, with those of the functions.
      detached: true,
    });
    const ministack = new MiniStack(emulator, port, directory);
    try {
      await ministack.answers();
    } catch (error) {
      await ministack.stop();
      throw error;
    }
    return ministack;
  }

  /** What a client needs to know. */
  public readonly client: { endpoint: string; region: string; credentials: { accessKeyId: string; secretAccessKey: string } };

  /** The same for a command. */
  public readonly env: NodeJS.ProcessEnv;

  /** What the emulator has written so far. */
  public log = '';

  private constructor(private readonly emulator: ChildProcess, port: number, private readonly directory: string) {
    const endpoint = `http://127.0.0.1:${port}`;
    this.client = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
    this.env = {
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_SESSION_TOKEN: undefined,
      AWS_PROFILE: undefined,
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_CONFIG_FILE: path.join(directory, 'config'),
      AWS_SHARED_CREDENTIALS_FILE: path.join(directory, 'credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
    };
    for (const stream of [emulator.stdout, emulator.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => { this.log += text; });
    }
  }

  /** Ends the emulator, and with it all that it holds. */
  public async stop(): Promise<void> {
    if (this.running) {
      const end = once(this.emulator, 'exit');
      process.kill(-(this.emulator.pid as number), 'SIGKILL');
      await end;
    }
    fs.rmSync(this.directory, { recursive: true, force: true });
  }

  private get running(): boolean {
    return this.emulator.pid !== undefined && this.emulator.exitCode === null && this.emulator.signalCode === null;
  }

  private async answers(): Promise<void> {
    for (const end = Date.now() + STARTS_WITHIN_MILLIS; Date.now() < end; await sleep(100)) {
      if (!this.running) break;
      const health = await fetch(`${this.client.endpoint}/_ministack/health`).catch(() => undefined);
      if (health?.ok) return;
    }
    throw new Error(`The emulator did not start:\n${this.log}`);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
