import { availableParallelism } from 'node:os';
import { BufferedCall, type Call, type InvokeOptions } from './call';
import { CodeStore } from './code-file';
import type { Environment } from './environment';
import { FunctionPool, type FunctionPoolOptions, type FunctionPoolOwner } from './function-pool';
import type { InvokeOutcome, StreamOutcome } from './outcome';
import { keyOf, type LambdaFunctionSpec } from './spec';
import { StreamCall } from './stream-call';
import { Watchdog } from './watchdog';

export interface LambdaPoolOptions {
  /** How many environments one version of a function may have. Default: twice the number of cores. */
  readonly maxEnvironments?: number;
  /** How many processes there are before idle ones of other functions make room. Default: 64. */
  readonly maxProcesses?: number;
  /** How many invocations of one version may wait for an environment; beyond that they are throttled. Default: 1000. */
  readonly maxQueue?: number;
  /** After how long an idle environment is ended. Default: five minutes. */
  readonly idleMs?: number;
  /** Set for every function, before its own. Default: credentials that are none. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The command that runs Python functions. Default: `python3`. */
  readonly python?: string;
  /** Where Node.js functions find packages that Lambda's runtime brings. Default: nowhere. */
  readonly nodePath?: readonly string[];
  /** Commands that run functions by the Lambda Runtime API, by the beginning of the runtime's name; the handler is added. Default: none. */
  readonly interfaceClients?: Readonly<Record<string, readonly string[]>>;
  /** Takes what functions write, as they write it. Default: it is only in the outcome. */
  readonly onLog?: (spec: LambdaFunctionSpec, text: string, requestId: string | undefined) => void;
}

const LARGEST_REQUEST = 6 * 1024 * 1024;

/** Runs functions in processes of their own. An idle pool does not keep the process alive, and its processes do not outlive it. */
export class LambdaPool {
  private readonly functions = new Map<string, FunctionPool>();
  private readonly known = new WeakMap<LambdaFunctionSpec, FunctionPool>();
  /** Those that are left when they have answered what they have. */
  private readonly leaving = new Set<FunctionPool>();
  private readonly environments = new Set<Environment>();
  private readonly watchdog = new Watchdog();
  private readonly store = new CodeStore((directory) => this.watchdog.remove(directory));
  private readonly owner: FunctionPoolOwner;
  private readonly options: FunctionPoolOptions;
  private readonly maxProcesses: number;
  private readonly reaper: NodeJS.Timeout;
  private closing?: Promise<void>;

  constructor(given: LambdaPoolOptions = {}) {
    const idleMs = given.idleMs ?? 5 * 60_000;
    this.maxProcesses = given.maxProcesses ?? 64;
    this.options = {
      maxEnvironments: given.maxEnvironments ?? 2 * availableParallelism(),
      maxQueue: given.maxQueue ?? 1000,
      environment: given.environment ?? {},
      python: given.python ?? 'python3',
      nodePath: given.nodePath ?? [],
      interfaceClients: given.interfaceClients ?? {},
    };
    this.owner = {
      store: this.store,
      onSpawn: (environment) => this.onSpawn(environment),
      onLog: given.onLog ?? (() => {}),
      onDrained: (pool) => void this.leaving.delete(pool),
    };
    this.reaper = setInterval(() => this.reap(performance.now() - idleMs), idleMs / 2).unref();
  }

  invoke(spec: LambdaFunctionSpec, payload: Buffer, options: InvokeOptions = {}): Promise<InvokeOutcome> {
    return new Promise((resolve) => this.admit(new BufferedCall(spec, payload, options, resolve)));
  }

  /** The response as it comes, or how the invocation went where none came. */
  invokeStream(spec: LambdaFunctionSpec, payload: Buffer, options: InvokeOptions = {}): Promise<StreamOutcome | InvokeOutcome> {
    return new Promise((resolve) => this.admit(new StreamCall(spec, payload, options, resolve)));
  }

  /** Why the function cannot run here, if it cannot. */
  check(spec: LambdaFunctionSpec): Promise<string | undefined> {
    return this.poolOf(spec).prepare();
  }

  /** Ends the function's idle environments now and the others when they have answered. Invoked again, it starts afresh. */
  retire(spec: LambdaFunctionSpec): void {
    const key = keyOf(spec);
    const pool = this.functions.get(key);
    if (!pool) return;
    this.functions.delete(key);
    this.leaving.add(pool);
    pool.retire();
  }

  /** Retires all versions but these. */
  retain(specs: Iterable<LambdaFunctionSpec>): void {
    const kept = new Set(Array.from(specs, keyOf));
    for (const [key, { spec }] of this.functions) {
      if (!kept.has(key)) this.retire(spec);
    }
  }

  /** Ends all of it. What is running and waiting is abandoned. */
  close(): Promise<void> {
    this.closing ??= this.shutDown();
    return this.closing;
  }

  private admit(call: Call): void {
    const { spec } = call;
    if (this.closing) {
      call.reject('refused', Buffer.from('the pool is closed'));
    } else if (call.payload.length > LARGEST_REQUEST) {
      call.reject('tooLarge');
    } else if (spec.reservedConcurrency !== undefined && this.loadOf(spec.arn) >= spec.reservedConcurrency) {
      call.reject('throttled');
    } else {
      this.poolOf(spec).submit(call);
    }
  }

  private poolOf(spec: LambdaFunctionSpec): FunctionPool {
    const known = this.known.get(spec);
    if (known && !known.retired) return known;
    const key = keyOf(spec);
    let pool = this.functions.get(key);
    if (!pool) {
      pool = new FunctionPool(spec, this.options, this.owner);
      this.functions.set(key, pool);
    }
    this.known.set(spec, pool);
    return pool;
  }

  private onSpawn(environment: Environment): void {
    this.environments.add(environment);
    const { pid } = environment;
    if (pid !== undefined) this.watchdog.add(pid);
    void environment.exited.then(() => {
      this.environments.delete(environment);
      if (pid !== undefined) this.watchdog.delete(pid);
    });
    if (this.environments.size > this.maxProcesses) this.reap(Math.min(...Array.from(this.functions.values(), (pool) => pool.idleSince)));
  }

  private loadOf(arn: string): number {
    let load = 0;
    for (const pools of [this.functions.values(), this.leaving]) {
      for (const pool of pools) {
        if (pool.spec.arn === arn) load += pool.load;
      }
    }
    return load;
  }

  private reap(since: number): void {
    for (const pool of this.functions.values()) pool.endIdle(since);
  }

  private async shutDown(): Promise<void> {
    clearInterval(this.reaper);
    this.retain([]);
    for (const pool of this.leaving) pool.kill();
    // Nothing of the environments keeps this process alive, and whoever closes the pool means to see the end of it.
    const held = setInterval(() => {}, 1000);
    await Promise.all(Array.from(this.environments, ({ exited }) => exited));
    clearInterval(held);
    this.watchdog.close();
    await this.store.close();
  }
}
