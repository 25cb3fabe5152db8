import type { Integrate } from './custom';
import { checkMappedHeaders } from './http-call';
import type { InvokeOutcome } from '../../lambda/outcome';
import type { Exchange } from '../exchange';
import { internalError } from '../failure';
import { compileTarget, invocationFailure, invokeOptions, methodSourceArn, noteInvocation } from '../lambda/call';
import type { FunctionTarget } from '../lambda/functions';
import { compileProxyEvent } from '../lambda/proxy-event';
import { malformed, readPrelude, readProxyResponse } from '../lambda/proxy-response';
import { acceptsBinary } from '../mapping/content';
import { compileMediaTypes, JSON_TYPE } from '../mapping/media-types';
import type { Reply } from '../reply';
import { lastHeader } from '../request/headers';
import { passedResponseHeaders } from '../response/passed-headers';
import type { MethodScope } from '../step';

/** `AWS_PROXY`: the function gets the request as an event, and says what the response is. */
export function compileLambdaProxy(scope: MethodScope): Integrate {
  checkMappedHeaders(scope);
  const { uri = '', httpMethod, credentials, responseTransferMode } = scope.method.integration!;
  if (httpMethod !== 'POST') throw internalError(`a function is invoked by POST, not by ${httpMethod}`, 'INTEGRATION_FAILURE');
  const target = compileTarget(uri, methodSourceArn(scope), credentials, scope);
  return responseTransferMode === 'STREAM' ? compileStreamed(target, scope) : compileBuffered(target, scope);
}

function compileBuffered(target: FunctionTarget, scope: MethodScope): Integrate {
  const { services: { invoker, random }, definition: { settings } } = scope;
  const { timeoutInMillis } = scope.method.integration!;
  const event = compileProxyEvent(scope);
  const isBinary = compileMediaTypes(settings.binaryMediaTypes);
  return async (exchange) => {
    const began = performance.now();
    const outcome = await invoker.invoke(target.choose(random()), event(exchange), invokeOptions(target, exchange, timeoutInMillis));
    noteInvocation(exchange, outcome, began);
    const { status, headers, body, isBase64Encoded } = readProxyResponse(resultOf(outcome, target));
    exchange.integration.functionStatus = status;
    const decoded = isBase64Encoded && acceptsBinary(isBinary, exchange);
    return { status, headers: withContentType(headers), body: decoded ? Buffer.from(body, 'base64') : body };
  };
}

function compileStreamed(target: FunctionTarget, scope: MethodScope): Integrate {
  const { invoker, random } = scope.services;
  const { timeoutInMillis } = scope.method.integration!;
  const event = compileProxyEvent(scope);
  return async (exchange: Exchange): Promise<Reply> => {
    const began = performance.now();
    const outcome = await invoker.invokeStream(target.choose(random()), event(exchange), invokeOptions(target, exchange, timeoutInMillis));
    noteInvocation(exchange, outcome, began);
    if (outcome.kind !== 'stream') {
      resultOf(outcome, target);
      throw malformed('the function does not stream its response, see awslambda.streamifyResponse');
    }
    try {
      const { status, headers } = readPrelude(outcome.prelude);
      exchange.integration.functionStatus = status;
      return { status, headers: withContentType(headers), body: outcome.body };
    } catch (error) {
      outcome.body.destroy();
      throw error;
    }
  };
}

function resultOf(outcome: InvokeOutcome, target: FunctionTarget): Buffer {
  if (outcome.kind === 'result') return outcome.payload;
  const failure = invocationFailure(outcome, target);
  if (failure) throw failure;
  const status = outcome.kind === 'throttled' ? 500 : 502;
  throw internalError(`${target.arn} failed (${outcome.kind}): ${outcome.payload.toString().slice(0, 1000)}`, 'INTEGRATION_FAILURE', status);
}

function withContentType(headers: readonly string[]): string[] {
  const passed = passedResponseHeaders(headers);
  return lastHeader(passed, 'content-type') === undefined ? ['Content-Type', JSON_TYPE, ...passed] : passed;
}
