import { aws_apigateway as apigateway, aws_kinesisfirehose as firehose, aws_s3 as s3, aws_wafv2 as wafv2, Duration, type Stack } from 'aws-cdk-lib';
import {
  AccessLog, CacheSize, ClientCertificate, CloudWatchRole, ExecutionLogLevel, Integration, type RestApi, RequestValue, RouteCache, type StageOptions,
} from '../../src';
import type { Operation } from '../../src/document/operation';
import { checkMethods } from '../../src/stages/method-checks';
import { testApi, testStack } from '../support/apps';
import { TestReport } from '../support/report';
import { onlyResource, problemsOf, resourcesOf, synthesize, warningsOf } from '../support/synthesize';

const STAGE = 'AWS::ApiGateway::Stage';
const size = CacheSize.GB_1_6;

function orders(options: StageOptions | ((stack: Stack, api: RestApi) => StageOptions) = {}): Stack {
  const stack = testStack();
  const api = testApi(stack);
  for (const routeKey of ['GET /', 'GET /orders', 'POST /orders', 'ANY /any', 'DELETE /any']) api.addRoute(routeKey, Integration.mock());
  api.addRoute('GET /orders/{orderId}', Integration.mock(), { cacheKeyParameters: [RequestValue.path('orderId')] });
  api.addStage('dev', typeof options === 'function' ? options(stack, api) : options);
  return stack;
}

const stageOf = (options: Parameters<typeof orders>[0]) => onlyResource(synthesize(orders(options)), STAGE).Properties;

describe('the resource', () => {
  test('has a cache cluster where one is wanted', () => {
    const { CacheClusterEnabled, CacheClusterSize, MethodSettings } = stageOf({ cache: { size }, routes: { 'ANY /any': { cache: RouteCache.off() } } });
    expect([CacheClusterEnabled, CacheClusterSize]).toEqual([true, '1.6']);
    expect(MethodSettings[0]).toMatchObject({ ResourcePath: '/*', HttpMethod: '*', CachingEnabled: true, CacheTtlInSeconds: 300, CacheDataEncrypted: true });
    expect(MethodSettings.slice(1).map((one: any) => [one.ResourcePath, one.HttpMethod, one.CachingEnabled])).toEqual(
      ['GET', 'PUT', 'POST', 'PATCH', 'OPTIONS', 'HEAD'].map((httpMethod) => ['/~1any', httpMethod, false]),
    );
  });

  test('has every size of the service', () => {
    expect(Object.values(CacheSize)).toEqual(['0.5', '1.6', '6.1', '13.5', '28.4', '58.2', '118', '237']);
  });

  test('has settings of routes that are added after the stage', () => {
    const stack = testStack();
    const api = testApi(stack);
    api.addStage('dev', { routes: { 'ANY /a': { metrics: true } } });
    api.addRoute('ANY /a', Integration.mock());
    api.addRoute('GET /a', Integration.mock());
    const { MethodSettings } = onlyResource(synthesize(stack), STAGE).Properties;
    expect(MethodSettings.map(({ HttpMethod }: any) => HttpMethod)).toEqual(['*', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD']);
  });

  test('has a client certificate, made or given, and the version of its documentation', () => {
    const template = synthesize(orders((stack, api) => {
      const given = ClientCertificate.fromClientCertificateId(stack, 'Given', 'abc123');
      api.addStage('prod', { clientCertificate: given, documentationVersion: '7' });
      return { clientCertificate: new ClientCertificate(stack, 'Made', { description: 'For the backend' }) };
    }));
    const [[id, made]] = Object.entries(resourcesOf(template, 'AWS::ApiGateway::ClientCertificate'));
    expect(made.Properties).toEqual({ Description: 'For the backend' });
    const stages = Object.values(resourcesOf(template, STAGE)).map(({ Properties }) => Properties);
    const found = stages.map(({ ClientCertificateId, DocumentationVersion }) => [ClientCertificateId, DocumentationVersion]);
    expect(found).toEqual([['abc123', '7'], [{ Ref: id }, undefined]]);
  });

  test('has a web ACL, which waits for it', () => {
    const template = synthesize(orders((stack) => ({
      webAclArn: new wafv2.CfnWebACL(stack, 'Acl', {
        scope: 'REGIONAL', defaultAction: { allow: {} }, visibilityConfig: { cloudWatchMetricsEnabled: true, metricName: 'acl', sampledRequestsEnabled: true },
      }).attrArn,
    })));
    const { ResourceArn, WebACLArn } = onlyResource(template, 'AWS::WAFv2::WebACLAssociation').Properties;
    const [stage] = Object.keys(resourcesOf(template, STAGE));
    expect(WebACLArn).toEqual({ 'Fn::GetAtt': ['Acl', 'Arn'] });
    expect(ResourceArn['Fn::Join'][1].slice(-2)).toEqual(['/stages/', { Ref: stage }]);
  });
});

describe('the permission to write logs', () => {
  const role = 'Custom::ApiGatewayLogRole';
  const stream = (stack: Stack, name?: string) => new firehose.DeliveryStream(stack, 'Stream', {
    deliveryStreamName: name, destination: new firehose.S3Bucket(new s3.Bucket(stack, 'Bucket')),
  });

  test('is not for a delivery stream', () => {
    const template = synthesize(orders((stack) => ({ accessLog: AccessLog.toFirehose(stream(stack, 'amazon-apigateway-orders')), executionLog: ExecutionLogLevel.OFF })));
    expect(resourcesOf(template, role)).toEqual({});
    expect(onlyResource(template, STAGE).Properties.AccessLogSetting.DestinationArn).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Stream/), 'Arn'] });
  });

  test('is for the execution log of a single route', () => {
    const template = synthesize(orders({ accessLog: AccessLog.none(), executionLog: ExecutionLogLevel.OFF, routes: { 'GET /': { executionLog: ExecutionLogLevel.INFO } } }));
    expect(Object.keys(resourcesOf(template, role))).toHaveLength(1);
  });

  test.each<[name: string, from: (stack: Stack) => firehose.IDeliveryStream, what: string]>([
    ['another name', (stack) => stream(stack, 'orders'), 'named "orders"'],
    ['no name', (stack) => stream(stack), 'without a name of its own'],
    ['another name, elsewhere', (stack) => firehose.DeliveryStream.fromDeliveryStreamName(stack, 'Given', 'orders'), 'named "orders"'],
  ])('a delivery stream with %s', (_, from, what) => {
    expect(problemsOf(orders((stack) => ({ accessLog: AccessLog.toFirehose(from(stack)) })))).toEqual([
      `[Shop/Orders/dev] AccessLogStream: the access log of stage "dev" goes to a delivery stream ${what}. `
      + 'Remedy: give it a name like "amazon-apigateway-orders": deliveryStreamName: \'amazon-apigateway-…\'.',
    ]);
  });
});

const custom = (format: string) => ({ accessLog: AccessLog.toNewLogGroup({ format: apigateway.AccessLogFormat.custom(`$context.requestId ${format}`) }) });

test.each<[name: string, options: StageOptions, want: string[]]>([
  ['a route that the API does not have', { routes: { 'GET /oders': {}, 'PUT /elsewhere/entirely': {} } }, [
    'UnknownRoute: stage "dev" has settings for the route "GET /oders", which its API does not have. Remedy: write "GET /orders" if one of these is meant, or take the settings away.',
    'UnknownRoute: stage "dev" has settings for the route "PUT /elsewhere/entirely", which its API does not have. Remedy: add the route, or take the settings away.',
  ]],
  ['no route key', { routes: { '/orders': {} } }, [
    'RouteKeySyntax: "/orders" is not a route key: it has to be a method, one space and a path. Remedy: write "METHOD /path", e.g. "GET /orders/{orderId}".',
  ]],
  ['a throttle of a route', { routes: { 'GET /orders': { throttle: { rateLimit: -1, burstLimit: 1.5 } } } }, [
    'Throttle: route "GET /orders" of stage "dev" has a throttle.rateLimit of -1. Remedy: use 0 or more (a burst in whole requests).',
    'Throttle: route "GET /orders" of stage "dev" has a throttle.burstLimit of 1.5. Remedy: use 0 or more (a burst in whole requests).',
  ]],
  ['a cached route without a cache', { routes: { 'GET /orders': { cache: RouteCache.on() }, 'POST /orders': { cache: RouteCache.off() } } }, [
    'CacheWithoutCluster: stage "dev" is to keep the answers of "GET /orders", and has no cache. Remedy: give it one, cache: { size: CacheSize.GB_0_5 }, or take the route\'s setting away.',
  ]],
  ['times', { cache: { size, ttl: Duration.minutes(61) }, routes: { 'GET /orders': { cache: RouteCache.on({ ttl: Duration.millis(1500) }) }, 'GET /': { cache: RouteCache.on({ ttl: Duration.hours(1) }) } } }, [
    'CacheTtl: stage "dev" has a cache that keeps answers for 3660 seconds. Remedy: use whole seconds, 0 to 3600.',
    'CacheTtl: route "GET /orders" of stage "dev" has a cache that keeps answers for 1.5 seconds. Remedy: use whole seconds, 0 to 3600.',
  ]],
  ['a trace without a log', { executionLog: ExecutionLogLevel.OFF, dataTrace: true, routes: { 'GET /': { dataTrace: true }, 'GET /orders': { executionLog: ExecutionLogLevel.ERROR } } }, [
    'DataTraceWithoutLog: stage "dev" has dataTrace, and no execution log to write it to. Remedy: set executionLog to ERROR or INFO, or take dataTrace away.',
    'DataTraceWithoutLog: route "GET /" of stage "dev" has dataTrace, and no execution log to write it to. Remedy: set executionLog to ERROR or INFO, or take dataTrace away.',
  ]],
  ['a web ACL of CloudFront', { webAclArn: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/shop/abc' }, [
    'WebAcl: stage "dev" has the web ACL "arn:aws:wafv2:us-east-1:123456789012:global/webacl/shop/abc", which is not the ARN of a regional one. '
    + 'Remedy: pass an ARN like "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/name/id".',
  ]],
])('%s', (_, options, want) => {
  expect(problemsOf(orders(options))).toEqual(want.map((text) => `[Shop/Orders/dev] ${text}`));
});

test.each<[name: string, options: StageOptions, want: string[]]>([
  ['whole requests in the log', { dataTrace: true, routes: { 'GET /': { dataTrace: true } } }, ['stage "dev"', 'route "GET /" of stage "dev"'].map((owner) =>
    `${owner} writes whole requests and answers to its execution log, with the credentials and personal data in them. `
    + 'Remedy: take dataTrace away when you have seen what you wanted. [ack: stagecraft:DataTrace]')],
  ['a variable that access logs do not have', custom('$context.responseLatencies $context.integration.status $context.nothing.like.it'), [
    'the access log format of stage "dev" has $context.responseLatencies, which is no variable of access logs that is known here, and may print "-" for ever. '
    + 'Remedy: write $context.responseLatency if one of these is meant. [ack: stagecraft:AccessLogVariable]',
    'the access log format of stage "dev" has $context.nothing.like.it, which is no variable of access logs that is known here, and may print "-" for ever. '
    + 'Remedy: correct its name. [ack: stagecraft:AccessLogVariable]',
  ]],
  ['variables that it has', custom('$context.authorizer.claims.sub $context.authorizer.tenant $context.identity.clientCert.validity.notAfter $context.responseOverride.header.x-y'), []],
])('a warning: %s', (_, options, want) => {
  expect(warningsOf(orders(options))).toEqual(want.map((text) => `[Shop/Orders/dev] ${text}`));
});

test('every format of the CDK has variables that are known', () => {
  for (const format of [apigateway.AccessLogFormat.clf(), apigateway.AccessLogFormat.jsonWithStandardFields()]) {
    expect(warningsOf(orders({ accessLog: AccessLog.toNewLogGroup({ format }) }))).toEqual([]);
  }
});

describe('routes whose answers are kept', () => {
  const path = (route: string, cacheKeyParameters?: RequestValue[], options: StageOptions = {}) => {
    const stack = testStack();
    const api = testApi(stack, { cloudWatchRole: CloudWatchRole.existing() });
    api.addRoute(route, Integration.mock(), { cacheKeyParameters });
    api.addStage('dev', { cache: { size }, ...options });
    return warningsOf(stack);
  };

  test.each<[string, string[], RequestValue[] | undefined, boolean]>([
    ['several origins', ['https://a.example', 'https://b.example'], undefined, true],
    ['several origins in the key', ['https://a.example', 'https://b.example'], [RequestValue.header('Origin')], false],
    ['one origin', ['https://a.example'], undefined, false],
  ])('%s', (_, allowOrigins, cacheKeyParameters, warned) => {
    const stack = testStack();
    const api = testApi(stack, { cloudWatchRole: CloudWatchRole.existing(), cors: { allowOrigins } });
    api.addRoute('GET /a', Integration.mock(), { cacheKeyParameters });
    api.addStage('dev', { cache: { size } });
    expect(warningsOf(stack)).toEqual(warned ? [
      '[Shop/Orders/dev] stage "dev" keeps the answer of "GET /a" with the origin that it allows, and gives it to pages of the other origins in its cors. '
      + 'Remedy: add RequestValue.header(\'Origin\') to the cacheKeyParameters of the route, leave it out of the cache with RouteCache.off(), or allow one origin. [ack: stagecraft:CachedOrigin]',
    ] : []);
  });

  test('are told apart by their path variables', () => {
    expect(path('GET /a/{b}/{c}', [RequestValue.path('c')])).toEqual([
      '[Shop/Orders/dev] stage "dev" keeps the answer of "GET /a/{b}/{c}", and gives it to every request whatever its {b}. '
      + 'Remedy: add cacheKeyParameters: [RequestValue.path(\'b\')] to the route, or leave it out of the cache with RouteCache.off(). [ack: stagecraft:CachedPathVariable]',
    ]);
  });

  test.each<[name: string, route: string, keys: RequestValue[] | undefined, options: StageOptions]>([
    ['all of them', 'GET /a/{b}/{c}', [RequestValue.path('c'), RequestValue.path('b')], {}],
    ['not kept', 'POST /a/{b}', undefined, {}],
    ['not to be kept', 'GET /a/{b}', undefined, { routes: { 'GET /a/{b}': { cache: RouteCache.off() } } }],
    ['not kept by default', 'GET /a/{b}', undefined, { cache: { size, enabledByDefault: false } }],
  ])('%s', (_, route, keys, options) => {
    expect(path(route, keys, options)).toEqual([]);
  });

  const operation = (method: string, responseTransferMode?: 'STREAM') => ({
    route: { method, path: '/a', routeKey: `${method} /a`, _variables: [] as string[] }, integration: { type: 'aws_proxy', responseTransferMode }, requires: [],
  }) as unknown as Operation;

  test.each<[name: string, options: StageOptions, operations: Operation[], found: string[]]>([
    ['a stream', { cache: { size } }, [operation('GET', 'STREAM')], ['GET /a']],
    ['a stream that asks for it', { cache: { size, enabledByDefault: false }, routes: { 'POST /a': { cache: RouteCache.on() } } }, [operation('POST', 'STREAM')], ['POST /a']],
    ['a stream of ANY', { cache: { size } }, [operation('ANY', 'STREAM')], ['ANY /a']],
    ['a stream of ANY but GET', { cache: { size } }, [operation('ANY', 'STREAM'), operation('GET')], []],
    ['a stream that is not kept', { cache: { size }, routes: { 'GET /a': { cache: RouteCache.off() } } }, [operation('GET', 'STREAM')], []],
    ['a stream without a cache', {}, [operation('GET', 'STREAM')], []],
  ])('%s', (_, options, operations, found) => {
    const report = new TestReport();
    const routes = new Map(operations.map((one) => [one.route.routeKey, one]));
    checkMethods({ stageName: 'dev', options, routes, pinned: false }, report);
    expect(report.problems).toEqual(found.map((routeKey) => ['CachedStream', 'dev', routeKey]));
  });

  test('of a stage that serves a release, a route may be gone', () => {
    const report = new TestReport();
    checkMethods({ stageName: 'prod', options: { routes: { 'GET /old': {} } }, routes: new Map(), pinned: true }, report);
    expect([report.problems, report.warnings]).toEqual([[], [['UnknownRoute', 'stage "prod"', 'GET /old', []]]]);
  });
});
