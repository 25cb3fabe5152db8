import { deniedByIdentity, deniedByResourcePolicy } from './denials';
import type { Principal } from './iam/principal';
import { SignatureError } from './iam/signature-error';
import { readSignature } from './iam/signed-request';
import { verifySignature } from './iam/verify';
import { methodArn } from './method-arn';
import { compileResourcePolicy, conditionKeys, sourceKeys } from './resource-policy';
import type { Json } from '../json';
import type { Exchange } from '../runtime/exchange';
import { Failure } from '../runtime/failure';
import type { MethodScope, StepFactory, Verdict } from '../runtime/step';

/** Methods that want a request to be signed. */
export const iamStep: StepFactory = (scope) => {
  if (scope.method.authorizationType !== 'AWS_IAM') return undefined;
  const authorize = compileAuthorization(scope);
  return {
    name: 'authorizer',
    before(exchange) {
      try {
        const principal = authenticate(exchange, scope);
        if (!principal) return new Failure('MISSING_AUTHENTICATION_TOKEN', 'Missing Authentication Token', { cause: 'the request is not signed' });
        return authorize(exchange, principal);
      } catch (error) {
        if (!(error instanceof SignatureError)) throw error;
        return new Failure(error.type === 'ExpiredTokenException' ? 'EXPIRED_TOKEN' : 'INVALID_SIGNATURE', error.message, { errorType: error.type });
      }
    },
  };
};

/** Whose signature a request has; nothing where it has none. */
function authenticate({ head, sentBody }: Exchange, { api, services: { access, clock } }: MethodScope): Principal | undefined {
  const request = { ...head, body: sentBody };
  const signature = readSignature(request);
  if (!signature) return undefined;
  const principal = access.principals.get(signature.accessKeyId);
  if (!principal) throw new SignatureError('UnrecognizedClientException', 'The security token included in the request is invalid.');
  verifySignature(request, signature, principal.credentials, api.region, clock());
  return principal;
}

/**
 * What the caller's own policies allow, together with the resource policy: one of them has to, and neither may deny it; to a caller of another
 * account, both.
 */
function compileAuthorization(scope: MethodScope): (exchange: Exchange, principal: Principal) => Verdict {
  const { api: { account }, services: { clock } } = scope;
  const resourcePolicy = compileResourcePolicy(scope);
  const keysOfSource = sourceKeys(scope);
  return (exchange, principal) => {
    const resource = methodArn(scope, exchange);
    const caller = principal.callerIn(account);
    exchange.identity = { ...exchange.identity, ...identityOf(caller, principal) };
    const keys = { ...conditionKeys(exchange, caller, clock()), ...keysOfSource(exchange) };
    const own = principal.policy({ action: 'execute-api:Invoke', resource, caller, keys });
    const decision = resourcePolicy?.(exchange, caller) ?? 'none';
    if (decision === 'deny') return deniedByResourcePolicy(caller, resource, true);
    if (own === 'deny') return deniedByIdentity(caller, resource, true);
    if (caller.accountId === account) return own === 'allow' || decision === 'allow' ? undefined : deniedByIdentity(caller, resource, false);
    if (own === 'none') return deniedByIdentity(caller, resource, false);
    return decision === 'allow' ? undefined : deniedByResourcePolicy(caller, resource, false);
  };
}

/** What `$context.identity` has of a caller. */
function identityOf({ arn, accountId, userId, organizationId }: ReturnType<Principal['callerIn']>, { credentials }: Principal): Readonly<Record<string, Json>> {
  return { accountId, accessKey: credentials.accessKeyId, caller: userId, user: userId, userArn: arn, principalOrgId: organizationId ?? null };
}
