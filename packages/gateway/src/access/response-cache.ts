import { BoundedCache } from './bounded-cache';
import { compileInvalidationRight, wantsInvalidation } from './cache/invalidation';
import { compileCacheKey } from './cache/key';
import { Failure } from '../runtime/failure';
import type { Reply } from '../runtime/reply';
import type { MethodScope, StepFactory } from '../runtime/step';

const LARGEST_RESPONSE = 1024 * 1024;
/** Of each stage, whatever the size of its cluster. */
const CAPACITY = 64 * 1024 * 1024;
const DEFAULT_TTL_SECONDS = 300;
const WARNING = ['Warning', '199 - "The cache was not invalidated: execute-api:InvalidateCache is not allowed"'];

/** Methods whose responses the stage's cache keeps. */
export const responseCacheStep: StepFactory = (scope) => {
  const { settings: { cacheTtlInSeconds = DEFAULT_TTL_SECONDS }, services: { clock, state, access: { unauthorizedCacheControl } } } = scope;
  if (!isCached(scope) || cacheTtlInSeconds <= 0) return undefined;
  const cache = state.keep(`cache/${scope.api.id}/${scope.stage.name}/${hasOwnEntries(scope)}`, newCache);
  const keyOf = compileCacheKey(scope);
  const mayInvalidate = compileInvalidationRight(scope);
  const set = methodsWithSetting(scope);
  const isKept = (httpMethod: string) => httpMethod === 'GET' || set.has(httpMethod);
  return {
    name: 'cache',
    before(exchange) {
      if (!isKept(exchange.httpMethod)) return undefined;
      const refused = wantsInvalidation(exchange) && !mayInvalidate(exchange);
      if (refused && unauthorizedCacheControl === 'FAIL_WITH_403') {
        return new Failure('ACCESS_DENIED', 'User is not authorized to access this resource', { cause: 'execute-api:InvalidateCache is not allowed' });
      }
      if (!refused && wantsInvalidation(exchange)) return undefined;
      const kept = cache.get(keyOf(exchange), clock());
      return kept && refused && unauthorizedCacheControl === 'SUCCEED_WITH_RESPONSE_HEADER' ? withWarning(kept) : kept;
    },
    after(exchange, reply) {
      if (!isKept(exchange.httpMethod)) return reply;
      if (sizeOf(reply) <= LARGEST_RESPONSE) cache.set(keyOf(exchange), reply, clock() + cacheTtlInSeconds * 1000);
      const refused = unauthorizedCacheControl === 'SUCCEED_WITH_RESPONSE_HEADER' && wantsInvalidation(exchange) && !mayInvalidate(exchange);
      return refused ? withWarning(reply) : reply;
    },
  };
};

const newCache = () => new BoundedCache<Reply>(CAPACITY, sizeOf);

function isCached({ canary, stage, settings, method }: MethodScope): boolean {
  if (canary && stage.canary?.useStageCache !== true) return false;
  return stage.cacheCluster.enabled && settings.cachingEnabled === true && method.integration?.responseTransferMode !== 'STREAM';
}

/** Methods other than GET are left out of what is set for all methods. */
function methodsWithSetting({ stage, method }: MethodScope): ReadonlySet<string> {
  const cached = stage.methodSettings.filter(({ resourcePath, cachingEnabled }) => cachingEnabled === true && resourcePath === method.path);
  return new Set(cached.map(({ httpMethod }) => httpMethod));
}

/** A canary that uses the stage's cache shares the answers of the stage where both have one deployment. */
function hasOwnEntries({ canary, deploymentId, stage }: MethodScope): boolean {
  return canary && deploymentId !== stage.deploymentId;
}

/** A stream is too large, however much there is of it. */
function sizeOf({ headers, body }: Reply): number {
  const length = typeof body === 'string' || Buffer.isBuffer(body) ? Buffer.byteLength(body) : Infinity;
  return headers.reduce((size, text) => size + text.length, length);
}

function withWarning(reply: Reply): Reply {
  return { ...reply, headers: [...reply.headers, ...WARNING] };
}
