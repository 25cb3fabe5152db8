const REMAPPED: ReadonlySet<string> = new Set([
  'authorization', 'connection', 'content-length', 'content-md5', 'date', 'max-forwards', 'server', 'user-agent', 'www-authenticate', 'x-amzn-requestid',
]);
const DROPPED: ReadonlySet<string> = new Set(['expect', 'host', 'keep-alive', 'proxy-authenticate', 'te', 'trailer', 'transfer-encoding', 'upgrade']);

/** What a client gets of the headers of a proxied response: some have another name, some are gone. */
export function passedResponseHeaders(headers: readonly string[]): string[] {
  const passed: string[] = [];
  for (let at = 0; at < headers.length; at += 2) {
    const lowerCaseName = headers[at].toLowerCase();
    if (DROPPED.has(lowerCaseName)) continue;
    passed.push(REMAPPED.has(lowerCaseName) ? `x-amzn-Remapped-${headers[at]}` : headers[at], headers[at + 1]);
  }
  return passed;
}

/** These say where a response ends, which nobody knows but who sends it. */
const FRAMING: ReadonlySet<string> = new Set(['content-length', 'trailer', 'transfer-encoding']);

/** Whether a mapping or a template may set a header of a response. */
export function maySetHeader(name: string): boolean {
  return !FRAMING.has(name.toLowerCase());
}
