import { HttpCallError } from './http-client';
import { compileRedirect } from './private-endpoint';
import { compileUri } from './uri';
import type { Exchange } from '../exchange';
import { Failure, internalError } from '../failure';
import type { HeaderSet } from '../mapping/header-set';
import { fillStageVariables } from '../mapping/stage-variables';
import type { Parameters } from '../mapping/values';
import type { MethodScope } from '../step';

const NEVER_MAPPED = ['content-length', 'transfer-encoding', 'x-amzn-trace-id', 'x-amzn-apigateway-api-id'];
const NEVER_MAPPED_TO_AWS = [...NEVER_MAPPED, 'authorization', 'connection', 'expect', 'proxy-authenticate', 'te'];
const NEVER_SENT = ['connection', 'expect', 'keep-alive', 'proxy-authenticate', 'te', 'via'];

/** Methods that come without a body. */
export const WITHOUT_BODY: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses a method whose mappings set what the service sets by itself. */
export function checkMappedHeaders({ method }: MethodScope): void {
  const { type, requestParameters } = method.integration!;
  const never = type.startsWith('AWS') ? NEVER_MAPPED_TO_AWS : NEVER_MAPPED;
  for (const target of Object.keys(requestParameters)) {
    const header = target.replace(/^integration\.request\.header\./, '');
    if (header !== target && never.includes(header.toLowerCase())) throw internalError(`the header ${header} cannot be mapped: API Gateway sets it`);
  }
}

/** What the service adds to a request, and takes from it. */
export function finishHeaders(headers: HeaderSet, exchange: Exchange, scope: MethodScope, hasBody: boolean): void {
  for (const name of NEVER_SENT) headers.delete(name);
  headers.setDefault('Accept', 'application/json');
  headers.setDefault('User-Agent', `AmazonAPIGateway_${scope.api.id}`);
  headers.set('X-Amzn-Apigateway-Api-Id', scope.api.id);
  headers.set('X-Amzn-Trace-Id', exchange.traceId);
  const contentType = exchange.header('content-type');
  if (hasBody && contentType !== undefined) headers.setDefault('Content-Type', contentType);
}

/** Where the client is from, as the service's front tells it. */
export function forwardedHeaders(exchange: Exchange): Readonly<Record<string, string>> {
  const before = exchange.header('x-forwarded-for');
  const { sourceIp } = exchange.head;
  return { 'X-Forwarded-For': before === undefined ? sourceIp : `${before}, ${sourceIp}`, 'X-Forwarded-Port': '443', 'X-Forwarded-Proto': 'https' };
}

export interface Destination {
  readonly origin: string;
  /** With the query string. */
  readonly path: string;
  /** Where it is not the origin's. */
  readonly host?: string;
}

/** Where a method's URI leads to, given its path parameters; without any, that is found out once. */
export function compileDestination(scope: MethodScope): (path: Parameters) => Destination {
  const filled = filledUri(scope);
  const uri = compileUri(filled, scope);
  const redirect = compileRedirect(scope) ?? ((destination) => destination);
  if (filled.includes('{')) return (path) => redirect(destinationOf(uri(path)));
  const destination = redirect(destinationOf(filled));
  return () => destination;
}

/** Splits a URI; the parts are kept as they are, so that nothing is encoded anew. */
export function destinationOf(uri: string): Destination {
  const [, origin, path] = /^(https?:\/\/[^/?#]+)([^#]*)/i.exec(uri) ?? [];
  if (origin === undefined || !URL.canParse(origin)) throw internalError(`invalid endpoint address: ${uri}`);
  return { origin, path: path.startsWith('/') ? path : `/${path}` };
}

/** The method that is called: the integration's own, or the client's. */
export function methodOf(httpMethod: string | undefined, exchange: Exchange): string {
  return httpMethod === undefined || httpMethod === 'ANY' ? exchange.httpMethod : httpMethod;
}

/** What a call that failed is answered with. */
export function callFailure(error: unknown): Failure {
  if (!(error instanceof HttpCallError)) throw error;
  switch (error.kind) {
    case 'timeout':
      return new Failure('INTEGRATION_TIMEOUT', 'Endpoint request timed out', { cause: error.message });
    case 'address':
      return internalError(error.message);
    case 'network':
      return new Failure('INTEGRATION_FAILURE', 'Network error communicating with endpoint', { cause: error.message });
  }
}

/** An integration's URI with its stage variables filled in. */
export function filledUri({ method, variables }: MethodScope): string {
  const uri = method.integration!.uri;
  if (uri === undefined) throw internalError('the integration has no URI');
  return fillStageVariables(uri, variables);
}
