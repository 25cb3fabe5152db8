import { STATUS_CODES, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import type { Exchange } from '../runtime/exchange';
import { malformed } from '../runtime/lambda/proxy-response';
import type { Reply } from '../runtime/reply';

const BODILESS = new Set([204, 304]);

/** Sends all but the body. It throws where a reply cannot be sent as it is; nothing is sent then. */
export function sendHead(response: ServerResponse, exchange: Exchange, { status, headers, body }: Reply): void {
  const all = [...headers, 'x-amzn-RequestId', exchange.requestId, 'x-amz-apigw-id', exchange.extendedRequestId];
  if (showsTrace(exchange)) all.push('X-Amzn-Trace-Id', exchange.traceId);
  if (hasLength(body) && !BODILESS.has(status)) all.push('Content-Length', String(Buffer.byteLength(body)));
  try {
    if (status < 200) throw new Error(`${status} is no status of a response`);
    response.writeHead(status, STATUS_CODES[status] ?? '', all);
  } catch (error) {
    if (!hasLength(body)) body.destroy();
    throw malformed((error as Error).message);
  }
}

/** Sends the body; `whenSent` is given its length. */
export function sendBody(response: ServerResponse, { body }: Reply, whenSent: (length: number) => void): void {
  if (hasLength(body)) {
    response.end(body);
    whenSent(Buffer.byteLength(body));
    return;
  }
  let length = 0;
  body.on('data', (chunk: Buffer) => (length += chunk.length));
  // A response that breaks off ends the connection: the client sees that it is not whole.
  pipeline(body, response, () => whenSent(length));
}

function hasLength(body: Reply['body']): body is string | Buffer {
  return typeof body === 'string' || Buffer.isBuffer(body);
}

/** The service shows it with what it traces, and with integrations that call something. */
function showsTrace({ release, method, failure }: Exchange): boolean {
  if (failure) return false;
  const type = method?.method.integration?.type;
  return release?.stage.tracingEnabled === true || type === 'AWS' || type === 'AWS_PROXY' || type === 'HTTP';
}
