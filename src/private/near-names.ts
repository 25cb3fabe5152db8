/** The names that somebody may have meant by another one, the nearest first. */
export function nearNames(wanted: string, names: Iterable<string>): string[] {
  return [...names].map((name) => ({ name, distance: distance(wanted, name) }))
    .filter(({ distance: far }) => far <= Math.max(2, wanted.length / 3))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, 3).map(({ name }) => name);
}

/** How many characters have to be put in, left out or changed to get from one to the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let i = 0; i < from.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < to.length; j++) next.push(Math.min(row[j + 1] + 1, next[j] + 1, row[j] + Number(from[i] !== to[j])));
    row = next;
  }
  return row[to.length];
}
