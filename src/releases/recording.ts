import { type aws_lambda as lambda, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { keyOf } from './construct-key';
import { releasedFunction } from './function-version';
import type { Head } from './transition';
import { ALIAS_VARIABLE, followsStage } from '../stages/following';

/** The name under which the cloud assembly has recordings. */
export const RECORDING_TYPE = 'stagecraft:releases';

/** What the command line needs to know of an API with a ledger, from the cloud assembly. */
export interface Recording {
  readonly version: 1;
  readonly api: string;
  /** As the app names it. */
  readonly ledger: string;
  readonly head: Head;
  /** By stage name. */
  readonly stages: Readonly<Record<string, RecordedStage>>;
  /** The stacks that the API and its functions are in, by artifact id. */
  readonly stacks: Readonly<Record<string, RecordedStack>>;
}

export interface RecordedStage {
  /** The logical id of the stage. */
  readonly resource: string;
  /** Whether it serves what the ledger says. */
  readonly pinned: boolean;
  readonly aliasName: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Where CloudFormation has a stack: by its name, or nested as a resource of another one. */
export type RecordedStack = { readonly stackName: string } | { readonly parent: string; readonly resource: string };

/** What of an API a recording is made from. */
export interface RecordedApi {
  readonly construct: IConstruct;
  readonly ledger: string;
  readonly resource: string;
  readonly deployment: string;
  readonly handlers: readonly lambda.IFunction[];
  readonly variables: readonly string[];
  readonly stages: Readonly<Record<string, RecordedStage>>;
}

/** Records an API as it is synthesized. */
export function recordingOf({ construct, ledger, resource, deployment, handlers, variables, stages }: RecordedApi): Recording {
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
      variables: variables.filter((name) => name !== ALIAS_VARIABLE).sort(),
    },
    stages,
    stacks: Object.fromEntries([construct, ...following].flatMap((one) => locations(Stack.of(one)))),
  };
}

/** A stack and those that it is nested in. */
function locations(stack: Stack): [string, RecordedStack][] {
  const parent = stack.nestedStackParent;
  if (!parent) return [[stack.artifactId, { stackName: stack.stackName }]];
  return [[stack.artifactId, { parent: parent.artifactId, resource: stack.resolve(stack.nestedStackResource!.logicalId) }], ...locations(parent)];
}
