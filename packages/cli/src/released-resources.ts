import type { Wanted } from './stack-resources';
import type { ReleaseContent } from 'cdk-stagecraft/releases/ledger';

/** The resources of a release: its deployment, then its versions. */
export function wantedBy(api: string, { deployment, functions }: ReleaseContent): Wanted[] {
  return [
    { stack: stackOf(api), logicalId: deployment },
    ...Object.entries(functions).map(([construct, { version }]) => ({ stack: stackOf(construct), logicalId: version })),
  ];
}

/** The artifact id of the stack in a key. */
export function stackOf(key: string): string {
  return key.slice(0, key.indexOf('/'));
}
