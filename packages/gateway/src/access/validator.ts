import type { Json } from '../json';
import { Models, type ModelCheck } from './validation/models';
import { compileRequiredParameters } from './validation/parameters';
import type { Definition } from '../model/definition';
import type { Exchange } from '../runtime/exchange';
import { Failure } from '../runtime/failure';
import { bareType, JSON_TYPE } from '../runtime/mapping/media-types';
import type { MethodScope, StepFactory } from '../runtime/step';

const ANY_TYPE = '$default';

/** All methods of a definition have one set of models. */
const compiled = new WeakMap<Definition, Models>();

/** What a request validator asks of a request: its required parameters, then its body. */
export const validatorStep: StepFactory = (scope) => {
  const { requestValidator: { validateRequestBody, validateRequestParameters }, requestParameters } = scope.method;
  const missingOf = validateRequestParameters ? compileRequiredParameters(requestParameters) : undefined;
  const errorsOf = validateRequestBody ? compileBody(scope) : undefined;
  if (!missingOf && !errorsOf) return undefined;
  return {
    name: 'validator',
    before(exchange) {
      const missing = missingOf?.(exchange) ?? [];
      if (missing.length > 0) return new Failure('BAD_REQUEST_PARAMETERS', `Missing required request parameters: [${missing.join(', ')}]`);
      const errors = errorsOf?.(exchange);
      return errors === undefined ? undefined : new Failure('BAD_REQUEST_BODY', 'Invalid request body', { validationErrors: errors, cause: `Invalid request body: ${errors}` });
    },
  };
};

/** Says what is wrong with a body. A body whose type has no model is not looked at. */
function compileBody({ api, definition, method }: MethodScope): ((exchange: Exchange) => string | undefined) | undefined {
  const types = Object.entries(method.requestModels);
  if (types.length === 0) return undefined;
  const models = compiled.get(definition) ?? new Models(api.id, definition);
  compiled.set(definition, models);
  const checks = new Map<string, ModelCheck>(types.map(([type, name]) => [bareType(type), models.check(name)]));
  return (exchange) => {
    const check = checks.get(bareType(exchange.header('content-type') ?? JSON_TYPE)) ?? checks.get(ANY_TYPE);
    return check && checkBody(check, exchange.body);
  };
}

/** No body is an empty object. */
function checkBody(check: ModelCheck, body: Buffer): string | undefined {
  let document: Json;
  try {
    document = body.length === 0 ? {} : JSON.parse(body.toString()) as Json;
  } catch {
    return '[Unable to parse body as JSON]';
  }
  return check(document);
}
