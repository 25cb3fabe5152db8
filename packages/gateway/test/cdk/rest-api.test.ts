import { aws_apigateway as apigateway, aws_certificatemanager as acm, aws_cognito as cognito, aws_iam as iam, aws_logs as logs, Duration } from 'aws-cdk-lib';
import { readStack, saidOf, testFunction } from '../support/cdk';
import { withoutSources } from '../support/read';

test('every kind of authorizer', () => {
  const model = readStack((stack) => {
    const handler = testFunction(stack, 'Authorize');
    const { root } = new apigateway.RestApi(stack, 'Api');
    const mock = new apigateway.MockIntegration();
    root.addMethod('GET', mock, { authorizer: new apigateway.TokenAuthorizer(stack, 'Token', { handler, validationRegex: '^x', resultsCacheTtl: Duration.seconds(0) }) });
    root.addMethod('PUT', mock, {
      authorizer: new apigateway.RequestAuthorizer(stack, 'Request', { handler, identitySources: [apigateway.IdentitySource.header('A'), apigateway.IdentitySource.queryString('b')] }),
    });
    const pool = new cognito.UserPool(stack, 'Pool');
    root.addMethod('POST', mock, { authorizer: new apigateway.CognitoUserPoolsAuthorizer(stack, 'Cognito', { cognitoUserPools: [pool] }), authorizationScopes: ['orders/write'] });
    root.addMethod('DELETE', mock, { authorizationType: apigateway.AuthorizationType.IAM });
  });
  expect(saidOf(model)).toEqual([]);
  const { methods, authorizers } = model.rest[0].definition;
  const nameOf = Object.fromEntries(Object.values(authorizers).map(({ type, name }) => [type, name]));
  expect(methods.map((method) => [method.httpMethod, method.authorizationType, method.authorizer, ...method.authorizationScopes])).toEqual([
    ['DELETE', 'AWS_IAM', undefined],
    ['GET', 'CUSTOM', nameOf.TOKEN],
    ['POST', 'COGNITO_USER_POOLS', nameOf.COGNITO_USER_POOLS, 'orders/write'],
    ['PUT', 'CUSTOM', nameOf.REQUEST],
  ]);
  const byType = Object.fromEntries(Object.values(withoutSources(authorizers)).map((authorizer) => [authorizer.type, authorizer]));
  const uri = 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:authorize/invocations';
  expect(byType).toMatchObject({
    TOKEN: { authorizerUri: uri, identitySource: ['method.request.header.Authorization'], identityValidationExpression: '^x', resultTtlInSeconds: 0 },
    REQUEST: { authorizerUri: uri, identitySource: ['method.request.header.A', 'method.request.querystring.b'], resultTtlInSeconds: 300 },
    COGNITO_USER_POOLS: { providerArns: [model.userPools[0].arn], identitySource: ['method.request.header.Authorization'] },
  });
});

test('models, validators and gateway responses', () => {
  const model = readStack((stack) => {
    const api = new apigateway.RestApi(stack, 'Api');
    const item = api.addModel('Item', { modelName: 'Item', schema: { type: apigateway.JsonSchemaType.STRING } });
    const order = api.addModel('Order', {
      modelName: 'Order', schema: { type: apigateway.JsonSchemaType.OBJECT, properties: { item: { ref: `https://apigateway.amazonaws.com/restapis/${api.restApiId}/models/${item.modelId}` } } },
    });
    api.root.addMethod('POST', new apigateway.MockIntegration(), {
      requestModels: { 'application/json': order },
      requestParameters: { 'method.request.querystring.page': true },
      requestValidatorOptions: { validateRequestBody: true, validateRequestParameters: true },
      methodResponses: [{ statusCode: '200', responseModels: { 'application/json': apigateway.Model.EMPTY_MODEL }, responseParameters: { 'method.response.header.X': true } }],
    });
    api.addGatewayResponse('Denied', { type: apigateway.ResponseType.ACCESS_DENIED, statusCode: '404', responseHeaders: { 'X-Why': "'hidden'" }, templates: { 'application/json': '{}' } });
  });
  expect(saidOf(model)).toEqual([]);
  const { id, definition: { methods: [method], models, gatewayResponses } } = model.rest[0];
  expect(method).toMatchObject({
    requestModels: { 'application/json': 'Order' },
    requestParameters: { 'method.request.querystring.page': true },
    requestValidator: { validateRequestBody: true, validateRequestParameters: true },
    methodResponses: [{ statusCode: '200', responseModels: { 'application/json': 'Empty' }, responseParameters: { 'method.response.header.X': true } }],
  });
  expect(models.Order.schema).toEqual({
    $schema: 'http://json-schema.org/draft-04/schema#', type: 'object', properties: { item: { $ref: `https://apigateway.amazonaws.com/restapis/${id}/models/Item` } },
  });
  expect(withoutSources(gatewayResponses)).toEqual({
    ACCESS_DENIED: {
      responseType: 'ACCESS_DENIED', statusCode: '404', responseParameters: { 'gatewayresponse.header.X-Why': "'hidden'" }, responseTemplates: { 'application/json': '{}' },
    },
  });
});

test('stage, logs, canary, plan and domain', () => {
  const model = readStack((stack) => {
    const logGroup = new logs.LogGroup(stack, 'Logs', { logGroupName: 'access' });
    const api = new apigateway.RestApi(stack, 'Api', {
      deploy: false,
      binaryMediaTypes: ['image/*'],
      minCompressionSize: { toBytes: () => 100, isUnresolved: () => false } as never,
      apiKeySourceType: apigateway.ApiKeySourceType.AUTHORIZER,
      endpointTypes: [apigateway.EndpointType.REGIONAL],
      disableExecuteApiEndpoint: true,
      policy: new iam.PolicyDocument({ statements: [new iam.PolicyStatement({ principals: [new iam.AnyPrincipal()], actions: ['execute-api:Invoke'], resources: ['execute-api:/*'] })] }),
    });
    const method = api.root.addResource('orders').addMethod('GET', new apigateway.MockIntegration());
    const [stable, next] = ['Stable', 'Next'].map((name) => new apigateway.Deployment(stack, name, { api }));
    const stage = new apigateway.Stage(stack, 'Prod', {
      deployment: stable,
      stageName: 'prod',
      variables: { a: 'b' },
      tracingEnabled: true,
      throttlingRateLimit: 5,
      loggingLevel: apigateway.MethodLoggingLevel.INFO,
      accessLogDestination: new apigateway.LogGroupLogDestination(logGroup),
      accessLogFormat: apigateway.AccessLogFormat.clf(),
      methodOptions: { '/orders/GET': { cachingEnabled: true, cacheTtl: Duration.seconds(7) } },
    });
    (stage.node.defaultChild as apigateway.CfnStage).canarySetting = { deploymentId: next.deploymentId, percentTraffic: 10, stageVariableOverrides: { a: 'c' }, useStageCache: false };
    const plan = api.addUsagePlan('Plan', { apiStages: [{ stage, throttle: [{ method, throttle: { rateLimit: 1, burstLimit: 2 } }] }], quota: { limit: 9, period: apigateway.Period.DAY } });
    plan.addApiKey(new apigateway.ApiKey(stack, 'Key', { value: 'k'.repeat(20) }));
    const certificate = acm.Certificate.fromCertificateArn(stack, 'Certificate', 'arn:aws:acm:eu-west-1:123456789012:certificate/x');
    const domain = new apigateway.DomainName(stack, 'Domain', { domainName: 'api.example', certificate });
    domain.addBasePathMapping(api, { basePath: 'v1', stage });
    domain.addApiMapping(stage, { basePath: 'v2/deep' });
  });
  expect(saidOf(model)).toEqual([]);
  const [api] = model.rest;
  const [stable, next] = Object.values(api.deployments).map(({ id, source }) => [source.logicalId?.replace(/[0-9A-F]{8}.*/, ''), id]).sort().reverse();
  expect([stable[0], next[0]]).toEqual(['Stable', 'Next']);
  expect(api).toMatchObject({
    endpoint: { type: 'REGIONAL', disableExecuteApiEndpoint: true },
    definition: {
      settings: {
        binaryMediaTypes: ['image/*'],
        minimumCompressionSize: 100,
        apiKeySource: 'AUTHORIZER',
        policy: { Statement: [expect.objectContaining({ Resource: `arn:aws:execute-api:eu-west-1:123456789012:${api.id}/*` })] },
      },
    },
    stages: [{
      name: 'prod',
      deploymentId: stable[1],
      variables: { a: 'b' },
      tracingEnabled: true,
      canary: { deploymentId: next[1], percentTraffic: 10, stageVariableOverrides: { a: 'c' }, useStageCache: false },
      accessLog: { destinationArn: 'arn:aws:logs:eu-west-1:123456789012:log-group:access', format: expect.stringContaining('$context.requestId') },
      methodSettings: [
        { resourcePath: '/*', httpMethod: '*', throttlingRateLimit: 5, loggingLevel: 'INFO' },
        { resourcePath: '/orders', httpMethod: 'GET', cachingEnabled: true, cacheTtlInSeconds: 7 },
      ],
      source: { constructPath: 'Shop/Prod/Resource' },
    }],
  });
  expect(model.usagePlans).toMatchObject([{
    apiStages: [{ apiId: api.id, stage: 'prod', throttle: { '/orders/GET': { rateLimit: 1, burstLimit: 2 } } }],
    quota: { limit: 9, period: 'DAY', offset: 0 },
    keys: [model.apiKeys[0].id],
  }]);
  expect(model.apiKeys).toMatchObject([{ value: 'k'.repeat(20), enabled: true }]);
  expect(withoutSources(model.domains)).toEqual([{
    domainName: 'api.example',
    mutualTls: false,
    mappings: [{ basePath: 'v1', apiId: api.id, stage: 'prod' }, { basePath: 'v2/deep', apiId: api.id, stage: 'prod' }],
  }]);
});
