import type { Duplex } from 'node:stream';
import type { Call } from './call';
import { NO_PAYLOAD, type Channel, type ChannelEvents } from './channel';
import { Frame, FrameReader, invokeFrame } from './frames';

const ID_RANGE = 2 ** 32;

/** Frames over a socket that the process has as descriptor 3. */
export class PipeChannel implements Channel {
  private id = 0;

  constructor(private readonly socket: Duplex, private readonly events: ChannelEvents) {
    const reader = new FrameReader((type, id, body) => this.onFrame(type, id, body));
    socket.on('data', (chunk: Buffer) => {
      if (!reader.push(chunk)) events.onNonsense('a frame of impossible length');
    });
    socket.on('close', () => events.onSilence());
    // What is wrong with the socket shows when it closes.
    socket.on('error', () => {});
  }

  send(call: Call): void {
    const { spec, options } = call;
    this.id = (this.id + 1) % ID_RANGE;
    const deadlineMs = Date.now() + spec.timeoutSeconds * 1000;
    const clientContext = options.clientContext ? JSON.stringify(options.clientContext) : '';
    const head = `${call.requestId}\n${deadlineMs}\n${options.invokedArn ?? spec.arn}\n${options.traceId ?? ''}\n${clientContext}`;
    this.socket.write(invokeFrame(this.id, head, call.payload));
  }

  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  close(): void {
    this.socket.destroy();
  }

  private onFrame(type: number, id: number, body: Buffer): void {
    const { events } = this;
    if (type === Frame.LOG) {
      events.onLog(body.toString());
    } else if (type === Frame.READY) {
      events.onReady();
    } else if (type === Frame.FATAL) {
      events.onError(body, true);
    } else if (type < Frame.RESULT || type > Frame.DONE) {
      events.onNonsense(`a frame of type ${type}`);
    } else if (id === this.id) {
      // Others are what an earlier invocation left behind.
      this.onAnswer(type, body);
    }
  }

  private onAnswer(type: number, body: Buffer): void {
    const { events } = this;
    switch (type) {
      case Frame.RESULT: return events.onResult(body);
      case Frame.STREAM: return events.onStreamHead(body.toString());
      case Frame.CHUNK: return events.onStreamChunk(body);
      case Frame.END: return events.onStreamEnd();
      case Frame.DONE: return events.onResult(NO_PAYLOAD);
      default: return events.onError(body, false);
    }
  }
}
