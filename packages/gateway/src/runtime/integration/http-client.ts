import type { Readable } from 'node:stream';

/** A call to what is behind the gateway. */
export interface HttpCall {
  /** `https://host:port` */
  readonly origin: string;
  /** With the query string. */
  readonly path: string;
  readonly method: string;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  readonly body?: Buffer;
  readonly timeoutMs: number;
  /** Whether any certificate will do. */
  readonly insecure: boolean;
}

export interface HttpAnswer<Body = Buffer> {
  readonly status: number;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  readonly body: Body;
}

/** Calls what is behind the gateway; it fails with an `HttpCallError`. */
export interface HttpClient {
  call(call: HttpCall): Promise<HttpAnswer>;
  /** Gives the answer as soon as it begins. */
  stream(call: HttpCall): Promise<HttpAnswer<Readable>>;
}

export class HttpCallError extends Error {
  override readonly name = 'HttpCallError';

  /**
   * @param kind `timeout`: no answer in time. `address`: there is no such host, or nothing that could be called.
   *   `network`: the host is not reached, or breaks off.
   */
  constructor(readonly kind: 'timeout' | 'address' | 'network', message: string) {
    super(message);
  }
}
