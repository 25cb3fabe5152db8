import { createHash } from 'node:crypto';

/** Ten characters, as the service's own ids, that depend on the parts alone. */
export function localId(...parts: readonly string[]): string {
  return digest(parts).toString(36).padStart(10, '0').slice(-10);
}

/** A number from 1 to a million that depends on the parts alone. */
export function localNumber(...parts: readonly string[]): number {
  return Number(digest(parts) % 1_000_000n) + 1;
}

function digest(parts: readonly string[]): bigint {
  return createHash('sha256').update(JSON.stringify(parts)).digest().readBigUInt64BE();
}
