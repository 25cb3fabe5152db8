/** These never get past the service's front. */
const DROPPED: ReadonlySet<string> = new Set([
  'connection', 'content-length', 'content-md5', 'expect', 'max-forwards', 'proxy-authenticate', 'server', 'te', 'trailer', 'transfer-encoding',
  'upgrade', 'www-authenticate',
]);

const DROPPED_WITH_SIGNATURE: ReadonlySet<string> = new Set([...DROPPED, 'authorization']);

export type Values = Readonly<Record<string, readonly string[]>>;

/** The last value of a header, in a list of names and values in turn. */
export function lastHeader(headers: readonly string[], lowerCaseName: string): string | undefined {
  for (let at = headers.length - 2; at >= 0; at -= 2) {
    const name = headers[at];
    if (name.length === lowerCaseName.length && name.toLowerCase() === lowerCaseName) return headers[at + 1];
  }
  return undefined;
}

/** All values of a header, in a list of names and values in turn. */
export function headerValues(headers: readonly string[], lowerCaseName: string): string[] {
  const values: string[] = [];
  for (let at = 0; at < headers.length; at += 2) {
    if (headers[at].toLowerCase() === lowerCaseName) values.push(headers[at + 1]);
  }
  return values;
}

/** The headers without some; names are given in lower case. */
export function withoutHeaders(headers: readonly string[], names: ReadonlySet<string>): string[] {
  const kept: string[] = [];
  for (let at = 0; at < headers.length; at += 2) {
    if (!names.has(headers[at].toLowerCase())) kept.push(headers[at], headers[at + 1]);
  }
  return kept;
}

/** What a method gets of the headers that a client sent; a signature is for nobody but the service. */
export function passedHeaders(headers: readonly string[], signed: boolean): string[] {
  return withoutHeaders(headers, signed || lastHeader(headers, 'authorization')?.startsWith('AWS4-') ? DROPPED_WITH_SIGNATURE : DROPPED);
}

/** All values by name, as the names were written. */
export function valuesByName(headers: readonly string[]): Record<string, string[]> {
  const values = emptyRecord<string[]>();
  for (let at = 0; at < headers.length; at += 2) (values[headers[at]] ??= []).push(headers[at + 1]);
  return values;
}

/** The last value of each. */
export function lastOfEach(values: Values): Record<string, string> {
  const last = emptyRecord<string>();
  for (const name of Object.keys(values)) last[name] = values[name][values[name].length - 1];
  return last;
}

/** Its objects inherit nothing, as those of `Object.create(null)`, and are much faster to make. */
const Blank = function () {} as unknown as new () => object;
Blank.prototype = Object.create(null);

/** A record in which no name means anything special. */
export function emptyRecord<T>(): Record<string, T> {
  return new Blank() as Record<string, T>;
}
