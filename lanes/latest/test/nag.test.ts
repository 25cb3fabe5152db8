import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { type IConstruct } from 'constructs';
import { IngestStack } from '../../../examples/ingest/ingest-stack';
import { QuotesStack } from '../../../examples/legacy-soap/quotes-stack';
import { OrdersStack } from '../../../examples/orders/orders-stack';
import { ShopStack } from '../../../examples/releases/shop-stack';
import { AccessRule, ApiEndpoint, CacheSize, Integration, RestApi } from '../../../src';
import { testApi, testApp, testStack } from '../../../test/support/apps';
import { testVpc } from '../../../test/support/networks';

/** What the AwsSolutions pack reports, as `rule path`. */
function findingsOf(scope: IConstruct): string[] {
  return new AwsSolutionsChecks(scope).validateScope(scope).violations
    .flatMap(({ ruleName, violatingResources }) => violatingResources.map(({ constructPath }) => `${ruleName} ${constructPath}`)).sort();
}

test('a default API has no finding but the price of a web ACL, which is for the app to decide', () => {
  const stack = testStack();
  const api = testApi(stack);
  api.addRoute('GET /orders', Integration.mock());
  api.addStage('dev');
  expect(findingsOf(stack)).toEqual(['AwsSolutions-APIG3 Shop/Orders/dev/Resource']);
});

test('neither has a private API, nor the endpoint that is made for it', () => {
  const stack = testStack();
  const vpc = testVpc(stack);
  const api = testApi(stack, { endpoint: ApiEndpoint.privateLink({ vpc }), access: [AccessRule.allowIpRanges(['10.0.0.0/16'])] });
  api.addRoute('GET /orders', Integration.mock());
  api.addStage('dev');
  expect(findingsOf(stack).filter((finding) => !finding.includes('Shop/Vpc/'))).toEqual(['AwsSolutions-APIG3 Shop/Orders/dev/Resource']);
});

test('a web ACL takes it away, and usage plans and a cache bring none', () => {
  const stack = testStack();
  const api = testApi(stack);
  api.addRoute('GET /orders', Integration.mock());
  const prod = api.addStage('prod', { webAclArn: 'arn:aws:wafv2:us-east-1:123456789012:regional/webacl/shop/abc', cache: { size: CacheSize.GB_0_5 } });
  api.addUsagePlan('Partners', { stages: [prod] }).addApiKey('Partner');
  expect(findingsOf(stack)).toEqual([]);
});

test('the example has none', () => {
  expect(findingsOf(new OrdersStack(testApp(), 'Orders'))).toEqual([]);
});

test('neither has the example in front of a SOAP service', () => {
  expect(findingsOf(new QuotesStack(testApp(), 'Quotes'))).toEqual([]);
});

test('nor has that of ingestion', () => {
  expect(findingsOf(new IngestStack(testApp(), 'Ingest'))).toEqual([]);
});

test('neither has the example of releases, apart from web ACLs and the managed policy of its functions', () => {
  expect([...new Set(findingsOf(new ShopStack(testApp(), 'Shop-prod')).map((finding) => finding.split(/[ [\]]/)[0]))]).toEqual(['AwsSolutions-APIG3', 'AwsSolutions-IAM4']);
});

test('the example is synthesized under the pack', () => {
  const app = testApp();
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  new OrdersStack(app, 'Orders');
  expect(app.synth().stacks.map(({ stackName }) => stackName)).toEqual(['Orders']);
});

test('without the acknowledgements it would have these', () => {
  const stack = new OrdersStack(testApp(), 'Orders');
  for (const construct of stack.node.findAll()) jest.replaceProperty(construct.node as any, '_metadata', []);
  expect([...new Set(findingsOf(stack).map((finding) => finding.split(/[ [\]]/)[0]))]).toEqual(['AwsSolutions-APIG2', 'AwsSolutions-APIG3', 'AwsSolutions-IAM4']);
});

test('the library acknowledges that rule alone, on the API alone', () => {
  const stack = testStack();
  const api = new RestApi(stack, 'Orders');
  const acknowledged = stack.node.findAll().flatMap(({ node }) => node.metadata.filter(({ type }) => type === 'aws:cdk:acknowledged-rules').map(({ data }) => [node.path, Object.keys(data)]));
  expect(acknowledged).toEqual([[api.node.defaultChild!.node.path, ['AwsSolutions-APIG2']]]);
});
