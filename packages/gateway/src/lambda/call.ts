import { randomUUID } from 'node:crypto';
import { errorDocument, type InvokeOutcome, type OutcomeKind } from './outcome';
import type { LambdaFunctionSpec } from './spec';

export interface InvokeOptions {
  /** After how long the caller gives up; the function goes on, as in the service. */
  readonly timeoutMs?: number;
  /** What the function's context has of the client. */
  readonly clientContext?: object;
  readonly traceId?: string;
  /** With the version or the alias. Without it: the function's ARN. */
  readonly invokedArn?: string;
}

/** What an environment adds to an outcome. */
export interface Circumstances {
  readonly logs: string;
  readonly initMs?: number;
  readonly durationMs: number;
  readonly environmentId: string;
}

const NOWHERE = { logs: '', durationMs: 0 };
const EMPTY = Buffer.alloc(0);
export const LARGEST_RESPONSE = 6 * 1024 * 1024 + 100;

/** One invocation, from the caller to the environment and back. The caller is answered once. */
export abstract class Call {
  readonly requestId = randomUUID();
  /** Takes the call out of the queue while it is in one. */
  withdraw?: () => void;
  onDrain?: () => void;
  protected abstract readonly deliver: (outcome: InvokeOutcome) => void;
  private answered = false;
  private timer?: NodeJS.Timeout;

  constructor(readonly spec: LambdaFunctionSpec, readonly payload: Buffer, readonly options: InvokeOptions) {
    const { timeoutMs } = options;
    if (timeoutMs !== undefined) this.timer = setTimeout(() => this.abandon(), timeoutMs);
  }

  abstract streamHead(contentType: string): void;
  /** False where the reader cannot follow; the reader then asks for more by `onDrain`. */
  abstract streamChunk(chunk: Buffer): boolean;
  abstract streamEnd(): void;

  /** The environment is done with it. */
  abstract settle(kind: OutcomeKind, payload: Buffer, circumstances: Circumstances): void;

  /** It never reached an environment. */
  reject(kind: OutcomeKind, payload: Buffer = EMPTY): void {
    this.answer({ kind, payload, requestId: this.requestId, ...NOWHERE });
  }

  protected outcome(kind: OutcomeKind, payload: Buffer, { logs, initMs, durationMs, environmentId }: Circumstances): InvokeOutcome {
    return { kind, payload, requestId: this.requestId, logs, initMs, durationMs, environmentId };
  }

  protected answer(outcome: InvokeOutcome): void {
    if (this.answerOnce()) this.deliver(outcome);
  }

  protected answerOnce(): boolean {
    if (this.answered) return false;
    this.answered = true;
    clearTimeout(this.timer);
    return true;
  }

  private abandon(): void {
    this.withdraw?.();
    this.reject('abandoned');
  }
}

/** The caller waits for the whole response. */
export class BufferedCall extends Call {
  private readonly chunks: Buffer[] = [];
  private bytes = 0;

  constructor(spec: LambdaFunctionSpec, payload: Buffer, options: InvokeOptions, protected readonly deliver: (outcome: InvokeOutcome) => void) {
    super(spec, payload, options);
  }

  streamHead(): void {}

  streamEnd(): void {}

  streamChunk(chunk: Buffer): boolean {
    this.bytes += chunk.length;
    if (this.bytes <= LARGEST_RESPONSE) this.chunks.push(chunk);
    return true;
  }

  settle(kind: OutcomeKind, payload: Buffer, circumstances: Circumstances): void {
    if (kind !== 'result' || this.bytes === 0) {
      this.answer(this.outcome(kind, payload, circumstances));
    } else if (this.bytes > LARGEST_RESPONSE) {
      this.answer(this.outcome('error', responseTooLarge(), circumstances));
    } else {
      this.answer(this.outcome('result', Buffer.concat(this.chunks), circumstances));
    }
  }
}

export function responseTooLarge(): Buffer {
  return errorDocument(
    'Function.ResponseSizeTooLarge', `Response payload size exceeded maximum allowed payload size (${LARGEST_RESPONSE} bytes).`);
}
