import { Token } from 'aws-cdk-lib';

function isUnresolved(value: unknown): boolean {
  // Most strings have no token: a look for the marker is many times cheaper than the full test.
  return typeof value === 'string' ? value.includes('${Token[') && Token.isUnresolved(value) : Token.isUnresolved(value);
}

/** The distinct values with tokens in a value. An object that stands in it several times is looked through once. */
export function unresolvedValues(value: unknown, found = new Set<unknown>(), seen = new Set<object>()): Set<unknown> {
  if (isUnresolved(value)) {
    found.add(value);
  } else if (typeof value === 'object' && value !== null && !seen.has(value)) {
    seen.add(value);
    for (const name in value) unresolvedValues((value as Record<string, unknown>)[name], found, seen);
  }
  return found;
}

/** A value with other values in the place of those with tokens. An object that stands in it several times is copied once. */
export function substitute(value: unknown, resolved: ReadonlyMap<unknown, unknown>): unknown {
  return copyOf(value, new Map(resolved));
}

/** @param known the copies of what was met before */
function copyOf(value: unknown, known: Map<unknown, unknown>): unknown {
  if (known.has(value)) return known.get(value);
  if (typeof value !== 'object' || value === null) return value;
  const copy = Array.isArray(value) ? value.map((member) => copyOf(member, known)) : membersOf(value, known);
  known.set(value, copy);
  return copy;
}

function membersOf(value: object, known: Map<unknown, unknown>): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const name in value) copy[name] = copyOf((value as Record<string, unknown>)[name], known);
  return copy;
}
