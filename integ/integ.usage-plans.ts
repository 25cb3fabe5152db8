/**
 * Usage plans: a stage that keys open and one that they do not, a key that API Gateway makes, one whose value is a secret, limits.
 *
 * The assertions call the deployed API with the keys that it made. They need an account:
 * `npx integ-runner --directory integ --update-on-failed integ.usage-plans`.
 */
import { ExpectedResult, IntegTest, Match } from '@aws-cdk/integ-tests-alpha';
import { App, aws_secretsmanager as secretsmanager, Duration, Stack } from 'aws-cdk-lib';
import { type ApiKey, Authorizer, Integration, Quota, RestApi, type RestStage } from '../src';

const app = new App();
const stack = new Stack(app, 'UsagePlans');

const api = new RestApi(stack, 'Api', { authorizer: Authorizer.none(), apiKeyRequired: true });
api.addRoute('GET /', Integration.mock({ body: { at: 'the root' } }));
api.addRoute('ANY /orders', Integration.mock({ body: { orders: [] } }));
api.addRoute('GET /health', Integration.mock({ body: { ok: true } }), { apiKeyRequired: false });
const prod = api.addStage('prod');
const internal = api.addStage('internal');

const partners = api.addUsagePlan('Partners', {
  planName: 'Stagecraft partners',
  stages: [prod],
  quota: Quota.perMonth(1000, { offset: 14 }),
  throttle: { rateLimit: 10, burstLimit: 20 },
  routes: { 'GET /': { rateLimit: 1, burstLimit: 2 }, 'ANY /orders': { rateLimit: 5, burstLimit: 10 } },
});
const partner = partners.addApiKey('Partner', { description: 'Made by API Gateway' });
const value = new secretsmanager.Secret(stack, 'Value', { generateSecretString: { excludePunctuation: true, passwordLength: 40 } });
const staff = api.addUsagePlan('Staff', { stages: [internal] }).addApiKey('Staff', { value: value.secretValue });

const { assertions } = new IntegTest(app, 'UsagePlansTest', { testCases: [stack] });
// A key may need a minute until it opens anything.
const answers = (stage: RestStage, path: string, key: ApiKey | undefined, want: object) => {
  const headers = key && { 'x-api-key': assertions.awsApiCall('APIGateway', 'getApiKey', { apiKey: key.keyId, includeValue: true }).getAttString('value') };
  assertions.httpApiCall(stage.urlForPath(path), { headers }).expect(ExpectedResult.objectLike(want))
    .waitForAssertions({ totalTimeout: Duration.minutes(3), interval: Duration.seconds(10) });
};
answers(prod, '/', partner, { status: 200, body: { at: 'the root' } });
answers(prod, '/orders', partner, { status: 200, body: { orders: [] } });
answers(internal, '/orders', staff, { status: 200, body: { orders: [] } });
answers(internal, '/orders', partner, { status: 403 });
answers(prod, '/orders', undefined, { status: 403 });
answers(prod, '/health', undefined, { status: 200, body: { ok: true } });
assertions.awsApiCall('APIGateway', 'getUsagePlan', { usagePlanId: partners.usagePlanId }).expect(ExpectedResult.objectLike({
  quota: { limit: 1000, period: 'MONTH', offset: 14 },
  throttle: { rateLimit: 10, burstLimit: 20 },
  apiStages: Match.arrayWith([Match.objectLike({ stage: 'prod', throttle: { '//GET': { rateLimit: 1, burstLimit: 2 }, '/orders/GET': { rateLimit: 5, burstLimit: 10 } } })]),
}));
