import type { aws_apigateway as apigateway } from 'aws-cdk-lib';
import type { RouteCacheOptions } from './stage-cache';
import { ExecutionLogLevel, type StageObservabilityOptions, type StageRouteOptions, type StageTrafficOptions } from './stage-options';
import { sortedEntries } from '../private/sorted';
import { METHODS } from '../route';

/** What of a stage's options concerns its methods. */
export type MethodOptions = StageTrafficOptions & StageObservabilityOptions;

/** One entry of a stage's method settings, as CloudFormation takes it. */
export interface MethodSetting {
  readonly resourcePath: string;
  readonly httpMethod: string;
  readonly loggingLevel: string;
  readonly dataTraceEnabled: boolean;
  readonly metricsEnabled: boolean;
  readonly cachingEnabled: boolean;
  readonly cacheTtlInSeconds?: number;
  readonly cacheDataEncrypted?: boolean;
  readonly throttlingRateLimit?: number;
  readonly throttlingBurstLimit?: number;
}

/**
 * The settings of all methods, and of those with settings of their own. An entry is complete: what a route does not say, it says as the
 * stage does, and what is off is said to be off, because CloudFormation leaves a setting as it was when its property goes.
 *
 * @param routeKeys those of the API
 */
export function methodSettings(options: MethodOptions, routeKeys: Iterable<string>): MethodSetting[] {
  const present = new Set(routeKeys);
  const routes = sortedEntries(options.routes);
  return [
    { resourcePath: '/*', httpMethod: '*', ...settings(options, {}, byDefault(options)) },
    ...routes.flatMap(([routeKey, own]) => methodsOf(routeKey, present).map((httpMethod) => ({
      resourcePath: resourcePath(pathOf(routeKey)),
      httpMethod,
      ...settings(options, own, httpMethod === methodOf(routeKey) || httpMethod === 'GET' ? cacheOf(options, routeKey) : undefined),
    }))),
  ];
}

/** Whether anything is logged of the execution of any call. */
export function logsExecution(options: MethodOptions): boolean {
  return [{}, ...Object.values(options.routes ?? {})].some((own) => levelOf(options, own) !== ExecutionLogLevel.OFF);
}

/** How much is logged of the execution of a route's calls. */
export function levelOf(stage: MethodOptions, own: StageRouteOptions = {}): ExecutionLogLevel {
  return own.executionLog ?? stage.executionLog ?? ExecutionLogLevel.ERROR;
}

/** How a stage keeps the answers of a route; nothing where it does not. */
export function cacheOf(options: StageTrafficOptions, routeKey: string): RouteCacheOptions | undefined {
  const own = options.routes?.[routeKey]?.cache;
  if (own) return own._options;
  return ['GET', 'ANY'].includes(methodOf(routeKey)) ? byDefault(options) : undefined;
}

/** Whether a stage keeps the answers of a route, to any method. */
export function isCached(options: StageTrafficOptions, routeKey: string, present: ReadonlySet<string>): boolean {
  return cacheOf(options, routeKey) !== undefined && (methodOf(routeKey) !== 'ANY' || methodsOf(routeKey, present).includes('GET'));
}

/**
 * The HTTP methods that a route answers. ANY is no method that API Gateway has settings for: it stands for every method without a route
 * of its own at that path.
 */
export function methodsOf(routeKey: string, present: ReadonlySet<string>): string[] {
  const method = methodOf(routeKey);
  if (method !== 'ANY') return [method];
  return METHODS.filter((one) => one !== 'ANY' && !present.has(`${one} ${pathOf(routeKey)}`));
}

/** The path of a route key. */
export function pathOf(routeKey: string): string {
  return routeKey.slice(routeKey.indexOf(' ') + 1);
}

function methodOf(routeKey: string): string {
  return routeKey.split(' ')[0];
}

function byDefault({ cache }: StageTrafficOptions): RouteCacheOptions | undefined {
  return cache?.enabledByDefault ?? true ? cache : undefined;
}

/** The root is `/`; of every other path, the slashes but for the first are escaped: `/~1orders~1{orderId}`. */
function resourcePath(path: string): string {
  return path === '/' ? path : `/${path.replace(/\//g, '~1')}`;
}

function settings(stage: MethodOptions, own: StageRouteOptions, cache: RouteCacheOptions | undefined): Omit<MethodSetting, 'resourcePath' | 'httpMethod'> {
  return {
    loggingLevel: levelOf(stage, own),
    dataTraceEnabled: own.dataTrace ?? stage.dataTrace ?? false,
    metricsEnabled: own.metrics ?? stage.metrics ?? false,
    ...caching(stage, cache),
    ...throttling({ ...stage.throttle, ...own.throttle }),
  };
}

function caching(stage: StageTrafficOptions, cache: RouteCacheOptions | undefined) {
  if (!cache) return { cachingEnabled: false };
  return {
    cachingEnabled: true,
    cacheTtlInSeconds: (cache.ttl ?? stage.cache?.ttl)?.toSeconds({ integral: false }) ?? 300,
    cacheDataEncrypted: cache.encrypted ?? stage.cache?.encrypted ?? true,
  };
}

function throttling({ rateLimit, burstLimit }: apigateway.ThrottleSettings) {
  return { throttlingRateLimit: rateLimit, throttlingBurstLimit: burstLimit };
}
