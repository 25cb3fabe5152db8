import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { LARGEST_RESPONSE, responseTooLarge, type Call } from './call';
import { NO_PAYLOAD, type Channel, type ChannelEvents } from './channel';
import { errorDocument } from './outcome';

const ROUTE = /^\/2018-06-01\/runtime\/(?:invocation\/(next|([^/]+)\/(response|error))|init\/error)$/;
const TRAILER_TYPE = 'lambda-runtime-function-error-type';
const TRAILER_BODY = 'lambda-runtime-function-error-body';

/** The Lambda Runtime API for one process. */
export class RuntimeApiChannel implements Channel {
  static listen(): Promise<RuntimeApiChannel> {
    return new Promise((resolve, reject) => {
      const server = createServer();
      server.once('error', reject);
      server.listen(0, '127.0.0.1', () => resolve(new RuntimeApiChannel(server)));
    });
  }

  events!: ChannelEvents;
  private call?: Call;
  private taken = false;
  private ready = false;
  private waiting?: ServerResponse;
  private streaming?: IncomingMessage;

  private constructor(private readonly server: Server) {
    server.keepAliveTimeout = 0;
    server.requestTimeout = 0;
    server.on('connection', (socket: Socket) => socket.unref());
    server.on('request', (request: IncomingMessage, response: ServerResponse) => this.onRequest(request, response));
    server.unref();
  }

  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  send(call: Call): void {
    this.call = call;
    this.taken = false;
    this.hand();
  }

  pause(): void {
    this.streaming?.pause();
  }

  resume(): void {
    this.streaming?.resume();
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private onRequest(request: IncomingMessage, response: ServerResponse): void {
    const match = ROUTE.exec(request.url ?? '');
    const method = match?.[1] === 'next' ? 'GET' : 'POST';
    if (!match || request.method !== method) {
      refuse(response, 404, 'InvalidPath', 'There is no such path');
    } else if (match[1] === 'next') {
      this.waiting = response;
      response.once('close', () => {
        if (this.waiting === response) this.waiting = undefined;
      });
      if (!this.ready) this.events.onReady();
      this.ready = true;
      this.hand();
    } else if (match[2] === undefined) {
      this.answer(request, response, (body) => this.events.onError(body, true));
    } else if (!this.taken || match[2] !== this.call?.requestId) {
      refuse(response, 400, 'InvalidRequestID', 'Invalid request ID');
    } else if (match[3] === 'error') {
      this.answer(request, response, (body) => this.finish(() => this.events.onError(body, false)));
    } else if (request.headers['lambda-runtime-function-response-mode'] === 'streaming') {
      this.stream(request, response);
    } else {
      this.answer(request, response, (body) => this.finish(() => this.events.onResult(body)));
    }
  }

  /** Hands the invocation over once there is one and somebody who asked for it. */
  private hand(): void {
    const { call, waiting } = this;
    if (!call || !waiting || this.taken) return;
    this.taken = true;
    this.waiting = undefined;
    const { spec, options } = call;
    const headers: Record<string, string | number> = {
      'Content-Type': 'application/json',
      'Content-Length': call.payload.length,
      'Lambda-Runtime-Aws-Request-Id': call.requestId,
      'Lambda-Runtime-Deadline-Ms': Date.now() + spec.timeoutSeconds * 1000,
      'Lambda-Runtime-Invoked-Function-Arn': options.invokedArn ?? spec.arn,
    };
    if (options.traceId) headers['Lambda-Runtime-Trace-Id'] = options.traceId;
    if (options.clientContext) headers['Lambda-Runtime-Client-Context'] = asciiJson(options.clientContext);
    waiting.writeHead(200, headers).end(call.payload);
  }

  private answer(request: IncomingMessage, response: ServerResponse, deliver: (body: Buffer) => void): void {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= LARGEST_RESPONSE) chunks.push(chunk);
    });
    // A process that goes away while it answers has said nothing; its end says the rest.
    request.on('error', () => {});
    request.on('end', () => {
      if (bytes > LARGEST_RESPONSE) {
        refuse(response, 413, 'RequestEntityTooLarge', `Exceeded maximum allowed payload size (${LARGEST_RESPONSE} bytes).`);
        this.finish(() => this.events.onError(responseTooLarge(), false));
      } else {
        accept(response);
        deliver(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
      }
    });
  }

  private stream(request: IncomingMessage, response: ServerResponse): void {
    const { events } = this;
    this.streaming = request;
    events.onStreamHead(request.headers['content-type'] ?? 'application/octet-stream');
    request.on('data', (chunk: Buffer) => events.onStreamChunk(chunk));
    request.on('error', () => {});
    request.on('end', () => {
      this.streaming = undefined;
      accept(response);
      const failure = request.trailers[TRAILER_TYPE];
      if (!failure) events.onStreamEnd();
      this.finish(() => failure ? events.onError(errorOf(request, failure), false) : events.onResult(NO_PAYLOAD));
    });
  }

  /** What the process wrote before it answered is on its way by now, and is read before the next phase of the event loop. */
  private finish(deliver: () => void): void {
    this.call = undefined;
    setImmediate(deliver);
  }
}

/** JSON as a header can hold it. */
function asciiJson(value: object): string {
  return JSON.stringify(value).replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function accept(response: ServerResponse): void {
  response.writeHead(202, { 'Content-Type': 'application/json' }).end('{"status":"OK"}\n');
}

function refuse(response: ServerResponse, status: number, errorType: string, errorMessage: string): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(errorDocument(errorType, errorMessage));
}

function errorOf(request: IncomingMessage, errorType: string): Buffer {
  const body = request.trailers[TRAILER_BODY];
  return body ? Buffer.from(body, 'base64') : errorDocument(errorType, '');
}
