import { PassThrough, type Readable } from 'node:stream';
import type { Dispatcher, Pool } from 'undici';
import { HttpCallError, type HttpAnswer, type HttpCall, type HttpClient } from '../runtime/integration/http-client';

/** API Gateway takes no more of an endpoint's response. */
const LARGEST_RESPONSE = 10 * 1024 * 1024;

/** The library is loaded with the first call: it takes as long as all else of a start. */
const loadUndici = () => import('undici');

/** Calls endpoints over connections that stay open. */
export class UndiciClient implements HttpClient {
  private readonly pools = new Map<string, Pool>();
  private undici?: Awaited<ReturnType<typeof loadUndici>>;

  call(call: HttpCall): Promise<HttpAnswer> {
    if (!this.undici) return this.load().then(() => this.call(call));
    return new Promise((resolve, reject) => this.dispatch(call, new BufferedHandler(call.timeoutMs, resolve, reject)));
  }

  stream(call: HttpCall): Promise<HttpAnswer<Readable>> {
    if (!this.undici) return this.load().then(() => this.stream(call));
    return new Promise((resolve, reject) => this.dispatch(call, new StreamHandler(call.timeoutMs, resolve, reject)));
  }

  async close(): Promise<void> {
    await Promise.all(Array.from(this.pools.values(), (pool) => pool.destroy()));
  }

  private async load(): Promise<void> {
    this.undici = await loadUndici();
  }

  private dispatch({ origin, path, method, headers, body, insecure }: HttpCall, handler: Handler): void {
    const options = { path, method: method as Dispatcher.HttpMethod, headers: [...headers], body: body ?? null, headersTimeout: 0, bodyTimeout: 0 };
    try {
      this.poolOf(origin, insecure).dispatch(options, handler);
    } catch (error) {
      handler.fail(error as Error);
    }
  }

  private poolOf(origin: string, insecure: boolean): Pool {
    const key = `${insecure} ${origin}`;
    let pool = this.pools.get(key);
    if (!pool) {
      pool = new this.undici!.Pool(origin, { connections: 256, connect: { rejectUnauthorized: !insecure } });
      this.pools.set(key, pool);
    }
    return pool;
  }
}

/** Follows one call; it settles once. */
abstract class Handler implements Dispatcher.DispatchHandler {
  protected status = 0;
  protected headers: readonly string[] = [];
  private controller?: Dispatcher.DispatchController;
  private stopped?: Error;
  private readonly timer: NodeJS.Timeout;

  constructor(timeoutMs: number, private readonly reject: (error: HttpCallError) => void) {
    this.timer = setTimeout(() => this.stop(new HttpCallError('timeout', `the endpoint did not answer within ${timeoutMs} ms`)), timeoutMs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.stopped) controller.abort(this.stopped);
  }

  onResponseStart({ rawHeaders }: Dispatcher.DispatchController, status: number): void {
    this.status = status;
    this.headers = (rawHeaders as Buffer[]).map((text) => text.toString('latin1'));
  }

  onResponseEnd(): void {
    clearTimeout(this.timer);
    this.end();
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.fail(error);
  }

  fail(error: Error): void {
    clearTimeout(this.timer);
    this.broken(error);
    this.reject(error instanceof HttpCallError ? error : callError(error));
  }

  /** Gives up: the connection is of no use any more. */
  protected stop(error: Error): void {
    this.stopped = error;
    this.controller?.abort(error);
    this.fail(error);
  }

  abstract onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void;
  protected abstract end(): void;
  protected abstract broken(error: Error): void;
}

class BufferedHandler extends Handler {
  private readonly chunks: Buffer[] = [];
  private bytes = 0;

  constructor(timeoutMs: number, private readonly resolve: (answer: HttpAnswer) => void, reject: (error: HttpCallError) => void) {
    super(timeoutMs, reject);
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.bytes += chunk.length;
    if (this.bytes > LARGEST_RESPONSE) this.stop(new HttpCallError('address', `the endpoint's response is more than ${LARGEST_RESPONSE} bytes`));
    else this.chunks.push(chunk);
  }

  protected end(): void {
    this.resolve({ status: this.status, headers: this.headers, body: this.chunks.length === 1 ? this.chunks[0] : Buffer.concat(this.chunks) });
  }

  protected broken(): void {
    this.chunks.length = 0;
  }
}

class StreamHandler extends Handler {
  private readonly body = new PassThrough();

  constructor(timeoutMs: number, private readonly resolve: (answer: HttpAnswer<Readable>) => void, reject: (error: HttpCallError) => void) {
    super(timeoutMs, reject);
  }

  override onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    super.onResponseStart(controller, status);
    if (status < 200) return;
    this.body.on('drain', () => controller.resume());
    this.body.on('close', () => {
      if (!this.body.writableEnded) this.stop(new HttpCallError('network', 'the client went away'));
    });
    this.resolve({ status, headers: this.headers, body: this.body });
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (!this.body.write(chunk)) controller.pause();
  }

  protected end(): void {
    this.body.end();
  }

  protected broken(error: Error): void {
    // Whoever reads is told; where nobody does any more, it is no reason to end the process.
    this.body.on('error', () => {});
    this.body.destroy(error);
  }
}

const NO_SUCH_PLACE = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ERR_INVALID_URL', 'UND_ERR_INVALID_ARG', 'ERR_INVALID_ARG_VALUE']);

function callError(error: Error & { readonly code?: string }): HttpCallError {
  return new HttpCallError(error.code !== undefined && NO_SUCH_PLACE.has(error.code) ? 'address' : 'network', `${error.code ?? error.name}: ${error.message}`);
}
