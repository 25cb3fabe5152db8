import { compileCustom, type Backend, type Integrate } from './custom';
import { checkMappedHeaders } from './http-call';
import { isObject, member, type Json, type JsonObject } from '../../json';
import { Failure } from '../failure';
import { compileTarget, invocationFailure, invokeOptions, methodSourceArn, noteInvocation } from '../lambda/call';
import type { BackendAnswer } from '../mapping/values';
import type { MethodScope } from '../step';

const EMPTY_EVENT = Buffer.from('{}');
const ACCEPTED: BackendAnswer = { status: 202, headers: [], body: Buffer.alloc(0), selection: '' };
const NO_CONTEXT: BackendAnswer = {
  status: 400,
  headers: ['Content-Type', 'application/json', 'X-Amzn-ErrorType', 'InvalidRequestContentException'],
  body: Buffer.from('{"Type":"User","message":"Client context must be a valid Base64-encoded JSON object."}'),
};

/** `AWS` to a function: what is mapped is the event, and responses are selected by `errorMessage`. */
export function compileLambdaCustom(scope: MethodScope): Integrate {
  checkMappedHeaders(scope);
  return compileCustom(scope.method.integration!, scope, lambdaBackend(scope));
}

function lambdaBackend(scope: MethodScope): Backend {
  const { uri = '', credentials, timeoutInMillis } = scope.method.integration!;
  const target = compileTarget(uri, methodSourceArn(scope), credentials, scope);
  const { invoker, random } = scope.services;
  return async ({ headers, body }, exchange) => {
    const began = performance.now();
    const spec = target.choose(random());
    const event = body.length === 0 ? EMPTY_EVENT : body;
    checkEvent(event);
    if (headers.get('x-amz-invocation-type') === 'Event') {
      void invoker.invoke(spec, event, { traceId: exchange.traceId, invokedArn: target.arn });
      exchange.integration.status = ACCEPTED.status;
      return ACCEPTED;
    }
    const clientContext = clientContextOf(headers.get('x-amz-client-context'));
    if (clientContext === null) return NO_CONTEXT;
    const outcome = await invoker.invoke(spec, event, { ...invokeOptions(target, exchange, timeoutInMillis), clientContext });
    noteInvocation(exchange, outcome, began);
    const failure = invocationFailure(outcome, target);
    if (failure) throw failure;
    const common = ['Content-Type', 'application/json', 'x-amzn-RequestId', outcome.requestId];
    if (outcome.kind === 'throttled') return { status: 429, headers: common, body: Buffer.from('{"Type":"User","message":"Rate Exceeded."}') };
    const answer = { status: 200, headers: common, body: outcome.payload, selection: errorMessageOf(outcome.payload) };
    return outcome.kind === 'result' ? answer : { ...answer, headers: [...common, 'X-Amz-Function-Error', 'Unhandled'] };
  };
}

/** The service invokes no function with what is not JSON. */
function checkEvent(event: Buffer): void {
  try {
    JSON.parse(event.toString());
  } catch (error) {
    throw new Failure('DEFAULT_4XX', 'Could not parse request body into json', { cause: `the event is no JSON: ${(error as Error).message}` });
  }
}

/** What the header has of the client: an object in Base64. Null where it has none. */
function clientContextOf(header: string | undefined): JsonObject | undefined | null {
  if (header === undefined) return undefined;
  try {
    const context = JSON.parse(Buffer.from(header, 'base64').toString()) as Json;
    return isObject(context) ? context : null;
  } catch {
    return null;
  }
}

/** What selection patterns of a function are held against: nothing, where it has no error. */
function errorMessageOf(payload: Buffer): string {
  if (!payload.includes('"errorMessage"')) return '';
  try {
    const document = JSON.parse(payload.toString()) as Json;
    const message = isObject(document) ? member(document, 'errorMessage') : undefined;
    return typeof message === 'string' ? message : '';
  } catch {
    return '';
  }
}
