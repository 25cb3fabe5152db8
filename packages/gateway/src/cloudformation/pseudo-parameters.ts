import type { Json } from '../json';
import type { Stack } from './stack';

const PSEUDO_PARAMETERS: Readonly<Record<string, (stack: Stack) => Json | undefined>> = {
  'AWS::AccountId': ({ account }) => account,
  'AWS::Region': ({ region }) => region,
  'AWS::Partition': ({ partition }) => partition,
  'AWS::URLSuffix': ({ urlSuffix }) => urlSuffix,
  'AWS::StackName': ({ stackName }) => stackName,
  'AWS::StackId': (stack) => stack.stackId,
  'AWS::NotificationARNs': () => [],
  'AWS::NoValue': () => undefined,
};

export function isPseudoParameter(name: string): boolean {
  return Object.hasOwn(PSEUDO_PARAMETERS, name);
}

/** Undefined for `AWS::NoValue`. */
export function pseudoParameter(name: string, stack: Stack): Json | undefined {
  return PSEUDO_PARAMETERS[name](stack);
}
