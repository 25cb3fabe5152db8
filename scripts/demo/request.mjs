import { createHash, createHmac } from 'node:crypto';

/** They mean something to the gateway of the demo, and nowhere else. */
export const CREDENTIALS = { id: 'LOCAL', secret: 'secret' };

const REGION = 'us-east-1';

/** The command line that asks the same. */
export function curlOf(url, { path, signed, body }) {
  const signature = signed ? [`--aws-sigv4 aws:amz:${REGION}:execute-api --user ${CREDENTIALS.id}:${CREDENTIALS.secret}`] : [];
  const data = body === undefined ? [] : [`--json '${body}'`];
  return ['curl', ...signature, ...data, url + path].join(' ');
}

export async function send(url, { path, signed, body }) {
  const method = body === undefined ? 'GET' : 'POST';
  const headers = { ...(body !== undefined && { 'content-type': 'application/json' }), ...(signed && signatureOf(method, new URL(url + path), body)) };
  const response = await fetch(url + path, { method, body, headers });
  return { status: response.status, text: await response.text() };
}

/** Signature version 4 of a request without a query string. */
function signatureOf(method, { host, pathname }, body = '') {
  const time = new Date().toISOString().replace(/[:-]|\.\d+/g, '');
  const names = 'host;x-amz-date';
  const canonical = [method, pathname, '', `host:${host}`, `x-amz-date:${time}`, '', names, sha256(body)].join('\n');
  const scope = [time.slice(0, 8), REGION, 'execute-api', 'aws4_request'];
  const key = scope.reduce((secret, part) => hmac(secret, part), `AWS4${CREDENTIALS.secret}`);
  const signature = hmac(key, ['AWS4-HMAC-SHA256', time, scope.join('/'), sha256(canonical)].join('\n')).toString('hex');
  return { 'x-amz-date': time, 'authorization': `AWS4-HMAC-SHA256 Credential=${CREDENTIALS.id}/${scope.join('/')}, SignedHeaders=${names}, Signature=${signature}` };
}

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const hmac = (key, text) => createHmac('sha256', key).update(text).digest();
