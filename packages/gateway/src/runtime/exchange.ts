import { randomUUID } from 'node:crypto';
import type { Failure } from './failure';
import { lastHeader, lastOfEach, passedHeaders, valuesByName, type Values } from './request/headers';
import { extendedRequestId, isUuid, traceId } from './request/ids';
import { parseQuery } from './request/query';
import type { AuthorizerContext, MethodScope, ReleaseScope } from './step';
import type { TraceBuilder } from './trace';
import type { Json } from '../json';
import type { Texts } from '../model/source';

/** What a client asked for, as far as it is known before any body is read. */
export interface RequestHead {
  readonly httpMethod: string;
  /** As they were sent, names and values in turn. */
  readonly rawHeaders: readonly string[];
  /** As it was sent: path and query string. */
  readonly target: string;
  readonly sourceIp: string;
  readonly protocol: string;
}

/** Where a request goes to: which of the addresses of the gateway it used. */
export interface Address {
  /** `Host` as the service has it. */
  readonly domainName: string;
  /** What stands before the method's path: `/prod`, or a base path, or nothing. */
  readonly prefix: string;
  /** Absent at the API's own address. */
  readonly basePath?: string;
}

/** How the integration went; for logs. */
export interface IntegrationFacts {
  /** Of a function: that of its invocation. */
  status?: number;
  /** What a function's own response says. */
  functionStatus?: number;
  latency?: number;
  error?: string;
  requestId?: string;
}

const NOTHING = Buffer.alloc(0);
const NO_PARAMETERS: Texts = {};

/** A request, and all that is found out about it on its way to the response. */
export class Exchange {
  readonly requestId: string;
  readonly extendedRequestId: string;
  body: Buffer = NOTHING;
  /** The body before it was unpacked, where it was. */
  packedBody?: Buffer;
  /** As it was sent, without what the address has before it. */
  path = '/';
  address: Address = { domainName: '', prefix: '' };
  release?: ReleaseScope;
  method?: MethodScope;
  /** Decoded. */
  pathParameters = NO_PARAMETERS;
  readonly integration: IntegrationFacts = {};
  /** Set by authorizers. */
  authorizer?: AuthorizerContext;
  /** What there is to add to `$context.identity`, such as `caller`, `userArn` or `apiKey`. */
  identity: Readonly<Record<string, Json>> = {};
  /** `$context.error`, once there is one. */
  error?: Readonly<Record<string, Json>>;
  /** What the response is instead of the method's. */
  failure?: Failure;
  /** What only access logs have: `$context.authorize`, `authenticate`, `authorizer.latency`, …. */
  readonly logged: Record<string, Json> = {};
  /** Set where somebody wants to know. */
  trace?: TraceBuilder;
  private root?: string;
  private passed?: readonly string[];
  private allHeaders?: Values;
  private lastHeaders?: Texts;
  private allQuery?: Values;
  private lastQuery?: Texts;

  /** @param startedAt milliseconds since 1970 */
  constructor(readonly head: RequestHead, readonly httpMethod: string, readonly rawQuery: string, readonly startedAt: number) {
    const given = lastHeader(head.rawHeaders, 'x-amzn-requestid');
    this.requestId = given !== undefined && isUuid(given) ? given : randomUUID();
    this.extendedRequestId = extendedRequestId();
  }

  /** `Root=1-…`, as in `X-Amzn-Trace-Id`. */
  get traceId(): string {
    return this.root ??= traceId(this.header('x-amzn-trace-id'), this.startedAt, this.requestId);
  }

  /** The body as it was sent, which signatures are of. */
  get sentBody(): Buffer {
    return this.packedBody ?? this.body;
  }

  /** The last value of a header. */
  header(lowerCaseName: string): string | undefined {
    return lastHeader(this.head.rawHeaders, lowerCaseName);
  }

  /** What the service passes of the client's headers, names and values in turn. */
  get passedHeaders(): readonly string[] {
    return this.passed ??= passedHeaders(this.head.rawHeaders, this.method?.method.authorizationType === 'AWS_IAM');
  }

  get multiValueHeaders(): Values {
    return this.allHeaders ??= valuesByName(this.passedHeaders);
  }

  /** The last value of each. */
  get headers(): Texts {
    return this.lastHeaders ??= lastOfEach(this.multiValueHeaders);
  }

  get multiValueQuery(): Values {
    return this.allQuery ??= parseQuery(this.rawQuery);
  }

  /** The last value of each. */
  get query(): Texts {
    return this.lastQuery ??= lastOfEach(this.multiValueQuery);
  }
}
