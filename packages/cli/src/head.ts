import type { ApiHistory } from 'cdk-stagecraft/releases/ledger';
import { digestOf } from 'cdk-stagecraft/releases/ledger-text';
import type { Recording } from 'cdk-stagecraft/releases/recording';

/** The id of the release that is the head of the app, if it is recorded. */
export function recordedId(history: ApiHistory | undefined, { head }: Recording): string | undefined {
  const { deployment, functions, handlers, authorizers, variables } = head;
  const content = { deployment, functions, handlers, authorizers, variables };
  return history?.releases.find(({ id, recordedAt, digest }) => digestOf({ ...content, id, recordedAt }) === digest)?.id;
}
