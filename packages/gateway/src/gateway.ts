import { EventEmitter } from 'node:events';
import { Access } from './access/access';
import type { AccessOptions, TokenOptions } from './access/options';
import { Diagnostics } from './diagnostics';
import { HttpServer, type Observer } from './http/server';
import { UndiciClient } from './http/undici-client';
import { LambdaPool, type LambdaPoolOptions } from './lambda/lambda-pool';
import type { LambdaFunctionSpec } from './lambda/spec';
import type { Diagnostic } from './model/diagnostic';
import type { GatewayModel } from './model/gateway';
import type { Texts } from './model/source';
import { readGateway, type ReadOptions } from './read';
import { KeptReleases } from './releases-file';
import { describeFailure, traceOf, type FailureReport } from './report';
import type { ServiceStubs } from './runtime/integration/service-stub';
import { Program, type Routed } from './runtime/program';
import { seededRandom } from './runtime/random';
import { keepReleases, NO_RELEASES, type Releases } from './runtime/releases';
import { State, type Clock, type Services } from './runtime/services';
import { TraceBuilder, type Trace } from './runtime/trace';

export type GatewayOptions = ReadOptions & ServeOptions;

export interface ServeOptions extends AccessOptions {
  /** @default - a port that is free */
  readonly port?: number;
  /**
   * Anything but a loopback address lets others call what runs here.
   *
   * @default '127.0.0.1'
   */
  readonly host?: string;
  /**
   * Makes what is left to chance, canaries and the weights of aliases, come out the same each time.
   *
   * @default - chance
   */
  readonly seed?: number;
  /**
   * What takes the place of services, by `service:action` or by `service`: a function, or the URL of an emulator. Real AWS is never called.
   *
   * @default - methods that call a service answer 500 and say so
   */
  readonly stubs?: ServiceStubs;
  /**
   * Where private integrations lead to: URLs by id, name or logical id of a VPC link, or of the load balancer or the listener that an integration
   * names. Of a URL, scheme, host and port count.
   *
   * @default - the integration's own URI
   */
  readonly vpcLinks?: Texts;
  /**
   * Whether a function refuses to be invoked where no `AWS::Lambda::Permission` allows it.
   *
   * @default true
   */
  readonly enforcePermissions?: boolean;
  /**
   * What time it is, in milliseconds since 1970.
   *
   * @default - the time
   */
  readonly clock?: Clock;
  /**
   * A folder in which deployments and versions of functions are kept from one process to the next, so that a canary goes on beside what was
   * released before.
   *
   * @default - they are known for as long as the gateway runs
   */
  readonly keepIn?: string;
  /** How functions are run. */
  readonly lambda?: Omit<LambdaPoolOptions, 'onLog'>;
}

/** A line for a stage's access log. */
export interface AccessLogEntry {
  readonly line: string;
  readonly destinationArn: string;
  readonly api: string;
  readonly stage: string;
  /** Whether the canary answered: the service has a log group of its own for those besides. */
  readonly canary: boolean;
}

export interface FunctionLog {
  readonly function: LambdaFunctionSpec;
  readonly text: string;
  readonly requestId?: string;
}

/** What came of reading anew. */
export interface Reload {
  /** Whether what was read is served from now on. */
  readonly reloaded: boolean;
  /** What there is to say about what was read. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface GatewayEvents {
  /** A request was answered. */
  request: [trace: Trace];
  accessLog: [entry: AccessLogEntry];
  /** A request was answered by a gateway response. */
  failure: [report: FailureReport];
  /** A function wrote something. */
  functionLog: [log: FunctionLog];
}

/** Longer than any request takes that is not streamed. */
const DRAIN_MS = 30_000;

/** Reads a cloud assembly or a template and serves its REST APIs. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const gateway = new Gateway(options);
  await gateway.listen();
  return gateway;
}

/** A gateway that is running. */
export class Gateway extends EventEmitter<GatewayEvents> {
  private readonly http = new UndiciClient();
  private readonly pool: LambdaPool;
  private readonly services: Services;
  private readonly server: HttpServer;
  private readonly kept?: KeptReleases;
  private releases: Releases = NO_RELEASES;
  private program: Program;
  private origin = '';

  /** @internal */
  constructor(private readonly options: GatewayOptions) {
    super();
    const { seed, stubs = {}, vpcLinks = {}, enforcePermissions = true, clock = Date.now, lambda } = options;
    this.pool = new LambdaPool({ ...lambda, onLog: (one, text, requestId) => this.emit('functionLog', { function: one, text, requestId }) });
    const random = seed === undefined ? Math.random : seededRandom(seed);
    const access = new Access(options, clock);
    this.services = { clock, random, invoker: this.pool, enforcePermissions, http: this.http, stubs, vpcLinks, access, state: new State() };
    const diagnostics = new Diagnostics();
    if (options.keepIn !== undefined) {
      this.kept = new KeptReleases(options.keepIn);
      this.releases = this.kept.load(diagnostics);
    }
    this.program = this.compile(readGateway(options), diagnostics);
    const observer: Observer = { begin: (routed) => this.begin(routed), end: (routed, status, length) => this.end(routed, status, length) };
    this.server = new HttpServer(this.program, observer);
  }

  /** What is served. */
  get model(): GatewayModel {
    return this.program.model;
  }

  /** @internal */
  async listen(): Promise<void> {
    const { port = 0, host = '127.0.0.1' } = this.options;
    const address = await this.server.listen(port, host);
    this.origin = `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
  }

  /**
   * The URL of a stage, without a slash at its end.
   *
   * @param api id or name of the API @default - the only one that has such a stage
   */
  url(stage: string, api?: string): string {
    const [found, ...others] = this.program.stagesNamed(stage, api);
    if (!found) throw new Error(`There is no stage ${stage}${api === undefined ? '' : ` of ${api}`}`);
    if (others.length > 0) throw new Error(`More than one API has a stage ${stage}: ${[found, ...others].map((one) => one.api.name).join(', ')}. Say which`);
    return this.origin + this.program.pathOf(found);
  }

  /** A token of a user pool, for methods with a `COGNITO_USER_POOLS` authorizer. */
  issueToken(options: TokenOptions): Promise<string> {
    return this.services.access.issueToken(options, this.model);
  }

  /** Where it listens, without a slash at the end. */
  get address(): string {
    return this.origin;
  }

  /**
   * Reads everything anew. Requests that are on their way stay with what was; deployments and versions that were known stay as they were. Where
   * a file that could be read before no longer can, as in the middle of a synthesis, everything stays as it is.
   */
  reload(): Reload {
    const model = readGateway(this.options);
    const reloaded = newlyUnreadable(model, this.model).length === 0;
    if (reloaded) {
      this.program = this.compile(model);
      this.server.swap(this.program);
      this.pool.retain(this.program.functions);
    }
    return { reloaded, diagnostics: (reloaded ? this.model : model).diagnostics };
  }

  /** Answers what is on its way, and ends. */
  async close(): Promise<void> {
    await this.server.close(DRAIN_MS);
    await Promise.all([this.pool.close(), this.http.close()]);
  }

  private compile(read: GatewayModel, diagnostics = new Diagnostics()): Program {
    const { model, releases } = keepReleases(read, this.releases);
    this.kept?.save(releases, diagnostics);
    this.releases = releases;
    return new Program({ ...model, diagnostics: [...model.diagnostics, ...diagnostics.list()] }, this.services);
  }

  private begin({ exchange }: Routed): void {
    if (this.listenerCount('request') > 0) exchange.trace = new TraceBuilder();
  }

  private end({ exchange, accessLog }: Routed, status: number, responseLength: number): void {
    const { release, failure } = exchange;
    if (failure && this.listenerCount('failure') > 0) this.emit('failure', describeFailure(exchange, failure, status));
    if (accessLog && release && this.listenerCount('accessLog') > 0) {
      const { api, stage, canary } = release;
      const responseLatency = this.services.clock() - exchange.startedAt;
      const line = accessLog.line(exchange, { status, responseLength, responseLatency });
      this.emit('accessLog', { line, destinationArn: accessLog.destinationArn, api: api.id, stage: stage.name, canary });
    }
    if (exchange.trace) this.emit('request', traceOf(exchange, exchange.trace, status));
  }
}

function newlyUnreadable(now: GatewayModel, before: GatewayModel): readonly Diagnostic[] {
  const unreadable = ({ diagnostics }: GatewayModel) => diagnostics.filter(({ severity, code }) => severity === 'error' && code === 'unreadable-file');
  const known = new Set(unreadable(before).map(({ where }) => JSON.stringify(where)));
  return unreadable(now).filter(({ where }) => !known.has(JSON.stringify(where)));
}
