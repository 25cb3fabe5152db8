/** What a frame is about. The runtimes have the same numbers. */
export const Frame = { INVOKE: 0, READY: 1, RESULT: 2, ERROR: 3, FATAL: 4, LOG: 5, STREAM: 6, CHUNK: 7, END: 8, BROKEN: 9, DONE: 10 } as const;

const HEADER = 9;

/** No frame of a runtime is longer: the largest response and some air. */
const LONGEST_BODY = 6 * 1024 * 1024 + 1024;

export function invokeFrame(id: number, head: string, payload: Buffer): Buffer {
  const headLength = Buffer.byteLength(head);
  const frame = Buffer.allocUnsafe(HEADER + 4 + headLength + payload.length);
  frame.writeUInt32LE(4 + headLength + payload.length, 0);
  frame[4] = Frame.INVOKE;
  frame.writeUInt32LE(id, 5);
  frame.writeUInt32LE(headLength, HEADER);
  frame.write(head, HEADER + 4);
  payload.copy(frame, HEADER + 4 + headLength);
  return frame;
}

/** Cuts what arrives into frames. */
export class FrameReader {
  private held: Buffer[] = [];
  private heldBytes = 0;
  private wanted = HEADER;

  constructor(private readonly onFrame: (type: number, id: number, body: Buffer) => void) {}

  /** False where what arrived cannot be frames. */
  push(chunk: Buffer): boolean {
    let data = chunk;
    if (this.heldBytes > 0) {
      this.held.push(chunk);
      this.heldBytes += chunk.length;
      if (this.heldBytes < this.wanted) return true;
      data = Buffer.concat(this.held, this.heldBytes);
      this.held = [];
    }
    let at = 0;
    this.wanted = HEADER;
    while (data.length - at >= HEADER) {
      const length = data.readUInt32LE(at);
      if (length > LONGEST_BODY) return false;
      const end = at + HEADER + length;
      if (end > data.length) {
        this.wanted = HEADER + length;
        break;
      }
      this.onFrame(data[at + 4], data.readUInt32LE(at + 5), data.subarray(at + HEADER, end));
      at = end;
    }
    this.heldBytes = data.length - at;
    if (this.heldBytes > 0) this.held.push(data.subarray(at));
    return true;
  }
}
