import { Stage, type Stack } from 'aws-cdk-lib';
import { validate } from './synthesize';
import { type Gateway, type ServeOptions, startGateway } from '../../packages/gateway/src';

const running: Gateway[] = [];

/** Synthesizes the app of a stack, holds its templates against AWS's validator, and serves them on loopback until `stopServing()`. */
export async function serve(stack: Stack, options: ServeOptions = {}): Promise<Gateway> {
  const assembly = (Stage.of(stack) as Stage).synth();
  for (const { template, stackName } of assembly.stacks) expect(validate(stackName, template)).toEqual([]);
  const gateway = await startGateway({ assembly: assembly.directory, ...options });
  running.push(gateway);
  return gateway;
}

/** For `afterEach`: ends what was served. */
export async function stopServing(): Promise<void> {
  await Promise.all(running.splice(0).map((gateway) => gateway.close()));
}
