/** Where something stands in a template: both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The position of an offset into a text. */
export const positionAt = (text: string, offset: number): Position => {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
};

/**
 * The template does not compile: API Gateway would answer 500 to every request that uses it.
 */
export class TemplateSyntaxError extends Error {
  override readonly name = 'TemplateSyntaxError';

  /**
   * @param position where the template stops making sense
   * @param found what stands there
   * @param allowed what could have stood there, empty when there is no list to give
   */
  constructor(message: string, readonly position: Position, readonly found: string, readonly allowed: readonly string[] = []) {
    super(`${message} at line ${position.line}, column ${position.column}`);
  }
}

/**
 * A template was stopped while it rendered: a Java method threw, or something was used that this package does not carry.
 * API Gateway answers 500 where a Java method throws.
 */
export class TemplateRenderError extends Error {
  override readonly name: string = 'TemplateRenderError';
}

/** @throws TemplateRenderError */
export function fail(message: string): never {
  throw new TemplateRenderError(message);
}

/**
 * Says what Java throws there.
 *
 * @throws TemplateRenderError
 */
export function throwJava(exception: string, ...details: readonly string[]): never {
  fail([`${exception}Exception`, ...details].join(': '));
}

/** The name of a bound on what a template may use up. */
export type BoundName =
  'templateSize' | 'output' | 'loopIterations' | 'iterations' | 'work' | 'recursion' | 'intermediateText' | 'regexSteps' | 'digits';

/** A template went beyond one of its bounds. */
export class TemplateBoundError extends TemplateRenderError {
  override readonly name = 'TemplateBoundError';

  /**
   * @param bound which bound
   * @param limit its value
   */
  constructor(readonly bound: BoundName, readonly limit: number, detail: string) {
    super(`${detail}: more than ${limit} (bound "${bound}")`);
  }
}

/** The body that a template reads with `$input.json` or `$input.path` is not JSON: API Gateway answers 400. */
export class InvalidBodyError extends TemplateRenderError {
  override readonly name = 'InvalidBodyError';
}
