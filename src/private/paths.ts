import { Stack } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';

/** A construct's path as seen from the stack of another: the same in every environment. */
export function pathFrom(scope: Construct, construct: IConstruct): string {
  const inside = `${Stack.of(scope).node.path}/`;
  const { path } = construct.node;
  return path.startsWith(inside) ? path.slice(inside.length) : path;
}
