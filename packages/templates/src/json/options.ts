/** How `parseJson` reads. */
export interface ParseJsonOptions {
  /**
   * `strict` reads JSON; `permissive` also takes what API Gateway lets pass: unquoted or single-quoted text,
   * surplus commas, leading zeros, control characters in strings, `NaN`, anything after the document, and no document at all.
   *
   * @default 'strict'
   */
  readonly mode?: 'strict' | 'permissive';
}
