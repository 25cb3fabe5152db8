/** The members of a record by name. In some languages a record has another order each time, and the document must not. */
export function sortedEntries<T>(record: Readonly<Record<string, T>> = {}): [string, T][] {
  const entries = Object.entries(record);
  return entries.sort(([a], [b]) => (a < b ? -1 : 1));
}
