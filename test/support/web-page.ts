/** What a page may read of an answer. */
export interface PageResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface PageRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whether cookies and the like go with it. */
  readonly credentials?: boolean;
}

const SAFE_METHODS = ['GET', 'HEAD', 'POST'];
const SAFE_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];
const SAFE_ANSWER_HEADERS = ['cache-control', 'content-language', 'content-length', 'content-type', 'expires', 'last-modified', 'pragma'];

/**
 * A web page of an origin: it calls other origins as a browser lets it, to the letter of the fetch standard, preflight and all, and never
 * remembers a preflight. What a browser would refuse rejects with a `TypeError` that says at which step.
 *
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export class WebPage {
  constructor(private readonly origin: string) {}

  public async fetch(url: string, request: PageRequest = {}): Promise<PageResponse> {
    const { method = 'GET', headers = {}, body, credentials = false } = request;
    const unsafe = unsafeNames(headers);
    if (!SAFE_METHODS.includes(method) || unsafe.length > 0) await this.preflight(url, method, unsafe, credentials);
    const response = await fetch(url, { method, headers: { ...headers, Origin: this.origin }, body, redirect: 'manual' });
    this.check(response, credentials, `the answer ${response.status}`);
    const exposed = listed(response, 'access-control-expose-headers');
    const readable = (name: string) => SAFE_ANSWER_HEADERS.includes(name) || exposed.includes(name) || (exposed.includes('*') && !credentials);
    const read = Object.fromEntries([...response.headers].filter(([name]) => readable(name)));
    return { status: response.status, headers: read, text: await response.text() };
  }

  /** The CORS-preflight fetch of the standard (4.8). */
  private async preflight(url: string, method: string, unsafe: readonly string[], credentials: boolean): Promise<void> {
    const response = await fetch(url, {
      method: 'OPTIONS',
      headers: {
        'Accept': '*/*',
        'Origin': this.origin,
        'Access-Control-Request-Method': method,
        ...(unsafe.length > 0 && { 'Access-Control-Request-Headers': unsafe.join(',') }),
      },
    });
    this.check(response, credentials, `the preflight ${response.status}`);
    if (!response.ok) throw new TypeError(`preflight: status ${response.status}`);
    const methods = (response.headers.get('access-control-allow-methods') ?? '').split(',').map((one) => one.trim());
    if (!SAFE_METHODS.includes(method) && !methods.includes(method) && (credentials || !methods.includes('*'))) throw new TypeError(`preflight: method ${method}`);
    const names = listed(response, 'access-control-allow-headers');
    const starred = names.includes('*') && !credentials;
    for (const name of unsafe) {
      if (!names.includes(name) && !(starred && name !== 'authorization')) throw new TypeError(`preflight: header ${name}`);
    }
  }

  /** The CORS check of the standard (4.10). */
  private check({ headers }: Response, credentials: boolean, of: string): void {
    const allowed = headers.get('access-control-allow-origin');
    if (allowed === '*' && !credentials) return;
    if (allowed !== this.origin) throw new TypeError(`${of}: origin ${allowed}`);
    if (credentials && headers.get('access-control-allow-credentials') !== 'true') throw new TypeError(`${of}: credentials`);
  }
}

/** The names of headers that a page may not send without being asked (CORS-unsafe request-header names), as preflights have them. */
function unsafeNames(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]).filter(([name, value]) =>
    !(['accept', 'accept-language', 'content-language'].includes(name) || (name === 'content-type' && SAFE_TYPES.includes(value.split(';')[0].trim().toLowerCase()))))
    .map(([name]) => name).sort();
}

function listed(response: Response, header: string): string[] {
  return (response.headers.get(header) ?? '').split(',').map((name) => name.trim().toLowerCase()).filter((name) => name !== '');
}
