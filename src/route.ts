import type { Authorizer } from './authorizers/authorizer';
import type { RequestValue } from './mapping/request-value';
import type { ProblemReport } from './problems';
import type { RouteContentOptions } from './requests/route-content-options';

/** The HTTP methods of API Gateway; ANY answers every method that has no route of its own. */
export const METHODS: readonly string[] = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'ANY'];

/** What a route may say beside its key and its integration. */
export interface RouteOptions extends RouteContentOptions {
  /**
   * Who may call the route.
   *
   * @default - the API's authorizer; without one, anybody, and synthesis warns
   */
  readonly authorizer?: Authorizer;

  /**
   * The scopes of which the caller's access token has to have one; with none, ID tokens are taken. Only with `Authorizer.userPool()`.
   *
   * @default - the scopes of the authorizer
   */
  readonly authorizationScopes?: string[];

  /**
   * Whether a caller has to send an API key of a usage plan.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
   * @default - what the API says
   */
  readonly apiKeyRequired?: boolean;

  /**
   * What tells the route's answers apart in the cache of a stage: headers, query string parameters and path variables. Requests that are the
   * same in these get the same answer.
   *
   * Problems: `CacheKeyParameter`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
   * @default - nothing: a stage that keeps the route's answers has one for all requests
   */
  readonly cacheKeyParameters?: RequestValue[];

  /**
   * The route's name in generated clients and in the exported document, unique in the API: a letter, and letters, digits and underscores.
   *
   * @default - the route has no name, or with the API's `nameOperations` one that is made of its key
   */
  readonly operationName?: string;
}

/** A route of an API: a method and a path. */
export class Route {
  /**
   * Reads a route key; what is wrong with it goes to the problems.
   *
   * @internal
   */
  public static _parse(routeKey: string, problems: ProblemReport): Route | undefined {
    const [method, path, ...rest] = routeKey.split(' ');
    const wrong = routeKeyFault(method, path, rest);
    if (wrong) {
      problems.add('RouteKeySyntax', routeKey, ...wrong);
      return undefined;
    }
    const route = new Route(method, path);
    return checkSegments(route, problems) ? route : undefined;
  }

  /** The route key, e.g. `GET /orders/{orderId}`. */
  public readonly routeKey: string;

  /**
   * The segments of the path.
   *
   * @internal
   */
  public readonly _segments: readonly string[];

  /**
   * The names of the path's variables, in order.
   *
   * @internal
   */
  public readonly _variables: readonly string[];

  private constructor(
    /** The HTTP method in capitals, or ANY. */
    public readonly method: string,
    /** The path, from its leading slash on. */
    public readonly path: string,
  ) {
    this.routeKey = `${method} ${path}`;
    this._segments = path === '/' ? [] : path.slice(1).split('/');
    this._variables = this._segments.filter(isVariable).map(variableName);
  }

  /**
   * Another method of the same path.
   *
   * @internal
   */
  public _sibling(method: string): Route {
    return new Route(method, this.path);
  }
}

/** Whether a path segment is a variable, greedy or not. */
export function isVariable(segment: string): boolean {
  return segment.startsWith('{');
}

function variableName(segment: string): string {
  return segment.replace(/^\{|\+?\}$/g, '');
}

function routeKeyFault(method: string, path: string | undefined, rest: string[]): [string, string] | undefined {
  if (!path || rest.length > 0) {
    return ['it has to be a method, one space and a path', '"METHOD /path", e.g. "GET /orders/{orderId}"'];
  }
  if (!METHODS.includes(method)) {
    const capitals = method.toUpperCase();
    return [`the method is none of ${METHODS.join(', ')}`, METHODS.includes(capitals) ? `"${capitals} ${path}"` : `one of them, e.g. "GET ${path}"`];
  }
  if (!path.startsWith('/')) {
    return ['the path has to begin with "/"', `"${method} /${path}"`];
  }
  if (path !== '/' && path.endsWith('/')) {
    return ['the path must not end with "/"', `"${method} ${path.replace(/\/+$/, '') || '/'}"`];
  }
  if (path.includes('//')) {
    return ['the path has an empty segment', `"${method} ${path.replace(/\/{2,}/g, '/')}"`];
  }
  return undefined;
}

function checkSegments(route: Route, problems: ProblemReport): boolean {
  const segments = route._segments;
  const names = new Set<string>();
  let sound = true;
  segments.forEach((segment, position) => {
    if (!/^([A-Za-z0-9._:-]+|\{[A-Za-z0-9._-]+\+?\})$/.test(segment)) {
      problems.add('PathSyntax', route.routeKey, segment);
      sound = false;
      return;
    }
    if (!isVariable(segment)) return;
    const name = variableName(segment);
    if (names.has(name)) {
      problems.add('PathVariableRepeated', route.routeKey, name);
      sound = false;
    }
    names.add(name);
    if (segment.endsWith('+}') && position < segments.length - 1) {
      problems.add('GreedyVariableNotLast', route.routeKey, segment);
      sound = false;
    }
  });
  return sound;
}
