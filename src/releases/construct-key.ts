import { Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** What the ledger knows a construct by: the artifact id of its stack, and its path in there. */
export function keyOf(construct: IConstruct): string {
  const stack = Stack.of(construct);
  return `${stack.artifactId}/${construct.node.path.slice(stack.node.path.length + 1)}`;
}

/** The construct with a key, if the app has it. */
export function findByKey(scope: IConstruct, key: string): IConstruct | undefined {
  const [artifactId, ...ids] = key.split('/');
  const stack = Stage.of(scope)!.node.findAll().find((node) => Stack.isStack(node) && node.artifactId === artifactId);
  return ids.reduce<IConstruct | undefined>((node, id) => node?.node.tryFindChild(id), stack);
}
