/** Whether a text is a name for a header (RFC 9110, 5.1) that can also stand in a static value of a mapping. */
export function isHeaderName(name: string): boolean {
  return /^[A-Za-z0-9!#$%&*+.^_`|~-]+$/.test(name);
}
