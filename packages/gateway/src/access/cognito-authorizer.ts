import { claimTexts } from './cognito/claims';
import type { Claims } from './cognito/jose';
import { userPoolOf } from './cognito/user-pool';
import { TokenError } from './cognito/verifier';
import { unauthorized } from './denials';
import { compileExpression } from './lambda/identity';
import type { Authorizer } from '../model/definition';
import type { Exchange } from '../runtime/exchange';
import { Failure } from '../runtime/failure';
import { fillStageVariables } from '../runtime/mapping/stage-variables';
import { compileRequestValue } from '../runtime/mapping/values';
import type { MethodScope, StepFactory, Verdict } from '../runtime/step';

/** Methods that want a token of a user pool: an ID token, or an access token where they want scopes. */
export const cognitoAuthorizerStep: StepFactory = (scope) => {
  const { method, definition, services: { access: { verifier } } } = scope;
  if (method.authorizationType !== 'COGNITO_USER_POOLS') return undefined;
  const authorizer = method.authorizer === undefined ? undefined : definition.authorizers[method.authorizer];
  if (!authorizer) throw misconfigured('the method\'s authorizer is not there');
  const pools = authorizer.providerArns.flatMap((arn) => userPoolOf(fillStageVariables(arn, scope.variables)) ?? []);
  if (pools.length === 0) throw misconfigured(`the authorizer ${authorizer.name} has no user pool`);
  const tokenOf = compileTokenSource(authorizer, scope);
  const admit = compileAdmission(authorizer, method.authorizationScopes);
  const verify = async (exchange: Exchange, token: string): Promise<Verdict> => {
    try {
      return admit(exchange, await verifier.verify(token, pools));
    } catch (error) {
      if (!(error instanceof TokenError)) throw error;
      return error.expired ? new Failure('UNAUTHORIZED', 'The incoming token has expired') : unauthorized(error.message);
    }
  };
  return {
    name: 'authorizer',
    before(exchange) {
      const token = tokenOf(exchange);
      if (token === undefined) return unauthorized(`there is no token in ${authorizer.identitySource.join(', ')}`);
      const known = verifier.known(token, pools);
      return known ? admit(exchange, known) : verify(exchange, token);
    },
  };
};

/** The token, with or without `Bearer` before it. */
function compileTokenSource({ identitySource: [source] }: Authorizer, scope: MethodScope): (exchange: Exchange) => string | undefined {
  if (source === undefined) throw misconfigured('the authorizer has no identity source');
  const read = compileRequestValue(source, scope);
  return (exchange) => {
    const value = read(exchange);
    const token = typeof value === 'string' ? value.replace(/^Bearer\s+/i, '').trim() : '';
    return token === '' ? undefined : token;
  };
}

/** Whether a token that is good is good for this. */
function compileAdmission({ identityValidationExpression }: Authorizer, scopes: readonly string[]): (exchange: Exchange, claims: Claims) => Verdict {
  const audienceFits = identityValidationExpression === undefined ? () => true : compileExpression(identityValidationExpression);
  const use = scopes.length > 0 ? 'access' : 'id';
  return (exchange, claims) => {
    if (claims.token_use !== use) return unauthorized(`the method wants an ${use} token, and this is an ${String(claims.token_use)} token`);
    if (!audienceFits(String(claims.aud ?? ''))) return unauthorized(`the audience ${String(claims.aud)} does not match ${identityValidationExpression}`);
    if (scopes.length > 0) {
      const granted = String(claims.scope ?? '').split(' ');
      if (!scopes.some((one) => granted.includes(one))) return unauthorized(`the token has none of the scopes ${scopes.join(', ')}`);
    }
    exchange.authorizer = { claims: claimTexts(claims) };
    return undefined;
  };
}

function misconfigured(cause: string): Failure {
  return new Failure('AUTHORIZER_CONFIGURATION_ERROR', null, { cause });
}
