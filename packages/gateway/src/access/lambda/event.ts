import type { Json } from '../../json';
import type { Authorizer } from '../../model/definition';
import type { Exchange } from '../../runtime/exchange';
import { compileEventHead, compileRequestContext } from '../../runtime/lambda/proxy-event';
import type { MethodScope } from '../../runtime/step';
import { methodArn } from '../method-arn';

/** Makes what an authorizer's function gets. */
export function compileAuthorizerEvent({ type }: Authorizer, scope: MethodScope): (exchange: Exchange, identity: readonly string[]) => Buffer {
  return type === 'TOKEN' ? compileTokenEvent(scope) : compileRequestEvent(scope);
}

function compileTokenEvent(scope: MethodScope): (exchange: Exchange, identity: readonly string[]) => Buffer {
  return (exchange, [authorizationToken]) => bufferOf({ type: 'TOKEN', methodArn: methodArn(scope, exchange), authorizationToken });
}

function compileRequestEvent(scope: MethodScope): (exchange: Exchange) => Buffer {
  const head = compileEventHead(scope);
  const requestContext = compileRequestContext(scope);
  return (exchange) => bufferOf({
    type: 'REQUEST',
    methodArn: methodArn(scope, exchange),
    ...head(exchange),
    queryStringParameters: exchange.query,
    multiValueQueryStringParameters: exchange.multiValueQuery,
    pathParameters: exchange.pathParameters,
    stageVariables: scope.variables,
    requestContext: requestContext(exchange),
  });
}

function bufferOf(event: Readonly<Record<string, Json | object>>): Buffer {
  return Buffer.from(JSON.stringify(event));
}
