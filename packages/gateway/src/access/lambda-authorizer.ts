import { BoundedCache } from './bounded-cache';
import { deniedByAuthorizer, deniedByResourcePolicy, unauthorized } from './denials';
import { readAnswer, type AuthorizerAnswer } from './lambda/answer';
import { compileAuthorizerEvent } from './lambda/event';
import { compileIdentity } from './lambda/identity';
import { methodArn } from './method-arn';
import { ANONYMOUS } from './policy/principals';
import { compileResourcePolicy, conditionKeys, sourceKeys, type ResourcePolicy } from './resource-policy';
import { isObject, type Json } from '../json';
import type { InvokeOutcome } from '../lambda/outcome';
import type { Authorizer } from '../model/definition';
import type { Exchange } from '../runtime/exchange';
import { Failure } from '../runtime/failure';
import { compileTarget } from '../runtime/lambda/call';
import type { MethodScope, StepFactory, Verdict } from '../runtime/step';

const TIMEOUT_MS = 29_000;
/** Bytes, more or less. */
const CACHE_SIZE = 16 * 1024 * 1024;
const ANSWER_SIZE = 1024;

/** Methods whose authorizer is a function. */
export const lambdaAuthorizerStep: StepFactory = (scope) => {
  const { method, definition, api, stage, canary, services: { clock, state } } = scope;
  if (method.authorizationType !== 'CUSTOM') return undefined;
  const authorizer = method.authorizer === undefined ? undefined : definition.authorizers[method.authorizer];
  if (!authorizer) throw misconfigured('the method\'s authorizer is not there');
  const { resultTtlInSeconds, identitySource } = authorizer;
  const identityOf = compileIdentity(authorizer, scope);
  const ask = compileQuestion(authorizer, scope);
  const policy = compileResourcePolicy(scope);
  const conclude = compileConclusion(scope, policy);
  const cache = resultTtlInSeconds > 0 && identitySource.length > 0
    ? state.keep(`authorizer/${api.id}/${stage.name}/${canary}/${authorizer.id}/${identitySource.join()}`, newCache) : undefined;

  const askAndRemember = async (exchange: Exchange, identity: readonly string[], key: string): Promise<Verdict> => {
    const { answer, latency } = await ask(exchange, identity);
    cache?.set(key, answer, clock() + resultTtlInSeconds * 1000);
    return conclude(exchange, answer, latency);
  };

  return {
    name: 'authorizer',
    before(exchange) {
      if (policy?.(exchange, ANONYMOUS) === 'deny') return deniedByResourcePolicy(ANONYMOUS, methodArn(scope, exchange), true);
      const identity = identityOf(exchange);
      if (!identity) return unauthorized(`identity sources are missing or not valid: ${identitySource.join(', ')}`);
      const key = JSON.stringify(identity);
      const known = cache?.get(key, clock());
      return known ? conclude(exchange, known, 0) : askAndRemember(exchange, identity, key);
    },
  };
};

const newCache = () => new BoundedCache<AuthorizerAnswer>(CACHE_SIZE, () => ANSWER_SIZE);

type Question = (exchange: Exchange, identity: readonly string[]) => Promise<{ readonly answer: AuthorizerAnswer; readonly latency: number }>;

/** Invokes the function; what keeps it from an answer is thrown. */
function compileQuestion(authorizer: Authorizer, scope: MethodScope): Question {
  const { invoker, random } = scope.services;
  const target = targetOf(authorizer, scope);
  const eventOf = compileAuthorizerEvent(authorizer, scope);
  return async (exchange, identity) => {
    const began = performance.now();
    const options = { timeoutMs: TIMEOUT_MS, traceId: exchange.traceId, invokedArn: target.arn };
    const outcome = await invoker.invoke(target.choose(random()), eventOf(exchange, identity), options);
    const latency = Math.round(performance.now() - began);
    exchange.logged.authorizer = { latency, integrationLatency: latency, integrationStatus: 200, status: 200, requestId: outcome.requestId };
    if (outcome.kind !== 'result') throw refusal(outcome, target.arn);
    const answer = readAnswer(outcome.payload);
    if (typeof answer === 'string') throw misconfigured(`${target.arn}: ${answer}`);
    return { answer, latency };
  };
}

function targetOf({ id, authorizerUri, authorizerCredentials }: Authorizer, scope: MethodScope): ReturnType<typeof compileTarget> {
  if (authorizerUri === undefined) throw misconfigured('the authorizer has no URI');
  try {
    return compileTarget(authorizerUri, `${scope.api.executeApiArn}/authorizers/${id}`, authorizerCredentials, scope);
  } catch (error) {
    throw error instanceof Failure ? misconfigured(error.message) : error;
  }
}

function refusal({ kind, payload }: InvokeOutcome, arn: string): Failure {
  const message = kind === 'error' ? errorMessageOf(payload) : undefined;
  if (message === 'Unauthorized') return unauthorized(`${arn} said so`);
  if (kind === 'error' || kind === 'refused') return misconfigured(`${arn} failed: ${message ?? payload.toString()}`);
  return new Failure('AUTHORIZER_FAILURE', null, { cause: `${arn} did not answer: ${kind}` });
}

function errorMessageOf(payload: Buffer): string | undefined {
  try {
    const error = JSON.parse(payload.toString()) as Json;
    return isObject(error) && typeof error.errorMessage === 'string' ? error.errorMessage : undefined;
  } catch {
    return undefined;
  }
}

function misconfigured(cause: string): Failure {
  return new Failure('AUTHORIZER_CONFIGURATION_ERROR', null, { cause });
}

/** Evaluates an answer's policy together with the resource policy: one has to allow it, and neither may deny it. */
function compileConclusion(
  scope: MethodScope, resourcePolicy: ResourcePolicy | undefined,
): (exchange: Exchange, answer: AuthorizerAnswer, integrationLatency: number) => Verdict {
  const { definition: { settings: { apiKeySource } }, services: { clock } } = scope;
  const keysOfSource = sourceKeys(scope);
  return (exchange, { principalId, policy, context, usageIdentifierKey }, integrationLatency) => {
    exchange.authorizer = { ...context, principalId, integrationLatency };
    if (apiKeySource === 'AUTHORIZER' && usageIdentifierKey !== undefined) exchange.identity = { ...exchange.identity, apiKey: usageIdentifierKey };
    const keys = { ...conditionKeys(exchange, ANONYMOUS, clock()), ...keysOfSource(exchange) };
    const decision = policy({ action: 'execute-api:Invoke', resource: methodArn(scope, exchange), caller: ANONYMOUS, keys });
    if (decision === 'allow' || decision === 'none' && resourcePolicy?.(exchange, ANONYMOUS) === 'allow') return undefined;
    return deniedByAuthorizer(decision === 'deny');
  };
}
