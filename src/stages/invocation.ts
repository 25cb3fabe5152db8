import type { aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';

/** A function that an API invokes, and how. */
export interface Invocation {
  readonly handler: lambda.IFunction;
  /** Whether it authorizes calls; else it answers them. */
  readonly authorizes: boolean;
  /** The role that API Gateway invokes it with; without one, it has the function's own permission. */
  readonly role?: iam.IRole;
}

/** Tells two invocations apart. */
export function invocationKey({ handler, authorizes, role }: Invocation): string {
  return JSON.stringify([handler.node.path, authorizes, role?.node.path]);
}
