import type { Readable } from 'node:stream';

/**
 * - `result`: the function's answer
 * - `error`: the function failed and said how
 * - `timeout`: the function took longer than its own timeout
 * - `crash`: the function's process ended, or spoke nonsense
 * - `throttled`: as many invocations are running and waiting as may
 * - `tooLarge`: the payload is more than Lambda takes
 * - `abandoned`: the caller's `timeoutMs` passed
 * - `refused`: the function cannot run here; `payload` says why
 */
export type OutcomeKind = 'result' | 'error' | 'timeout' | 'crash' | 'throttled' | 'tooLarge' | 'abandoned' | 'refused';

export interface InvokeOutcome {
  readonly kind: OutcomeKind;
  /** What Lambda would give to its caller: with `error`, `timeout` and `crash` a document with `errorType` and `errorMessage`. */
  readonly payload: Buffer;
  readonly requestId: string;
  /** What the function wrote, and its initialization with the first invocation; cut after a megabyte. */
  readonly logs: string;
  /** How long the environment took to start; only with the first invocation of one. */
  readonly initMs?: number;
  readonly durationMs: number;
  /** Which environment it was; absent where none was reached. */
  readonly environmentId?: string;
}

/** A response that has begun. */
export interface StreamOutcome {
  readonly kind: 'stream';
  readonly requestId: string;
  readonly contentType: string;
  /** The metadata before eight NUL bytes; absent where the stream does not have them within its first 16 KB. */
  readonly prelude?: Buffer;
  /** What follows. A failure of the function destroys it with an error. Destroying it does not stop the function. */
  readonly body: Readable;
  /** When the environment is done with the invocation. */
  readonly completed: Promise<InvokeOutcome>;
}

/** The response broke off after it had begun. */
export class StreamBrokenError extends Error {
  override readonly name = 'StreamBrokenError';

  constructor(readonly outcome: InvokeOutcome) {
    super(`The function's response broke off (${outcome.kind}): ${outcome.payload.toString()}`);
  }
}

export function errorDocument(errorType: string, errorMessage: string): Buffer {
  return Buffer.from(JSON.stringify({ errorType, errorMessage }));
}

/** As the Lambda service words the end of a process. */
export function describeExit(code: number | null, signal: NodeJS.Signals | null): string {
  if (signal) return `Runtime exited with error: signal: ${SIGNALS[signal] ?? signal}`;
  return code === 0 ? 'Runtime exited without providing a reason' : `Runtime exited with error: exit status ${code}`;
}

const SIGNALS: Partial<Record<NodeJS.Signals, string>> = {
  SIGABRT: 'aborted',
  SIGBUS: 'bus error',
  SIGFPE: 'floating point exception',
  SIGILL: 'illegal instruction',
  SIGINT: 'interrupt',
  SIGKILL: 'killed',
  SIGSEGV: 'segmentation fault',
  SIGTERM: 'terminated',
};
