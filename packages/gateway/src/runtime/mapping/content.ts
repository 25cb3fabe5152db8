import { isUtf8 } from 'node:buffer';
import { firstAccepted, type compileMediaTypes } from './media-types';
import type { ContentHandling } from '../../model/definition';
import type { Exchange } from '../exchange';
import { internalError } from '../failure';

type IsBinary = ReturnType<typeof compileMediaTypes>;

type ResponseContent = (exchange: Exchange, type: string | undefined, body: Buffer) => Buffer;

/** What an integration gets of a body. */
export function compileRequestContent(isBinary: IsBinary, handling: ContentHandling | undefined): (exchange: Exchange) => Buffer {
  return (exchange) => {
    const { body } = exchange;
    if (body.length === 0) return body;
    if (isBinary(exchange.header('content-type'))) return handling === 'CONVERT_TO_TEXT' ? toBase64(body) : body;
    return handling === 'CONVERT_TO_BINARY' ? fromBase64(body) : asText(body);
  };
}

/** What a client gets of an integration's body, before any template. */
export function compileResponseContent(isBinary: IsBinary, handling: ContentHandling | undefined): ResponseContent {
  return (exchange, type, body) => {
    if (body.length === 0) return body;
    const wanted = handling ?? (acceptsBinary(isBinary, exchange) ? 'CONVERT_TO_BINARY' : 'CONVERT_TO_TEXT');
    if (isBinary(type)) return wanted === 'CONVERT_TO_TEXT' ? toBase64(body) : body;
    return wanted === 'CONVERT_TO_BINARY' ? fromBase64(body) : asText(body);
  };
}

export function acceptsBinary(isBinary: IsBinary, exchange: Exchange): boolean {
  const accept = exchange.header('accept');
  return accept !== undefined && isBinary(firstAccepted(accept));
}

/** Bytes that are no text become replacement characters: without binary types, the service takes every body for text. */
export function asText(body: Buffer): Buffer {
  return isUtf8(body) ? body : Buffer.from(body.toString());
}

function toBase64(body: Buffer): Buffer {
  return Buffer.from(body.toString('base64'));
}

function fromBase64(body: Buffer): Buffer {
  const text = body.toString('latin1').trim();
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.replace(/=+$/, '').length % 4 === 1) throw internalError('the body has to become binary, and it is not base64');
  return Buffer.from(text, 'base64');
}
