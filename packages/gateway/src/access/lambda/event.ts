import type { Authorizer } from '../../model/definition';
import type { Exchange } from '../../runtime/exchange';
import { textJson, textsJson, valuesJson } from '../../runtime/lambda/json-text';
import { compileEventHead, compileRequestContext } from '../../runtime/lambda/proxy-event';
import type { MethodScope } from '../../runtime/step';
import { methodArn } from '../method-arn';

/** Makes what an authorizer's function gets. */
export function compileAuthorizerEvent({ type }: Authorizer, scope: MethodScope): (exchange: Exchange, identity: readonly string[]) => Buffer {
  return type === 'TOKEN' ? compileTokenEvent(scope) : compileRequestEvent(scope);
}

function compileTokenEvent(scope: MethodScope): (exchange: Exchange, identity: readonly string[]) => Buffer {
  return (exchange, [authorizationToken]) => Buffer.from(JSON.stringify({ type: 'TOKEN', methodArn: methodArn(scope, exchange), authorizationToken }));
}

function compileRequestEvent(scope: MethodScope): (exchange: Exchange) => Buffer {
  const head = compileEventHead(scope);
  const requestContext = compileRequestContext(scope);
  const stageVariables = textsJson(scope.variables);
  return (exchange) => Buffer.from(`{"type":"REQUEST","methodArn":${textJson(methodArn(scope, exchange))},${head(exchange)}`
    + `"queryStringParameters":${textsJson(exchange.query)},`
    + `"multiValueQueryStringParameters":${valuesJson(exchange.multiValueQuery)},`
    + `"pathParameters":${textsJson(exchange.pathParameters)},`
    + `"stageVariables":${stageVariables},`
    + `"requestContext":${requestContext(exchange)}}`);
}
