import { isObject, member, type Json, type JsonObject } from '../../json';
import { internalError, type Failure } from '../failure';

const FIELDS: ReadonlySet<string> = new Set(['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded']);

/** What a function says before its body, or with it. */
export interface ProxyHead {
  readonly status: number;
  /** Names and values in turn. */
  readonly headers: readonly string[];
}

export interface ProxyResponse extends ProxyHead {
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

/** Reads a function's response as a proxy integration has to have it; anything else is a 502. */
export function readProxyResponse(payload: Buffer): ProxyResponse {
  const response = parse(payload);
  const unknown = Object.keys(response).find((name) => !FIELDS.has(name));
  if (unknown !== undefined) throw malformed(`${unknown} is none of ${[...FIELDS].join(', ')}`);
  const body = member(response, 'body') ?? '';
  if (typeof body !== 'string') throw malformed('body has to be a string');
  return { ...readHead(response), body, isBase64Encoded: member(response, 'isBase64Encoded') === true };
}

/** Reads the metadata of a streamed response. */
export function readPrelude(prelude: Buffer | undefined): ProxyHead {
  if (!prelude) throw malformed('a streamed response begins with JSON metadata and eight NUL bytes, see awslambda.HttpResponseStream.from');
  const response = parse(prelude);
  const head = readHead(response);
  const cookies = member(response, 'cookies');
  return Array.isArray(cookies) ? { ...head, headers: [...head.headers, ...cookies.flatMap((cookie) => ['Set-Cookie', textOf(cookie)])] } : head;
}

function readHead(response: JsonObject): ProxyHead {
  const single = readHeaders(response, 'headers', 'strings', (value) => /^(string|boolean)$/.test(typeof value) ? [String(value)] : undefined);
  const multiple = readHeaders(response, 'multiValueHeaders', 'lists', (value) => Array.isArray(value) ? value.map(textOf) : undefined);
  const status = Number(member(response, 'statusCode') ?? 200);
  if (!Number.isInteger(status) || status < 200 || status > 599) throw malformed('statusCode has to be a whole number from 200 to 599');
  if (multiple.length === 0) return { status, headers: single.flat() };
  // A pair that stands in both is there once.
  const known = new Set(multiple.map(([name, value]) => `${name.toLowerCase()}:${value}`));
  const once = single.filter(([name, value]) => !known.has(`${name.toLowerCase()}:${value}`));
  return { status, headers: [...once, ...multiple].flat() };
}

type Header = [name: string, value: string];

function readHeaders(response: JsonObject, field: string, what: string, read: (value: Json) => string[] | undefined): Header[] {
  const headers = member(response, field) ?? undefined;
  if (headers === undefined) return [];
  if (!isObject(headers)) throw malformed(`${field} has to be an object`);
  return Object.entries(headers).flatMap(([name, given]) => {
    const values = read(given);
    if (!values) throw malformed(`${field} has to have ${what}, and ${name} is ${JSON.stringify(given)}`);
    return values.map((value): Header => [name, value]);
  });
}

function textOf(value: Json): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function parse(text: Buffer): JsonObject {
  let response: Json;
  try {
    response = JSON.parse(text.toString()) as Json;
  } catch {
    throw malformed('it is not JSON');
  }
  if (!isObject(response)) throw malformed('it has to be an object');
  return response;
}

export function malformed(why: string): Failure {
  return internalError(`malformed Lambda proxy response: ${why}`, 'INTEGRATION_FAILURE', 502);
}
