/**
 * One REST API with two stages, each bound to its own Lambda alias and variables.
 *
 * The assertions call both stages of the deployed API. They need an account: `npx integ-runner --directory integ --update-on-failed`.
 */
import { ExpectedResult, IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, aws_lambda as lambda, Stack } from 'aws-cdk-lib';
import { Authorizer, Integration, RestApi } from '../src';

const app = new App();
const stack = new Stack(app, 'RestStages');

const echo = new lambda.Function(stack, 'Echo', {
  runtime: lambda.Runtime.NODEJS_24_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline(`exports.handler = async (event, context) => ({
    statusCode: 200,
    body: JSON.stringify({ stage: event.requestContext.stage, alias: context.invokedFunctionArn.split(':')[7], tenant: event.stageVariables.tenant }),
  });`),
});

const api = new RestApi(stack, 'Api', { authorizer: Authorizer.none() });
api.addRoute('GET /echo', Integration.lambdaFunction(echo));
api.addRoute('GET /echo/{name}', Integration.lambdaFunction(echo));
api.addRoute('GET /health', Integration.mock({ body: { ok: true, price: '$5' } }));
api.addRoute('GET /signed', Integration.mock(), { authorizer: Authorizer.iam() });
const dev = api.addStage('dev', { variables: { tenant: 'blue' } });
const prod = api.addStage('prod', { aliasName: 'live', variables: { tenant: 'green' }, throttle: { rateLimit: 50, burstLimit: 20 } });

const { assertions } = new IntegTest(app, 'RestStagesTest', { testCases: [stack] });
const answers = (url: string, body: object) => assertions.httpApiCall(url).expect(ExpectedResult.objectLike({ status: 200, body }));
answers(dev.urlForPath('/echo'), { stage: 'dev', alias: 'dev', tenant: 'blue' });
answers(prod.urlForPath('/echo/x'), { stage: 'prod', alias: 'live', tenant: 'green' });
answers(dev.urlForPath('/health'), { ok: true, price: '$5' });
assertions.httpApiCall(prod.urlForPath('/signed')).expect(ExpectedResult.objectLike({ status: 403 }));
assertions.httpApiCall(prod.urlForPath('/unknown')).expect(ExpectedResult.objectLike({ status: 403 }));
