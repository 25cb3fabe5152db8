/** A JSONPath that does not compile, or that Jayway's engine refuses to evaluate against a document. */
export class JsonPathError extends Error {
  override readonly name = 'JsonPathError';

  /** @param position offset in the path where it stops making sense; undefined when it compiled and its evaluation failed */
  constructor(message: string, readonly position?: number) {
    super(position === undefined ? message : `${message} at offset ${position}`);
  }
}
