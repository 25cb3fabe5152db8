import type { Duration } from 'aws-cdk-lib';
import { compilePattern } from '../../bundled/templates';
import { isKnown } from '../private/tokens';
import type { ProblemReport } from '../problems';

/** Whether API Gateway takes a name for that of a header or a parameter of the query string. */
export function isParameterName(name: string): boolean {
  return /^[A-Za-z0-9._$-]+$/.test(name);
}

/** A time to live in seconds, checked. */
export function ttlInSeconds(authorizer: string, ttl: Duration, problems: ProblemReport): number {
  const seconds = ttl.toSeconds({ integral: false });
  if (isKnown(seconds) && !(Number.isInteger(seconds) && seconds >= 0 && seconds <= 3600)) problems.add('AuthorizerTtl', authorizer, seconds);
  return seconds;
}

/** Checks a regular expression, which API Gateway reads as Java does. */
export function checkExpression(authorizer: string, expression: string | undefined, problems: ProblemReport): void {
  if (!isKnown(expression)) return;
  try {
    compilePattern(expression);
  } catch (error) {
    problems.add('ValidationExpression', authorizer, expression, (error as Error).message);
  }
}
