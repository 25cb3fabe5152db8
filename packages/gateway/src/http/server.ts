import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { hasBody, readBody } from './body';
import { decoderOf, encoderOf } from './compression';
import { checkHead, LARGEST_HEAD, TOO_LARGE } from './limits';
import { sendBody, sendHead } from './respond';
import type { RequestHead } from '../runtime/exchange';
import type { Failure } from '../runtime/failure';
import { respondByDefault } from '../runtime/gateway-responses';
import { fail } from '../runtime/method';
import type { Program, Routed } from '../runtime/program';
import type { Reply } from '../runtime/reply';

/** Looks on. */
export interface Observer {
  /** Before anything is done with a request. */
  begin(routed: Routed): void;
  /** When its response is out. */
  end(routed: Routed, status: number, length: number): void;
}

/** Milliseconds. An idle connection lives as long as with the service. */
const TIMEOUTS = { keepAliveTimeout: 310_000, headersTimeout: 10_000, requestTimeout: 60_000, connectionsCheckingInterval: 2_000 };

const SWEEP_MS = 50;

/** Serves programs over HTTP. */
export class HttpServer {
  private readonly server: Server;

  constructor(private program: Program, private readonly observer: Observer) {
    this.server = createServer({ maxHeaderSize: LARGEST_HEAD, ...TIMEOUTS }, (request, response) => this.onRequest(request, response));
    this.server.on('clientError', onClientError);
  }

  listen(port: number, host: string): Promise<AddressInfo> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => {
        this.server.off('error', reject);
        resolve(this.server.address() as AddressInfo);
      });
    });
  }

  /** Requests from now on are for another program; those that are on their way stay with theirs. */
  swap(program: Program): void {
    this.program = program;
  }

  /** Takes no more requests, and waits for those on their way. */
  close(waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.server.closeAllConnections(), waitMs);
      // A connection whose request is answered now would be kept for the next one.
      const sweep = setInterval(() => this.server.closeIdleConnections(), SWEEP_MS);
      this.server.close(() => {
        clearTimeout(timer);
        clearInterval(sweep);
        resolve();
      });
      this.server.closeIdleConnections();
    });
  }

  private onRequest(request: IncomingMessage, response: ServerResponse): void {
    const head = headOf(request);
    const routed = this.program.route(head);
    this.observer.begin(routed);
    const refusal = checkHead(head.target, head.rawHeaders);
    if (refusal) {
      request.resume();
      this.refuse(response, routed, refusal);
    } else if (hasBody(request)) {
      readBody(request, (body) => this.onBody(body, response, routed), () => {
        response.shouldKeepAlive = false;
        this.refuse(response, routed, TOO_LARGE);
      });
    } else {
      this.answer(response, routed);
    }
  }

  private onBody(body: Buffer, response: ServerResponse, routed: Routed): void {
    const { exchange } = routed;
    const decode = decoderOf(exchange);
    if (decode) {
      decode(body).then((decoded) => {
        exchange.packedBody = body;
        exchange.body = decoded;
        this.answer(response, routed);
      }, (failure: Failure) => this.refuse(response, routed, failure));
    } else {
      exchange.body = body;
      this.answer(response, routed);
    }
  }

  private answer(response: ServerResponse, routed: Routed): void {
    const reply = routed.answer(routed.exchange);
    if (reply instanceof Promise) void reply.then((later) => this.encode(response, routed, later));
    else this.encode(response, routed, reply);
  }

  private refuse(response: ServerResponse, routed: Routed, failure: Failure): void {
    this.reply(response, routed, fail(routed.exchange, failure, routed.respondTo));
  }

  private encode(response: ServerResponse, routed: Routed, reply: Reply): void {
    const encode = encoderOf(routed.exchange, reply);
    if (encode) void encode().then((encoded) => this.reply(response, routed, encoded));
    else this.reply(response, routed, reply);
  }

  private reply(response: ServerResponse, routed: Routed, reply: Reply): void {
    const sent = start(response, routed, reply);
    sendBody(response, sent, (length) => this.observer.end(routed, sent.status, length));
  }
}

/** Begins a response. What cannot be sent is answered by a gateway response, and where that cannot be sent either, by the service's own. */
function start(response: ServerResponse, { exchange, respondTo }: Routed, reply: Reply): Reply {
  let begun = reply;
  for (const instead of [respondTo, respondByDefault]) {
    try {
      sendHead(response, exchange, begun);
      return begun;
    } catch (error) {
      begun = fail(exchange, error, instead);
    }
  }
  sendHead(response, exchange, begun);
  return begun;
}

function headOf({ method = 'GET', url = '/', rawHeaders, httpVersion, socket }: IncomingMessage): RequestHead {
  return {
    httpMethod: method,
    rawHeaders,
    target: url.startsWith('/') ? url : url.replace(/^https?:\/\/[^/?]*/i, ''),
    sourceIp: sourceIpOf(socket),
    protocol: `HTTP/${httpVersion}`,
  };
}

function sourceIpOf({ remoteAddress = '127.0.0.1' }: Socket): string {
  return remoteAddress.startsWith('::ffff:') ? remoteAddress.slice('::ffff:'.length) : remoteAddress;
}

/** What is no HTTP, is too large even to be refused in detail, or does not come to an end. */
function onClientError(error: Error & { readonly code?: string }, socket: Socket & { readonly _httpMessage?: ServerResponse }): void {
  // What is written now would become part of a response that is on its way.
  if (!socket.writable || error.code === 'ECONNRESET' || socket._httpMessage?.headersSent) {
    socket.destroy();
    return;
  }
  const [status, message] = error.code === 'HPE_HEADER_OVERFLOW' ? ['431 Request Header Fields Too Large', 'Request Header Fields Too Large']
    : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? ['408 Request Timeout', 'Request Timeout'] : ['400 Bad Request', 'Bad Request'];
  const body = JSON.stringify({ message });
  socket.end(`HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`);
}
