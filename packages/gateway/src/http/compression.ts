import { deflate, gunzip, gzip, inflate } from 'node:zlib';
import { LARGEST_BODY } from './limits';
import type { Exchange } from '../runtime/exchange';
import { Failure } from '../runtime/failure';
import type { Reply } from '../runtime/reply';
import { lastHeader } from '../runtime/request/headers';

type Coding = (body: Buffer, done: (error: Error | null, result: Buffer) => void) => void;

const ENCODERS = new Map<string, Coding>([['gzip', gzip], ['deflate', deflate]]);
const DECODERS = new Map<string, Coding>([
  ['gzip', (body, done) => gunzip(body, { maxOutputLength: LARGEST_BODY }, done)],
  ['deflate', (body, done) => inflate(body, { maxOutputLength: LARGEST_BODY }, done)],
]);

/** The smallest response that is compressed, where the API compresses. */
function threshold({ release }: Exchange): number | undefined {
  return release?.definition.settings.minimumCompressionSize;
}

/** What unpacks a request's body, where the API takes packed ones and this is one. */
export function decoderOf(exchange: Exchange): ((body: Buffer) => Promise<Buffer>) | undefined {
  const coding = threshold(exchange) === undefined ? undefined : exchange.header('content-encoding')?.toLowerCase();
  const decode = DECODERS.get(coding ?? '');
  return decode && ((body) => run(decode, body).catch(() => {
    throw new Failure('DEFAULT_4XX', 'Could not decompress request body', { cause: `the body is not ${coding}` });
  }));
}

/** What packs a response, where the API does so and the client takes it. */
export function encoderOf(exchange: Exchange, reply: Reply): (() => Promise<Reply>) | undefined {
  const { headers, body } = reply;
  const least = threshold(exchange);
  if (least === undefined || !(typeof body === 'string' || Buffer.isBuffer(body))) return undefined;
  const bytes = Buffer.from(body);
  const coding = acceptedCoding(exchange.header('accept-encoding'));
  const encode = ENCODERS.get(coding ?? '');
  if (!encode || bytes.length < least || bytes.length === 0 || lastHeader(headers, 'content-encoding') !== undefined) return undefined;
  return async () => ({ ...reply, headers: [...headers, 'Content-Encoding', coding!], body: await run(encode, bytes) });
}

/** The first coding that a client takes and the service has. */
function acceptedCoding(accepted: string | undefined): string | undefined {
  return accepted?.split(',').map((part) => part.trim().toLowerCase().split(';')).find(([name, weight]) =>
    ENCODERS.has(name) && weight?.trim() !== 'q=0')?.[0];
}

function run(coding: Coding, body: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => coding(body, (error, result) => error ? reject(error) : resolve(result)));
}
