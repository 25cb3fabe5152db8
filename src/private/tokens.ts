import { Token } from 'aws-cdk-lib';

/** Whether a value is known now, so that it can be checked. */
export function isKnown<T>(value: T | undefined): value is T {
  return value !== undefined && !Token.isUnresolved(value);
}

/** Whether the only text of a list stands for a list that is known at deployment only; by itself it is no token. */
export function isListToken(text: string): boolean {
  return isKnown(text) && !isKnown([text]);
}
