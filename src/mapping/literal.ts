/** A static value of a mapping: text in single quotes, which it can have none of itself. */
export function literal(text: string): string {
  return `'${text}'`;
}
