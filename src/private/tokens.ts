import { Token } from 'aws-cdk-lib';

/** Whether a value is known now, so that it can be checked. */
export function isKnown<T>(value: T | undefined): value is T {
  return value !== undefined && !Token.isUnresolved(value);
}
