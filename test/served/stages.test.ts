import * as fs from 'node:fs';
import * as os from 'node:os';
import { join } from 'node:path';
import { App, aws_apigateway as apigateway, aws_kinesisfirehose as firehose, aws_lambda as lambda, Duration, Stack } from 'aws-cdk-lib';
import {
  AccessLog, Authorizer, CacheSize, Integration, ReleaseLedger, RequestValue, type RestApi, RouteCache, type RouteOptions, type StageOptions,
  StageRelease,
} from '../../src';
import { testApi, testFunction, testStack } from '../support/apps';
import { serve, stopServing } from '../support/gateway';
import { ReleasedApi } from '../support/released-api';
import { synthesize } from '../support/synthesize';

afterEach(stopServing);

/** A function that answers what it was asked, and how often. */
function counter(stack: Stack, name = 'Count'): Integration {
  return Integration.lambdaFunction(testFunction(stack, 'Count', {
    code: lambda.Code.fromInline(`let calls = 0;
      exports.handler = async ({ httpMethod, path }) => ({ statusCode: 200, body: ['${name}', httpMethod, path, ++calls].join(' ') })`),
  }));
}

function countingApi(stage: StageOptions, routes: Record<string, RouteOptions>): { stack: Stack; api: RestApi } {
  const stack = testStack();
  const api = testApi(stack, { authorizer: Authorizer.none() });
  const count = counter(stack);
  for (const [routeKey, options] of Object.entries(routes)) api.addRoute(routeKey, count, options);
  api.addStage('dev', stage);
  return { stack, api };
}

describe('a cache', () => {
  const cache = { size: CacheSize.GB_0_5, ttl: Duration.seconds(60) };

  test('keeps answers for its time, by the parameters of the route\'s key', async () => {
    let now = Date.UTC(2026, 3, 15, 12);
    const { stack } = countingApi({ cache }, {
      'GET /orders': { cacheKeyParameters: [RequestValue.queryString('page'), RequestValue.header('X-Tenant')] },
      'GET /orders/{orderId}': { cacheKeyParameters: [RequestValue.path('orderId')] },
    });
    const gateway = await serve(stack, { clock: () => now });
    const get = async (path: string, headers?: Record<string, string>) => (await fetch(`${gateway.url('dev')}${path}`, { headers })).text();

    expect(await get('/orders?page=1')).toBe('Count GET /orders 1');
    expect(await get('/orders?page=1&size=9')).toBe('Count GET /orders 1');
    expect(await get('/orders?page=2')).toBe('Count GET /orders 2');
    expect(await get('/orders?page=2', { 'X-Tenant': 'blue' })).toBe('Count GET /orders 3');
    expect(await get('/orders/7')).toBe('Count GET /orders/7 4');
    expect(await get('/orders/8')).toBe('Count GET /orders/8 5');
    expect(await get('/orders/7')).toBe('Count GET /orders/7 4');
    now += 59_999;
    expect(await get('/orders?page=1')).toBe('Count GET /orders 1');
    now += 1;
    expect(await get('/orders?page=1')).toBe('Count GET /orders 6');
  });

  test('keeps what the stage says of each route', async () => {
    const { stack } = countingApi({
      cache,
      routes: {
        'POST /search': { cache: RouteCache.on({ ttl: Duration.seconds(5) }) },
        'GET /me': { cache: RouteCache.off() },
        'ANY /any': { cache: RouteCache.on() },
      },
    }, { 'POST /search': {}, 'GET /me': {}, 'POST /me': {}, 'ANY /any': {}, 'PUT /any': {} });
    const gateway = await serve(stack);
    const twice = async (method: string, path: string) => {
      const texts = [];
      for (let at = 0; at < 2; at++) texts.push(await (await fetch(`${gateway.url('dev')}${path}`, { method })).text());
      return texts[0] === texts[1];
    };

    expect(await twice('POST', '/search')).toBe(true);
    expect(await twice('GET', '/any')).toBe(true);
    expect(await twice('GET', '/me')).toBe(false);
    expect(await twice('POST', '/me')).toBe(false);
    expect(await twice('POST', '/any')).toBe(false);
    expect(await twice('PUT', '/any')).toBe(false);
  });

  test('keeps nothing by itself where it is not enabled by default', async () => {
    const { stack } = countingApi({ cache: { ...cache, enabledByDefault: false }, routes: { 'GET /b': { cache: RouteCache.on() } } }, { 'GET /a': {}, 'GET /b': {} });
    const gateway = await serve(stack);
    const get = async (path: string) => (await fetch(`${gateway.url('dev')}${path}`)).text();

    expect([await get('/a'), await get('/a')]).toEqual(['Count GET /a 1', 'Count GET /a 2']);
    expect([await get('/b'), await get('/b')]).toEqual(['Count GET /b 3', 'Count GET /b 3']);
  });

  test.each<[name: string, useStageCache: boolean, extra: string | undefined, want: string[]]>([
    ['is not the canary\'s', false, undefined, ['two GET /orders 1', 'two GET /orders 2']],
    ['is the canary\'s where it says so, apart by definition', true, 'GET /extra', ['two GET /orders 1', 'two GET /orders 1']],
    ['has one answer for both sides of one definition', true, undefined, ['one GET /orders 1', 'one GET /orders 1']],
  ])('%s', async (_, useStageCache, extra, want) => {
    const released = new ReleasedApi();
    const outdir = fs.mkdtempSync(join(os.tmpdir(), 'stagecraft-served-'));
    const shop = (name: string, routeKey?: string) => {
      const stack = new Stack(new App({ outdir, treeMetadata: false, analyticsReporting: false }), 'Shop');
      const api = testApi(stack, { authorizer: Authorizer.none(), releases: ReleaseLedger.fromFile(released.file) });
      api.addRoute('GET /orders', counter(stack, name));
      if (routeKey) api.addRoute(routeKey, Integration.mock());
      api.addStage('prod', { cache, serves: StageRelease.fromLedger() });
      return stack;
    };
    released.ship(shop('one'));
    const gateway = await serve(shop('one'));
    released.ship(shop('two', extra));
    released.canary({ stage: 'prod', percentTraffic: 50, useStageCache });
    synthesize(shop('two', extra));
    const ask = async (side: string) => (await fetch(`${gateway.url('prod')}/orders`, { headers: { 'x-stagecraft-canary': side } })).text();

    expect(gateway.reload().reloaded).toBe(true);
    expect([await ask('stable'), await ask('stable')]).toEqual(['one GET /orders 1', 'one GET /orders 1']);
    expect([await ask('canary'), await ask('canary')]).toEqual(want);
  });
});

test('throttles of the stage and of single routes, ANY among them', async () => {
  const { stack } = countingApi({
    throttle: { rateLimit: 10, burstLimit: 3 },
    routes: { 'GET /slow': { throttle: { burstLimit: 1 } }, 'ANY /any': { throttle: { rateLimit: 1, burstLimit: 2 } } },
  }, { 'GET /slow': {}, 'GET /quick': {}, 'ANY /any': {}, 'DELETE /any': {} });
  const gateway = await serve(stack, { clock: () => 0 });
  const statuses = async (method: string, path: string) => {
    const all = [];
    for (let at = 0; at < 4; at++) all.push((await fetch(`${gateway.url('dev')}${path}`, { method })).status);
    return all;
  };

  expect(await statuses('GET', '/quick')).toEqual([200, 200, 200, 429]);
  expect(await statuses('GET', '/slow')).toEqual([200, 429, 429, 429]);
  expect(await statuses('POST', '/any')).toEqual([200, 200, 429, 429]);
  expect(await statuses('DELETE', '/any')).toEqual([200, 200, 200, 429]);
});

describe('an access log', () => {
  async function linesOf(accessLog?: (stack: Stack) => AccessLog) {
    const stack = testStack();
    const api = testApi(stack, { authorizer: Authorizer.none() });
    api.addRoute('GET /orders/{orderId}', Integration.mock({ body: { ok: true } }));
    api.addStage('dev', { accessLog: accessLog?.(stack) });
    const gateway = await serve(stack);
    const entries: { line: string; destinationArn: string }[] = [];
    gateway.on('accessLog', ({ line, destinationArn }) => entries.push({ line, destinationArn }));
    await (await fetch(`${gateway.url('dev')}/orders/7`)).text();
    await (await fetch(`${gateway.url('dev')}/missing`)).text();
    return entries;
  }

  test('has a line of JSON for each call', async () => {
    const entries = await linesOf();
    expect(entries.map(({ line }) => JSON.parse(line))).toMatchObject([
      { 'stage': 'dev', 'httpMethod': 'GET', 'resourcePath': '/orders/{orderId}', 'path': '/dev/orders/7', 'status': '200', 'responseLength': '11', 'error.message': '-' },
      { 'status': '403', 'error.message': 'Missing Authentication Token', 'error.responseType': 'MISSING_AUTHENTICATION_TOKEN' },
    ]);
    expect(entries[0].destinationArn).toMatch(/^arn:aws:logs:us-east-1:123456789012:log-group:/);
  });

  test.each([
    ['CLF', apigateway.AccessLogFormat.clf(), /^127\.0\.0\.1 - - \[.+\] "GET \/orders\/\{orderId\} HTTP\/1\.1" 200 11 [\w-]+$/],
    ['CSV', apigateway.AccessLogFormat.custom('$context.status,$context.resourcePath,$context.requestId'), /^200,\/orders\/\{orderId\},[\w-]+$/],
    ['XML', apigateway.AccessLogFormat.custom('<call id="$context.requestId" status="$context.status"/>'), /^<call id="[\w-]+" status="200"\/>$/],
  ])('in %s', async (_, format, want) => {
    const [{ line }] = await linesOf(() => AccessLog.toNewLogGroup({ format }));
    expect(line).toMatch(want);
  });

  test('goes to a delivery stream', async () => {
    const [{ destinationArn }] = await linesOf((stack) => AccessLog.toFirehose(firehose.DeliveryStream.fromDeliveryStreamAttributes(stack, 'Stream', {
      deliveryStreamName: 'amazon-apigateway-orders',
    })));
    expect(destinationArn).toBe('arn:aws:firehose:us-east-1:123456789012:deliverystream/amazon-apigateway-orders');
  });
});
