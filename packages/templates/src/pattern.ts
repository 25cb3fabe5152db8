import { javaRegex } from './java/regex';
import { DEFAULT_LIMITS } from './limits';
import { Run } from './velocity/run';

/** A compiled regular expression of Java. */
export interface Pattern {
  /**
   * Whether the expression matches a text as a whole.
   *
   * @throws TemplateBoundError when that takes too many steps
   */
  matches(text: string): boolean;
}

/**
 * Compiles a regular expression as Java has them, such as the selection pattern of an integration response.
 *
 * @throws TemplateRenderError where Java throws `PatternSyntaxException`, and for what is not supported
 */
export function compilePattern(source: string): Pattern {
  const regex = javaRegex(source);
  return { matches: (text) => regex.matches(text, new Run(DEFAULT_LIMITS)) };
}
