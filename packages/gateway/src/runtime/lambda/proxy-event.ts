import { listJson, membersJson, textJson, textsJson, valuesJson } from './json-text';
import type { Exchange } from '../exchange';
import { forwardedHeaders } from '../integration/http-call';
import { compileMediaTypes } from '../mapping/media-types';
import { compileContextPath, contextPath, identityOf } from '../request/context';
import { requestTime } from '../request/ids';
import type { MethodScope } from '../step';

/** Makes the events of proxy integrations, version 1.0. What is the same for all requests of a method is made JSON once. */
export function compileProxyEvent(scope: MethodScope): (exchange: Exchange) => Buffer {
  const { variables, definition } = scope;
  const isBinary = compileMediaTypes(definition.settings.binaryMediaTypes);
  const stageVariables = nullIfEmpty(textsJson(variables));
  const head = compileEventHead(scope);
  const requestContext = compileRequestContext(scope);
  return (exchange) => {
    const { body } = exchange;
    const isBase64Encoded = body.length > 0 && isBinary(exchange.header('content-type'));
    return Buffer.from(`{${head(exchange)}`
      + `"queryStringParameters":${nullIfEmpty(textsJson(exchange.query))},`
      + `"multiValueQueryStringParameters":${nullIfEmpty(valuesJson(exchange.multiValueQuery))},`
      + `"pathParameters":${nullIfEmpty(textsJson(exchange.pathParameters))},`
      + `"stageVariables":${stageVariables},`
      + `"requestContext":${requestContext(exchange)},`
      + `"body":${body.length === 0 ? null : textJson(body.toString(isBase64Encoded ? 'base64' : 'utf8'))},`
      + `"isBase64Encoded":${isBase64Encoded}}`);
  };
}

/** What events for functions and authorizers begin with: members of an object, with a comma behind. */
export function compileEventHead({ method }: MethodScope): (exchange: Exchange) => string {
  const resource = membersJson({ resource: method.path });
  return (exchange) => {
    const { address, path } = exchange;
    return `${resource}"path":${textJson(address.basePath === undefined ? path : `${address.prefix}${path}`)},`
      + `"httpMethod":${textJson(exchange.httpMethod)},`
      + headersJson(exchange);
  };
}

/** `requestContext` of events for functions and authorizers. */
export function compileRequestContext({ api, stage, method, deploymentId, canary }: MethodScope): (exchange: Exchange) => string {
  const domainPrefix = compileContextPath('domainPrefix');
  const customDomain = compileContextPath('customDomain');
  const ofResource = membersJson({ resourceId: method.resourceId });
  const ofMethod = membersJson({ resourcePath: method.path, operationName: method.operationName });
  const ofApi = membersJson({ accountId: api.account, stage: stage.name });
  const ofRelease = membersJson({ deploymentId, apiId: api.id, isCanaryRequest: stage.canary && canary ? true : undefined });
  return (exchange) => `{${ofResource}${exchange.authorizer ? membersJson({ authorizer: exchange.authorizer }) : ''}${ofMethod}`
    + `"httpMethod":${textJson(exchange.httpMethod)},`
    + `"extendedRequestId":"${exchange.extendedRequestId}",`
    + `"requestTime":"${requestTime(exchange.startedAt)}",`
    + `"path":${textJson(contextPath(exchange))},`
    + `${ofApi}"protocol":"${exchange.head.protocol}",`
    + `"domainPrefix":${textJson(String(domainPrefix(exchange)))},`
    + `"requestTimeEpoch":${exchange.startedAt},`
    + `"requestId":"${exchange.requestId}",`
    + `"identity":${JSON.stringify(identityOf(exchange))},`
    + `${ofRelease}${exchange.address.basePath === undefined ? '' : membersJson({ customDomain: customDomain(exchange) })}`
    + `"domainName":${textJson(exchange.address.domainName)}}`;
}

/** The client's own of these names go nowhere. */
const ADDED: ReadonlySet<string> = new Set(['x-forwarded-for', 'x-forwarded-port', 'x-forwarded-proto', 'x-amzn-trace-id']);

/** Headers with the service's own behind them, the last value of each and all of them. */
function headersJson(exchange: Exchange): string {
  let single = '';
  let multiple = '';
  const add = (name: string, values: readonly string[]) => {
    const quoted = textJson(name);
    single += `${single === '' ? '' : ','}${quoted}:${textJson(values[values.length - 1])}`;
    multiple += `${multiple === '' ? '' : ','}${quoted}:${listJson(values)}`;
  };
  const { multiValueHeaders } = exchange;
  for (const name of Object.keys(multiValueHeaders)) {
    if (!ADDED.has(name.toLowerCase())) add(name, multiValueHeaders[name]);
  }
  const forwarded = forwardedHeaders(exchange);
  for (const name of Object.keys(forwarded)) add(name, [forwarded[name]]);
  add('X-Amzn-Trace-Id', [exchange.traceId]);
  return `"headers":{${single}},"multiValueHeaders":{${multiple}},`;
}

function nullIfEmpty(json: string): string {
  return json === '{}' ? 'null' : json;
}
