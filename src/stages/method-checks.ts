import { isCached, levelOf, type MethodOptions } from './method-settings';
import type { RouteCacheOptions } from './stage-cache';
import { checkThrottle } from './stage-checks';
import { ExecutionLogLevel, type StageRouteOptions } from './stage-options';
import { soleOrigin } from '../cors/cors-policy';
import type { Operation } from '../document/operation';
import { usedParameters } from '../document/parameters';
import { nearNames } from '../private/near-names';
import { quote } from '../private/problem-definition';
import { isKnown } from '../private/tokens';
import type { ProblemReport } from '../problems';
import { Route } from '../route';

/** A stage that says something of the methods of its API. */
export interface StageOfMethods {
  readonly stageName: string;
  readonly options: MethodOptions;
  /** The routes of the API, by route key. */
  readonly routes: ReadonlyMap<string, Operation>;
  /** Whether the stage may serve a release whose routes are others. */
  readonly pinned: boolean;
}

/** Checks what a stage says of all methods, and of some. */
export function checkMethods(stage: StageOfMethods, problems: ProblemReport): void {
  const { stageName, options, routes } = stage;
  const owner = `stage ${quote(stageName)}`;
  checkTtl(owner, options.cache, problems);
  if (options.dataTrace) checkDataTrace(owner, levelOf(options), problems);
  for (const [routeKey, own] of Object.entries(options.routes ?? {})) checkRoute(stage, routeKey, own, problems);
  const present = new Set(routes.keys());
  for (const operation of options.cache ? routes.values() : []) {
    if (isCached(options, operation.route.routeKey, present)) checkCached(stageName, operation, problems);
  }
}

function checkRoute({ stageName, options, routes, pinned }: StageOfMethods, routeKey: string, own: StageRouteOptions, problems: ProblemReport): void {
  const owner = `stage ${quote(stageName)}`;
  if (!Route._parse(routeKey, problems)) return;
  if (!routes.has(routeKey)) {
    const report = pinned ? problems.warn.bind(problems) : problems.add.bind(problems);
    report('UnknownRoute', owner, routeKey, nearNames(routeKey, routes.keys()));
    return;
  }
  const route = `route ${quote(routeKey)} of ${owner}`;
  checkThrottle(route, 'throttle', own.throttle, problems);
  if (own.dataTrace) checkDataTrace(route, levelOf(options, own), problems);
  if (own.cache?._options && !options.cache) problems.add('CacheWithoutCluster', stageName, routeKey);
  checkTtl(route, own.cache?._options, problems);
}

function checkCached(stageName: string, { route, integration, cors }: Operation, problems: ProblemReport): void {
  if (integration.responseTransferMode === 'STREAM') problems.add('CachedStream', stageName, route.routeKey);
  const keys = usedParameters({ type: integration.type, cacheKeyParameters: integration.cacheKeyParameters });
  const untold = route._variables.filter((name) => !keys.includes(`path.${name}`));
  if (untold.length > 0) problems.warn('CachedPathVariable', stageName, route.routeKey, untold);
  if (cors && soleOrigin(cors) === undefined && !keys.some((key) => key.toLowerCase() === 'header.origin')) problems.warn('CachedOrigin', stageName, route.routeKey);
}

function checkTtl(owner: string, cache: RouteCacheOptions | undefined, problems: ProblemReport): void {
  const seconds = cache?.ttl?.toSeconds({ integral: false });
  if (isKnown(seconds) && !(Number.isInteger(seconds) && seconds >= 0 && seconds <= 3600)) problems.add('CacheTtl', owner, seconds);
}

function checkDataTrace(owner: string, level: ExecutionLogLevel, problems: ProblemReport): void {
  if (level === ExecutionLogLevel.OFF) problems.add('DataTraceWithoutLog', owner);
  else problems.warn('DataTrace', owner);
}
