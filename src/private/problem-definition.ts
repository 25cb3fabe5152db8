/** One thing that is wrong, and how to put it right. */
export interface ProblemText {
  /** What is wrong, with the wrong value in it. */
  readonly what: string;
  /** What to write instead. */
  readonly remedy: string;
}

export interface ProblemDefinition<Args extends unknown[]> {
  /** The rule, in one sentence. */
  readonly rule: string;
  /** The service's own page about the rule. */
  readonly see: string;
  readonly text: (...args: Args) => ProblemText;
}

export const GUIDE = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/';
export const NOTES = `${GUIDE}api-gateway-known-issues.html`;
export const LIMITS = `${GUIDE}api-gateway-execution-service-limits-table.html`;

export function define<Args extends unknown[]>(rule: string, see: string, text: (...args: Args) => ProblemText): ProblemDefinition<Args> {
  return { rule, see, text };
}

export const quote = (value: unknown): string => JSON.stringify(value);

export function sentenceOf({ what, remedy }: ProblemText): string {
  return `${what}. Remedy: ${remedy}.`;
}
