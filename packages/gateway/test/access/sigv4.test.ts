import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { NodeSha256, NOON } from './support';
import { canonicalHeader, canonicalPath, canonicalQuery, canonicalRequest, sha256, type SentRequest } from '../../src/access/iam/canonical-request';
import { readSignature } from '../../src/access/iam/signed-request';
import { verifySignature } from '../../src/access/iam/verify';
import type { LocalCredentials } from '../../src/access/options';

test.each<[path: string, want: string]>([
  ['/', '/'],
  ['/orders', '/orders'],
  ['/orders/', '/orders/'],
  ['//', '/'],
  ['/./', '/'],
  ['/foo/..', '/'],
  ['/foo/bar/..', '/foo'],
  ['/foo/bar/../..', '/'],
  ['/..', '/'],
  ['/./foo', '/foo'],
  ['//foo//', '/foo/'],
  ['/foo//bar', '/foo/bar'],
  ['/a%20b', '/a%2520b'],
  ['/a%2Fb', '/a%252Fb'],
  ['/-._~', '/-._~'],
  ['/a!b\'(c)*', '/a%21b%27%28c%29%2A'],
  ['/a:b@c,d', '/a%3Ab%40c%2Cd'],
])('path %s: %s', (path, want) => expect(canonicalPath(path)).toBe(want));

test.each<[query: string, want: string]>([
  ['', ''],
  ['a=1', 'a=1'],
  ['a', 'a='],
  ['a=', 'a='],
  ['b=2&a=1', 'a=1&b=2'],
  ['a=2&a=1', 'a=1&a=2'],
  ['a=1&A=2', 'A=2&a=1'],
  ['a=1&a1=2', 'a=1&a1=2'],
  ['a=b=c', 'a=b%3Dc'],
  ['a=b%20c', 'a=b%20c'],
  ['a=b+c', 'a=b%20c'],
  ['a=b%2Bc', 'a=b%2Bc'],
  ['a=%2f', 'a=%2F'],
  ['a=!\'()*', 'a=%21%27%28%29%2A'],
  ['a=-._~', 'a=-._~'],
  ['%C3%A9=1', '%C3%A9=1'],
  ['a=%zz', 'a=%25zz'],
  ['&&a=1&', 'a=1'],
  ['a=1&X-Amz-Signature=x&X-Amz-Date=y', 'X-Amz-Date=y&a=1'],
])('query %s: %s', (query, want) => expect(canonicalQuery(query)).toBe(want));

test.each<[values: string[], want: string]>([
  [['a'], 'a'],
  [['  a  '], 'a'],
  [['a   b   c'], 'a b c'],
  [['"a   b"'], '"a b"'],
  [['b', 'a'], 'b,a'],
  [['a,b', ' c'], 'a,b,c'],
  [[], ''],
])('header %j: %s', (values, want) => expect(canonicalHeader(values)).toBe(want));

/** Of AWS's published test suite for version 4: the request, and the hash of its canonical form. */
test.each<[name: string, target: string, headers: string[], want: string]>([
  ['get-vanilla', '/', [], 'bb579772317eb040ac9ed261061d46c1f17a8133879d6129b6e1c25292927e63'],
  ['get-vanilla-query-order-key-case', '/?Param2=value2&Param1=value1', [], '816cd5b414d056048ba4f7c5386d6e0533120fb1fcfa93762cf0fc39e2cf19e0'],
])('%s', (_, target, headers, want) => {
  const rawHeaders = ['Host', 'example.amazonaws.com', 'X-Amz-Date', '20150830T123600Z', ...headers];
  expect(sha256(canonicalRequest({ httpMethod: 'GET', target, rawHeaders, body: Buffer.alloc(0) }, ['host', 'x-amz-date']))).toBe(want);
});

const CREDENTIALS: LocalCredentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };

const signer = new SignatureV4({ credentials: CREDENTIALS, region: 'eu-west-1', service: 'execute-api', sha256: NodeSha256 });

interface Plain {
  readonly method: string;
  readonly path: string;
  readonly query: Record<string, string | string[]>;
  readonly headers: Record<string, string>;
  readonly body: string;
}

const replaced = (values: readonly string[], at: number, value: string) => values.map((one, index) => index === at ? value : one);

const smithyRequest = ({ method, path, query, headers, body }: Plain) =>
  ({ method, protocol: 'http:', hostname: 'localhost', path, query, headers: { ...headers, host: 'localhost:3000' }, body });

const percent = (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`);

/** As a client puts it on the wire. */
function sent({ method, path, query, headers, body }: Plain & { readonly query?: Plain['query'] }): SentRequest {
  const pairs = Object.entries(query).flatMap(([name, values]) => [values].flat().map((value) => `${percent(name)}=${percent(value)}`));
  return { httpMethod: method, target: pairs.length === 0 ? path : `${path}?${pairs.join('&')}`, rawHeaders: Object.entries(headers).flat(), body: Buffer.from(body) };
}

async function signed(plain: Plain, now = NOON): Promise<SentRequest> {
  const result = await signer.sign(smithyRequest(plain), { signingDate: new Date(now) });
  return sent({ ...plain, headers: result.headers });
}

async function presigned(plain: Plain, expiresIn = 60): Promise<SentRequest> {
  const result = await signer.presign(smithyRequest(plain), { signingDate: new Date(NOON), expiresIn });
  return sent({ ...plain, headers: result.headers, query: result.query as Plain['query'] });
}

/** `verified`, or what is wrong. */
function check(request: SentRequest, credentials = CREDENTIALS, now = NOON, region = 'eu-west-1'): string {
  try {
    const signature = readSignature(request);
    if (!signature) return 'unsigned';
    if (signature.accessKeyId !== credentials.accessKeyId) return 'unknown';
    verifySignature(request, signature, credentials, region, now);
    return 'verified';
  } catch (error) {
    return `${(error as { type?: string }).type}: ${(error as Error).message}`;
  }
}

const PLAIN: Plain = { method: 'POST', path: '/prod/orders', query: { page: '1' }, headers: { 'content-type': 'application/json' }, body: '{"sku":"a"}' };

test('what AWS\'s signer signs is verified', async () => {
  expect(check(await signed(PLAIN))).toBe('verified');
  expect(check(await presigned({ ...PLAIN, method: 'GET', body: '' }))).toBe('verified');
});

const segment = fc.string({ unit: fc.constantFrom('a', 'Z', '0', '-', '_', '.', '~', '%20', '%2F', '%C3%A9', '+', ':', '@', '!', '*', '\'', '(', ',', ';', '$', '=') });
const printable = fc.string({ unit: fc.constantFrom('a', 'B', '7', ' ', '&', '=', '+', '/', '?', '%', 'é', '€', '😀', '*', '~', '\'', ';') });
const headerText = fc.string({ unit: fc.constantFrom('a', 'B', ' ', '"', ',', ';', '=') });
const headerNames = fc.constantFrom('X-Tenant', 'x-amz-meta', 'Accept', 'Content-Type');
const plain: fc.Arbitrary<Plain> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'DELETE'),
  path: fc.array(segment, { maxLength: 4 }).map((segments) => `/prod/${segments.join('/')}`),
  query: fc.dictionary(printable.filter((name) => name !== ''), fc.oneof(printable, fc.array(printable, { minLength: 1, maxLength: 3 })), { maxKeys: 4 }),
  headers: fc.dictionary(headerNames, headerText, { maxKeys: 3 }),
  body: printable,
});

test('whatever AWS\'s signer signs is verified', async () => {
  await fc.assert(fc.asyncProperty(plain, async (one) => {
    expect(check(await signed(one))).toBe('verified');
  }), { numRuns: 300 });
});

test('whatever AWS\'s signer presigns is verified', async () => {
  await fc.assert(fc.asyncProperty(plain, async (one) => {
    expect(check(await presigned({ ...one, body: '' }))).toBe('verified');
  }), { numRuns: 200 });
});

test('a byte that is another is refused', async () => {
  const flip = (text: string, at: number) => text.slice(0, at) + (text[at] === 'x' ? 'y' : 'x') + text.slice(at + 1);
  const request = await signed(PLAIN);
  const changes: SentRequest[] = [
    ...Array.from(request.target, (_, at) => at > 0 && /[^?]/.test(request.target[at]) ? { ...request, target: flip(request.target, at) } : []).flat(),
    ...Array.from(request.body, (_, at) => ({ ...request, body: Buffer.from(flip(request.body.toString(), at)) })),
    ...request.rawHeaders.flatMap((value, index) => index % 2 === 1
      ? Array.from(value, (_, at) => ({ ...request, rawHeaders: replaced(request.rawHeaders, index, flip(value, at)) })) : []),
    { ...request, httpMethod: 'PUT' },
  ];
  expect(changes.length).toBeGreaterThan(300);
  expect(changes.filter((one) => check(one) === 'verified')).toEqual([]);
});

const MIN = 60_000;

test.each<[name: string, at: number, want: RegExp]>([
  ['at once', 0, /^verified$/],
  ['five minutes later', 5 * MIN, /^verified$/],
  ['after that', 5 * MIN + 1, /^InvalidSignatureException: Signature expired: 20260415T120000Z is now earlier than 20260415T120000Z \(20260415T120500Z - 5 min\.\)$/],
  ['an hour later', 60 * MIN, /^InvalidSignatureException: Signature expired: 20260415T120000Z is now earlier than 20260415T125500Z \(20260415T130000Z - 5 min\.\)$/],
  ['five minutes before', -5 * MIN, /^verified$/],
  ['before that', -6 * MIN, /^InvalidSignatureException: Signature not yet current: 20260415T120000Z is still later than 20260415T115900Z \(20260415T115400Z \+ 5 min\.\)$/],
])('signed at noon, received %s', async (_, at, want) => {
  expect(check(await signed(PLAIN), CREDENTIALS, NOON + at)).toMatch(want);
});

test.each<[name: string, expires: number, at: number, want: RegExp]>([
  ['within its time', 60, MIN, /^verified$/],
  ['after its time', 60, MIN + 1, /^InvalidSignatureException: Signature expired/],
  ['for a week', 604_800, 604_800_000, /^verified$/],
])('presigned, %s', async (_, expires, at, want) => {
  expect(check(await presigned({ ...PLAIN, body: '' }, expires), CREDENTIALS, NOON + at)).toMatch(want);
});

test.each<[name: string, change: (header: string) => string, want: RegExp]>([
  ['another region', (one) => one.replace('eu-west-1', 'us-east-1'), /^InvalidSignatureException: Credential should be scoped to a valid region/],
  ['another service', (one) => one.replace('execute-api', 's3'), /^InvalidSignatureException: Credential should be scoped to correct service: 'execute-api'/],
  ['another terminator', (one) => one.replace('aws4_request', 'aws5_request'), /^InvalidSignatureException: Credential should be scoped with a valid terminator/],
  ['another date', (one) => one.replace('/20260415/', '/20260414/'), /^InvalidSignatureException: Date in Credential scope does not match .*'20260414' != '20260415', from '20260415T120000Z'/],
  ['a short scope', (one) => one.replace('/aws4_request', ''), /^IncompleteSignatureException: Credential must have exactly 5/],
  ['no Host', (one) => one.replace('host;', ''), /^InvalidSignatureException: 'Host' or ':authority' must be a 'SignedHeader'/],
  ['another header', (one) => one.replace('content-type;', 'accept;'), /^InvalidSignatureException: The request signature we calculated does not match/],
  ['another algorithm', (one) => one.replace('AWS4-HMAC-SHA256', 'AWS4-HMAC-SHA1'), /^IncompleteSignatureException: Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA1'/],
  ['no signature', (one) => one.replace(/, Signature=.*/, ''), /^IncompleteSignatureException: Authorization header requires 'Signature' parameter\. \(Hashed/],
  ['no parameters', () => 'AWS4-HMAC-SHA256 a=b', /requires 'Credential' parameter\. .*requires 'Signature' parameter\. .*requires 'SignedHeaders' parameter\./],
  ['a token of another kind', () => 'Bearer abc', /^IncompleteSignatureException: Invalid key=value pair \(missing equal-sign\) in Authorization header \(hashed with SHA-256 and encoded with Base64\): '[^']{44}'\.$/],
  ['nothing', () => '', /^IncompleteSignatureException: Invalid key=value pair/],
  ['a shorter signature', (one) => one.slice(0, -1), /does not match/],
])('Authorization with %s', async (_, change, want) => {
  const request = await signed(PLAIN);
  const at = request.rawHeaders.indexOf('authorization') + 1;
  expect(check({ ...request, rawHeaders: replaced(request.rawHeaders, at, change(request.rawHeaders[at])) })).toMatch(want);
});

test('without a date', async () => {
  const request = await signed(PLAIN);
  const at = request.rawHeaders.indexOf('x-amz-date');
  expect(check({ ...request, rawHeaders: request.rawHeaders.filter((__, index) => index !== at && index !== at + 1) })).toMatch(/existence of either a 'X-Amz-Date' or a 'Date' header/);
  expect(check({ ...request, rawHeaders: replaced(request.rawHeaders, at + 1, 'noon') })).toMatch(/Date must be in ISO-8601 'basic format'\. Got 'noon'/);
});

test('another secret', async () => {
  expect(check(await signed(PLAIN), { ...CREDENTIALS, secretAccessKey: 'other' }))
    .toMatch(/The Canonical String for this request should have been\n'POST\n\/prod\/orders\npage=1\n[^]*The String-to-Sign should have been\n'AWS4-HMAC-SHA256\n20260415T120000Z\n/);
});

test.each<[name: string, query: (one: string) => string, want: RegExp]>([
  ['no credential', (one) => one.replace('X-Amz-Credential', 'X'), /^IncompleteSignatureException: AWS query-string parameters must include 'X-Amz-Credential'/],
  ['another algorithm', (one) => one.replace('AWS4-HMAC-SHA256', 'X'), /Unsupported AWS 'algorithm': 'X'/],
  ['no time', (one) => one.replace(/X-Amz-Expires=\d+/, ''), /X-Amz-Expires must be between 1 and 604800 seconds/],
  ['too much time', (one) => one.replace(/X-Amz-Expires=\d+/, 'X-Amz-Expires=604801'), /X-Amz-Expires must be between/],
  ['more time', (one) => one.replace(/X-Amz-Expires=\d+/, 'X-Amz-Expires=120'), /does not match/],
  ['more parameters', (one) => `${one}&a=b`, /does not match/],
])('presigned, with %s', async (_, change, want) => {
  const request = await presigned({ ...PLAIN, body: '' });
  expect(check({ ...request, target: change(request.target) })).toMatch(want);
});
