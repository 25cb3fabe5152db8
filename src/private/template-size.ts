import type { Stack } from 'aws-cdk-lib';

/** A property of a resource begins after so many spaces in an indented template. */
const DEPTH = 3;

/** How many bytes a property takes in the template of a stack. */
export function templateBytes(stack: Stack, value: object): number {
  const { _suppressTemplateIndentation: compact } = stack as unknown as { _suppressTemplateIndentation?: boolean };
  const text = JSON.stringify(value, undefined, compact ? undefined : 1);
  const lines = compact ? 0 : text.split('\n').length;
  return Buffer.byteLength(text) + DEPTH * lines;
}
