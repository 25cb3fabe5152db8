import { createHash } from 'node:crypto';
import type { OpenApiDocument } from '../document/openapi';

/** The part of a finished document that clients meet, as text. Names and descriptions are no part of it; the order is canonical already. */
export function servedText({ info: _info, ...served }: OpenApiDocument): string {
  return JSON.stringify(served);
}

/**
 * The identity of a deployment's content, as 32 hexadecimal digits.
 *
 * @param served what clients meet
 * @param targets what decides whether a resource that the document points at is replaced behind its reference, as text
 */
export function fingerprint(served: string, targets: string): string {
  return createHash('sha256').update(served).update(targets).digest('hex').slice(0, 32);
}
