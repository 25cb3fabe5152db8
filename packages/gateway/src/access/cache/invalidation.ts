import type { Exchange } from '../../runtime/exchange';
import type { MethodScope } from '../../runtime/step';
import { methodArn } from '../method-arn';
import { ANONYMOUS, isAllowed } from '../policy/principals';
import { compileResourcePolicy } from '../resource-policy';

/** Whether a client wants a response that is made anew. */
export function wantsInvalidation(exchange: Exchange): boolean {
  const control = exchange.header('cache-control');
  return control !== undefined && /(?:^|[\s,])max-age=0(?:$|[\s,])/i.test(control);
}

/** Whether a caller may have one: its own policies say so, where it signs, or the resource policy does. */
export function compileInvalidationRight(scope: MethodScope): (exchange: Exchange) => boolean {
  const { credentials } = scope.services.access;
  const resourcePolicy = compileResourcePolicy(scope);
  return (exchange) => {
    const { accessKey, userArn, accountId } = exchange.identity;
    const own = typeof accessKey === 'string' ? credentials.get(accessKey) : undefined;
    const caller = own ? { arn: String(userArn), accountId: String(accountId) } : ANONYMOUS;
    const decision = resourcePolicy?.(exchange, caller, 'execute-api:InvalidateCache') ?? 'none';
    if (decision !== 'none') return decision === 'allow';
    return own !== undefined && isAllowed(own.allow ?? ['*'], methodArn(scope, exchange));
  };
}
