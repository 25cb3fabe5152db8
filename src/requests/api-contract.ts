import type { RestApiContractOptions } from './contract-options';
import { gatewayResponseObjects } from './gateway-response';
import { RequestValidation } from './request-validation';
import { checkParameterNames, routeContent, type RouteContent } from './route-content';
import { corsPolicy } from '../cors/cors-checks';
import { withCorsErrors, withCorsHeaders } from '../cors/cors-headers';
import { type CorsPolicy, soleOrigin } from '../cors/cors-policy';
import type { ContractSettings } from '../document/document';
import type { IntegrationObject } from '../document/extensions/integration';
import { Schemas } from '../document/schemas';
import { isKnown } from '../private/tokens';
import type { ProblemReport } from '../problems';
import type { Route, RouteOptions } from '../route';

/** The part of an operation that is for clients. */
export interface ContractOfRoute extends RouteContent {
  readonly integration: IntegrationObject;
  readonly cors?: CorsPolicy;
}

/** What clients may rely on, of an API and of each route, checked and rendered. */
export class ApiContract {
  /** What the document says of the API. */
  public readonly settings: ContractSettings;

  private readonly schemas = new Schemas();
  private readonly cors?: CorsPolicy;

  constructor(options: RestApiContractOptions, private readonly problems: ProblemReport) {
    const { apiVersion, cors, documentation, gatewayResponses = [], models = [], nameOperations = false } = options;
    if (apiVersion === '') problems.add('ApiVersion');
    this.cors = cors && corsPolicy(cors, 'the API', problems);
    if (this.cors?.credentials && soleOrigin(this.cors) === undefined) problems.warn('CorsErrorsUnreadable');
    for (const model of models) model._bind(this.schemas, problems);
    this.settings = {
      schemas: this.schemas,
      validator: options.requestValidation ?? RequestValidation.BODY_AND_PARAMETERS,
      gatewayResponses: withCorsErrors(gatewayResponseObjects(gatewayResponses, problems), this.cors),
      documentation: { version: documentation?.publishedVersion, parts: (documentation?.parts ?? []).map((part) => part._render()) },
      nameOperations,
    };
  }

  /** What a route says beside its integration, and the integration with what it says of answers. */
  public route(route: Route, integration: IntegrationObject, options: RouteOptions): ContractOfRoute {
    const { operationName } = options;
    if (isKnown(operationName) && !/^[A-Za-z]\w*$/.test(operationName)) this.problems.warn('OperationName', route.routeKey, operationName);
    const cors = options.cors ? corsPolicy(options.cors, `route "${route.routeKey}"`, this.problems) : this.cors;
    const content = routeContent(route, options, this.schemas, this.problems);
    checkParameterNames(route, integration, content.parameters, this.problems);
    return {
      ...content,
      integration: withCorsHeaders(route, withCacheKey(integration, options), cors, this.problems),
      cors,
    };
  }
}

function withCacheKey(integration: IntegrationObject, { cacheKeyParameters = [] }: RouteOptions): IntegrationObject {
  if (cacheKeyParameters.length === 0) return integration;
  return { ...integration, cacheKeyParameters: [...new Set(cacheKeyParameters.map((value) => value._render()))].sort() };
}
