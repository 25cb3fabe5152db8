import { type App, ArnFormat, aws_iam as iam, aws_lambda as lambda, CfnParameter, NestedStack, Stack } from 'aws-cdk-lib';
import { Authorizer, Integration } from '../../src';
import { testApi, testApp, testFunction, testStack } from '../support/apps';
import { documentOf, problemsOf, resourcesOf, synthesize, type SynthesizedTemplate, warningsOf } from '../support/synthesize';

const permissionsOf = (template: SynthesizedTemplate) => Object.values(resourcesOf(template, 'AWS::Lambda::Permission')).map(({ Properties, DependsOn }) => ({
  functionName: JSON.stringify(Properties.FunctionName),
  sourceArn: Properties.SourceArn['Fn::Join'][1].at(-1),
  principal: Properties.Principal,
  action: Properties.Action,
  dependsOn: DependsOn,
}));
const aliasesOf = (template: SynthesizedTemplate) => Object.values(resourcesOf(template, 'AWS::Lambda::Alias')).map(({ Properties }) => Properties.Name);

describe('functions that follow the stage', () => {
  test.each([
    [1, 1, 1], [1, 1, 20], [2, 3, 20], [3, 2, 6],
  ])('%d functions, %d stages, %d routes: an alias and a permission for each function and stage, a version for each function', (functions, stages, routes) => {
    const stack = testStack();
    const api = testApi(stack);
    const handlers = Array.from({ length: functions }, (_, i) => Integration.lambdaFunction(testFunction(stack, `F${i}`)));
    for (let i = 0; i < routes; i++) {
      if (i < stages) api.addStage(`s${i}`);
      api.addRoute(`GET /r${i}`, handlers[i % functions]);
    }
    for (let i = routes; i < stages; i++) api.addStage(`s${i}`);
    const template = synthesize(stack);
    const count = (type: string) => Object.keys(resourcesOf(template, type)).length;
    expect({ aliases: count('AWS::Lambda::Alias'), permissions: count('AWS::Lambda::Permission'), versions: count('AWS::Lambda::Version') })
      .toEqual({ aliases: functions * stages, permissions: functions * stages, versions: functions });
  });

  test('are invoked through the alias of the stage, by calls to that stage only', () => {
    const stack = testStack();
    const api = testApi(stack);
    api.addRoute('GET /a', Integration.lambdaFunction(testFunction(stack)));
    api.addStage('dev');
    api.addStage('prod', { aliasName: 'live' });
    const template = synthesize(stack);
    const fn = '{"Fn::GetAtt":["List125D1B59","Arn"]}';
    const rest = { principal: 'apigateway.amazonaws.com', action: 'lambda:InvokeFunction' };
    expect(permissionsOf(template)).toEqual([
      { functionName: `{"Fn::Join":["",[${fn},":dev"]]}`, sourceArn: '/dev/*', dependsOn: [expect.stringMatching(/^ListAliasdev/)], ...rest },
      { functionName: `{"Fn::Join":["",[${fn},":live"]]}`, sourceArn: '/prod/*', dependsOn: [expect.stringMatching(/^ListAliaslive/)], ...rest },
    ]);
    for (const alias of Object.values(resourcesOf(template, 'AWS::Lambda::Alias'))) {
      expect(alias.Properties.FunctionVersion).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^ListCurrentVersion/), 'Version'] });
    }
  });

  test('the stage waits for its permissions', () => {
    const stack = testStack();
    const api = testApi(stack);
    api.addStage('dev');
    api.addRoute('GET /a', Integration.lambdaFunction(testFunction(stack)));
    const template = synthesize(stack);
    const [permission] = Object.keys(resourcesOf(template, 'AWS::Lambda::Permission'));
    expect(Object.values(resourcesOf(template, 'AWS::ApiGateway::Stage'))[0].DependsOn).toContain(permission);
  });

  test('an alias that the app made first is taken as it is', () => {
    const stack = testStack();
    const handler = testFunction(stack);
    handler.addAlias('prod', { provisionedConcurrentExecutions: 2 });
    const api = testApi(stack);
    api.addRoute('GET /a', Integration.lambdaFunction(handler));
    api.addStage('prod');
    const [alias, ...others] = Object.values(resourcesOf(synthesize(stack), 'AWS::Lambda::Alias'));
    expect(others).toEqual([]);
    expect(alias.Properties.ProvisionedConcurrencyConfig).toEqual({ ProvisionedConcurrentExecutions: 2 });
  });

  test('an alias that points elsewhere is a problem', () => {
    const stack = testStack();
    const handler = testFunction(stack);
    new lambda.Alias(handler, 'Aliasprod', { aliasName: 'prod', version: new lambda.Version(stack, 'Old', { lambda: handler }) });
    const api = testApi(stack);
    api.addRoute('GET /a', Integration.lambdaFunction(handler));
    api.addStage('prod');
    expect(problemsOf(stack)).toEqual([
      '[Shop/Orders/prod] AliasVersion: stage "prod" binds the alias "prod" of Shop/List to a version of its choice, but it exists already and points at Shop/Old. '
      + 'Remedy: set aliasName to a name of its own for one of them.',
    ]);
  });

  test('an alias of the same name elsewhere is a problem', () => {
    const stack = testStack();
    const handler = testFunction(stack);
    new lambda.Alias(stack, 'Live', { aliasName: 'prod', version: handler.currentVersion });
    new lambda.Alias(stack, 'Other', { aliasName: 'prod', version: testFunction(stack, 'Other function').currentVersion });
    const api = testApi(stack);
    api.addRoute('GET /a', Integration.lambdaFunction(handler));
    api.addStage('prod');
    api.addStage('dev');
    expect(problemsOf(stack)).toEqual([
      '[Shop/Orders/prod] AliasTwice: stage "prod" makes the alias "prod" of Shop/List, and Shop/Live makes it, too. '
      + 'Remedy: make that one with Function.addAlias() before the stage, which then takes it, or set aliasName of the stage.',
    ]);
  });

  test('two APIs, and two stages with one alias name, share the alias', () => {
    const stack = testStack();
    const handler = testFunction(stack);
    const orders = testApi(stack);
    const others = testApi(new Stack(stack.node.root as App, 'Others'));
    for (const api of [orders, others]) {
      api.addRoute('GET /a', Integration.lambdaFunction(handler));
      api.addStage('dev', { aliasName: 'live' });
      api.addStage('prod', { aliasName: 'live' });
    }
    const template = synthesize(stack);
    expect(aliasesOf(template)).toEqual(['live']);
    expect(permissionsOf(template).map(({ sourceArn }) => sourceArn)).toEqual(['/dev/*', '/prod/*']);
  });

  test.each(['123', 'a.b', ''])('the alias name %j is a problem', (aliasName) => {
    const stack = testStack();
    const api = testApi(stack);
    api.addRoute('GET /a', Integration.lambdaFunction(testFunction(stack)));
    api.addStage('dev', { aliasName });
    expect(problemsOf(stack)).toEqual([
      `[Shop/Orders/dev] AliasName: stage "dev" would invoke the alias "${aliasName}", a name that Lambda refuses. `
      + 'Remedy: set aliasName to 1 to 128 letters, digits, "-" and "_", with at least one that is no digit.',
    ]);
  });

  test('a function of another account is a problem', () => {
    const app = testApp();
    const here = new Stack(app, 'Shop', { env: { account: '111122223333', region: 'eu-west-1' } });
    const there = new Stack(app, 'There', { env: { account: '444455556666', region: 'eu-west-1' } });
    const api = testApi(here);
    api.addRoute('GET /a', Integration.lambdaFunction(testFunction(there, 'List', { functionName: 'list' })));
    api.addStage('dev');
    expect(problemsOf(here)).toEqual([
      '[Shop/Orders/dev] CrossAccountHandler: There/List is in aws://444455556666/eu-west-1 and the API in aws://111122223333/eu-west-1: a stage variable can only '
      + 'choose aliases of functions beside the API. Remedy: pass one of its aliases instead, imported with Function.fromFunctionAttributes().',
    ]);
  });
});

describe('functions that are invoked as given', () => {
  test('an alias and a version have a permission for each stage, and no alias is made', () => {
    const stack = testStack();
    const handler = testFunction(stack);
    const api = testApi(stack);
    api.addRoute('GET /a', Integration.lambdaFunction(handler.addAlias('live')));
    api.addRoute('GET /b', Integration.lambdaFunction(handler.currentVersion));
    api.addRoute('GET /c', Integration.lambdaFunction(handler.currentVersion));
    api.addStage('dev');
    api.addStage('prod');
    const template = synthesize(stack);
    expect(aliasesOf(template)).toEqual(['live']);
    expect(permissionsOf(template).map(({ functionName, sourceArn }) => [functionName.replace(/Version[0-9A-Za-z]+/, 'Version'), sourceArn])).toEqual([
      ['{"Ref":"ListAliaslive11722E67"}', '/dev/*'],
      ['{"Ref":"ListCurrentVersion"}', '/dev/*'],
      ['{"Ref":"ListAliaslive11722E67"}', '/prod/*'],
      ['{"Ref":"ListCurrentVersion"}', '/prod/*'],
    ]);
  });

  test('an imported function of this environment', () => {
    const stack = testStack();
    const api = testApi(stack);
    const functionArn = stack.formatArn({ service: 'lambda', resource: 'function', resourceName: 'imported', arnFormat: ArnFormat.COLON_RESOURCE_NAME });
    const imported = lambda.Function.fromFunctionAttributes(stack, 'Imported', { functionArn, sameEnvironment: true });
    api.addRoute('GET /a', Integration.lambdaFunction(imported));
    api.addStage('dev');
    expect(permissionsOf(synthesize(stack)).map(({ functionName, sourceArn }) => [functionName, sourceArn])).toEqual([
      [expect.stringMatching(/:function:imported"/), '/dev/*'],
    ]);
  });

  test('an imported function that each stage chooses by a variable', () => {
    const stack = testStack();
    const api = testApi(stack);
    const named = (id: string) => lambda.Function.fromFunctionAttributes(stack, id, {
      functionArn: stack.formatArn({ service: 'lambda', resource: 'function', resourceName: `${id}-\${stageVariables.env}:live`, arnFormat: ArnFormat.COLON_RESOURCE_NAME }),
      sameEnvironment: true,
    });
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('apigateway.amazonaws.com') });
    api.addRoute('POST /a', Integration.mock(), { authorizer: Authorizer.lambdaToken(named('Guard'), { role }) });
    api.addRoute('GET /a', Integration.lambdaFunction(named('List')), { authorizer: Authorizer.lambdaToken(named('Gate')) });
    api.addStage('dev', { variables: { env: 'development' } });
    api.addStage('prod', { variables: { env: 'production' } });
    const template = synthesize(stack);
    const nameIn = (text: string) => /:function:([^"]*)"/.exec(text)?.[1];
    expect(permissionsOf(template).map(({ functionName, sourceArn }) => [nameIn(functionName), sourceArn])).toEqual([
      ['Gate-development:live', '/authorizers/*'],
      ['List-development:live', '/dev/*'],
      ['Gate-production:live', '/authorizers/*'],
      ['List-production:live', '/prod/*'],
    ]);
    expect(Object.values(resourcesOf(template, 'AWS::IAM::Policy')).map(({ Properties }) => nameIn(JSON.stringify(Properties.PolicyDocument)))).toEqual([
      'Guard-development:live', 'Guard-production:live',
    ]);
  });

  test('an imported function that may be of another account gets the CDK\'s own warning', () => {
    const stack = testStack();
    const api = testApi(stack);
    api.addRoute('GET /a', Integration.lambdaFunction(lambda.Function.fromFunctionArn(stack, 'Imported', 'arn:aws:lambda:eu-west-1:111122223333:function:imported')));
    api.addStage('dev');
    expect(warningsOf(stack).join()).toContain('sameEnvironment=true');
  });
});

describe('a function in another Region', () => {
  const account = '111122223333';
  const functionArn = `arn:aws:lambda:us-east-2:${account}:function:imported`;

  function shop(make: (scope: Stack) => Integration) {
    const stack = new Stack(testApp(), 'Shop', { env: { account, region: 'eu-west-1' } });
    const api = testApi(stack);
    api.addRoute('GET /a', make(stack));
    api.addStage('dev');
    return stack;
  }

  test.each<[string, (scope: Stack) => lambda.IFunction]>([
    ['a function', (scope) => lambda.Function.fromFunctionArn(scope, 'Imported', functionArn)],
    ['an alias', (scope) => lambda.Function.fromFunctionAttributes(scope, 'Imported', { functionArn: `${functionArn}:live`, sameEnvironment: true })],
    ['a version', (scope) => lambda.Version.fromVersionArn(scope, 'Imported', `${functionArn}:7`)],
  ])('%s is invoked there, and let in there', (_, handler) => {
    const stack = shop((scope) => Integration.lambdaFunction(handler(scope)));
    expect(warningsOf(stack)).toEqual([
      '[Shop/Orders/dev] Shop/Imported is in us-east-2 and the API in eu-west-1, where no template can make the permission to invoke it. '
      + 'Remedy: make one in a stack of us-east-2, for "apigateway.amazonaws.com" and the ARN of the API\'s calls. [ack: stagecraft:ForeignHandlerPermission]',
    ]);
    const template = synthesize(stack);
    expect(permissionsOf(template)).toEqual([]);
    expect(documentOf(template).paths['/a'].get['x-amazon-apigateway-integration'].uri).toEqual({
      'Fn::Sub': expect.stringMatching(/^arn:\$\{AWS::Partition\}:apigateway:us-east-2:lambda:path\/2015-03-31\/functions\/arn:aws:lambda:us-east-2:/),
    });
  });
});

describe('a function in another stack', () => {
  function shop(code: string, stages: string[] = ['dev', 'prod']) {
    const app = testApp();
    const functions = new Stack(app, 'Functions');
    const stack = new Stack(app, 'Shop');
    const api = testApi(stack);
    api.addRoute('GET /a', Integration.lambdaFunction(testFunction(functions, 'List', { code: lambda.Code.fromInline(code) })));
    for (const stage of stages) api.addStage(stage);
    return { functions: synthesize(functions), shop: synthesize(stack) };
  }

  test('has its versions and aliases beside it, and the permissions beside the API', () => {
    const { functions, shop: api } = shop('one');
    expect(aliasesOf(functions)).toEqual(['dev', 'prod']);
    expect(Object.keys(resourcesOf(functions, 'AWS::Lambda::Permission'))).toEqual([]);
    expect(aliasesOf(api)).toEqual([]);
    expect(permissionsOf(api).map(({ sourceArn }) => sourceArn)).toEqual(['/dev/*', '/prod/*']);
  });

  test('exports nothing but its ARN, which no release and no stage changes', () => {
    const first = shop('one').functions.Outputs;
    expect(Object.values(first)).toEqual([{
      Value: { 'Fn::GetAtt': ['List125D1B59', 'Arn'] }, Export: { Name: expect.stringMatching(/^Functions:ExportsOutputFnGetAttList/) },
    }]);
    expect(shop('two').functions.Outputs).toEqual(first);
    expect(shop('two', ['dev']).functions.Outputs).toEqual(first);
  });

  test('that gets other code leaves the API as it is, and moves the aliases', () => {
    const [before, after] = [shop('one'), shop('two')];
    expect(after.shop).toEqual(before.shop);
    const version = ({ functions }: typeof before) => Object.values(resourcesOf(functions, 'AWS::Lambda::Alias'))[0].Properties.FunctionVersion;
    expect(version(after)).not.toEqual(version(before));
  });

  test('that is replaced makes another deployment', () => {
    const deployment = (functionName: string) => {
      const app = testApp();
      const stack = new Stack(app, 'Shop');
      const api = testApi(stack);
      api.addRoute('GET /a', Integration.lambdaFunction(testFunction(new Stack(app, 'Functions'), 'List', { functionName })));
      api.addStage('dev');
      return Object.keys(resourcesOf(synthesize(stack), 'AWS::ApiGateway::Deployment'));
    };
    expect(deployment('list-1')).not.toEqual(deployment('list-2'));
  });

  test('a nested stack has them too', () => {
    const stack = testStack();
    const nested = new NestedStack(stack, 'Nested');
    const api = testApi(stack);
    api.addRoute('GET /a', Integration.lambdaFunction(testFunction(nested)));
    api.addStage('dev');
    const template = synthesize(stack);
    expect(permissionsOf(template)).toHaveLength(1);
    expect(aliasesOf(template)).toEqual([]);
  });

  test('an API whose stage name is a parameter', () => {
    const stack = testStack();
    const api = testApi(stack);
    const name = new CfnParameter(stack, 'Environment', { default: 'dev', allowedValues: ['dev', 'prod'] }).valueAsString;
    api.addRoute('GET /a', Integration.lambdaFunction(testFunction(stack)));
    api.addStage(name);
    const template = synthesize(stack);
    const [stage] = Object.values(resourcesOf(template, 'AWS::ApiGateway::Stage'));
    expect(stage.Properties).toMatchObject({ StageName: { Ref: 'Environment' }, Variables: { lambdaAlias: { Ref: 'Environment' } } });
  });
});
