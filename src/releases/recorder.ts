import { type aws_lambda as lambda, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { keyOf } from './construct-key';
import { releasedFunction } from './function-version';
import type { RecordedStack, RecordedStage, Recording } from './recording';
import { ALIAS_VARIABLE, followsStage } from '../stages/following';
import type { Invocation } from '../stages/invocation';

/** What of an API a recording is made from. */
export interface RecordedApi {
  readonly construct: IConstruct;
  readonly ledger: string;
  readonly resource: string;
  readonly deployment: string;
  readonly invocations: readonly Invocation[];
  /** What older releases invoke. */
  readonly released: readonly lambda.IFunction[];
  readonly variables: readonly string[];
  readonly stages: Readonly<Record<string, RecordedStage>>;
}

/** Records an API as it is synthesized. */
export function recordingOf({ construct, ledger, resource, deployment, invocations, released, variables, stages }: RecordedApi): Recording {
  const handlers = [...new Set(invocations.map(({ handler }) => handler))];
  const authorizers = authorizersOf(invocations);
  const following = handlers.filter(followsStage);
  return {
    version: 1,
    api: keyOf(construct),
    ledger,
    head: {
      protocol: 'REST',
      resource,
      deployment,
      functions: Object.fromEntries(following.map((handler) => [keyOf(handler), releasedFunction(handler.currentVersion)])),
      handlers: handlers.filter((handler) => !followsStage(handler)).map(keyOf).sort(),
      ...(Object.keys(authorizers).length > 0 && { authorizers }),
      variables: variables.filter((name) => name !== ALIAS_VARIABLE).sort(),
    },
    stages,
    stacks: Object.fromEntries([construct, ...[...handlers, ...released].filter(followsStage)].flatMap((one) => locations(Stack.of(one)))),
  };
}

/** Which functions authorize calls, by construct, and whether they answer routes too. */
function authorizersOf(invocations: readonly Invocation[]): Record<string, 'only' | 'too'> {
  const answering = new Set(invocations.filter(({ authorizes }) => !authorizes).map(({ handler }) => keyOf(handler)));
  const keys = invocations.filter(({ authorizes }) => authorizes).map(({ handler }) => keyOf(handler));
  return Object.fromEntries(keys.map((key) => [key, answering.has(key) ? 'too' : 'only']));
}

/** A stack and those that it is nested in. */
function locations(stack: Stack): [string, RecordedStack][] {
  const parent = stack.nestedStackParent;
  if (!parent) return [[stack.artifactId, { stackName: stack.stackName }]];
  return [[stack.artifactId, { parent: parent.artifactId, resource: stack.resolve(stack.nestedStackResource!.logicalId) }], ...locations(parent)];
}
