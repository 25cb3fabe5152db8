import type { cx_api } from 'aws-cdk-lib';
import { type Recording, RECORDING_TYPE } from '../../src/releases/recording';

/** What an assembly tells the command line of its APIs. */
export function recordingsOf(assembly: cx_api.CloudAssembly): Recording[] {
  return assembly.stacksRecursively.flatMap((stack) => stack.findMetadataByType(RECORDING_TYPE).map(({ data }) => data as unknown as Recording));
}
