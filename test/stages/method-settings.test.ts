import { Duration } from 'aws-cdk-lib';
import { CacheSize, ExecutionLogLevel, RouteCache } from '../../src';
import { type MethodOptions, methodSettings } from '../../src/stages/method-settings';

const off = { loggingLevel: 'ERROR', dataTraceEnabled: false, metricsEnabled: false, cachingEnabled: false };
const all = { resourcePath: '/*', httpMethod: '*' };
const cached = { ...off, cachingEnabled: true, cacheTtlInSeconds: 300, cacheDataEncrypted: true };
const size = CacheSize.GB_0_5;

test.each<[name: string, options: MethodOptions, want: object[]]>([
  ['nothing is said of any method', {}, [{ ...all, ...off }]],
  ['everything is said of all methods', {
    executionLog: ExecutionLogLevel.INFO,
    dataTrace: true,
    metrics: true,
    throttle: { rateLimit: 2.5, burstLimit: 5 },
    cache: { size, ttl: Duration.minutes(1), encrypted: false },
  }, [{
    ...all,
    loggingLevel: 'INFO',
    dataTraceEnabled: true,
    metricsEnabled: true,
    throttlingRateLimit: 2.5,
    throttlingBurstLimit: 5,
    cachingEnabled: true,
    cacheTtlInSeconds: 60,
    cacheDataEncrypted: false,
  }]],
  ['a route says the rest as the stage does', { metrics: true, throttle: { rateLimit: 9, burstLimit: 8 }, routes: { 'GET /orders/{orderId}': { throttle: { burstLimit: 1 } } } }, [
    { ...all, ...off, metricsEnabled: true, throttlingRateLimit: 9, throttlingBurstLimit: 8 },
    { resourcePath: '/~1orders~1{orderId}', httpMethod: 'GET', ...off, metricsEnabled: true, throttlingRateLimit: 9, throttlingBurstLimit: 1 },
  ]],
  ['a route says all by itself', { routes: { 'POST /orders': { executionLog: ExecutionLogLevel.OFF, metrics: true, dataTrace: true } } }, [
    { ...all, ...off },
    { resourcePath: '/~1orders', httpMethod: 'POST', ...off, loggingLevel: 'OFF', metricsEnabled: true, dataTraceEnabled: true },
  ]],
  ['the root is a slash', { routes: { 'GET /': { metrics: true } } }, [{ ...all, ...off }, { resourcePath: '/', httpMethod: 'GET', ...off, metricsEnabled: true }]],
  ['routes are in order', { routes: { 'GET /b': {}, 'GET /a': {} } }, [
    { ...all, ...off }, { resourcePath: '/~1a', httpMethod: 'GET', ...off }, { resourcePath: '/~1b', httpMethod: 'GET', ...off },
  ]],
  ['a cache is for GET', { cache: { size }, routes: { 'GET /a': {}, 'POST /a': {} } }, [
    { ...all, ...cached }, { resourcePath: '/~1a', httpMethod: 'GET', ...cached }, { resourcePath: '/~1a', httpMethod: 'POST', ...off },
  ]],
  ['a cache is for what asks for it', {
    cache: { size, ttl: Duration.hours(1), enabledByDefault: false },
    routes: { 'GET /a': {}, 'GET /b': { cache: RouteCache.on({ encrypted: false }) }, 'POST /b': { cache: RouteCache.on({ ttl: Duration.seconds(0) }) } },
  }, [
    { ...all, ...off },
    { resourcePath: '/~1a', httpMethod: 'GET', ...off },
    { resourcePath: '/~1b', httpMethod: 'GET', ...cached, cacheTtlInSeconds: 3600, cacheDataEncrypted: false },
    { resourcePath: '/~1b', httpMethod: 'POST', ...cached, cacheTtlInSeconds: 0 },
  ]],
  ['a cache is not for what declines', { cache: { size }, routes: { 'GET /a': { cache: RouteCache.off() } } }, [
    { ...all, ...cached }, { resourcePath: '/~1a', httpMethod: 'GET', ...off },
  ]],
  ['ANY is every method without a route of its own', { cache: { size }, routes: { 'ANY /any': { metrics: true } } }, [
    { ...all, ...cached },
    { resourcePath: '/~1any', httpMethod: 'GET', ...cached, metricsEnabled: true },
    ...['PUT', 'POST', 'PATCH', 'OPTIONS', 'HEAD'].map((httpMethod) => ({ resourcePath: '/~1any', httpMethod, ...off, metricsEnabled: true })),
  ]],
])('%s', (_, options, want) => {
  expect(methodSettings(options, ['ANY /any', 'DELETE /any', 'GET /other'])).toEqual(want);
});
