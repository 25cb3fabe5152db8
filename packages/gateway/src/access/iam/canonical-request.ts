import { createHash } from 'node:crypto';
import { headerValues } from '../../runtime/request/headers';
import { decodePercent } from '../../runtime/request/query';

/** A request as it was sent. */
export interface SentRequest {
  readonly httpMethod: string;
  /** Path and query string. */
  readonly target: string;
  /** Names and values in turn. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

/** The one form of a request in which both sides sign it, by version 4 of AWS's signatures. */
export function canonicalRequest({ httpMethod, target, rawHeaders, body }: SentRequest, signedHeaders: readonly string[]): string {
  const at = target.indexOf('?');
  const path = at === -1 ? target : target.slice(0, at);
  return [
    httpMethod,
    canonicalPath(path),
    canonicalQuery(at === -1 ? '' : target.slice(at + 1)),
    ...signedHeaders.map((name) => `${name}:${canonicalHeader(headerValues(rawHeaders, name))}`),
    '',
    signedHeaders.join(';'),
    sha256(body),
  ].join('\n');
}

/** Without `.`, `..` and empty segments, and encoded once more than it was sent. */
export function canonicalPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(encode(segment));
  }
  return `/${segments.join('/')}${segments.length > 0 && path.endsWith('/') ? '/' : ''}`;
}

/** All parameters but the signature itself, encoded in one way, in order. */
export function canonicalQuery(query: string): string {
  return queryParameters(query)
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encode(name), encode(value)])
    .sort(([name, value], [otherName, otherValue]) => compare(name, otherName) || compare(value, otherValue))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** Names and values, decoded. */
export function queryParameters(query: string): Array<[name: string, value: string]> {
  return query.split('&').filter((pair) => pair !== '').map((pair) => {
    const at = pair.indexOf('=');
    const decode = (text: string) => decodePercent(text.replaceAll('+', ' '));
    return at === -1 ? [decode(pair), ''] : [decode(pair.slice(0, at)), decode(pair.slice(at + 1))];
  });
}

export function canonicalHeader(values: readonly string[]): string {
  return values.map((value) => value.trim().replace(/\s+/g, ' ')).join(',');
}

export function sha256(data: Buffer | string): string {
  return createHash('sha256').update(data).digest('hex');
}

/** All but letters, digits and `-._~`. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
