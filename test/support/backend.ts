import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a backend gets it. */
export interface BackendRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface BackendAnswer {
  readonly status?: number;
  readonly type?: string;
  readonly body: string;
}

/** An HTTP server on loopback, for what an API calls. */
export interface Backend {
  readonly url: string;
  readonly requests: BackendRequest[];
  close(): Promise<void>;
}

export async function startBackend(answer: (request: BackendRequest) => BackendAnswer): Promise<Backend> {
  const requests: BackendRequest[] = [];
  const server = createServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => {
      const request = { method: message.method!, url: message.url!, headers: message.headers, body: Buffer.concat(chunks).toString() };
      requests.push(request);
      const { status = 200, type = 'application/json', body } = answer(request);
      response.writeHead(status, { 'Content-Type': type }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}
