import { Failure } from '../runtime/failure';
import type { Caller } from './policy/principals';

/** The caller shows no token, or none that is any good. */
export function unauthorized(cause: string): Failure {
  return new Failure('UNAUTHORIZED', 'Unauthorized', { cause });
}

/** An authorizer's policy does not allow it. */
export function deniedByAuthorizer(explicit: boolean): Failure {
  return new Failure('ACCESS_DENIED', `User is not authorized to access this resource${explicit ? ' with an explicit deny in an identity-based policy' : ''}`);
}

/** The resource policy does not allow it. */
export function deniedByResourcePolicy(caller: Caller, resource: string, explicit: boolean): Failure {
  return denied(caller, resource, explicit ? 'with an explicit deny in a resource-based policy' : 'because no resource-based policy allows the execute-api:Invoke action');
}

/** The caller's own policies deny it, or neither they nor the resource policy allow it. */
export function deniedByIdentity(caller: Caller, resource: string, explicit: boolean): Failure {
  return denied(caller, resource, explicit ? 'with an explicit deny in an identity-based policy' : 'because no identity-based policy allows the execute-api:Invoke action');
}

function denied({ arn = 'anonymous' }: Caller, resource: string, why: string): Failure {
  // The service shows the last four digits of the account and no more.
  const masked = resource.replace(/^((?:[^:]*:){4})\d*(\d{4}):/, '$1********$2:');
  return new Failure('ACCESS_DENIED', `User: ${arn} is not authorized to perform: execute-api:Invoke on resource: ${masked} ${why}`);
}
