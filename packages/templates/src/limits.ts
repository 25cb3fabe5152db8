/** What a template may use up before it is stopped. */
export interface TemplateLimits {
  /**
   * Characters of the template's source.
   *
   * @default 307200 - API Gateway's own limit of 300 KB
   */
  readonly templateSize?: number;
  /**
   * Characters of the rendered text.
   *
   * @default 10485760 - API Gateway's payload limit of 10 MB
   */
  readonly output?: number;
  /**
   * Iterations of one `#foreach`.
   *
   * @default 1000 - API Gateway's own limit
   */
  readonly loopIterations?: number;
  /**
   * Iterations of all `#foreach` together.
   *
   * @default 1000000
   */
  readonly iterations?: number;
  /**
   * Steps of the rendering: statements, macro calls, uses of a macro's parameters, interpolated strings; long texts and lists that
   * a method goes through count by their length.
   *
   * @default 5000000
   */
  readonly work?: number;
  /**
   * Macros calling one another.
   *
   * @default 20 - Velocity's own limit
   */
  readonly recursion?: number;
  /**
   * Characters of all texts made on the way (interpolated strings, results of methods, printed maps and lists) and, eight for each,
   * elements of ranges and copied lists. No text, range or list may be longer than the output.
   *
   * @default 104857600
   */
  readonly intermediateText?: number;
  /**
   * Steps of all regular expressions together.
   *
   * @default 10000000
   */
  readonly regexSteps?: number;
}

/** The bounds that hold where a template is given none. */
export const DEFAULT_LIMITS: Required<TemplateLimits> = {
  templateSize: 300 * 1024,
  output: 10 * 1024 * 1024,
  loopIterations: 1000,
  iterations: 1_000_000,
  work: 5_000_000,
  recursion: 20,
  intermediateText: 100 * 1024 * 1024,
  regexSteps: 10_000_000,
};
