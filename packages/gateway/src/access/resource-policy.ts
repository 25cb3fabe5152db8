import { deniedByResourcePolicy } from './denials';
import { methodArn } from './method-arn';
import type { ConditionKeys } from './policy/conditions';
import { compilePolicy, PolicyError, type Decision, type Policy } from './policy/policy';
import { ANONYMOUS, roleOf, type Caller } from './policy/principals';
import type { Exchange } from '../runtime/exchange';
import { internalError } from '../runtime/failure';
import type { MethodScope, StepFactory } from '../runtime/step';

/** What an API's resource policy says to what a request asks for. */
export type ResourcePolicy = (exchange: Exchange, caller: Caller, action?: string) => Decision;

/** The resource policy of an API. Without one, a private API lets nobody in. */
export function compileResourcePolicy(scope: MethodScope): ResourcePolicy | undefined {
  const { api, definition: { settings: { policy } }, services: { clock } } = scope;
  if (policy === undefined || policy === null) return api.endpoint.type === 'PRIVATE' ? () => 'none' : undefined;
  const keysOfSource = sourceKeys(scope);
  const decide = orFailure(() => compilePolicy(policy));
  return (exchange, caller, action = 'execute-api:Invoke') => {
    const keys = { ...conditionKeys(exchange, caller, clock()), ...keysOfSource(exchange) };
    return decide({ action, resource: methodArn(scope, exchange), caller, keys });
  };
}

/**
 * Methods without authorization, and those of user pools, which come after these: the resource policy has to allow it. Where an authorizer or
 * IAM has a say, the step of that looks at the resource policy, too, if there is one.
 */
export const resourcePolicyStep: StepFactory = (scope) => {
  const { method: { authorizationType }, definition: { settings } } = scope;
  const alsoElsewhere = authorizationType === 'CUSTOM' || authorizationType === 'AWS_IAM';
  if (alsoElsewhere && settings.policy !== undefined && settings.policy !== null) return undefined;
  const policy = compileResourcePolicy(scope);
  return policy && {
    name: 'resource-policy',
    before(exchange) {
      const decision = policy(exchange, ANONYMOUS);
      return decision === 'allow' ? undefined : deniedByResourcePolicy(ANONYMOUS, methodArn(scope, exchange), decision === 'deny');
    },
  };
};

/** What is known of a request wherever it comes from. */
export function conditionKeys(exchange: Exchange, { arn, accountId, userId, organizationId, tags = {} }: Caller, now: number): ConditionKeys {
  const user = arn === undefined ? undefined : /:user\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];
  const role = arn === undefined ? undefined : roleOf(arn);
  return {
    ...Object.fromEntries(Object.entries(tags).map(([name, value]) => [`aws:principaltag/${name.toLowerCase()}`, value])),
    'aws:currenttime': new Date(now).toISOString(),
    'aws:epochtime': String(Math.floor(now / 1000)),
    'aws:principalaccount': accountId,
    'aws:principalarn': role ?? arn,
    'aws:principalorgid': organizationId,
    'aws:principaltype': role !== undefined ? 'AssumedRole' : user !== undefined ? 'User' : arn === undefined ? undefined : 'Account',
    'aws:referer': exchange.header('referer'),
    'aws:securetransport': 'true',
    'aws:useragent': exchange.header('user-agent'),
    'aws:userid': userId,
    'aws:username': user,
  };
}

/** Where a request comes from. */
export function sourceKeys({ api }: MethodScope): (exchange: Exchange) => ConditionKeys {
  return api.endpoint.type === 'PRIVATE' ? vpcKeys : ({ head }) => ({ 'aws:sourceip': head.sourceIp });
}

/** A VPC endpoint adds these headers; here, whoever tests a private API does, or asks for the name that the API has at an endpoint. */
function vpcKeys(exchange: Exchange): ConditionKeys {
  return {
    'aws:sourcevpc': exchange.header('x-amzn-vpc-id'),
    'aws:sourcevpce': exchange.header('x-amzn-vpce-id') ?? /^[^.]+?-(vpce-[^.]+)\.execute-api\./.exec(exchange.address.domainName)?.[1],
    'aws:vpcsourceip': exchange.head.sourceIp,
  };
}

function orFailure(compile: () => Policy): Policy {
  try {
    return compile();
  } catch (error) {
    if (error instanceof PolicyError) throw internalError(`the resource policy is none: ${error.message}`);
    throw error;
  }
}
