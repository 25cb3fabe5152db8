/** A map, weak or not. */
interface Made<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): unknown;
}

/** What was made for a key, or is made for it now. */
export function once<K, V>(made: Made<K, V>, key: K, make: () => V): V {
  const present = made.get(key);
  if (present !== undefined) return present;
  const value = make();
  made.set(key, value);
  return value;
}
