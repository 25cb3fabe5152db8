import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { Duplex, Readable } from 'node:stream';
import type { Call, Circumstances } from './call';
import type { Channel, ChannelEvents } from './channel';
import type { Launch } from './launch-file';
import { describeExit, errorDocument, type OutcomeKind } from './outcome';
import { PipeChannel } from './pipe-channel';
import type { RuntimeApiChannel } from './runtime-api-channel';

/** What is to be said of an invocation. */
export type ErrorDocument = (requestId: string) => Buffer;

export interface EnvironmentOwner {
  /** It is able to take invocations now. */
  onStarted(): void;
  /** It never came to take an invocation. */
  onStartFailed(kind: OutcomeKind, document: ErrorDocument, circumstances: Circumstances): void;
  /** It has nothing to do. */
  onFree(environment: Environment): void;
  /** It takes no invocation any more. */
  onGone(environment: Environment): void;
  onLog(text: string, requestId: string | undefined): void;
}

/** Lambda gives initialization ten seconds, and then once more with the function's own timeout. */
const INIT_MS = 10_000;
const LONGEST_LOG = 1024 * 1024;
/** What a process may take between closing its end of the channel and its end, and from then until its output is read. */
const LINGER_MS = 1000;

/** A process that runs one function, one invocation at a time. */
export class Environment implements ChannelEvents {
  readonly id = randomUUID();
  /** Resolves when nothing is left of it. */
  readonly exited: Promise<void>;
  idleSince = 0;
  private state: 'starting' | 'idle' | 'busy' | 'dead' = 'starting';
  private readonly child: ChildProcess;
  private readonly channel: Channel;
  private readonly timeoutMs: number;
  private readonly createdAt = performance.now();
  private startedAt = this.createdAt;
  private initMs?: number;
  private call?: Call;
  private paused = false;
  private logs = '';
  /** What was written of a line that is not whole. */
  private line = '';
  private timer: NodeJS.Timeout;

  /** @param api by which a process that does not speak frames takes its invocations */
  constructor(launch: Launch, timeoutSeconds: number, private readonly owner: EnvironmentOwner, api?: RuntimeApiChannel) {
    this.timeoutMs = timeoutSeconds * 1000;
    // Its own process group, so that what it starts can be ended with it.
    this.child = spawn(launch.command, launch.args, {
      cwd: launch.cwd,
      env: api ? { ...launch.env, AWS_LAMBDA_RUNTIME_API: api.address } : launch.env,
      stdio: ['ignore', 'pipe', 'pipe', api ? 'ignore' : 'pipe'],
      detached: true,
    });
    this.channel = api ?? new PipeChannel(this.child.stdio[3] as Duplex, this);
    if (api) api.events = this;
    for (const stream of [this.child.stdout, this.child.stderr] as Readable[]) {
      stream.setEncoding('utf8').on('data', (text: string) => this.onLog(text));
    }
    this.exited = new Promise((resolve) => {
      this.child.once('close', (code, signal) => {
        this.onClose(code, signal);
        resolve();
      });
      this.child.once('error', (error) => {
        this.end('crash', documentOf('Runtime.InvalidEntrypoint', error.message));
        if (this.child.pid === undefined) resolve();
      });
    });
    this.child.once('exit', () => this.onExit());
    for (const stream of this.child.stdio) (stream as { unref?(): void } | null)?.unref?.();
    this.timer = setTimeout(() => this.onTimeout(), INIT_MS + this.timeoutMs);
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  run(call: Call): void {
    this.state = 'busy';
    this.call = call;
    this.startedAt = performance.now();
    this.child.ref();
    this.timer.refresh();
    call.onDrain = this.drain;
    this.channel.send(call);
  }

  /** Whoever waits for it is told. */
  end(kind: OutcomeKind, document: ErrorDocument): void {
    if (this.state === 'dead') return;
    const { state } = this;
    this.state = 'dead';
    clearTimeout(this.timer);
    if (this.child.exitCode === null && this.child.signalCode === null) this.killGroup();
    this.owner.onGone(this);
    if (state === 'starting') this.owner.onStartFailed(kind, document, this.circumstances());
    else if (this.call) this.settle(this.call, kind, document(this.call.requestId));
  }

  onReady(): void {
    if (this.state !== 'starting') return;
    this.initMs = performance.now() - this.createdAt;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.onTimeout(), this.timeoutMs).unref();
    this.owner.onStarted();
    this.free();
  }

  onLog(text: string): void {
    const room = LONGEST_LOG - this.logs.length;
    if (room <= 0) return;
    const kept = text.length > room ? text.slice(0, room) : text;
    this.logs += kept;
    this.line += kept;
    this.tell(this.line.lastIndexOf('\n') + 1);
  }

  onResult(payload: Buffer): void {
    this.finish('result', payload);
  }

  onError(payload: Buffer, fatal: boolean): void {
    if (fatal) this.end('error', () => payload);
    else this.finish('error', payload);
  }

  onStreamHead(contentType: string): void {
    this.call?.streamHead(contentType);
  }

  onStreamChunk(chunk: Buffer): void {
    if (this.call?.streamChunk(chunk) !== false) return;
    this.paused = true;
    this.channel.pause();
  }

  onStreamEnd(): void {
    this.call?.streamEnd();
  }

  onNonsense(what: string): void {
    this.onLog(`the process sent ${what} where its runtime sends answers\n`);
    this.end('crash', exitDocument(null, 'SIGKILL'));
  }

  onSilence(): void {
    setTimeout(() => this.end('crash', exitDocument(null, 'SIGKILL')), LINGER_MS).unref();
  }

  private readonly drain = (): void => {
    if (!this.paused) return;
    this.paused = false;
    this.channel.resume();
  };

  /** Passes on what was written, line by line, and the rest when nothing more can come to it. */
  private tell(end = this.line.length): void {
    if (end === 0) return;
    const text = this.line.slice(0, end);
    this.line = this.line.slice(end);
    this.owner.onLog(text, this.call?.requestId);
  }

  private free(): void {
    this.state = 'idle';
    this.child.unref();
    this.owner.onFree(this);
  }

  private finish(kind: OutcomeKind, payload: Buffer): void {
    if (!this.call) return;
    this.settle(this.call, kind, payload);
    this.free();
  }

  private settle(call: Call, kind: OutcomeKind, payload: Buffer): void {
    const circumstances = this.circumstances();
    this.tell();
    this.call = undefined;
    this.logs = '';
    this.initMs = undefined;
    call.onDrain = undefined;
    // The reader may not have taken the last of the response yet; the next invocation has nothing to do with it.
    this.drain();
    call.settle(kind, payload, circumstances);
  }

  private circumstances(): Circumstances {
    return { logs: this.logs, initMs: this.initMs, durationMs: performance.now() - this.startedAt, environmentId: this.id };
  }

  private onTimeout(): void {
    if (this.state === 'idle') return;
    const message = `Task timed out after ${(this.timeoutMs / 1000).toFixed(2)} seconds`;
    this.onLog(`${new Date().toISOString()} ${this.call?.requestId ?? this.id} ${message}\n\n`);
    this.end('timeout', documentOf('Sandbox.Timedout', message));
  }

  private onExit(): void {
    this.killGroup();
    // A process that left the group may hold the output open.
    setTimeout(() => {
      for (const stream of this.child.stdio) stream?.destroy();
    }, LINGER_MS).unref();
  }

  private onClose(code: number | null, signal: NodeJS.Signals | null): void {
    this.channel.close();
    this.end('crash', exitDocument(code, signal));
    this.tell();
  }

  private killGroup(): void {
    if (this.child.pid === undefined) return;
    try {
      process.kill(-this.child.pid, 'SIGKILL');
    } catch {
      // There is nobody left in it.
    }
  }
}

function documentOf(errorType: string, message: string): ErrorDocument {
  return (requestId) => errorDocument(errorType, `RequestId: ${requestId} Error: ${message}`);
}

function exitDocument(code: number | null, signal: NodeJS.Signals | null): ErrorDocument {
  return documentOf('Runtime.ExitError', describeExit(code, signal));
}
