import { request } from 'node:http';

/** A request, to the letter. */
export interface Call {
  readonly method?: string;
  /** As it is sent. */
  readonly path: string;
  /** Names and values; a list of values is sent as that many headers. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer;
}

export interface Answer {
  readonly status: number;
  /** By name in lower case; of more than one value, all of them with a comma between them. */
  readonly headers: Readonly<Record<string, string>>;
  /** Names and values in turn, as they came. */
  readonly rawHeaders: readonly string[];
  readonly bytes: Buffer;
  readonly text: string;
}

/** Sends a request as it is given: nothing is normalised. */
export function call(base: string, { method = 'GET', path, headers = {}, body }: Call): Promise<Answer> {
  const { hostname, port, pathname } = new URL(base);
  const list = Object.entries(headers).flatMap(([name, value]) => [value].flat().flatMap((one) => [name, one]));
  const hasHost = list.some((one, at) => at % 2 === 0 && one.toLowerCase() === 'host');
  const framing = body === undefined ? [] : ['Content-Length', String(Buffer.byteLength(body))];
  return new Promise((resolve, reject) => {
    const sent = request({
      hostname, port, method, path: pathname.replace(/\/$/, '') + path, agent: false, headers: [...hasHost ? [] : ['Host', `${hostname}:${port}`], ...list, ...framing],
    }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const { rawHeaders } = response;
        const all: Record<string, string> = {};
        for (let at = 0; at < rawHeaders.length; at += 2) {
          const name = rawHeaders[at].toLowerCase();
          all[name] = name in all ? `${all[name]},${rawHeaders[at + 1]}` : rawHeaders[at + 1];
        }
        resolve({ status: response.statusCode!, headers: all, rawHeaders, bytes, text: bytes.toString() });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The body, read as JSON. */
export function json(answer: Answer): unknown {
  return JSON.parse(answer.text);
}
