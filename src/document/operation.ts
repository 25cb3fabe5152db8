import type { IntegrationObject } from './extensions/integration';
import type { OperationObject, ParameterObject, ResponsesObject, SecurityRequirementObject, SecuritySchemeObject } from './openapi';
import type { Route } from '../route';

/** A named security scheme that an operation requires. */
export interface RequiredScheme {
  readonly name: string;
  readonly scheme: SecuritySchemeObject;
}

/** All that the document says of one route. */
export interface Operation {
  readonly route: Route;
  readonly operationName?: string;
  readonly integration: IntegrationObject;
  /** The method responses; a proxy integration has none. */
  readonly responses?: ResponsesObject;
  /** All of these have to be satisfied. */
  readonly requires: RequiredScheme[];
}

/** The operation object of a route (OpenAPI 3.0, 4.7.10). */
export function operationObject(operation: Operation): OperationObject {
  const parameters = operation.route._variables.map(pathParameter);
  return {
    ...(operation.operationName !== undefined && { operationId: operation.operationName }),
    ...(parameters.length > 0 && { parameters }),
    'responses': operation.responses ?? {},
    ...(operation.requires.length > 0 && { security: [requirement(operation.requires)] }),
    'x-amazon-apigateway-integration': operation.integration,
  };
}

/** The key of an operation in its path item. */
export function operationKey(route: Route): string {
  return route.method === 'ANY' ? 'x-amazon-apigateway-any-method' : route.method.toLowerCase();
}

function pathParameter(name: string): ParameterObject {
  return { name, in: 'path', required: true, schema: { type: 'string' } };
}

function requirement(schemes: RequiredScheme[]): SecurityRequirementObject {
  return Object.fromEntries(schemes.map(({ name }) => [name, []]));
}
