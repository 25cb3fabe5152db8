import { deniedByIdentity, deniedByResourcePolicy } from './denials';
import { SignatureError } from './iam/signature-error';
import { readSignature } from './iam/signed-request';
import { verifySignature } from './iam/verify';
import { methodArn } from './method-arn';
import type { LocalCredentials } from './options';
import { isAllowed, type Caller } from './policy/principals';
import { compileResourcePolicy } from './resource-policy';
import { localId } from '../local-id';
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
        const credentials = authenticate(exchange, scope);
        if (!credentials) return new Failure('MISSING_AUTHENTICATION_TOKEN', 'Missing Authentication Token', { cause: 'the request is not signed' });
        return authorize(exchange, credentials);
      } catch (error) {
        if (!(error instanceof SignatureError)) throw error;
        return new Failure(error.type === 'ExpiredTokenException' ? 'EXPIRED_TOKEN' : 'INVALID_SIGNATURE', error.message, { errorType: error.type });
      }
    },
  };
};

/** Whose signature a request has; nothing where it has none. */
function authenticate({ head, body }: Exchange, { api, services: { access, clock } }: MethodScope): LocalCredentials | undefined {
  const request = { ...head, body };
  const signature = readSignature(request);
  if (!signature) return undefined;
  const credentials = access.credentials.get(signature.accessKeyId);
  if (!credentials) throw new SignatureError('UnrecognizedClientException', 'The security token included in the request is invalid.');
  verifySignature(request, signature, credentials, api.region, clock());
  return credentials;
}

/**
 * What the caller's own policies allow, together with the resource policy: one of them has to, and neither may deny it; to a caller of another
 * account, both.
 */
function compileAuthorization(scope: MethodScope): (exchange: Exchange, credentials: LocalCredentials) => Verdict {
  const { account } = scope.api;
  const resourcePolicy = compileResourcePolicy(scope);
  return (exchange, credentials) => {
    const resource = methodArn(scope, exchange);
    const caller = callerOf(credentials, account);
    exchange.identity = { ...exchange.identity, ...identityOf(caller, credentials) };
    const own = isAllowed(credentials.allow ?? ['*'], resource);
    const decision = resourcePolicy?.(exchange, caller) ?? 'none';
    if (decision === 'deny') return deniedByResourcePolicy(caller, resource, true);
    if (caller.accountId === account) return own || decision === 'allow' ? undefined : deniedByIdentity(caller, resource);
    if (!own) return deniedByIdentity(caller, resource);
    return decision === 'allow' ? undefined : deniedByResourcePolicy(caller, resource, false);
  };
}

function callerOf({ principalArn, accountId }: LocalCredentials, account: string): Required<Caller> {
  const arn = principalArn ?? `arn:aws:iam::${accountId ?? account}:user/local`;
  return { arn, accountId: accountId ?? arn.split(':')[4] };
}

/** What `$context.identity` has of a caller. Users and roles have ids that depend on their ARNs alone. */
function identityOf({ arn, accountId }: Required<Caller>, { accessKeyId }: LocalCredentials): Readonly<Record<string, string>> {
  const session = /:assumed-role\/[^/]+\/(.+)$/.exec(arn)?.[1];
  const id = localId(session === undefined ? arn : arn.slice(0, -session.length)).toUpperCase();
  const caller = session === undefined ? `AIDA${id}` : `AROA${id}:${session}`;
  return { accountId, accessKey: accessKeyId, caller, user: caller, userArn: arn };
}
