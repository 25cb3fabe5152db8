import type { Integrate } from './custom';
import { callFailure, checkMappedHeaders, compileDestination, finishHeaders, forwardedHeaders, methodOf, WITHOUT_BODY } from './http-call';
import type { HttpCall } from './http-client';
import { withQuery } from './uri';
import type { Exchange } from '../exchange';
import { asText, compileRequestContent } from '../mapping/content';
import { HeaderSet } from '../mapping/header-set';
import { compileMediaTypes } from '../mapping/media-types';
import { compileParameters, mergedValues } from '../mapping/request-mapping';
import { mapped } from '../mapping/values';
import { lastHeader } from '../request/headers';
import { passedResponseHeaders } from '../response/passed-headers';
import type { MethodScope } from '../step';

/** `HTTP_PROXY`: passes the request on, with what is mapped besides, and the response back. */
export function compileHttpProxy(scope: MethodScope): Integrate {
  checkMappedHeaders(scope);
  const { http } = scope.services;
  const integration = scope.method.integration!;
  const isBinary = compileMediaTypes(scope.definition.settings.binaryMediaTypes);
  const callOf = compileCall(scope);
  const ask = integration.responseTransferMode === 'STREAM' ? (call: HttpCall) => http.stream(call) : (call: HttpCall) => http.call(call);
  return async (exchange) => {
    const call = callOf(exchange);
    const began = performance.now();
    const { status, headers, body } = await ask(call).catch((error: unknown) => { throw callFailure(error); });
    exchange.integration.status = status;
    exchange.integration.latency = Math.round(performance.now() - began);
    const text = Buffer.isBuffer(body) && !isBinary(lastHeader(headers, 'content-type')) && lastHeader(headers, 'content-encoding') === undefined;
    return { status, headers: passedResponseHeaders(headers), body: text ? asText(body) : body };
  };
}

function compileCall(scope: MethodScope): (exchange: Exchange) => HttpCall {
  const integration = scope.method.integration!;
  const parameters = compileParameters(integration, scope);
  const destination = compileDestination(scope);
  const isBinary = compileMediaTypes(scope.definition.settings.binaryMediaTypes);
  const content = compileRequestContent(isBinary, integration.contentHandling);
  return (exchange) => {
    const method = methodOf(integration.httpMethod, exchange);
    const body = WITHOUT_BODY.has(method) ? undefined : content(exchange);
    const headers = new HeaderSet();
    headers.addAll(exchange.passedHeaders);
    for (const name of ['host', 'content-encoding']) headers.delete(name);
    headers.setAll(forwardedHeaders(exchange));
    headers.setAll(mapped(parameters.header, exchange));
    finishHeaders(headers, exchange, scope, body !== undefined);
    const { origin, path, host } = destination(mapped(parameters.path, exchange));
    if (host !== undefined) headers.setDefault('Host', host);
    return {
      origin,
      path: withQuery(path, mergedValues(exchange.multiValueQuery, mapped(parameters.querystring, exchange))),
      method,
      headers: headers.list(),
      body,
      timeoutMs: integration.timeoutInMillis,
      insecure: integration.tlsConfig.insecureSkipVerification,
    };
  };
}
