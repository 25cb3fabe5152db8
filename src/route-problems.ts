import { define, GUIDE, LIMITS, NOTES, quote } from './private/problem-definition';

/** The problems of routes. */
export const ROUTE_PROBLEMS = {
  RouteKeySyntax: define('A route key is an upper-case method, one space and a path.', NOTES,
    (routeKey: string, why: string, instead: string) => ({ what: `${quote(routeKey)} is not a route key: ${why}`, remedy: `write ${instead}` })),
  PathSyntax: define('A path segment is letters, digits, dots, underscores, colons and hyphens, or one variable that fills it.', NOTES,
    (routeKey: string, segment: string) => ({
      what: `segment ${quote(segment)} of route ${quote(routeKey)} has characters that API Gateway refuses`,
      remedy: 'use letters, digits, ".", "_", ":" and "-" only, or one whole variable like "{orderId}" or "{proxy+}"',
    })),
  PathVariableRepeated: define('A variable name stands once in a path.', NOTES,
    (routeKey: string, variable: string) => ({
      what: `route ${quote(routeKey)} has the variable ${quote(variable)} twice`,
      remedy: 'give the second one a name of its own',
    })),
  PathVariableSiblings: define('One path level has one variable.', NOTES,
    (routeKey: string, segment: string, other: string, otherRouteKey: string) => ({
      what: `route ${quote(routeKey)} names ${quote(segment)} where route ${quote(otherRouteKey)} has ${quote(other)}: one path level has one variable`,
      remedy: `use ${quote(other)} in both`,
    })),
  GreedyVariableNotLast: define('A greedy variable is the last segment of its path.', `${GUIDE}api-gateway-method-settings-method-request.html`,
    (routeKey: string, segment: string) => ({
      what: `route ${quote(routeKey)} goes on after the greedy variable ${quote(segment)}`,
      remedy: `end the path at ${quote(segment)}, or make it an ordinary variable, ${quote(segment.replace('+}', '}'))}`,
    })),
  DuplicateRoute: define('A route key is added once.', NOTES,
    (routeKey: string) => ({ what: `route ${quote(routeKey)} is added twice`, remedy: 'remove one of the two' })),
  NoRoute: define('A deployment needs at least one route.', `${GUIDE}how-to-deploy-api.html`,
    () => ({ what: 'the API has stages but no route, and API Gateway refuses to deploy an empty API', remedy: 'add a route with addRoute()' })),
  ReservedPath: define('/ping and /sping are taken by API Gateway on custom domains.', NOTES,
    (routeKey: string) => ({
      what: `route ${quote(routeKey)} is at a path that API Gateway's own health check answers on custom domains`,
      remedy: 'use another path, e.g. "/health"',
    })),
  TooManyResources: define('A REST API has 300 resources unless the quota is raised.', LIMITS,
    (count: number) => ({
      what: `the paths of this API need ${count} resources, and the default quota is 300`,
      remedy: 'ask for a higher "Resources per API" quota, or split the API',
    })),
  DuplicateOperationName: define('An operation name is unique in its API.', `${GUIDE}api-gateway-import-api-errors-warnings.html`,
    (name: string, routeKey: string, otherRouteKey: string) => ({
      what: `routes ${quote(otherRouteKey)} and ${quote(routeKey)} share the operation name ${quote(name)}`,
      remedy: 'give each route an operation name of its own',
    })),
  CacheKeyParameter: define('What tells cached answers apart are parameters that the route has.', `${GUIDE}api-gateway-caching.html`,
    (routeKey: string, parameter: string, why: string, near: readonly string[]) => ({
      what: `route ${quote(routeKey)} has the cache key parameter ${quote(parameter)}, which ${why}`,
      remedy: near.length > 0 ? `use ${near.map(quote).join(' or ')} if one of these is meant` : 'use a header, a query string parameter or a path variable of the route',
    })),
  OpenRoute: define('A route that anybody may call says so.', `${GUIDE}apigateway-control-access-to-api.html`,
    (routeKeys: string[]) => ({
      what: `anybody may call ${routeKeys.slice(0, 5).map(quote).join(', ')}${routeKeys.length > 5 ? ` and ${routeKeys.length - 5} more` : ''}: no authorizer is set`,
      remedy: 'set an authorizer on the API or the route, or Authorizer.none() where public access is meant',
    })),
};
