import type { Exchange } from '../../runtime/exchange';
import { compileRequestValue, type RequestValue } from '../../runtime/mapping/values';
import type { MethodScope } from '../../runtime/step';

/** What tells a method's responses apart: the values of its key parameters. Without them, a method has one response. */
export function compileCacheKey(scope: MethodScope): (exchange: Exchange) => string {
  const { cacheKeyParameters = [], cacheNamespace, requestParameters = {} } = scope.method.integration ?? {};
  const values = cacheKeyParameters.map((parameter): RequestValue =>
    compileRequestValue(parameter.startsWith('integration.') ? requestParameters[parameter] ?? '' : parameter, scope));
  return (exchange) => JSON.stringify([cacheNamespace, exchange.httpMethod, ...values.map((value) => value(exchange) ?? null)]);
}
