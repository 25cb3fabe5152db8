import { aws_apigateway as apigateway, aws_lambda as lambda, type Stack } from 'aws-cdk-lib';
import { Authorizer, Integration, RestApi } from '../../../../src';
import type { RestApiModel } from '../../src/model/rest-api';
import { readStack, saidOf, testFunction } from '../support/cdk';
import { withoutSources } from '../support/read';

/** What a definition serves: no ids, no models that nothing refers to. */
function served({ definition, id }: RestApiModel) {
  const { methods, resources, ...rest } = withoutSources(definition);
  const pathOf = Object.fromEntries(resources.map((resource) => [resource.id, resource.path]));
  const text = JSON.stringify({
    ...rest,
    models: {},
    paths: resources.map(({ path }) => path),
    methods: methods.map(({ resourceId, integration, ...method }) => ({ ...method, integration: { ...integration, cacheNamespace: pathOf[integration?.cacheNamespace ?? ''] } })),
  });
  return JSON.parse(text.replaceAll(id, 'api'));
}

function stagecraft(stack: Stack) {
  const api = new RestApi(stack, 'Api', { authorizer: Authorizer.iam(), binaryMediaTypes: ['image/png'] });
  const list = testFunction(stack);
  api.addRoute('GET /orders', Integration.lambdaFunction(list));
  api.addRoute('POST /orders', Integration.lambdaFunction(list.addAlias('live')), { operationName: 'create', apiKeyRequired: true });
  api.addRoute('ANY /files/{proxy+}', Integration.httpProxy('https://${stageVariables.host}/{proxy}'));
  api.addRoute('GET /health', Integration.mock({ body: { ok: true } }), { authorizer: Authorizer.none() });
  api.addStage('dev', { variables: { host: 'files.example' } });
}

function cdk(stack: Stack) {
  const api = new apigateway.RestApi(stack, 'Api', {
    restApiName: 'Api',
    binaryMediaTypes: ['image/png'],
    defaultMethodOptions: { authorizationType: apigateway.AuthorizationType.IAM },
  });
  const validator = api.addRequestValidator('All', { validateRequestBody: true, validateRequestParameters: true });
  const list = testFunction(stack);
  const following = lambda.Function.fromFunctionAttributes(stack, 'Following', { functionArn: `${list.functionArn}:\${stageVariables.lambdaAlias}`, skipPermissions: true });
  const orders = api.root.addResource('orders');
  const lambdaIntegration = (fn: lambda.IFunction) => new apigateway.LambdaIntegration(fn);
  orders.addMethod('GET', lambdaIntegration(following), { requestValidator: validator });
  orders.addMethod('POST', lambdaIntegration(list.addAlias('live')), { operationName: 'create', apiKeyRequired: true, requestValidator: validator });
  api.root.addResource('files').addResource('{proxy+}').addMethod('ANY', new apigateway.HttpIntegration('https://${stageVariables.host}/{proxy}', {
    httpMethod: 'ANY', options: { requestParameters: { 'integration.request.path.proxy': 'method.request.path.proxy' } },
  }), { requestParameters: { 'method.request.path.proxy': true }, requestValidator: validator });
  api.root.addResource('health').addMethod('GET', new apigateway.MockIntegration({
    passthroughBehavior: apigateway.PassthroughBehavior.NEVER,
    requestTemplates: { 'application/json': '{"statusCode": 200}' },
    integrationResponses: [{ statusCode: '200', responseTemplates: { 'application/json': '{"ok":true}' } }],
  }), { authorizationType: apigateway.AuthorizationType.NONE, methodResponses: [{ statusCode: '200' }], requestValidator: validator });
}

test('Stagecraft\'s document and the CDK\'s resources are one definition', () => {
  const [ours, theirs] = [readStack(stagecraft), readStack(cdk)];
  expect([saidOf(ours), saidOf(theirs)]).toEqual([[], []]);
  expect(served(theirs.rest[0])).toEqual(served(ours.rest[0]));
});

test('an app of Stagecraft, whole', () => {
  const model = readStack(stagecraft);
  const [api] = model.rest;
  expect(api).toMatchObject({
    name: 'Api',
    endpoint: { type: 'REGIONAL' },
    source: { constructPath: 'Shop/Api/Resource' },
    stages: [{ name: 'dev', deploymentId: Object.keys(api.deployments)[0], variables: { host: 'files.example', lambdaAlias: 'dev' }, tracingEnabled: true }],
  });
  const [stage] = api.stages;
  expect(model.logGroups.map(({ arn }) => arn)).toContain(stage.accessLog?.destinationArn);
  const dev = model.lambda.aliases.find(({ name }) => name === 'dev');
  expect(model.lambda.versions.map(({ version }) => version)).toContain(dev?.functionVersion);
  expect(model.lambda.permissions.map(({ functionArn, sourceArn }) => [functionArn, sourceArn])).toContainEqual(
    [dev?.arn, `arn:aws:execute-api:eu-west-1:123456789012:${api.id}/dev/*`],
  );
});
