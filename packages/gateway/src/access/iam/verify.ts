import { createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalRequest, sha256, type SentRequest } from './canonical-request';
import { SignatureError } from './signature-error';
import type { RequestSignature } from './signed-request';
import type { LocalCredentials } from '../options';

const SERVICE = 'execute-api';
const TERMINATOR = 'aws4_request';
const SKEW_MS = 5 * 60 * 1000;
const LONGEST_EXPIRY_SECONDS = 7 * 24 * 60 * 60;

/** Holds a request against its signature. It throws a `SignatureError` where the two do not fit. @param now milliseconds since 1970 */
export function verifySignature(request: SentRequest, given: RequestSignature, credentials: LocalCredentials, region: string, now: number): void {
  const { scope, signedHeaders, signature, timestamp, sessionToken } = given;
  checkTime(given, now);
  checkScope(given, region);
  if (!signedHeaders.includes('host')) throw invalid('\'Host\' or \':authority\' must be a \'SignedHeader\' in the AWS Authorization.');
  const canonical = canonicalRequest(request, signedHeaders);
  const stringToSign = ['AWS4-HMAC-SHA256', timestamp, scope.join('/'), sha256(canonical)].join('\n');
  if (!isSame(signature, hmac(signingKey(credentials.secretAccessKey, scope), stringToSign).toString('hex'))) {
    throw invalid('The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. '
      + `Consult the service documentation for details.\n\nThe Canonical String for this request should have been\n'${canonical}'\n\n`
      + `The String-to-Sign should have been\n'${stringToSign}'\n`);
  }
  const { sessionToken: wanted, expiration } = credentials;
  if (!isSame(sessionToken ?? '', wanted ?? '')) throw new SignatureError('UnrecognizedClientException', 'The security token included in the request is invalid.');
  if (expiration && expiration.getTime() <= now) throw new SignatureError('ExpiredTokenException', 'The security token included in the request is expired');
}

function checkTime({ timestamp, expiresInSeconds }: RequestSignature, now: number): void {
  const signed = Date.parse(timestamp.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  const lasts = expiresInSeconds === undefined ? SKEW_MS : expiresInSeconds * 1000;
  if (!(expiresInSeconds === undefined || expiresInSeconds >= 1 && expiresInSeconds <= LONGEST_EXPIRY_SECONDS)) {
    throw invalid(`X-Amz-Expires must be between 1 and ${LONGEST_EXPIRY_SECONDS} seconds`);
  }
  if (!(signed + lasts >= now)) throw invalid(`Signature expired: ${timestamp} is now earlier than ${basic(now - lasts)} (${basic(now)} - ${lasts / 60_000} min.)`);
  if (signed - SKEW_MS > now) throw invalid(`Signature not yet current: ${timestamp} is still later than ${basic(now + SKEW_MS)} (${basic(now)} + ${SKEW_MS / 60_000} min.)`);
}

function checkScope({ scope: [date, region, service, terminator], timestamp }: RequestSignature, wantedRegion: string): void {
  const day = timestamp.slice(0, 8);
  if (date !== day) throw invalid(`Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${date}' != '${day}', from '${timestamp}'.`);
  if (region !== wantedRegion) throw invalid(`Credential should be scoped to a valid region, not '${region}'. `);
  if (service !== SERVICE) throw invalid(`Credential should be scoped to correct service: '${SERVICE}'. `);
  if (terminator !== TERMINATOR) throw invalid(`Credential should be scoped with a valid terminator: '${TERMINATOR}', not '${terminator}'. `);
}

function signingKey(secret: string, scope: readonly string[]): Buffer {
  return scope.reduce<Buffer>((key, part) => hmac(key, part), Buffer.from(`AWS4${secret}`));
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** Takes as long wherever the two differ. */
function isSame(given: string, wanted: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(given)), Buffer.from(sha256(wanted)));
}

function basic(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');
}

function invalid(message: string): SignatureError {
  return new SignatureError('InvalidSignatureException', message);
}
