import { Aws, aws_iam as iam, type CfnResource, Size, Stack, Tags } from 'aws-cdk-lib';
import { ApiEndpoint, ApiKeySource, Authorizer, Integration, RestApi, type RestApiProps } from '../src';
import { findingsOf } from './support/api-tests';
import { testApi, testFunction, testStack } from './support/apps';
import { golden } from './support/golden';
import { documentOf, onlyResource, problemsOf, synthesize, warningsOf } from './support/synthesize';

const REST_API = 'AWS::ApiGateway::RestApi';

function restApiOf(props: RestApiProps) {
  const stack = testStack();
  testApi(stack, props).addRoute('GET /a', Integration.mock());
  return onlyResource(synthesize(stack), REST_API).Properties;
}

describe('golden documents', () => {
  test('every kind of route', () => {
    const stack = testStack();
    const list = testFunction(stack, 'List');
    const api = testApi(stack, { description: 'Orders of the shop' });
    api.addRoutes({
      'POST /orders': Integration.lambdaFunction(list),
      'GET /orders': Integration.lambdaFunction(list),
      'GET /orders/{orderId}': Integration.lambdaFunction(list),
    });
    api.addRoute('ANY /files/{proxy+}', Integration.httpProxy('https://${stageVariables.filesHost}/{proxy}'), { apiKeyRequired: true });
    api.addRoute('GET /health', Integration.mock({ body: { ok: true } }), { authorizer: Authorizer.none(), operationName: 'health' });
    api.addRoute('GET /partners', Integration.mock(), { authorizer: Authorizer.none(), apiKeyRequired: true });
    api.addStage('dev', { variables: { filesHost: 'files.example' } });
    const document = documentOf(synthesize(stack));
    expect(document).toEqual(golden('every-kind-of-route.openapi', document));
  });

  test('every setting', () => {
    const { Body: document } = restApiOf({
      restApiName: 'Orders of the shop',
      apiKeySource: ApiKeySource.AUTHORIZER,
      binaryMediaTypes: ['image/png', 'application/*'],
      minimumCompressionSize: Size.kibibytes(1),
      disableDefaultEndpoint: true,
    });
    expect(document).toEqual(golden('every-setting.openapi', document));
  });
});

describe('the resource', () => {
  test('says what a document cannot', () => {
    const { Body, ...properties } = restApiOf({ description: 'Orders of the shop', tags: { team: 'shop' } });
    expect(properties).toEqual({
      Name: 'Orders',
      Description: 'Orders of the shop',
      Mode: 'overwrite',
      EndpointConfiguration: { Types: ['REGIONAL'] },
      Parameters: { endpointConfigurationTypes: 'REGIONAL' },
      Tags: [{ Key: 'team', Value: 'shop' }],
    });
  });

  test('may be edge-optimized', () => {
    expect(restApiOf({ endpoint: ApiEndpoint.edge() })).toMatchObject({
      EndpointConfiguration: { Types: ['EDGE'] },
      Parameters: { endpointConfigurationTypes: 'EDGE' },
    });
  });

  test('is the default child, open to overrides and tags', () => {
    const stack = testStack();
    const api = testApi(stack);
    api.addRoute('GET /a', Integration.mock());
    (api.node.defaultChild as CfnResource).addPropertyOverride('Description', 'by hand');
    Tags.of(api).add('team', 'shop');
    expect(onlyResource(synthesize(stack), REST_API).Properties).toMatchObject({ Description: 'by hand', Tags: [{ Key: 'team', Value: 'shop' }] });
  });
});

describe('what API Gateway refuses', () => {
  test.each<[string, RestApiProps, string]>([
    ['a name', { restApiName: '' }, 'ApiName: "" is not an API name. Remedy: use 1 to 128 characters.'],
    ['a description', { description: '' }, 'Description: the description has 0 characters. Remedy: leave it out, or use 1 to 1024.'],
    ['a long description', { description: 'x'.repeat(1025) }, 'Description: the description has 1025 characters. Remedy: leave it out, or use 1 to 1024.'],
    ['a compression size', { minimumCompressionSize: Size.mebibytes(11) }, 'CompressionSize: the minimum compression size is 11534336 bytes. Remedy: use 0 to 10485760 whole bytes.'],
    ['a part of a byte', { minimumCompressionSize: Size.kibibytes(0.3) }, 'CompressionSize: the minimum compression size is 307.2 bytes. Remedy: use 0 to 10485760 whole bytes.'],
    ['a media type', { binaryMediaTypes: ['*/*', 'png'] }, 'BinaryMediaType: "png" is not a media type. Remedy: write it like "image/png" or "*/*".'],
    ['a tag key', { tags: { 'aws:x': 'y' } },
      'Tag: the tag "aws:x" = "y" has a key that begins with aws:. Remedy: use a key of 1 to 128 and a value of at most 256 letters, digits, spaces and + - = . _ : / @.'],
    ['51 tags', { tags: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`t${i}`, 'x'])) },
      'TooManyTags: the API has 51 tags, and at most 50 are allowed. Remedy: keep to 50.'],
    ['a tag value', { tags: { x: '<y>' } },
      'Tag: the tag "x" = "<y>" has a character in its value that is not allowed. Remedy: use a key of 1 to 128 and a value of at most 256 letters, digits, spaces and + - = . _ : / @.'],
  ])('%s', (_, api, want) => {
    expect(findingsOf('GET /a', Integration.mock(), { api })).toEqual([`[Shop/Orders] ${want}`]);
  });

  test('a route twice', () => {
    const stack = testStack();
    const api = testApi(stack);
    api.addRoute('GET /a', Integration.mock());
    api.addRoute('GET /a', Integration.mock());
    expect(problemsOf(stack)).toEqual(['[Shop/Orders] DuplicateRoute: route "GET /a" is added twice. Remedy: remove one of the two.']);
  });

  test('an operation name twice', () => {
    const stack = testStack();
    const api = testApi(stack);
    api.addRoute('GET /a', Integration.mock(), { operationName: 'a' });
    api.addRoute('GET /b', Integration.mock(), { operationName: 'a' });
    expect(problemsOf(stack)).toEqual([
      '[Shop/Orders] DuplicateOperationName: routes "GET /a" and "GET /b" share the operation name "a". Remedy: give each route an operation name of its own.',
    ]);
  });

  test('stages without a route', () => {
    const stack = testStack();
    testApi(stack).addStage('dev');
    expect(problemsOf(stack)).toEqual([
      '[Shop/Orders] NoRoute: the API has stages but no route, and API Gateway refuses to deploy an empty API. Remedy: add a route with addRoute().',
    ]);
  });

  test('values known at deployment only are left to the deployment', () => {
    const stack = testStack();
    const api = testApi(stack, { restApiName: Aws.STACK_NAME, description: Aws.STACK_ID, tags: { stack: Aws.STACK_NAME } });
    api.addRoute('GET /a', Integration.httpProxy(`https://${Aws.REGION}.example/`));
    api.addStage('dev', { variables: { region: Aws.REGION } });
    expect(documentOf(synthesize(stack))).toMatchObject({
      info: { title: { Ref: 'AWS::StackName' }, description: { Ref: 'AWS::StackId' } },
      paths: { '/a': { get: { 'x-amazon-apigateway-integration': { uri: { 'Fn::Sub': 'https://${AWS::Region}.example/' } } } } },
    });
  });
});

describe('warnings', () => {
  test('routes that anybody may call', () => {
    const stack = testStack();
    const api = new RestApi(stack, 'Orders');
    for (const path of 'abcdefg') api.addRoute(`GET /${path}`, Integration.mock());
    api.addRoute('GET /public', Integration.mock(), { authorizer: Authorizer.none() });
    expect(warningsOf(stack)).toEqual([
      '[Shop/Orders] anybody may call "GET /a", "GET /b", "GET /c", "GET /d", "GET /e" and 2 more: no authorizer is set. '
      + 'Remedy: set an authorizer on the API or the route, or Authorizer.none() where public access is meant. [ack: stagecraft:OpenRoute]',
    ]);
  });

  test('a path of API Gateway\'s own', () => {
    expect(findingsOf('GET /ping', Integration.mock())).toEqual([
      '[Shop/Orders] route "GET /ping" is at a path that API Gateway\'s own health check answers on custom domains. '
      + 'Remedy: use another path, e.g. "/health". [ack: stagecraft:ReservedPath]',
    ]);
  });

  test('more resources and stages than the quotas', () => {
    const stack = testStack();
    const api = testApi(stack);
    for (let i = 0; i < 300; i++) api.addRoute(`GET /r${i}`, Integration.mock());
    for (let i = 0; i < 11; i++) api.addStage(`s${i}`);
    expect(warningsOf(stack)).toEqual([
      '[Shop/Orders] the API has 11 stages, and the default quota is 10. Remedy: ask for a higher "Stages per API" quota. [ack: stagecraft:TooManyStages]',
      '[Shop/Orders] the paths of this API need 301 resources, and the default quota is 300. '
      + 'Remedy: ask for a higher "Resources per API" quota, or split the API. [ack: stagecraft:TooManyResources]',
    ]);
  });
});

describe('calls', () => {
  const user = (stack: Stack) => new iam.User(stack, 'User');
  const granted = (template: ReturnType<typeof synthesize>) => onlyResource(template, 'AWS::IAM::Policy').Properties.PolicyDocument.Statement;
  const arn = (rest: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':execute-api:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':', { Ref: 'OrdersA9B65338' }, rest]] });

  test('are granted on one stage, route by route', () => {
    const stack = testStack();
    const api = testApi(stack);
    api.addRoute('GET /a', Integration.mock());
    api.addStage('dev').grantInvoke(user(stack), 'GET /orders/{orderId}', 'ANY /files/{proxy+}', 'GET /');
    expect(granted(synthesize(stack))).toEqual([
      { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: [arn('/dev/GET/orders/*'), arn('/dev/*/files/*'), arn('/dev/GET/')] },
    ]);
  });

  test('are granted on every stage and route', () => {
    const stack = testStack();
    const api = testApi(stack);
    api.addRoute('GET /a', Integration.mock());
    api.grantInvoke(user(stack));
    expect(granted(synthesize(stack))).toEqual([{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: arn('/*/*') }]);
  });

  test('are granted on an imported API', () => {
    const stack = testStack();
    RestApi.fromRestApiId(stack, 'Imported', 'abc123').grantInvoke(user(stack), 'GET /a');
    const [{ Resource }] = granted(synthesize(stack));
    expect(JSON.stringify(Resource)).toContain(':abc123/*/GET/a');
  });
});
