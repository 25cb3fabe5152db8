import type { Json } from '../../json';
import type { Texts } from '../../model/source';
import type { Exchange } from '../exchange';
import { forwardedHeaders } from '../integration/http-call';
import { compileMediaTypes } from '../mapping/media-types';
import { compileContextPath, contextPath, identityOf } from '../request/context';
import { emptyRecord } from '../request/headers';
import { requestTime } from '../request/ids';
import type { MethodScope } from '../step';

/** Makes the events of proxy integrations, version 1.0. */
export function compileProxyEvent(scope: MethodScope): (exchange: Exchange) => Buffer {
  const { variables, definition } = scope;
  const isBinary = compileMediaTypes(definition.settings.binaryMediaTypes);
  const stageVariables = nullIfEmpty(variables);
  const head = compileEventHead(scope);
  const requestContext = compileRequestContext(scope);
  return (exchange) => {
    const { body } = exchange;
    const isBase64Encoded = body.length > 0 && isBinary(exchange.header('content-type'));
    return Buffer.from(JSON.stringify({
      ...head(exchange),
      queryStringParameters: nullIfEmpty(exchange.query),
      multiValueQueryStringParameters: nullIfEmpty(exchange.multiValueQuery),
      pathParameters: nullIfEmpty(exchange.pathParameters),
      stageVariables,
      requestContext: requestContext(exchange),
      body: body.length === 0 ? null : body.toString(isBase64Encoded ? 'base64' : 'utf8'),
      isBase64Encoded,
    }));
  };
}

/** What events for functions and authorizers begin with. */
export function compileEventHead({ method }: MethodScope): (exchange: Exchange) => object {
  return (exchange) => {
    const { address, path } = exchange;
    const added = { ...forwardedHeaders(exchange), 'X-Amzn-Trace-Id': exchange.traceId };
    return {
      resource: method.path,
      path: address.basePath === undefined ? path : `${address.prefix}${path}`,
      httpMethod: exchange.httpMethod,
      headers: withAdded(exchange.headers, added, (value) => value),
      multiValueHeaders: withAdded(exchange.multiValueHeaders, added, (value) => [value]),
    };
  };
}

/** `requestContext` of events for functions and authorizers. */
export function compileRequestContext({ api, stage, method, deploymentId, canary }: MethodScope): (exchange: Exchange) => object {
  const domainPrefix = compileContextPath('domainPrefix');
  const customDomain = compileContextPath('customDomain');
  const { operationName } = method;
  return (exchange) => ({
    resourceId: method.resourceId,
    authorizer: exchange.authorizer,
    resourcePath: method.path,
    operationName,
    httpMethod: exchange.httpMethod,
    extendedRequestId: exchange.extendedRequestId,
    requestTime: requestTime(exchange.startedAt),
    path: contextPath(exchange),
    accountId: api.account,
    protocol: exchange.head.protocol,
    stage: stage.name,
    domainPrefix: domainPrefix(exchange),
    requestTimeEpoch: exchange.startedAt,
    requestId: exchange.requestId,
    identity: identityOf(exchange),
    domainName: exchange.address.domainName,
    deploymentId,
    apiId: api.id,
    isCanaryRequest: stage.canary && canary ? true : undefined,
    customDomain: customDomain(exchange),
  });
}

/** Headers with the service's own in place of the client's of the same name. */
function withAdded<T>(headers: Readonly<Record<string, T>>, added: Texts, valueOf: (value: string) => T): Record<string, T> {
  const replaced = new Set(Object.keys(added).map((name) => name.toLowerCase()));
  const all = emptyRecord<T>();
  for (const name of Object.keys(headers)) {
    if (!replaced.has(name.toLowerCase())) all[name] = headers[name];
  }
  for (const name of Object.keys(added)) all[name] = valueOf(added[name]);
  return all;
}

function nullIfEmpty(values: Readonly<Record<string, Json | readonly string[]>>): object | null {
  for (const _ in values) return values;
  return null;
}
