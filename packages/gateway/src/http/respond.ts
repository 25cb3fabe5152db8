import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import type { Exchange } from '../runtime/exchange';
import { malformed } from '../runtime/lambda/proxy-response';
import type { Reply } from '../runtime/reply';

const BODILESS = new Set([204, 304]);

/** Sends a reply. It throws where a reply cannot be sent as it is; nothing is sent then. `whenSent` is given the length of the body. */
export function send(response: ServerResponse, exchange: Exchange, { status, headers, body }: Reply, whenSent: (length: number) => void): void {
  if (status < 200) throw malformed(`${status} is no status of a response`);
  const all = [...headers, 'x-amzn-RequestId', exchange.requestId, 'x-amz-apigw-id', exchange.extendedRequestId];
  if (showsTrace(exchange)) all.push('X-Amzn-Trace-Id', exchange.traceId);
  if (typeof body === 'string' || Buffer.isBuffer(body)) {
    const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
    if (!BODILESS.has(status)) all.push('Content-Length', String(length));
    writeHead(response, status, all);
    response.end(body);
    whenSent(length);
    return;
  }
  let length = 0;
  body.on('data', (chunk: Buffer) => (length += chunk.length));
  try {
    writeHead(response, status, all);
  } catch (error) {
    body.destroy();
    throw error;
  }
  // A response that breaks off ends the connection: the client sees that it is not whole.
  pipeline(body, response, () => whenSent(length));
}

function writeHead(response: ServerResponse, status: number, headers: string[]): void {
  try {
    response.writeHead(status, headers);
  } catch (error) {
    throw malformed((error as Error).message);
  }
}

/** The service shows it with what it traces, and with integrations that call something. */
function showsTrace({ release, method, failure }: Exchange): boolean {
  if (failure) return false;
  const type = method?.method.integration?.type;
  return release?.stage.tracingEnabled === true || type === 'AWS' || type === 'AWS_PROXY' || type === 'HTTP';
}
