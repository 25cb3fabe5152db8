import { compileIdentityPolicy } from './identity-policy';
import { localId } from '../../local-id';
import type { LocalCredentials } from '../options';
import type { Policy } from '../policy/policy';
import type { Caller } from '../policy/principals';

/** Who has credentials, and what it may do. */
export interface Principal {
  readonly credentials: LocalCredentials;
  readonly policy: Policy;
  /** @param account the API's, which a caller is of that says nothing else */
  callerIn(account: string): Required<Pick<Caller, 'arn' | 'accountId' | 'userId'>> & Caller;
}

export function principalOf(credentials: LocalCredentials): Principal {
  const { principalArn, accountId, organizationId, tags } = credentials;
  return {
    credentials,
    policy: compileIdentityPolicy(credentials),
    callerIn(account) {
      const arn = principalArn ?? `arn:aws:iam::${accountId ?? account}:user/local`;
      return { arn, accountId: accountId ?? arn.split(':')[4], userId: userIdOf(arn), organizationId, tags };
    },
  };
}

/** Users and roles have ids that depend on their ARNs alone. */
function userIdOf(arn: string): string {
  const session = /:assumed-role\/[^/]+\/(.+)$/.exec(arn)?.[1];
  const id = localId(session === undefined ? arn : arn.slice(0, -session.length)).toUpperCase();
  return session === undefined ? `AIDA${id}` : `AROA${id}:${session}`;
}
