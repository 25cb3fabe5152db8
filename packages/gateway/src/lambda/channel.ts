import type { Call } from './call';

/** How a process takes invocations. */
export interface Channel {
  send(call: Call): void;
  /** The process should not send more of its response for now. */
  pause(): void;
  resume(): void;
  close(): void;
}

/** What a process says. */
export interface ChannelEvents {
  onReady(): void;
  onLog(text: string): void;
  onResult(payload: Buffer): void;
  /** After a fatal error the process ends itself. */
  onError(payload: Buffer, fatal: boolean): void;
  onStreamHead(contentType: string): void;
  onStreamChunk(chunk: Buffer): void;
  onStreamEnd(): void;
  /** It speaks nonsense. */
  onNonsense(what: string): void;
  /** It will not say any more. */
  onSilence(): void;
}

export const NO_PAYLOAD = Buffer.alloc(0);
