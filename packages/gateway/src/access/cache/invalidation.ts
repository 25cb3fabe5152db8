import type { Exchange } from '../../runtime/exchange';
import type { MethodScope } from '../../runtime/step';
import { methodArn } from '../method-arn';
import { ANONYMOUS } from '../policy/principals';
import { compileResourcePolicy, conditionKeys, sourceKeys } from '../resource-policy';

/** Whether a client wants a response that is made anew. */
export function wantsInvalidation(exchange: Exchange): boolean {
  const control = exchange.header('cache-control');
  return control !== undefined && /(?:^|[\s,])max-age=0(?:$|[\s,])/i.test(control);
}

/** Whether a caller may have one: its own policies say so, where it signs, or the resource policy does. */
export function compileInvalidationRight(scope: MethodScope): (exchange: Exchange) => boolean {
  const { api: { account }, services: { access, clock } } = scope;
  const resourcePolicy = compileResourcePolicy(scope);
  const keysOfSource = sourceKeys(scope);
  const action = 'execute-api:InvalidateCache';
  return (exchange) => {
    const { accessKey } = exchange.identity;
    const principal = typeof accessKey === 'string' ? access.principals.get(accessKey) : undefined;
    const caller = principal?.callerIn(account) ?? ANONYMOUS;
    const keys = { ...conditionKeys(exchange, caller, clock()), ...keysOfSource(exchange) };
    const own = principal?.policy({ action, resource: methodArn(scope, exchange), caller, keys });
    const decision = resourcePolicy?.(exchange, caller, action) ?? 'none';
    if (own === 'deny' || decision === 'deny') return false;
    return own === 'allow' || decision === 'allow';
  };
}
