import { aws_apigateway as apigateway, aws_ec2 as ec2, aws_elasticloadbalancingv2 as elb, aws_lambda as lambda, type CfnResource, Duration, Size, type Stack, Tags } from 'aws-cdk-lib';
import { ApiKeySource, Authorizer, CloudWatchRole, Integration, RestApi, type RestApiProps, type RouteOptions, type StageOptions } from '../../src';
import { testApi, testFunction, testStack } from '../support/apps';
import { documentOf, resourcesOf, synthesize } from '../support/synthesize';

/** An app that the tables change at one point each. */
interface Variation {
  readonly api?: Partial<RestApiProps>;
  readonly stage?: StageOptions;
  readonly handler?: Partial<lambda.FunctionProps>;
  readonly handlerOf?: (handler: lambda.Function) => lambda.IFunction;
  readonly route?: RouteOptions;
  readonly integration?: (stack: Stack) => Integration;
  readonly more?: (api: RestApi, stack: Stack, handler: lambda.Function) => void;
  readonly reversed?: boolean;
}

/** The logical id of the only deployment. */
function deploymentOf(variation: Variation = {}): string {
  const stack = testStack();
  const handler = testFunction(stack, 'List', variation.handler);
  const api = new RestApi(stack, 'Orders', { authorizer: Authorizer.iam(), cloudWatchRole: CloudWatchRole.existing(), ...variation.api });
  const routes: [string, Integration, RouteOptions?][] = [
    ['GET /orders', Integration.lambdaFunction(variation.handlerOf?.(handler) ?? handler), variation.route],
    ['GET /rates', variation.integration?.(stack) ?? Integration.httpProxy('https://rates.example/')],
    ['GET /health', Integration.mock({ body: { ok: true } }), { authorizer: Authorizer.none() }],
  ];
  for (const route of variation.reversed ? routes.reverse() : routes) api.addRoute(...route);
  api.addStage('dev', variation.stage);
  variation.more?.(api, stack, handler);
  const [id, ...others] = Object.keys(resourcesOf(synthesize(stack), 'AWS::ApiGateway::Deployment'));
  expect(others).toEqual([]);
  return id;
}

const loadBalancer = (name: string, tag = 'a') => (stack: Stack) => {
  const balancer = new elb.CfnLoadBalancer(stack, 'Backend', { name, type: 'network', subnets: ['subnet-0123456789abcdef0'], tags: [{ key: 'k', value: tag }] });
  return Integration.httpProxy(`http://${balancer.attrDnsName}/`);
};
const gateway = (description: string) => (stack: Stack) => {
  const other = new apigateway.CfnRestApi(stack, 'Other', { name: 'Other', description });
  return Integration.httpProxy(`https://${other.ref}.execute-api.eu-west-1.amazonaws.com/dev/`);
};
/** Its type is not in the table of replacing properties. */
const instance = (instanceType: string, tag: string) => (stack: Stack) => {
  const backend = new ec2.CfnInstance(stack, 'Backend', { instanceType, tags: [{ key: 'k', value: tag }] });
  return Integration.httpProxy(`http://${backend.attrPublicDnsName}/`);
};
const byHand = (set: (resource: apigateway.CfnRestApi) => void): Variation => ({
  more: (api) => set(api.node.defaultChild as apigateway.CfnRestApi),
});

/** Each pair differs in something that a client could meet. */
const CHANGES: [string, Variation, Variation?][] = [
  ['a route more', { more: (api) => api.addRoute('POST /orders', Integration.mock()) }],
  ['another path', { more: (api) => api.addRoute('GET /b', Integration.mock()) }, { more: (api) => api.addRoute('GET /c', Integration.mock()) }],
  ['another method', { more: (api) => api.addRoute('GET /b', Integration.mock()) }, { more: (api) => api.addRoute('PUT /b', Integration.mock()) }],
  ['another variable name', { more: (api) => api.addRoute('GET /b/{x}', Integration.mock()) }, { more: (api) => api.addRoute('GET /b/{y}', Integration.mock()) }],
  ['a greedy variable', { more: (api) => api.addRoute('GET /b/{x}', Integration.mock()) }, { more: (api) => api.addRoute('GET /b/{x+}', Integration.mock()) }],
  ['another authorizer on a route', { route: { authorizer: Authorizer.none() } }],
  ['another authorizer on the API', { api: { authorizer: Authorizer.none() } }],
  ['an API key', { route: { apiKeyRequired: true } }],
  ['an operation name', { route: { operationName: 'listOrders' } }],
  ['another API key source', { api: { apiKeySource: ApiKeySource.AUTHORIZER } }],
  ['a binary media type', { api: { binaryMediaTypes: ['image/png'] } }],
  ['another binary media type', { api: { binaryMediaTypes: ['image/png'] } }, { api: { binaryMediaTypes: ['image/jpeg'] } }],
  ['compression', { api: { minimumCompressionSize: Size.kibibytes(1) } }],
  ['compression of everything', { api: { minimumCompressionSize: Size.bytes(0) } }],
  ['a disabled default endpoint', { api: { disableDefaultEndpoint: true } }],
  ['another URL', { integration: () => Integration.httpProxy('https://rates.example/v2') }],
  ['another backend method', { integration: () => Integration.httpProxy('https://rates.example/', { httpMethod: 'POST' }) }],
  ['a timeout', { integration: () => Integration.httpProxy('https://rates.example/', { timeout: Duration.seconds(3) }) }],
  ['another kind of integration', { integration: () => Integration.mock() }],
  ['another mock body', { integration: () => Integration.mock({ body: 1 }) }, { integration: () => Integration.mock({ body: 2 }) }],
  ['another mock status', { integration: () => Integration.mock({ statusCode: 204 }) }, { integration: () => Integration.mock({ statusCode: 503 }) }],
  ['another stage variable in a URL', { integration: () => Integration.httpProxy('https://${stageVariables.a}/'), stage: { variables: { a: 'x', b: 'y' } } },
    { integration: () => Integration.httpProxy('https://${stageVariables.b}/'), stage: { variables: { a: 'x', b: 'y' } } }],
  ['another function', { more: (api, stack) => api.addRoute('GET /b', Integration.lambdaFunction(testFunction(stack, 'B'))) },
    { more: (api, stack) => api.addRoute('GET /b', Integration.lambdaFunction(testFunction(stack, 'C'))) }],
  ['a function that is replaced for its name', { handler: { functionName: 'list-1' } }, { handler: { functionName: 'list-2' } }],
  ['a function that gets a name', { handler: { functionName: 'list-1' } }],
  ['a function whose name is overridden', { more: (_api, _stack, handler) => (handler.node.defaultChild as lambda.CfnFunction).addPropertyOverride('FunctionName', 'x') }],
  ['an alias in place of the function', { handlerOf: (handler) => handler.addAlias('live') }],
  ['another alias', { handlerOf: (handler) => handler.addAlias('live') }, { handlerOf: (handler) => handler.addAlias('next') }],
  ['an alias whose function is replaced', { handlerOf: (handler) => handler.addAlias('live'), handler: { functionName: 'list-1' } },
    { handlerOf: (handler) => handler.addAlias('live'), handler: { functionName: 'list-2' } }],
  ['a version of other code', { handlerOf: (handler) => handler.currentVersion }, { handlerOf: (handler) => handler.currentVersion, handler: { code: lambda.Code.fromInline('other') } }],
  ['an imported function with another ARN',
    { more: (api, stack) => api.addRoute('GET /b', Integration.lambdaFunction(lambda.Function.fromFunctionName(stack, 'B', 'b'))) },
    { more: (api, stack) => api.addRoute('GET /b', Integration.lambdaFunction(lambda.Function.fromFunctionName(stack, 'B', 'c'))) }],
  ['a backend that is replaced for its name', { integration: loadBalancer('a') }, { integration: loadBalancer('b') }],
  ['a property of a backend of unknown type', { integration: instance('t3.small', 'a') }, { integration: instance('t3.micro', 'a') }],
  ['a policy set on the resource', byHand((resource) => { resource.policy = { Statement: [] }; })],
  ['another policy set on the resource', byHand((resource) => { resource.policy = { Statement: [] }; }), byHand((resource) => { resource.policy = { Statement: [{}] }; })],
  ['media types set on the resource', byHand((resource) => { resource.binaryMediaTypes = ['image/png']; })],
  ['compression set on the resource', byHand((resource) => { resource.minimumCompressionSize = 0; })],
  ['a key source set on the resource', byHand((resource) => { resource.apiKeySourceType = 'AUTHORIZER'; })],
  ['an endpoint disabled on the resource', byHand((resource) => { resource.disableExecuteApiEndpoint = true; })],
  ['an overridden policy', byHand((resource) => resource.addPropertyOverride('Policy', { Statement: [] }))],
  ['an overridden key source', byHand((resource) => resource.addPropertyOverride('ApiKeySourceType', 'AUTHORIZER'))],
];

/** No pair differs in anything that a client could meet. */
const NON_CHANGES: [string, Variation, Variation?][] = [
  ['nothing', {}],
  ['the order of routes', { reversed: true }],
  ['the API\'s name', { api: { restApiName: 'Shop orders' } }],
  ['a description', { api: { description: 'Orders of the shop' } }],
  ['a name set on the resource', byHand((resource) => resource.addPropertyOverride('Name', 'by hand'))],
  ['a tag of the API', { api: { tags: { team: 'shop' } } }],
  ['a tag of everything', { more: (_api, stack) => Tags.of(stack).add('team', 'shop') }],
  ['a stage variable', { stage: { variables: { host: 'a.example' } } }],
  ['another stage variable value', { stage: { variables: { host: 'a.example' } } }, { stage: { variables: { host: 'b.example' } } }],
  ['a throttle', { stage: { throttle: { rateLimit: 5, burstLimit: 5 } } }],
  ['tracing', { stage: { tracing: false } }],
  ['metrics', { stage: { metrics: true } }],
  ['a stage description', { stage: { description: 'For developers' } }],
  ['an alias name', { stage: { aliasName: 'live' } }],
  ['a stage more', { more: (api) => api.addStage('prod') }],
  ['the order of binary media types', { api: { binaryMediaTypes: ['image/png', 'image/jpeg'] } }, { api: { binaryMediaTypes: ['image/jpeg', 'image/png'] } }],
  ['other code of a function', { handler: { code: lambda.Code.fromInline('other') } }],
  ['other memory of a function', { handler: { memorySize: 1024 } }],
  ['another function beside the API', { more: (_api, stack) => void testFunction(stack, 'Other') }],
  ['a version that an alias moves to', { handlerOf: (handler) => handler.addAlias('live') },
    { handlerOf: (handler) => handler.addAlias('live'), handler: { code: lambda.Code.fromInline('other') } }],
  ['a tag of a backend', { integration: loadBalancer('a', 'x') }, { integration: loadBalancer('a', 'y') }],
  ['a property of a backend that it keeps its id with', { integration: gateway('a') }, { integration: gateway('b') }],
  ['a tag of a backend of unknown type', { integration: instance('t3.small', 'a') }, { integration: instance('t3.small', 'b') }],
];

describe('another deployment for', () => {
  test.each(CHANGES)('%s', (_, one, ...[other]) => {
    expect(deploymentOf(one)).not.toBe(deploymentOf(other));
  });
});

describe('the same deployment in spite of', () => {
  test.each(NON_CHANGES)('%s', (_, one, ...[other]) => {
    expect(deploymentOf(one)).toBe(deploymentOf(other));
  });
});

test('a deployment is named by its content, and names no stage', () => {
  const stack = testStack();
  const api = new RestApi(stack, 'Orders', { authorizer: Authorizer.iam() });
  api.addRoute('GET /orders', Integration.mock());
  api.addStage('dev');
  api.addStage('prod');
  const template = synthesize(stack);
  const [[id, deployment]] = Object.entries(resourcesOf(template, 'AWS::ApiGateway::Deployment'));
  expect(id).toMatch(/^OrdersDeployment[0-9A-F]{8}[0-9a-f]{32}$/);
  expect(deployment.Properties).toEqual({ RestApiId: { Ref: 'OrdersA9B65338' } });
  for (const stage of Object.values(resourcesOf(template, 'AWS::ApiGateway::Stage'))) {
    expect(stage.Properties.DeploymentId).toEqual({ Ref: id });
  }
});

test('an API without stages has no deployment', () => {
  const stack = testStack();
  new RestApi(stack, 'Orders').addRoute('GET /orders', Integration.mock(), { authorizer: Authorizer.none() });
  expect(resourcesOf(synthesize(stack), 'AWS::ApiGateway::Deployment')).toEqual({});
});

describe('the document that CloudFormation gets', () => {
  function shop() {
    const stack = testStack();
    const api = new RestApi(stack, 'Orders', { authorizer: Authorizer.iam() });
    api.addRoute('GET /orders', Integration.lambdaFunction(testFunction(stack)));
    api.addStage('dev');
    return { stack, resource: api.node.defaultChild as apigateway.CfnRestApi };
  }
  const uri = { 'Fn::Sub': expect.stringContaining('${List125D1B59.Arn}') };
  const document = { paths: { '/orders': { get: { 'x-amazon-apigateway-integration': { uri } } } } };

  test('is finished wherever it is asked for', () => {
    const { stack, resource } = shop();
    expect(stack.resolve(resource.body)).toMatchObject(document);
    const rendered = stack.resolve((resource as any)._toCloudFormation());
    expect(JSON.parse(JSON.stringify(rendered)).Resources.OrdersA9B65338.Properties.Body).toMatchObject(document);
    expect(stack.resolve(rendered).Resources.OrdersA9B65338.Properties.Body).toMatchObject(document);
    expect(synthesize(stack).Resources.OrdersA9B65338.Properties.Body).toMatchObject(document);
  });

  test('takes overrides, which are part of the deployment', () => {
    const overridden = (description: string) => {
      const { stack, resource } = shop();
      resource.addPropertyOverride('Body.paths./orders.get.description', description);
      const template = synthesize(stack);
      expect(template.Resources.OrdersA9B65338.Properties.Body.paths['/orders'].get).toMatchObject({ description });
      expect(template.Resources.OrdersA9B65338.Properties.Body).toMatchObject(document);
      return Object.keys(resourcesOf(template, 'AWS::ApiGateway::Deployment'))[0];
    };
    expect(overridden('one')).not.toBe(overridden('two'));
    expect(overridden('one')).toBe(overridden('one'));
  });

  test('takes the override of one route for that route alone', () => {
    const paths = (override: (resource: CfnResource) => void) => {
      const stack = testStack();
      const api = testApi(stack);
      const list = Integration.lambdaFunction(testFunction(stack));
      api.addRoutes({ 'GET /a': list, 'GET /b': list });
      override(api.node.defaultChild as CfnResource);
      return documentOf(synthesize(stack)).paths;
    };
    const { '/a': a, '/b': b } = paths(() => undefined);
    expect(paths((resource) => resource.addPropertyOverride('Body.paths./a.get.description', 'mine')))
      .toEqual({ '/a': { get: { ...a.get, description: 'mine' } }, '/b': b });
  });
});
