import { compileCustom, type Integrate } from './custom';
import { callFailure, checkMappedHeaders, compileDestination, finishHeaders, methodOf, WITHOUT_BODY } from './http-call';
import { withQuery } from './uri';
import type { MethodScope } from '../step';

/** `HTTP`: calls an endpoint with what is mapped. */
export function compileHttp(scope: MethodScope): Integrate {
  checkMappedHeaders(scope);
  const integration = scope.method.integration!;
  const destination = compileDestination(scope);
  return compileCustom(integration, scope, async (request, exchange) => {
    const method = methodOf(integration.httpMethod, exchange);
    const { origin, path, host } = destination(request.path);
    const body = WITHOUT_BODY.has(method) ? undefined : request.body;
    finishHeaders(request.headers, exchange, scope, body !== undefined);
    if (host !== undefined) request.headers.setDefault('Host', host);
    const began = performance.now();
    const answer = await scope.services.http.call({
      origin,
      path: withQuery(wholePath(path, request.wholePath), request.query),
      method,
      headers: request.headers.list(),
      body,
      timeoutMs: integration.timeoutInMillis,
      insecure: integration.tlsConfig.insecureSkipVerification,
    }).catch((error: unknown) => { throw callFailure(error); });
    exchange.integration.status = answer.status;
    exchange.integration.latency = Math.round(performance.now() - began);
    return answer;
  });
}

function wholePath(path: string, override: string | undefined): string {
  if (override === undefined) return path;
  return override.startsWith('/') ? override : `/${override}`;
}
