import type { Readable } from 'node:stream';

/** What goes back to the client. */
export interface Reply {
  readonly status: number;
  /** Names and values in turn, duplicates included. */
  readonly headers: readonly string[];
  readonly body: Buffer | string | Readable;
}
