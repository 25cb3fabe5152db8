import { type App, aws_cognito as cognito, aws_iam as iam, aws_lambda as lambda, Duration, Stack } from 'aws-cdk-lib';
import { Authorizer, IdentitySource, Integration, type LambdaRequestAuthorizerOptions, type RouteOptions } from '../../src';
import { findingsOf } from '../support/api-tests';
import { testApi, testFunction, testStack } from '../support/apps';
import { documentOf, problemsOf, synthesize, warningsOf } from '../support/synthesize';

const poolOf = (stack: Stack, id = 'Users') => new cognito.UserPool(stack, id);
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const followed = {
  'Fn::Sub': 'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${List125D1B59.Arn}:${!stageVariables.lambdaAlias}/invocations',
};

/** The security schemes of an API with one route, and what the route requires. */
function securityOf(authorizer: (stack: Stack) => Authorizer, route: RouteOptions = {}, variables?: Record<string, string>) {
  const stack = testStack();
  const api = testApi(stack);
  api.addRoute('GET /a', Integration.mock(), { authorizer: authorizer(stack), ...route });
  api.addStage('dev', { variables });
  const { components, paths } = documentOf(synthesize(stack));
  return { schemes: components?.securitySchemes, required: paths['/a'].get.security };
}

describe('security schemes', () => {
  test('a user pool', () => {
    expect(securityOf((stack) => Authorizer.userPool(poolOf(stack)))).toEqual({
      schemes: {
        Users: {
          'type': 'apiKey',
          'name': 'Authorization',
          'in': 'header',
          'x-amazon-apigateway-authtype': 'cognito_user_pools',
          'x-amazon-apigateway-authorizer': { type: 'cognito_user_pools', providerARNs: [arn('Users0A0EEA89')], authorizerResultTtlInSeconds: 300 },
        },
      },
      required: [{ Users: [] }],
    });
  });

  test('several user pools, and every option', () => {
    const { schemes, required } = securityOf((stack) => Authorizer.userPools([poolOf(stack), poolOf(stack, 'Partners')], {
      authorizerName: 'people', tokenHeader: 'X-Token', authorizationScopes: ['shop/write', 'shop/read'], audienceExpression: 'web-.*', resultTtl: Duration.seconds(0),
    }));
    expect(schemes?.people).toMatchObject({
      'name': 'X-Token',
      'x-amazon-apigateway-authorizer': {
        providerARNs: [arn('Users0A0EEA89'), arn('PartnersDE4EC16C')], authorizerResultTtlInSeconds: 0, identityValidationExpression: 'web-.*',
      },
    });
    expect(required).toEqual([{ people: ['shop/read', 'shop/write'] }]);
  });

  test.each<[string, RouteOptions, unknown]>([
    ['the authorizer\'s', {}, [{ Users: ['shop/read'] }]],
    ['the route\'s own', { authorizationScopes: ['shop/admin', 'shop/admin'] }, [{ Users: ['shop/admin'] }]],
    ['none', { authorizationScopes: [] }, [{ Users: [] }]],
    ['with an API key', { apiKeyRequired: true }, [{ Users: ['shop/read'], api_key: [] }]],
  ])('scopes: %s', (_, route, want) => {
    expect(securityOf((stack) => Authorizer.userPool(poolOf(stack), { authorizationScopes: ['shop/read'] }), route).required).toEqual(want);
  });

  test('a user pool that a stage chooses', () => {
    const { schemes } = securityOf((stack) => Authorizer.userPool(cognito.UserPool.fromUserPoolId(stack, 'Users', '${stageVariables.pool}')), {}, { pool: 'eu-west-1_abc' });
    expect(JSON.stringify(schemes)).toContain(':userpool/${!stageVariables.pool}');
  });

  test('a function that is asked about a token', () => {
    expect(securityOf((stack) => Authorizer.lambdaToken(testFunction(stack)))).toEqual({
      schemes: {
        List: {
          'type': 'apiKey',
          'name': 'Authorization',
          'in': 'header',
          'x-amazon-apigateway-authtype': 'custom',
          'x-amazon-apigateway-authorizer': { type: 'token', authorizerUri: followed, authorizerResultTtlInSeconds: 300 },
        },
      },
      required: [{ List: [] }],
    });
  });

  test('every option of it', () => {
    const { schemes } = securityOf((stack) => Authorizer.lambdaToken(testFunction(stack).addAlias('live'), {
      authorizerName: 'gate',
      tokenHeader: 'X-Token',
      validationExpression: 'Bearer [-\\w.]+',
      resultTtl: Duration.hours(1),
      role: new iam.Role(stack, 'Caller', { assumedBy: new iam.ServicePrincipal('apigateway.amazonaws.com') }),
    }));
    expect(schemes?.gate).toMatchObject({
      'name': 'X-Token',
      'x-amazon-apigateway-authorizer': {
        authorizerUri: { 'Fn::Sub': expect.stringMatching(/functions\/\$\{ListAliaslive\w+\}\/invocations$/) },
        authorizerCredentials: arn('CallerBA8D1D35'),
        authorizerResultTtlInSeconds: 3600,
        identityValidationExpression: 'Bearer [-\\w.]+',
      },
    });
  });

  test.each<[string, LambdaRequestAuthorizerOptions, { name: string; in: string; identitySource?: string; ttl: number }]>([
    ['nothing', {}, { name: 'Unused', in: 'header', ttl: 0 }],
    ['a header', { identitySources: [IdentitySource.header('X-User')] }, { name: 'X-User', in: 'header', identitySource: 'method.request.header.X-User', ttl: 300 }],
    ['a parameter', { identitySources: [IdentitySource.queryString('key')], resultTtl: Duration.minutes(1) },
      { name: 'key', in: 'query', identitySource: 'method.request.querystring.key', ttl: 60 }],
    ['a stage variable', { identitySources: [IdentitySource.stageVariable('tenant')] }, { name: 'Unused', in: 'header', identitySource: 'stageVariables.tenant', ttl: 300 }],
    ['several', { identitySources: [IdentitySource.header('X-User'), IdentitySource.context('identity.sourceIp')], resultTtl: Duration.seconds(0) },
      { name: 'Unused', in: 'header', identitySource: 'method.request.header.X-User, context.identity.sourceIp', ttl: 0 }],
  ])('a function that is asked about a request, known by %s', (_, options, { ttl, identitySource, ...parameter }) => {
    const { schemes } = securityOf((stack) => Authorizer.lambdaRequest(testFunction(stack), options), {}, { tenant: 'blue' });
    expect(schemes?.List).toEqual({
      'type': 'apiKey',
      ...parameter,
      'x-amazon-apigateway-authtype': 'custom',
      'x-amazon-apigateway-authorizer': { type: 'request', authorizerUri: followed, authorizerResultTtlInSeconds: ttl, ...(identitySource && { identitySource }) },
    });
  });

  test('the API\'s own, and a route\'s instead', () => {
    const stack = testStack();
    const api = testApi(stack, { authorizer: Authorizer.userPool(poolOf(stack)) });
    api.addRoute('GET /a', Integration.mock());
    api.addRoute('GET /b', Integration.mock(), { authorizer: Authorizer.lambdaToken(testFunction(stack)) });
    api.addRoute('GET /c', Integration.mock(), { authorizer: Authorizer.iam() });
    api.addRoute('GET /d', Integration.mock(), { authorizer: Authorizer.none() });
    const { components, paths } = documentOf(synthesize(stack));
    expect(Object.keys(components!.securitySchemes!)).toEqual(['List', 'Users', 'sigv4']);
    expect(Object.values(paths).map(({ get }) => get.security)).toEqual([[{ Users: [] }], [{ List: [] }], [{ sigv4: [] }], undefined]);
  });

  test('one authorizer in two APIs, and said twice in one', () => {
    const stack = testStack();
    const pool = poolOf(stack);
    const shared = Authorizer.userPool(pool);
    testApi(new Stack(stack.node.root as App, 'Other')).addRoute('GET /a', Integration.mock(), { authorizer: shared });
    const api = testApi(stack);
    api.addRoute('GET /a', Integration.mock(), { authorizer: shared });
    api.addRoute('GET /b', Integration.mock(), { authorizer: Authorizer.userPool(pool, { authorizationScopes: ['shop/read'] }) });
    expect(Object.keys(documentOf(synthesize(stack)).components!.securitySchemes!)).toEqual(['Users']);
  });
});

describe('what API Gateway refuses', () => {
  const stack = testStack();
  const pool = cognito.UserPool.fromUserPoolId(stack, 'Users', 'eu-west-1_abc');
  const handler = lambda.Function.fromFunctionAttributes(stack, 'Gate', { functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:gate', sameEnvironment: true });

  test.each<[string, Authorizer, string]>([
    ['a name', Authorizer.userPool(pool, { authorizerName: 'my pool' }), 'AuthorizerName: "my pool" is not a name for an authorizer. '
      + 'Remedy: set authorizerName to 1 to 128 letters, digits, ".", "-" and "_", but not to "api_key" or "sigv4".'],
    ['a name of ours', Authorizer.userPool(pool, { authorizerName: 'sigv4' }), 'AuthorizerName: "sigv4" is not a name for an authorizer. '
      + 'Remedy: set authorizerName to 1 to 128 letters, digits, ".", "-" and "_", but not to "api_key" or "sigv4".'],
    ['no user pool', Authorizer.userPools([]), 'NoUserPool: authorizer "UserPools" has no user pool. Remedy: give it at least one.'],
    ['a long memory', Authorizer.userPool(pool, { resultTtl: Duration.hours(2) }),
      'AuthorizerTtl: authorizer "Users" has a resultTtl of 7200 seconds. Remedy: choose 0 to 3600 whole seconds.'],
    ['half a second', Authorizer.lambdaToken(handler, { authorizerName: 'gate', resultTtl: Duration.millis(500) }),
      'AuthorizerTtl: authorizer "gate" has a resultTtl of 0.5 seconds. Remedy: choose 0 to 3600 whole seconds.'],
    ['a memory of nobody', Authorizer.lambdaRequest(handler, { authorizerName: 'gate', resultTtl: Duration.minutes(1) }),
      'TtlWithoutIdentity: authorizer "gate" has a resultTtl of 60 seconds and no identity source to remember its outcome by. '
      + 'Remedy: add identitySources, or leave resultTtl out to ask the function each time.'],
    ['an expression', Authorizer.lambdaToken(handler, { authorizerName: 'gate', validationExpression: '[' }),
      expect.stringMatching(/^\[Shop\/Orders\] ValidationExpression: authorizer "gate" has the validation expression "\[": .+ Remedy: write a regular expression as Java reads it/)],
    ['an expression for audiences', Authorizer.userPool(pool, { audienceExpression: '(' }),
      expect.stringMatching(/^\[Shop\/Orders\] ValidationExpression: authorizer "Users" has the validation expression "\(": /)],
    ['a token header', Authorizer.lambdaToken(handler, { authorizerName: 'gate', tokenHeader: 'X Token' }),
      'IdentitySource: authorizer "gate" looks for the header "X Token", which cannot be one\'s name. Remedy: use letters, digits, ".", "_", "$" and "-".'],
    ['a pool\'s token header', Authorizer.userPool(pool, { tokenHeader: '' }),
      'IdentitySource: authorizer "Users" looks for the header "", which cannot be one\'s name. Remedy: use letters, digits, ".", "_", "$" and "-".'],
    ['a query string parameter', Authorizer.lambdaRequest(handler, { authorizerName: 'gate', identitySources: [IdentitySource.queryString('a b')] }),
      'IdentitySource: authorizer "gate" looks for the query string parameter "a b", which cannot be one\'s name. Remedy: use letters, digits, ".", "_", "$" and "-".'],
    ['a context variable', Authorizer.lambdaRequest(handler, { authorizerName: 'gate', identitySources: [IdentitySource.context('$context.stage')] }),
      'IdentitySource: authorizer "gate" looks for the context variable "$context.stage", which cannot be one\'s name. '
      + 'Remedy: name it without "$context.", like "identity.sourceIp".'],
    ['a stage variable', Authorizer.lambdaRequest(handler, { authorizerName: 'gate', identitySources: [IdentitySource.stageVariable('a-b')] }),
      expect.stringContaining('looks for the stage variable "a-b", which cannot be one\'s name. Remedy: use 1 to 64 letters, digits and "_".')],
    ['a stage variable that is not defined', Authorizer.lambdaRequest(handler, { authorizerName: 'gate', identitySources: [IdentitySource.stageVariable('tenant')] }),
      '/dev] UndefinedVariable: stage "dev" does not define the variable "tenant" that "GET /a" uses. Remedy: add it: variables: { tenant: … }.'],
  ])('%s', (_, authorizer, want) => {
    const [first] = findingsOf('GET /a', Integration.mock(), { route: { authorizer } });
    expect(first).toEqual(typeof want === 'string' ? want.startsWith('/') ? `[Shop/Orders${want}` : `[Shop/Orders] ${want}` : want);
  });

  test.each<[string, RouteOptions]>([['signatures', {}], ['nobody', { authorizer: Authorizer.none() }], ['a function', { authorizer: Authorizer.lambdaToken(handler) }]])('scopes with %s', (_, route) => {
    expect(findingsOf('GET /a', Integration.mock(), { route: { ...route, authorizationScopes: ['shop/read'] } })).toContain(
      '[Shop/Orders] ScopesWithoutUserPool: route "GET /a" has the authorizationScopes ["shop/read"], and no user pool as its authorizer. '
      + 'Remedy: guard it with Authorizer.userPool(), or leave authorizationScopes out.',
    );
  });

  test('two authorizers with one name', () => {
    const api = testApi(stack);
    api.addRoute('GET /a', Integration.mock(), { authorizer: Authorizer.userPool(pool) });
    api.addRoute('GET /b', Integration.mock(), { authorizer: Authorizer.userPool(pool, { tokenHeader: 'X-Token' }) });
    expect(problemsOf(stack)).toEqual(['[Shop/Orders] DuplicateAuthorizer: two different authorizers are named "Users". Remedy: set authorizerName on one of them.']);
  });
});

test('more authorizers than the quota are a warning', () => {
  const stack = testStack();
  const api = testApi(stack);
  for (let i = 0; i < 11; i++) api.addRoute(`GET /r${i}`, Integration.mock(), { authorizer: Authorizer.userPool(poolOf(stack, `P${i}`)) });
  expect(warningsOf(stack)).toEqual([
    '[Shop/Orders] the API has 11 authorizers, and the default quota is 10. Remedy: ask for a higher "Authorizers per API" quota. [ack: stagecraft:TooManyAuthorizers]',
  ]);
});
