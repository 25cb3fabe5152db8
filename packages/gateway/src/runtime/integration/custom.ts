import type { Integration } from '../../model/definition';
import type { Exchange } from '../exchange';
import { compileRequestMapping, type IntegrationRequest } from '../mapping/request-mapping';
import { compileResponseMapping } from '../mapping/response-mapping';
import type { BackendAnswer } from '../mapping/values';
import type { Reply } from '../reply';
import type { MethodScope } from '../step';

/** What stands behind an integration that is no proxy. */
export type Backend = (request: IntegrationRequest, exchange: Exchange) => BackendAnswer | Promise<BackendAnswer>;

/** What is between a method and what answers it. */
export type Integrate = (exchange: Exchange) => Reply | Promise<Reply>;

/** An integration that maps requests to its backend, and what that answers to responses. */
export function compileCustom(integration: Integration, scope: MethodScope, backend: Backend): Integrate {
  const mapRequest = compileRequestMapping(integration, scope);
  const mapResponse = compileResponseMapping(integration, scope);
  return (exchange) => {
    const answer = backend(mapRequest(exchange), exchange);
    return answer instanceof Promise ? answer.then((later) => mapResponse(exchange, later)) : mapResponse(exchange, answer);
  };
}
