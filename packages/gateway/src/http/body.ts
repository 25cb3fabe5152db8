import type { IncomingMessage } from 'node:http';
import { LARGEST_BODY } from './limits';
import { lastHeader } from '../runtime/request/headers';

/** Whether a request brings a body. */
export function hasBody({ rawHeaders }: IncomingMessage): boolean {
  const length = lastHeader(rawHeaders, 'content-length');
  return length === undefined ? lastHeader(rawHeaders, 'transfer-encoding') !== undefined : length !== '0';
}

/** Reads a body. `tooLarge` may come before its end; nothing comes where the client goes away. */
export function readBody(request: IncomingMessage, whenRead: (body: Buffer) => void, whenTooLarge: () => void): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= LARGEST_BODY) {
      chunks.push(chunk);
    } else {
      request.removeAllListeners('data').removeAllListeners('end').resume();
      whenTooLarge();
    }
  });
  request.on('end', () => whenRead(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
  request.on('error', () => {});
}
