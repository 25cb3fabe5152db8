import { type App, aws_apigateway as apigateway, aws_secretsmanager as secretsmanager, CfnParameter, SecretValue, Stack } from 'aws-cdk-lib';
import { ApiKey, type ApiKeyProps, ApiKeySource, Authorizer, Integration, Quota, type RestApi, UsagePlan, type UsagePlanProps } from '../../src';
import type { Operation } from '../../src/document/operation';
import { checkKeySource } from '../../src/plans/key-checks';
import { testApi, testStack } from '../support/apps';
import { TestReport } from '../support/report';
import { documentOf, onlyResource, problemsOf, resourcesOf, synthesize, type SynthesizedTemplate, warningsOf } from '../support/synthesize';

const PLAN = 'AWS::ApiGateway::UsagePlan';
const KEY = 'AWS::ApiGateway::ApiKey';
const throttle = { rateLimit: 50, burstLimit: 100 };

function orders(stack = testStack()): RestApi {
  const api = testApi(stack);
  for (const routeKey of ['GET /', 'GET /orders', 'ANY /any', 'GET /any']) api.addRoute(routeKey, Integration.mock());
  return api;
}

function planOf(props: UsagePlanProps): SynthesizedTemplate {
  const api = orders();
  api.addUsagePlan('Partners', { stages: [api.addStage('prod')], ...props });
  return synthesize(Stack.of(api));
}

describe('the plan', () => {
  test('without limits', () => {
    expect(onlyResource(planOf({}), PLAN).Properties).toEqual({ ApiStages: [{ ApiId: { Ref: 'OrdersA9B65338' }, Stage: { Ref: expect.stringMatching(/^Ordersprod/) } }] });
  });

  test('with all of them', () => {
    const { ApiStages: [{ Throttle }], ...properties } = onlyResource(planOf({
      planName: 'Partners',
      description: 'For partners',
      quota: Quota.perWeek(1000, { offset: 1 }),
      throttle,
      routes: { 'GET /orders': { rateLimit: 5 }, 'GET /': { rateLimit: 1, burstLimit: 2 }, 'ANY /any': { burstLimit: 3 } },
    }), PLAN).Properties;
    expect(properties).toEqual({
      UsagePlanName: 'Partners', Description: 'For partners', Quota: { Limit: 1000, Period: 'WEEK', Offset: 1 }, Throttle: { RateLimit: 50, BurstLimit: 100 },
    });
    expect(Throttle).toEqual({
      '//GET': { RateLimit: 1, BurstLimit: 2 },
      '/orders/GET': { RateLimit: 5 },
      ...Object.fromEntries(['PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'].map((method) => [`/any/${method}`, { BurstLimit: 3 }])),
    });
  });

  test.each([
    ['day', Quota.perDay(1), { Limit: 1, Period: 'DAY', Offset: 0 }],
    ['month', Quota.perMonth(1_000_000, { offset: 27 }), { Limit: 1_000_000, Period: 'MONTH', Offset: 27 }],
  ])('a quota of a %s', (_, quota, want) => {
    expect(onlyResource(planOf({ quota }), PLAN).Properties.Quota).toEqual(want);
  });

  test('has stages of several APIs, each with the routes that it has, in any order', () => {
    const build = (turn: (stages: any[]) => any[]) => {
      const stack = testStack();
      const shop = orders(stack);
      const other = testApi(new Stack(stack.node.root as App, 'Other'));
      other.addRoute('GET /orders', Integration.mock());
      other.addRoute('GET /other', Integration.mock());
      const plan = new UsagePlan(stack, 'Plan', { throttle, routes: { 'GET /': throttle, 'GET /other': throttle, 'GET /orders': throttle } });
      for (const stage of turn([shop.addStage('prod'), other.addStage('prod')])) plan.addStage(stage);
      return onlyResource(synthesize(stack), PLAN).Properties.ApiStages;
    };
    const stages = build((all) => all);
    expect(stages.map(({ Throttle }: any) => Object.keys(Throttle))).toEqual([['/orders/GET', '/other/GET'], ['//GET', '/orders/GET']]);
    expect(build((all) => [...all, ...all].reverse())).toEqual(stages);
  });

  test('is the CDK\'s, too', () => {
    const api = orders();
    const plan = api.addUsagePlan('Partners', { stages: [api.addStage('prod')] });
    plan.cdkUsagePlan.addApiKey(new apigateway.ApiKey(api, 'Key'));
    const template = synthesize(api.stack);
    expect(onlyResource(template, 'AWS::ApiGateway::UsagePlanKey').Properties.UsagePlanId).toEqual(api.stack.resolve(plan.usagePlanId));
  });
});

describe('keys', () => {
  function keyOf(props: ApiKeyProps): SynthesizedTemplate {
    const api = orders();
    api.addUsagePlan('Partners', { stages: [api.addStage('prod')] }).addApiKey('Partner', props);
    return synthesize(api.stack);
  }

  test('are enabled, and in their plan', () => {
    const template = keyOf({});
    const [[id, key]] = Object.entries(resourcesOf(template, KEY));
    expect(key.Properties).toEqual({ Enabled: true });
    expect(onlyResource(template, 'AWS::ApiGateway::UsagePlanKey').Properties).toEqual({ KeyId: { Ref: id }, KeyType: 'API_KEY', UsagePlanId: { Ref: Object.keys(resourcesOf(template, PLAN))[0] } });
    expect(template.Outputs).toBeUndefined();
  });

  test('have a value that the template refers to', () => {
    const api = orders();
    const secret = new secretsmanager.Secret(api, 'Secret');
    api.addUsagePlan('Partners', { stages: [api.addStage('prod')] })
      .addApiKey('Partner', { apiKeyName: 'partner', description: 'Of the partner', customerId: 'c-1', value: secret.secretValueFromJson('key') });
    const { Value, ...properties } = onlyResource(synthesize(api.stack), KEY).Properties;
    expect(properties).toEqual({ Name: 'partner', Description: 'Of the partner', CustomerId: 'c-1', Enabled: true });
    expect(Value['Fn::Join'][1]).toEqual(['{{resolve:secretsmanager:', { Ref: expect.stringMatching(/^OrdersSecret/) }, ':SecretString:key::}}']);
  });

  test('of one name stay apart, whatever order they are in', () => {
    const ids = (turn: (keys: apigateway.IApiKey[]) => apigateway.IApiKey[]) => {
      const api = orders();
      const plan = api.addUsagePlan('Partners', { stages: [api.addStage('prod')] });
      const keys = [new ApiKey(api, 'A'), ApiKey.fromApiKeyId(api, 'B', 'abc')];
      for (const key of turn(keys)) plan.attachApiKey(key);
      return Object.entries(resourcesOf(synthesize(api.stack), 'AWS::ApiGateway::UsagePlanKey')).map(([id, { Properties }]) => [id, Properties.KeyId]).sort();
    };
    expect(ids((keys) => keys)).toEqual(ids((keys) => [...keys, ...keys].reverse()));
    expect(ids((keys) => keys)).toHaveLength(2);
  });

  test('have one id in every environment', () => {
    const idOf = (stackId: string) => {
      const api = orders(testStack({}, stackId));
      api.addUsagePlan('Partners', { stages: [api.addStage('prod')] }).addApiKey('Partner');
      return Object.keys(resourcesOf(synthesize(api.stack), 'AWS::ApiGateway::UsagePlanKey'));
    };
    expect(idOf('Shop-dev')).toEqual(idOf('Shop-prod'));
  });

  const remedy = 'Remedy: keep it in Secrets Manager, value: secret.secretValue, or leave it out.';

  test.each<[name: string, props: ApiKeyProps, want: string[]]>([
    ['a literal', { value: SecretValue.unsafePlainText('x'.repeat(20)) }, [`ApiKeyValue: the value of the API key would be in the template, for everybody to read. ${remedy}`]],
    ['a secure parameter', { value: SecretValue.ssmSecure('/key', '1') },
      [`ApiKeyValue: the value of the API key is a secure parameter of Systems Manager, which CloudFormation does not resolve here. ${remedy}`]],
    ['no name', { apiKeyName: '' }, ['ApiKeyName: the name of the API key has 0 characters. Remedy: leave it out, or use 1 to 1024.']],
    ['a long name', { apiKeyName: 'x'.repeat(1025) }, ['ApiKeyName: the name of the API key has 1025 characters. Remedy: leave it out, or use 1 to 1024.']],
    ['a secret', { value: SecretValue.secretsManager('key') }, []],
  ])('the value or the name is %s', (_, props, want) => {
    const stack = testStack();
    new ApiKey(stack, 'Key', props);
    expect(problemsOf(stack)).toEqual(want.map((text) => `[Shop/Key] ${text}`));
  });

  test('a parameter that is not shown is a value', () => {
    const stack = testStack();
    new ApiKey(stack, 'Key', { value: SecretValue.cfnParameter(new CfnParameter(stack, 'Value', { noEcho: true, minLength: 20 })) });
    expect(onlyResource(synthesize(stack), KEY).Properties.Value).toEqual({ Ref: 'Value' });
  });
});

test.each<[name: string, props: UsagePlanProps, want: string[]]>([
  ['no stage', { stages: [], throttle, routes: { 'GET /orders': throttle } }, ['PlanWithoutStage: the usage plan has no stage, so that no key of it opens anything. Remedy: name one with stages, or with addStage().']],
  ['no request', { quota: Quota.perDay(0) }, ['Quota: the quota has 0 requests. Remedy: use a whole number of requests, 1 or more.']],
  ['half a request', { quota: Quota.perDay(1.5) }, ['Quota: the quota has 1.5 requests. Remedy: use a whole number of requests, 1 or more.']],
  ['a day that no week has', { quota: Quota.perWeek(1, { offset: 7 }) }, ['Quota: the quota has an offset of 7. Remedy: use 0 to 6 days in a week.']],
  ['a day that not every month has', { quota: Quota.perMonth(1, { offset: 28 }) }, ['Quota: the quota has an offset of 28. Remedy: use 0 to 27 days in a month.']],
  ['a day before the first', { quota: Quota.perMonth(1, { offset: -1 }) }, ['Quota: the quota has an offset of -1. Remedy: use 0 to 27 days in a month.']],
  ['throttles', { throttle: { rateLimit: -1 }, routes: { 'GET /orders': { burstLimit: 0.5 } } }, [
    'Throttle: the usage plan has a throttle.rateLimit of -1. Remedy: use 0 or more (a burst in whole requests).',
    'Throttle: route "GET /orders" of the usage plan has a throttle.burstLimit of 0.5. Remedy: use 0 or more (a burst in whole requests).',
  ]],
  ['a throttle of routes alone', { routes: { 'GET /orders': throttle } }, [
    'RouteThrottleAlone: the usage plan throttles routes and has no throttle itself, which API Gateway refuses. Remedy: set throttle as well, for all routes without one of their own.',
  ]],
  ['routes that no API has', { throttle, routes: { 'GET /order': throttle, 'orders': throttle } }, [
    'UnknownRoute: the usage plan has settings for the route "GET /order", which its API does not have. Remedy: write "GET /orders" if one of these is meant, or take the settings away.',
    'RouteKeySyntax: "orders" is not a route key: it has to be a method, one space and a path. Remedy: write "METHOD /path", e.g. "GET /orders/{orderId}".',
  ]],
])('%s', (_, props, want) => {
  const api = orders();
  api.addUsagePlan('Partners', { stages: [api.addStage('prod')], ...props });
  expect(problemsOf(api.stack)).toEqual(want.map((text) => `[Shop/Orders/Partners] ${text}`));
});

describe('a key in several plans', () => {
  function plans(count: number, stages: (api: RestApi, at: number) => string) {
    const api = orders();
    const key = new ApiKey(api, 'Key');
    const made = new Map<string, ReturnType<RestApi['addStage']>>();
    for (let at = 0; at < count; at++) {
      const name = stages(api, at);
      if (!made.has(name)) made.set(name, api.addStage(name));
      api.addUsagePlan(`Plan${at}`, { stages: [made.get(name)!] }).attachApiKey(key);
    }
    return api.stack;
  }

  test('has other stages in each', () => {
    expect(problemsOf(plans(3, (_, at) => `s${at}`))).toEqual([]);
    expect(problemsOf(plans(3, (_, at) => `s${at % 2}`))).toEqual([
      '[Shop/Orders/Plan2] ApiKeyTwice: the key Shop/Orders/Key is for stage "Shop/Orders/s0" in the usage plan Shop/Orders/Plan0, too. Remedy: take the stage or the key out of one of the two.',
    ]);
  });

  test('is a warning from eleven on', () => {
    const found = (count: number) => warningsOf(plans(count, (_, at) => `s${at}`)).filter((text) => text.includes('usage plans'));
    expect(found(10)).toEqual([]);
    expect(found(11)).toEqual([
      '[Shop/Orders/Plan0] the key Shop/Orders/Key is in 11 usage plans, and the default quota is 10. Remedy: make a second key, or ask for a higher quota. [ack: stagecraft:TooManyPlans]',
    ]);
  });
});

test('more than 20 throttled methods are a warning', () => {
  const stack = testStack();
  const api = testApi(stack);
  const routeKeys = ['a', 'b', 'c'].map((path) => `ANY /${path}`);
  for (const routeKey of routeKeys) api.addRoute(routeKey, Integration.mock());
  api.addUsagePlan('Partners', { stages: [api.addStage('prod')], throttle, routes: Object.fromEntries(routeKeys.map((routeKey) => [routeKey, throttle])) });
  expect(warningsOf(stack)).toEqual([
    '[Shop/Orders/Partners] the usage plan throttles 21 methods of stage "Shop/Orders/prod", and the default quota is 20 (an ANY route counts for each method). '
    + 'Remedy: throttle fewer routes, or ask for a higher quota. [ack: stagecraft:TooManyRouteThrottles]',
  ]);
});

describe('routes that want a key', () => {
  function locked(planned: boolean, source?: ApiKeySource) {
    const stack = testStack();
    const api = testApi(stack, { apiKeyRequired: true, apiKeySource: source });
    api.addRoute('GET /orders', Integration.mock());
    api.addRoute('GET /health', Integration.mock(), { apiKeyRequired: false, authorizer: Authorizer.none() });
    const stage = api.addStage('prod');
    if (planned) api.addUsagePlan('Partners', { stages: [stage] });
    return stack;
  }

  test('are all of an API that do not say otherwise', () => {
    const { paths } = documentOf(synthesize(locked(true)));
    expect(Object.values(paths).map(({ get }) => get.security)).toEqual([undefined, [{ sigv4: [], api_key: [] }]]);
  });

  test('are reached through a plan', () => {
    expect(warningsOf(locked(true))).toEqual([]);
    expect(warningsOf(locked(false))).toEqual([
      '[Shop/Orders/prod] "GET /orders" wants an API key, and no usage plan has the stage "prod": every call gets a 403 there. '
      + 'Remedy: make one with addUsagePlan(), or name the stage in one that there is. [ack: stagecraft:KeyWithoutPlan]',
    ]);
  });

  test('have a Lambda authorizer where it returns the key', () => {
    expect(warningsOf(locked(true, ApiKeySource.AUTHORIZER))).toEqual([
      '[Shop/Orders] "GET /orders" wants an API key from an authorizer, and there is no Lambda authorizer to return one: every call gets a 403. '
      + 'Remedy: set a Lambda authorizer on them, or leave apiKeySource at HEADER. [ack: stagecraft:KeyWithoutAuthorizer]',
    ]);
  });

  test.each<[type: string | undefined, found: number]>([['token', 0], ['request', 0], ['cognito_user_pools', 1], [undefined, 1]])('an authorizer of the type %s', (type, found) => {
    const report = new TestReport();
    const scheme = (name: string, authorizer?: object) => ({ name, scheme: { 'type': 'apiKey', 'name': 'x', 'in': 'header', 'x-amazon-apigateway-authorizer': authorizer } });
    const operation = { route: { routeKey: 'GET /a' }, requires: [scheme('api_key'), scheme('auth', type ? { type } : undefined)] } as unknown as Operation;
    checkKeySource(new Map([['GET /a', operation]]), report);
    expect(report.warnings).toHaveLength(found);
  });
});
