/** A text is not the JSON that its mode asks for, or is nested too deeply. */
export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';

  /** @param position offset of the character that does not fit, or the length of a text that ends too early */
  constructor(message: string, readonly position: number) {
    super(`${message} at offset ${position}`);
  }
}
