import { createHash } from 'node:crypto';
import { queryParameters, type SentRequest } from './canonical-request';
import { SignatureError } from './signature-error';
import { lastHeader } from '../../runtime/request/headers';

const ALGORITHM = 'AWS4-HMAC-SHA256';

/** What a request says of its signature. */
export interface RequestSignature {
  readonly accessKeyId: string;
  /** `20260415`, `eu-west-1`, `execute-api`, `aws4_request` */
  readonly scope: readonly string[];
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `20260415T120000Z` */
  readonly timestamp: string;
  readonly sessionToken?: string;
  /** With signatures in the query string only. */
  readonly expiresInSeconds?: number;
}

/** Reads a signature from the header `Authorization` or from the query string; nothing where there is none. */
export function readSignature(request: SentRequest): RequestSignature | undefined {
  const authorization = lastHeader(request.rawHeaders, 'authorization');
  if (authorization !== undefined) return readHeader(authorization, request);
  const at = request.target.indexOf('?');
  const query = new Map(at === -1 ? [] : queryParameters(request.target.slice(at + 1)));
  return query.has('X-Amz-Signature') || query.has('X-Amz-Algorithm') ? readQuery(query) : undefined;
}

function readHeader(authorization: string, { rawHeaders }: SentRequest): RequestSignature {
  const hashed = createHash('sha256').update(authorization).digest('base64');
  const fields = new Map(authorization.replace(/^\S+\s+/, '').split(',').map((pair) => {
    const at = pair.indexOf('=');
    if (at === -1) {
      throw incomplete(`Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hashed}'.`);
    }
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  }));
  const date = timestampOf(rawHeaders);
  const missing = ['Credential', 'Signature', 'SignedHeaders'].filter((name) => !fields.get(name)).map((name) => `Authorization header requires '${name}' parameter.`);
  if (date === undefined) missing.push('Authorization header requires existence of either a \'X-Amz-Date\' or a \'Date\' header.');
  if (missing.length > 0) throw incomplete(`${missing.join(' ')} (Hashed with SHA-256 and encoded with Base64) Authorization=${hashed}`);
  if (!authorization.startsWith(`${ALGORITHM} `)) throw incomplete(`Unsupported AWS 'algorithm': '${authorization.split(' ')[0]}'.`);
  return {
    ...readCredential(fields.get('Credential')!),
    signedHeaders: fields.get('SignedHeaders')!.toLowerCase().split(';'),
    signature: fields.get('Signature')!,
    timestamp: checkedTimestamp(date!),
    sessionToken: lastHeader(rawHeaders, 'x-amz-security-token'),
  };
}

function readQuery(query: ReadonlyMap<string, string>): RequestSignature {
  const missing = ['X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Signature', 'X-Amz-SignedHeaders', 'X-Amz-Date'].filter((name) => !query.get(name));
  if (missing.length > 0) throw incomplete(missing.map((name) => `AWS query-string parameters must include '${name}'.`).join(' ') + ' Re-examine the query-string parameters.');
  if (query.get('X-Amz-Algorithm') !== ALGORITHM) throw incomplete(`Unsupported AWS 'algorithm': '${query.get('X-Amz-Algorithm')}'.`);
  return {
    ...readCredential(query.get('X-Amz-Credential')!),
    signedHeaders: query.get('X-Amz-SignedHeaders')!.toLowerCase().split(';'),
    signature: query.get('X-Amz-Signature')!,
    timestamp: checkedTimestamp(query.get('X-Amz-Date')!),
    sessionToken: query.get('X-Amz-Security-Token'),
    expiresInSeconds: Number(query.get('X-Amz-Expires') ?? NaN),
  };
}

function readCredential(credential: string): Pick<RequestSignature, 'accessKeyId' | 'scope'> {
  const [accessKeyId, ...scope] = credential.split('/');
  if (scope.length !== 4) throw incomplete(`Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`);
  return { accessKeyId, scope };
}

/** `X-Amz-Date`, or `Date` in its form. */
function timestampOf(rawHeaders: readonly string[]): string | undefined {
  const given = lastHeader(rawHeaders, 'x-amz-date') ?? lastHeader(rawHeaders, 'date');
  if (given === undefined || /^\d{8}T/.test(given)) return given;
  const time = Date.parse(given);
  return Number.isNaN(time) ? given : new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');
}

function checkedTimestamp(timestamp: string): string {
  if (!/^\d{8}T\d{6}Z$/.test(timestamp)) throw incomplete(`Date must be in ISO-8601 'basic format'. Got '${timestamp}'. See http://en.wikipedia.org/wiki/ISO_8601`);
  return timestamp;
}

function incomplete(message: string): SignatureError {
  return new SignatureError('IncompleteSignatureException', message);
}
