import { Token } from 'aws-cdk-lib';

function isUnresolved(value: unknown): boolean {
  // Most strings have no token: a look for the marker is many times cheaper than the full test.
  return typeof value === 'string' ? value.includes('${Token[') && Token.isUnresolved(value) : Token.isUnresolved(value);
}

/** The distinct values with tokens in a value. */
export function unresolvedValues(value: unknown, found: Set<unknown>): Set<unknown> {
  if (isUnresolved(value)) {
    found.add(value);
  } else if (typeof value === 'object' && value !== null) {
    for (const name in value) unresolvedValues((value as Record<string, unknown>)[name], found);
  }
  return found;
}

/** A value with other values in the place of those with tokens. */
export function substitute(value: unknown, resolved: Map<unknown, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return resolved.has(value) ? resolved.get(value) : value;
  if (resolved.has(value)) return resolved.get(value);
  if (Array.isArray(value)) return value.map((member) => substitute(member, resolved));
  const copy: Record<string, unknown> = {};
  for (const name in value) copy[name] = substitute((value as Record<string, unknown>)[name], resolved);
  return copy;
}
