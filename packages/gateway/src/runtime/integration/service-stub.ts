/** A call that a method makes to a service. */
export interface ServiceCall {
  /** `dynamodb`, `sqs`, … */
  readonly service: string;
  /** `PutItem`: from the URI, from `X-Amz-Target`, or from `Action` in the query string or in the form. Absent where none of them says. */
  readonly action?: string;
  readonly region: string;
  readonly method: string;
  /** With the query string. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The body as it was sent, for what is no text. */
  readonly bytes: Buffer;
}

export interface ServiceAnswer {
  /** @default 200 */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A `Buffer` is sent as it is; what else is no text becomes JSON. */
  readonly body?: unknown;
}

/** Takes a service's place. */
export type ServiceStub = (call: ServiceCall) => ServiceAnswer | Promise<ServiceAnswer>;

/** By `service:action` or by `service`: a function, or the URL of an emulator. */
export type ServiceStubs = Readonly<Record<string, ServiceStub | string>>;

/** A stub that remembers its calls. */
export interface Recorder extends ServiceStub {
  readonly calls: readonly ServiceCall[];
}

/** Takes every call and remembers it. */
export function recorder(answer: ServiceAnswer = { body: {} }): Recorder {
  const calls: ServiceCall[] = [];
  return Object.assign((call: ServiceCall) => {
    calls.push(call);
    return answer;
  }, { calls });
}
