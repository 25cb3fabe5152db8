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
  const coding = threshold(exchange) === undefined ? undefined : exchange.header('content-encoding')?.trim().toLowerCase();
  if (!coding || coding === 'identity') return undefined;
  const decode = DECODERS.get(coding);
  const refuse = (cause: string) => Promise.reject(new Failure('UNSUPPORTED_MEDIA_TYPE', 'Unsupported Media Type', { cause }));
  if (!decode) return () => refuse(`a body in ${coding} cannot be unpacked`);
  return (body) => run(decode, body).catch(() => refuse(`the body is not ${coding}`));
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

/** What a client wants most has to be a coding that the service has; of equals, it is the first of these. */
function acceptedCoding(accepted: string | undefined): string | undefined {
  if (accepted === undefined) return undefined;
  const codings = accepted.toLowerCase().split(',').map((part) => {
    const [name, ...parameters] = part.split(';').map((one) => one.trim());
    return { name, weight: Number(/^q=([\d.]+)$/.exec(parameters[0] ?? '')?.[1] ?? 1) };
  });
  const most = Math.max(...codings.map(({ weight }) => weight));
  return codings.find(({ name, weight }) => weight === most && weight > 0 && ENCODERS.has(name))?.name;
}

function run(coding: Coding, body: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => coding(body, (error, result) => error ? reject(error) : resolve(result)));
}
