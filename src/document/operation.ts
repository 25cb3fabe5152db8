import type { DocumentationPartObject } from './extensions/documentation';
import type { IntegrationObject } from './extensions/integration';
import type { OperationObject, RequestBodyObject, ResponsesObject, SecurityRequirementObject, SecuritySchemeObject } from './openapi';
import { derivedOperationName } from './operation-name';
import { type DeclaredParameters, parameterObjects } from './parameters';
import { responsesObject } from './responses';
import type { CorsPolicy } from '../cors/cors-policy';
import { once } from '../private/once';
import type { Route } from '../route';

/** A named security scheme that an operation requires. */
export interface RequiredScheme {
  readonly name: string;
  readonly scheme: SecuritySchemeObject;
  /** The scopes that a token has to have one of. */
  readonly scopes?: readonly string[];
}

/** What the document says of all operations. */
export interface OperationSettings {
  /** Whether operations without a name get one. */
  readonly nameOperations: boolean;
}

/** All that the document says of one route. */
export interface Operation {
  readonly route: Route;
  readonly operationName?: string;
  readonly integration: IntegrationObject;
  /** What the route says of its parameters, beside those that its integration maps. */
  readonly parameters?: DeclaredParameters;
  readonly requestBody?: RequestBodyObject;
  /** What the route says of its answers, beside those that its integration has. */
  readonly responses?: ResponsesObject;
  /** The name of the request validator, unless it is the API's. */
  readonly validator?: string;
  /** Which web pages of other origins may call it. */
  readonly cors?: CorsPolicy;
  readonly documentation?: readonly DocumentationPartObject[];
  /** All of these have to be satisfied. */
  readonly requires: readonly RequiredScheme[];
}

/**
 * The operation objects of a document. Routes that say the same share one object: whoever looks through the document afterwards can do so
 * once for all of them.
 */
export class OperationObjects {
  private readonly shared = new Map<IntegrationObject, Map<Operation['requires'], Map<string, OperationObject>>>();

  constructor(private readonly settings: OperationSettings) {}

  /** The operation object of a route. */
  public of(operation: Operation): OperationObject {
    const { integration, requires, route } = operation;
    const operationName = operationNameOf(operation, this.settings);
    if (operationName !== undefined || hasContent(operation)) return operationObject(operation, operationName);
    const ofIntegration = once(this.shared, integration, () => new Map<Operation['requires'], Map<string, OperationObject>>());
    const ofRequired = once(ofIntegration, requires, () => new Map<string, OperationObject>());
    return once(ofRequired, route._variables.join('/'), () => operationObject(operation));
  }
}

function hasContent({ parameters, requestBody, responses, validator }: Operation): boolean {
  return (parameters ?? requestBody ?? responses ?? validator) !== undefined;
}

/** The operation object of a route (OpenAPI 3.0, 4.7.10). */
function operationObject(operation: Operation, operationName?: string): OperationObject {
  const { integration, requestBody, validator, requires } = operation;
  const parameters = parameterObjects(operation.route, integration, operation.parameters);
  return {
    ...(operationName !== undefined && { operationId: operationName }),
    ...(parameters.length > 0 && { parameters }),
    ...(requestBody && { requestBody }),
    'responses': responsesObject(integration, operation.responses),
    ...(requires.length > 0 && { security: [requirement(requires)] }),
    ...(validator !== undefined && { 'x-amazon-apigateway-request-validator': validator }),
    'x-amazon-apigateway-integration': integration,
  };
}

/** The name of an operation: its own, or where all have one, a derived one. */
export function operationNameOf({ operationName, route }: Operation, { nameOperations }: OperationSettings): string | undefined {
  return operationName ?? (nameOperations ? derivedOperationName(route) : undefined);
}

/** The key of an operation in its path item. */
export function operationKey(route: Route): string {
  return route.method === 'ANY' ? 'x-amazon-apigateway-any-method' : route.method.toLowerCase();
}

function requirement(schemes: readonly RequiredScheme[]): SecurityRequirementObject {
  return Object.fromEntries(schemes.map(({ name, scopes = [] }) => [name, [...new Set(scopes)].sort()]));
}
