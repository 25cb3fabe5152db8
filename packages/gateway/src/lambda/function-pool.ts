import type { Call, Circumstances } from './call';
import { NO_PAYLOAD } from './channel';
import type { CodeStore } from './code-file';
import { Environment, type EnvironmentOwner, type ErrorDocument } from './environment';
import { launchOf, type Launch, type LaunchOptions } from './launch-file';
import type { OutcomeKind } from './outcome';
import { RuntimeApiChannel } from './runtime-api-channel';
import type { LambdaFunctionSpec } from './spec';

export interface FunctionPoolOptions extends LaunchOptions {
  readonly maxEnvironments: number;
  readonly maxQueue: number;
}

/** What is around a function's pool. */
export interface FunctionPoolOwner {
  readonly store: CodeStore;
  onSpawn(environment: Environment): void;
  onLog(spec: LambdaFunctionSpec, text: string, requestId: string | undefined): void;
  /** It is retired, and nothing of it is left. */
  onDrained(pool: FunctionPool): void;
}

const nothing: ErrorDocument = () => NO_PAYLOAD;

/** The environments of one version of a function, and who waits for one. */
export class FunctionPool implements EnvironmentOwner {
  retired = false;
  private readonly environments = new Set<Environment>();
  /** The one that was used last is used next. */
  private readonly idle: Environment[] = [];
  private readonly queue: Call[] = [];
  /** Environments on their way, and those of them that have no process yet. */
  private starting = 0;
  private opening = 0;
  private launch?: Launch;
  private preparation?: Promise<string | undefined>;

  constructor(readonly spec: LambdaFunctionSpec, private readonly options: FunctionPoolOptions, private readonly owner: FunctionPoolOwner) {}

  /** Invocations that are running or waiting. */
  get load(): number {
    return this.environments.size - this.idle.length - (this.starting - this.opening) + this.queue.length;
  }

  /** Since when the least recently used environment has been idle. */
  get idleSince(): number {
    return this.idle.length > 0 ? this.idle[0].idleSince : Infinity;
  }

  submit(call: Call): void {
    const environment = this.idle.pop();
    if (environment) {
      environment.run(call);
    } else if (this.queue.length >= this.options.maxQueue) {
      call.reject('throttled');
    } else {
      call.withdraw = () => this.withdraw(call);
      this.queue.push(call);
      this.grow();
    }
  }

  /** Finds out how to start the function. What it gives is why that is impossible. */
  prepare(): Promise<string | undefined> {
    this.preparation ??= this.owner.store.directories(this.spec)
      .then((directories) => launchOf(this.spec, directories, this.options))
      .then((launch) => {
        this.launch = launch;
        this.grow();
        return undefined;
      })
      .catch((error: Error) => {
        // It may have been put right by the next time.
        this.preparation = undefined;
        const problem = this.problem(error);
        for (let call = this.take(); call; call = this.take()) call.reject('refused', Buffer.from(problem));
        this.checkDrained();
        return problem;
      });
    return this.preparation;
  }

  /** Starts nothing new that nobody waits for; what runs and waits is still answered. */
  retire(): void {
    this.retired = true;
    this.endIdle(Infinity);
    this.checkDrained();
  }

  /** Ends what has been idle since then or longer. */
  endIdle(since: number): void {
    while (this.idle.length > 0 && this.idle[0].idleSince <= since) this.idle[0].end('abandoned', nothing);
  }

  /** Ends everything. */
  kill(): void {
    this.retired = true;
    for (let call = this.take(); call; call = this.take()) call.reject('abandoned');
    for (const environment of this.environments) environment.end('abandoned', nothing);
  }

  onStarted(): void {
    this.starting--;
  }

  onStartFailed(kind: OutcomeKind, document: ErrorDocument, circumstances: Circumstances): void {
    this.starting--;
    const call = this.take();
    call?.settle(kind, document(call.requestId), circumstances);
    this.grow();
    this.checkDrained();
  }

  onFree(environment: Environment): void {
    const call = this.take();
    if (call) {
      environment.run(call);
    } else if (this.retired) {
      environment.end('abandoned', nothing);
    } else {
      environment.idleSince = performance.now();
      this.idle.push(environment);
    }
  }

  onGone(environment: Environment): void {
    this.environments.delete(environment);
    const at = this.idle.indexOf(environment);
    if (at !== -1) this.idle.splice(at, 1);
    this.grow();
    this.checkDrained();
  }

  onLog(text: string, requestId: string | undefined): void {
    this.owner.onLog(this.spec, text, requestId);
  }

  private take(): Call | undefined {
    const call = this.queue.shift();
    if (call) call.withdraw = undefined;
    return call;
  }

  private withdraw(call: Call): void {
    this.queue.splice(this.queue.indexOf(call), 1);
    this.checkDrained();
  }

  /** As many environments as there is work for, and may be. */
  private grow(): void {
    const { launch } = this;
    if (!launch) {
      if (this.queue.length > 0) void this.prepare();
      return;
    }
    while (this.starting < this.queue.length && this.environments.size + this.opening < this.options.maxEnvironments) {
      this.starting++;
      if (launch.protocol === 'pipe') this.start(launch);
      else this.open(launch);
    }
  }

  private open(launch: Launch): void {
    this.opening++;
    const opened = RuntimeApiChannel.listen().finally(() => this.opening--);
    opened.then((api) => {
      // Whoever it was for may have been answered meanwhile.
      if (this.queue.length > 0) {
        this.start(launch, api);
      } else {
        this.starting--;
        api.close();
        this.checkDrained();
      }
    }, (error: Error) => this.refuse(error));
  }

  private start(launch: Launch, api?: RuntimeApiChannel): void {
    try {
      const environment = new Environment(launch, this.spec.timeoutSeconds, this, api);
      this.environments.add(environment);
      this.owner.onSpawn(environment);
    } catch (error) {
      api?.close();
      this.refuse(error as Error);
    }
  }

  private refuse(error: Error): void {
    this.starting--;
    this.take()?.reject('refused', Buffer.from(this.problem(error)));
    this.checkDrained();
  }

  private problem(error: Error): string {
    return `${this.spec.name} cannot run: ${error.message}`;
  }

  private checkDrained(): void {
    if (this.retired && this.environments.size + this.queue.length + this.opening === 0) this.owner.onDrained(this);
  }
}
