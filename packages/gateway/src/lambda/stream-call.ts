import { Readable } from 'node:stream';
import { Call, type Circumstances, type InvokeOptions } from './call';
import { StreamBrokenError, type InvokeOutcome, type OutcomeKind, type StreamOutcome } from './outcome';
import type { LambdaFunctionSpec } from './spec';

const DELIMITER = Buffer.alloc(8);

/** API Gateway looks no further for the delimiter. */
const LONGEST_PRELUDE = 16 * 1024;

/** The caller takes the response as it comes. */
export class StreamCall extends Call {
  private start = Buffer.alloc(0);
  private contentType = '';
  private discarding = false;
  private ended = false;
  private wanted = false;
  private body?: Readable;
  private complete?: (outcome: InvokeOutcome) => void;

  constructor(
    spec: LambdaFunctionSpec, payload: Buffer, options: InvokeOptions, protected readonly deliver: (outcome: InvokeOutcome | StreamOutcome) => void,
  ) {
    super(spec, payload, options);
  }

  streamHead(contentType: string): void {
    this.contentType = contentType;
  }

  streamChunk(chunk: Buffer): boolean {
    if (this.body) return this.push(chunk);
    this.start = Buffer.concat([this.start, chunk]);
    const at = this.start.subarray(0, LONGEST_PRELUDE).indexOf(DELIMITER);
    if (at !== -1) return this.open(this.start.subarray(0, at), this.start.subarray(at + DELIMITER.length));
    return this.start.length < LONGEST_PRELUDE || this.open(undefined, this.start);
  }

  streamEnd(): void {
    if (!this.body) this.open(undefined, this.start);
    this.end();
  }

  settle(kind: OutcomeKind, payload: Buffer, circumstances: Circumstances): void {
    const outcome = this.outcome(kind, payload, circumstances);
    if (!this.body) {
      this.answer(outcome);
      return;
    }
    if (kind === 'result') this.end();
    else if (!this.ended) this.body.destroy(new StreamBrokenError(outcome));
    this.complete?.(outcome);
  }

  private open(prelude: Buffer | undefined, rest: Buffer): boolean {
    const body = new Readable({
      read: () => {
        this.wanted = true;
        this.onDrain?.();
      },
      destroy: (error, callback) => {
        this.discarding = true;
        this.onDrain?.();
        callback(error);
      },
    });
    // Whoever reads is told; where nobody does any more, it is no reason to end the process.
    body.on('error', () => {});
    this.body = body;
    if (this.answerOnce()) {
      const completed = new Promise<InvokeOutcome>((resolve) => (this.complete = resolve));
      this.deliver({ kind: 'stream', requestId: this.requestId, contentType: this.contentType, prelude, body, completed });
    } else {
      body.destroy();
    }
    return this.push(rest);
  }

  private push(chunk: Buffer): boolean {
    if (this.discarding || this.ended || chunk.length === 0) return true;
    this.wanted = false;
    // A reader may have asked for more while it was given this.
    return this.body!.push(chunk) || this.wanted;
  }

  private end(): void {
    if (!this.ended) this.body?.push(null);
    this.ended = true;
  }
}
