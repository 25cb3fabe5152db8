import type { Json } from '../json';
import { loadModels, type ModelCheck, type Models } from './validation/models';
import { compileRequiredParameters } from './validation/parameters';
import type { Definition } from '../model/definition';
import type { Exchange } from '../runtime/exchange';
import { Failure } from '../runtime/failure';
import { bareType, JSON_TYPE } from '../runtime/mapping/media-types';
import type { MethodScope, StepFactory, Verdict } from '../runtime/step';

const ANY_TYPE = '$default';

/** All methods of a definition have one set of models. */
const loaded = new WeakMap<Definition, Promise<Models>>();

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
      return errors instanceof Promise ? errors.then(verdictOf) : verdictOf(errors);
    },
  };
};

function verdictOf(errors: string | undefined): Verdict {
  if (errors === undefined) return undefined;
  return new Failure('BAD_REQUEST_BODY', 'Invalid request body', { validationErrors: errors, cause: `Invalid request body: ${errors}` });
}

type BodyErrors = (exchange: Exchange) => string | undefined | Promise<string | undefined>;

/** Says what is wrong with a body, later the first time. A body whose type has no model is not looked at. */
function compileBody({ api, definition, method }: MethodScope): BodyErrors | undefined {
  const names = new Map(Object.entries(method.requestModels).map(([type, name]) => [bareType(type), name]));
  if (names.size === 0) return undefined;
  const checks = new Map<string, ModelCheck>();
  const loadCheck = async (name: string) => {
    const models = loaded.get(definition) ?? loadModels(api.id, definition);
    loaded.set(definition, models);
    const check = (await models).check(name);
    checks.set(name, check);
    return check;
  };
  return (exchange) => {
    const name = names.get(bareType(exchange.header('content-type') ?? JSON_TYPE)) ?? names.get(ANY_TYPE);
    if (name === undefined) return undefined;
    const check = checks.get(name);
    return check ? checkBody(check, exchange.body) : loadCheck(name).then((later) => checkBody(later, exchange.body));
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
