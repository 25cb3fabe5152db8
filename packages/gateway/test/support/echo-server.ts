import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an endpoint got. */
export interface Echo {
  readonly method: string;
  readonly url: string;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** As they came, in turn. */
  readonly rawHeaders: readonly string[];
  /** In base64. */
  readonly body: string;
}

type Behave = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

/** An endpoint that says what it got, or does what it is told. */
export class EchoServer {
  private readonly server: Server;

  constructor(behave: Behave = echo) {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => behave(request, response, Buffer.concat(chunks)));
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  start(): Promise<void> {
    return new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

export function echo({ method = '', url = '', headers, rawHeaders }: IncomingMessage, response: ServerResponse, body: Buffer): void {
  const text = JSON.stringify({ method, url, headers, rawHeaders, body: body.toString('base64') });
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.end(text);
}
