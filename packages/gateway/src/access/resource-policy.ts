import { deniedByResourcePolicy } from './denials';
import { methodArn } from './method-arn';
import type { ConditionKeys } from './policy/conditions';
import { compilePolicy, PolicyError, type Decision, type Policy } from './policy/policy';
import { ANONYMOUS, type Caller } from './policy/principals';
import type { Exchange } from '../runtime/exchange';
import { internalError } from '../runtime/failure';
import type { MethodScope, StepFactory } from '../runtime/step';

/** What an API's resource policy says to what a request asks for. */
export type ResourcePolicy = (exchange: Exchange, caller: Caller, action?: string) => Decision;

/** The resource policy of an API. Without one, a private API lets nobody in. */
export function compileResourcePolicy(scope: MethodScope): ResourcePolicy | undefined {
  const { api, definition: { settings: { policy } }, services: { clock } } = scope;
  const isPrivate = api.endpoint.type === 'PRIVATE';
  if (policy === undefined || policy === null) return isPrivate ? () => 'none' : undefined;
  const decide = orFailure(() => compilePolicy(policy));
  return (exchange, caller, action = 'execute-api:Invoke') => {
    const keys = { ...conditionKeys(exchange, caller, clock()), ...(isPrivate ? vpcKeys(exchange) : { 'aws:sourceip': exchange.head.sourceIp }) };
    return decide({ action, resource: methodArn(scope, exchange), caller, keys });
  };
}

/**
 * Methods without authorization, and those of user pools, which come after these: the resource policy has to allow it. Where an authorizer or
 * IAM has a say, the step of that looks at the resource policy, too.
 */
export const resourcePolicyStep: StepFactory = (scope) => {
  const { authorizationType } = scope.method;
  if (authorizationType === 'CUSTOM' || authorizationType === 'AWS_IAM') return undefined;
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
export function conditionKeys(exchange: Exchange, { arn, accountId }: Caller, now: number): ConditionKeys {
  return {
    'aws:currenttime': new Date(now).toISOString(),
    'aws:epochtime': String(Math.floor(now / 1000)),
    'aws:principalaccount': accountId,
    'aws:principalarn': arn,
    'aws:referer': exchange.header('referer'),
    'aws:securetransport': 'true',
    'aws:useragent': exchange.header('user-agent'),
  };
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
