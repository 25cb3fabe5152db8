/**
 * The life of a canary: one release for all, a second one for half of the calls, promoted, and rolled back.
 *
 * Each phase is an app of its own, with the ledger that the command line would have written by then. A canary means something only if its
 * deployments were made one after the other, so the hooks deploy the phases before and after the one that is asserted here. They need an
 * account: `npx integ-runner --directory integ --update-on-failed integ.canary`. The last two phases settle what no documentation says:
 * whether CloudFormation may change the deployment of a stage that has a canary.
 */
import * as path from 'node:path';
import { ExpectedResult, IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, aws_lambda as lambda, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Authorizer, Integration, ReleaseLedger, RestApi, StageRelease } from '../src';

const phase = process.env.CANARY_PHASE ?? 'canary';
const version = phase === 'first' ? 'one' : 'two';

const app = new App();
const stack = new Stack(app, 'Canary');

const handler = new lambda.Function(stack, 'Handler', {
  runtime: lambda.Runtime.NODEJS_24_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline(`exports.handler = async (event) => ({
    statusCode: 200,
    body: JSON.stringify({ code: '${version}', tenant: event.stageVariables.tenant }),
  });`),
});

const ledger = path.relative(process.cwd(), path.join(__dirname, 'canary', `${phase}.json`));
const api = new RestApi(stack, 'Api', { authorizer: Authorizer.none(), releases: ReleaseLedger.fromFile(ledger) });
api.addRoute('GET /code', Integration.lambdaFunction(handler));
api.addRoute('GET /definition', Integration.mock({ body: { definition: version } }));
const head = api.addStage('head', { variables: { tenant: 'all' } });
const live = api.addStage('live', { variables: { tenant: 'all' }, serves: StageRelease.fromLedger() });

new CfnOutput(stack, 'LiveUrl', { value: live.urlForPath('/code') });

const { assertions } = new IntegTest(app, 'CanaryTest', {
  testCases: [stack],
  hooks: { preDeploy: ['node canary/deploy.mjs first second'], postDeploy: ['node canary/deploy.mjs promoted rolled-back'] },
});
const answers = (url: string, body: object) => assertions.httpApiCall(url).expect(ExpectedResult.objectLike({ status: 200, body }))
  .waitForAssertions({ totalTimeout: Duration.minutes(2), interval: Duration.seconds(1) });
answers(head.urlForPath('/definition'), { definition: 'two' });
// Half of the calls go to each side.
answers(live.urlForPath('/definition'), { definition: 'one' });
answers(live.urlForPath('/definition'), { definition: 'two' });
answers(live.urlForPath('/code'), { code: 'one', tenant: 'all' });
answers(live.urlForPath('/code'), { code: 'two', tenant: 'canary' });
assertions.awsApiCall('APIGateway', 'getStage', { restApiId: api.restApiId, stageName: 'live' })
  .expect(ExpectedResult.objectLike({ canarySettings: { percentTraffic: 50 } }));
