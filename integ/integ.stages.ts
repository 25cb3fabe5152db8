/**
 * The settings of a stage: a cache with a route that is not in it, throttles, logs of single routes, an access log to Firehose, a client
 * certificate and a web ACL.
 *
 * The assertions call the deployed API and read what the stage came to. They need an account, some minutes for the cache, and a few cents:
 * `npx integ-runner --directory integ --update-on-failed integ.stages`.
 */
import { ExpectedResult, IntegTest, Match } from '@aws-cdk/integ-tests-alpha';
import {
  App, aws_kinesisfirehose as firehose, aws_lambda as lambda, aws_s3 as s3, aws_wafv2 as wafv2, Duration, RemovalPolicy, Stack,
} from 'aws-cdk-lib';
import {
  AccessLog, Authorizer, CacheSize, ClientCertificate, ExecutionLogLevel, Integration, RequestValue, RestApi, RouteCache,
} from '../src';

const app = new App();
const stack = new Stack(app, 'Stages');

const count = new lambda.Function(stack, 'Count', {
  runtime: lambda.Runtime.NODEJS_24_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('let calls = 0; exports.handler = async ({ path }) => ({ statusCode: 200, body: JSON.stringify({ path, calls: ++calls }) })'),
});
const bucket = new s3.Bucket(stack, 'Calls', { removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true });
const stream = new firehose.DeliveryStream(stack, 'Stream', {
  deliveryStreamName: 'amazon-apigateway-stagecraft-stages',
  destination: new firehose.S3Bucket(bucket),
});
const acl = new wafv2.CfnWebACL(stack, 'Acl', {
  scope: 'REGIONAL',
  defaultAction: { allow: {} },
  visibilityConfig: { cloudWatchMetricsEnabled: false, metricName: 'stagecraft', sampledRequestsEnabled: false },
  rules: [{
    name: 'NoSecrets',
    priority: 0,
    action: { block: {} },
    statement: {
      byteMatchStatement: {
        fieldToMatch: { queryString: {} },
        positionalConstraint: 'CONTAINS',
        searchString: 'secret',
        textTransformations: [{ priority: 0, type: 'NONE' }],
      },
    },
    visibilityConfig: { cloudWatchMetricsEnabled: false, metricName: 'no-secrets', sampledRequestsEnabled: false },
  }],
});

const api = new RestApi(stack, 'Api', { authorizer: Authorizer.none() });
const counter = Integration.lambdaFunction(count);
api.addRoute('GET /orders', counter, { cacheKeyParameters: [RequestValue.queryString('page')] });
api.addRoute('GET /orders/{orderId}', counter, { cacheKeyParameters: [RequestValue.path('orderId')] });
api.addRoute('GET /me', counter);
api.addRoute('ANY /any', counter);
const prod = api.addStage('prod', {
  cache: { size: CacheSize.GB_0_5, ttl: Duration.minutes(10) },
  throttle: { rateLimit: 100, burstLimit: 50 },
  routes: {
    'GET /me': { cache: RouteCache.off(), executionLog: ExecutionLogLevel.INFO },
    'ANY /any': { throttle: { rateLimit: 10, burstLimit: 5 }, metrics: true },
  },
  accessLog: AccessLog.toFirehose(stream),
  clientCertificate: new ClientCertificate(stack, 'Certificate', { description: 'Stagecraft\'s integration test' }),
  webAclArn: acl.attrArn,
});

const { assertions } = new IntegTest(app, 'StagesTest', { testCases: [stack] });
const answers = (path: string, body: object) => assertions.httpApiCall(prod.urlForPath(path))
  .expect(ExpectedResult.objectLike({ status: 200, body }));
answers('/orders?page=1', { path: '/orders', calls: 1 })
  .next(answers('/orders?page=1', { path: '/orders', calls: 1 }))
  .next(answers('/orders?page=2', { path: '/orders', calls: 2 }))
  .next(answers('/orders/7', { path: '/orders/7', calls: 3 }))
  .next(answers('/orders/7', { path: '/orders/7', calls: 3 }))
  .next(answers('/me', { path: '/me', calls: 4 }))
  .next(answers('/me', { path: '/me', calls: 5 }));
assertions.httpApiCall(prod.urlForPath('/orders?page=secret')).expect(ExpectedResult.objectLike({ status: 403 }));
// What a route of ANY has settings under is documented nowhere: this says whether the service takes them by method.
assertions.awsApiCall('APIGateway', 'getStage', { restApiId: api.restApiId, stageName: 'prod' }).expect(ExpectedResult.objectLike({
  cacheClusterEnabled: true,
  clientCertificateId: Match.stringLikeRegexp('.+'),
  webAclArn: Match.stringLikeRegexp(':regional/webacl/'),
  methodSettings: {
    '*/*': { cachingEnabled: true, cacheTtlInSeconds: 600, cacheDataEncrypted: true, throttlingBurstLimit: 50 },
    '~1me/GET': { cachingEnabled: false, loggingLevel: 'INFO', throttlingBurstLimit: 50 },
    '~1any/GET': { cachingEnabled: true, throttlingBurstLimit: 5, metricsEnabled: true },
    '~1any/POST': { cachingEnabled: false, throttlingBurstLimit: 5, metricsEnabled: true },
  },
}));
