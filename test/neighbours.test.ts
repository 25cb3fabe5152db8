import {
  aws_apigateway as apigateway, aws_certificatemanager as acm, aws_cloudwatch as cloudwatch,
  aws_route53 as route53, aws_route53_targets as targets, aws_wafv2 as wafv2, Stack,
} from 'aws-cdk-lib';
import { Integration, RestApi } from '../src';
import { testApi, testStack } from './support/apps';
import { onlyResource, resourcesOf, synthesize } from './support/synthesize';

function shop() {
  const stack = testStack();
  const api = testApi(stack);
  api.addRoute('GET /a', Integration.mock());
  return { stack, api, stage: api.addStage('prod') };
}
const API = { Ref: 'OrdersA9B65338' };
const STAGE = { Ref: 'Ordersprod1EB3C227' };

// The CDK's usage plans ask for its own Stage class, although they read no more than the interface has.
test('the CDK\'s usage plans take the stage', () => {
  const { stack, api, stage } = shop();
  const plan = new apigateway.UsagePlan(stack, 'Plan', { apiStages: [{ api: api.cdkRestApi, stage: stage.cdkStage as apigateway.Stage }] });
  plan.addApiKey(new apigateway.ApiKey(stack, 'Key'));
  expect(onlyResource(synthesize(stack), 'AWS::ApiGateway::UsagePlan').Properties.ApiStages).toEqual([{ ApiId: API, Stage: STAGE, Throttle: {} }]);
});

test('the CDK\'s domains, with their Route 53 targets, take the stage', () => {
  const { stack, stage } = shop();
  const zone = new route53.HostedZone(stack, 'Zone', { zoneName: 'shop.example' });
  const certificate = new acm.Certificate(stack, 'Certificate', { domainName: 'api.shop.example', validation: acm.CertificateValidation.fromDns(zone) });
  const domain = new apigateway.DomainName(stack, 'Domain', { domainName: 'api.shop.example', certificate });
  domain.addApiMapping(stage.cdkStage, { basePath: 'v1' });
  new route53.ARecord(stack, 'Record', { zone, recordName: 'api', target: route53.RecordTarget.fromAlias(new targets.ApiGatewayDomain(domain)) });
  const template = synthesize(stack);
  expect(onlyResource(template, 'AWS::ApiGatewayV2::ApiMapping').Properties).toMatchObject({ ApiId: API, Stage: STAGE, ApiMappingKey: 'v1' });
  expect(Object.keys(resourcesOf(template, 'AWS::Route53::RecordSet'))).toHaveLength(1);
});

test('a web ACL takes the stage', () => {
  const { stack, stage } = shop();
  const acl = new wafv2.CfnWebACL(stack, 'Acl', {
    scope: 'REGIONAL', defaultAction: { allow: {} }, visibilityConfig: { cloudWatchMetricsEnabled: true, metricName: 'Acl', sampledRequestsEnabled: true },
  });
  new wafv2.CfnWebACLAssociation(stack, 'Association', { resourceArn: stage.stageArn, webAclArn: acl.attrArn });
  expect(onlyResource(synthesize(stack), 'AWS::WAFv2::WebACLAssociation').Properties.ResourceArn).toEqual({
    'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':apigateway:', { Ref: 'AWS::Region' }, '::/restapis/', API, '/stages/', STAGE]],
  });
});

describe('metrics', () => {
  const { stack, api, stage } = shop();
  const orders = { name: 'ApiName', value: 'Orders' };
  const prod = { name: 'Stage', value: 'prod' };

  test.each<[string, cloudwatch.Metric, string, string, object[]]>([
    ['server errors of an API', api.metricServerError(), '5XXError', 'Sum', [orders]],
    ['client errors of a stage', stage.metricClientError(), '4XXError', 'Sum', [orders, prod]],
    ['calls', stage.metricCount(), 'Count', 'SampleCount', [orders, prod]],
    ['latency', stage.metricLatency({ statistic: 'p99' }), 'Latency', 'p99', [orders, prod]],
    ['latency of the backend', stage.metricIntegrationLatency(), 'IntegrationLatency', 'Average', [orders, prod]],
    ['cache hits', stage.metricCacheHitCount(), 'CacheHitCount', 'Sum', [orders, prod]],
    ['cache misses', stage.metricCacheMissCount(), 'CacheMissCount', 'Sum', [orders, prod]],
    ['an imported API', RestApi.fromRestApiAttributes(stack, 'Named', { restApiId: 'abc', restApiName: 'Theirs' }).metric('Count'), 'Count', 'Average',
      [{ name: 'ApiName', value: 'Theirs' }]],
  ])('%s', (_, metric, metricName, statistic, dimensions) => {
    expect(metric.toMetricConfig().metricStat).toMatchObject({ namespace: 'AWS/ApiGateway', metricName, statistic, dimensions });
  });

  test('an API that is imported by its id alone has none', () => {
    const imported = RestApi.fromRestApiId(stack, 'Imported', 'abc');
    expect(() => imported.metric('Count')).toThrow('Shop/Imported has no metrics without a name: pass restApiName to RestApi.fromRestApiAttributes()');
  });
});

test('the ARN of calls', () => {
  const { stack, api } = shop();
  const end = (arn: string) => Stack.of(api).resolve(arn)['Fn::Join'][1].at(-1);
  expect([api.arnForExecuteApi(), api.arnForExecuteApi('prod', 'GET', '/orders')].map(end)).toEqual(['/*/*/*', '/prod/GET/orders']);
  expect(stack).toBe(api.stack);
});
