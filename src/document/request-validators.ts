import type { RequestValidatorObject } from './openapi';

const VALIDATORS: Readonly<Record<string, RequestValidatorObject>> = {
  'body': { validateRequestBody: true, validateRequestParameters: false },
  'body-and-parameters': { validateRequestBody: true, validateRequestParameters: true },
  'none': { validateRequestBody: false, validateRequestParameters: false },
  'parameters': { validateRequestBody: false, validateRequestParameters: true },
};

/** The request validators that some names stand for. */
export function requestValidators(names: Iterable<string>): Record<string, RequestValidatorObject> {
  return Object.fromEntries([...new Set(names)].sort().map((name) => [name, VALIDATORS[name]]));
}
