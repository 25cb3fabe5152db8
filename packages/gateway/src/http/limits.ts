import { Failure } from '../runtime/failure';

/** The service's limits, in bytes. */
export const LARGEST_BODY = 10 * 1024 * 1024;
const LARGEST_HEADERS = 10_240;
const LONGEST_TARGET = 10_240;

/** What node reads at all; what is between it and the service's limits gets a response that says which it was. */
export const LARGEST_HEAD = 64 * 1024;

export const TOO_LARGE = new Failure('REQUEST_TOO_LARGE', 'Request Too Long', { cause: `the body is more than ${LARGEST_BODY} bytes` });
const HEADERS_TOO_LARGE = new Failure('DEFAULT_4XX', 'Request Header Fields Too Large', {
  status: 431, errorType: 'RequestHeaderFieldsTooLargeException', cause: `the headers are more than ${LARGEST_HEADERS} bytes`,
});
const TARGET_TOO_LONG = new Failure('DEFAULT_4XX', 'Request-URI Too Long', {
  status: 414, errorType: 'RequestUriTooLongException', cause: `the URL is more than ${LONGEST_TARGET} bytes`,
});
const BAD_REQUEST = new Failure('DEFAULT_4XX', 'Bad Request', { cause: 'a query string has |, { and } only percent-encoded' });

/** What keeps a request from being looked at any further. */
export function checkHead(target: string, rawHeaders: readonly string[]): Failure | undefined {
  if (target.length > LONGEST_TARGET) return TARGET_TOO_LONG;
  let size = 0;
  for (const text of rawHeaders) size += text.length;
  if (size > LARGEST_HEADERS) return HEADERS_TOO_LARGE;
  const query = target.indexOf('?');
  return query !== -1 && /[|{}]/.test(target.slice(query)) ? BAD_REQUEST : undefined;
}
