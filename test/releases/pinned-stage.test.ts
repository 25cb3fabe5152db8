import { ArnFormat, aws_lambda as lambda, aws_logs as logs, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { AccessLog, Integration, ReleaseLedger, RestApi, StageRelease } from '../../src';
import { testApi, testApp, testFunction } from '../support/apps';
import { ReleasedApi } from '../support/released-api';
import { resourcesOf, synthesize, type SynthesizedTemplate } from '../support/synthesize';

const VERSION = 'AWS::Lambda::Version';
const DEPLOYMENT = 'AWS::ApiGateway::Deployment';

interface Variation {
  readonly code?: string;
  readonly options?: Partial<lambda.FunctionProps>;
  readonly routes?: (api: RestApi, stack: Stack) => void;
  readonly variables?: Record<string, string>;
}

/** The shop with a function, a stage that follows the head and one that follows the ledger. */
function shop(released: ReleasedApi, { code = 'one', options, routes, variables }: Variation = {}, stack = new Stack(testApp(), 'Shop')): Stack {
  const api = testApi(stack, { releases: ReleaseLedger.fromFile(released.file) });
  const handler = testFunction(stack, 'List', { code: lambda.Code.fromInline(code), ...options });
  api.addRoute('GET /orders', Integration.lambdaFunction(handler));
  routes?.(api, stack);
  api.addStage('dev', { variables });
  api.addStage('prod', { variables, serves: StageRelease.fromLedger() });
  return stack;
}

function stageOf(template: SynthesizedTemplate, name: string) {
  return Object.values(resourcesOf(template, 'AWS::ApiGateway::Stage')).find(({ Properties }) => Properties.StageName === name)!.Properties;
}

/** The version that each alias points at. */
function aliasesOf(template: SynthesizedTemplate): Record<string, string> {
  return Object.fromEntries(Object.values(resourcesOf(template, 'AWS::Lambda::Alias')).map(({ Properties }) => [Properties.Name, Properties.FunctionVersion['Fn::GetAtt'][0]]));
}

const ids = (template: SynthesizedTemplate, type: string) => Object.keys(resourcesOf(template, type));

test('until something is recorded, a stage that follows the ledger serves the head', () => {
  const template = synthesize(shop(new ReleasedApi()));
  const [deployment] = ids(template, DEPLOYMENT);
  const [version] = ids(template, VERSION);
  expect(stageOf(template, 'prod').DeploymentId).toEqual({ Ref: deployment });
  expect(aliasesOf(template)).toEqual({ 'dev': version, 'prod': version, 'prod-canary': version });
});

test('from then on it stays where it is, definition and code', () => {
  const released = new ReleasedApi();
  const first = released.ship(shop(released));
  const second = synthesize(shop(released, { code: 'two', routes: (api) => api.addRoute('GET /health', Integration.mock()) }));

  const [deployment] = ids(first, DEPLOYMENT);
  const [version] = ids(first, VERSION);
  expect(second.Resources[deployment]).toEqual(first.Resources[deployment]);
  expect(second.Resources[version]).toEqual(first.Resources[version]);
  expect(stageOf(second, 'prod')).toEqual(stageOf(first, 'prod'));
  const [newVersion] = ids(second, VERSION).filter((id) => id !== version);
  expect(aliasesOf(second)).toEqual({ 'dev': newVersion, 'prod': version, 'prod-canary': version });
  expect(stageOf(second, 'dev').DeploymentId).toEqual({ Ref: ids(second, DEPLOYMENT).find((id) => id !== deployment) });
});

test('a release is recorded by what its snapshots are named', () => {
  const { head, stages } = new ReleasedApi().recording(shop(new ReleasedApi(), { variables: { host: 'a' } }));
  expect(JSON.parse(JSON.stringify({ head, stages }))).toEqual({
    head: {
      protocol: 'REST',
      resource: 'OrdersA9B65338',
      deployment: expect.stringMatching(/^OrdersDeployment[0-9A-F]{8}[0-9a-f]{32}$/),
      functions: { 'Shop/List': { function: 'List125D1B59', version: expect.stringMatching(/^ListCurrentVersion[0-9A-F]{8}[0-9a-f]{32}$/) } },
      handlers: [],
      variables: [],
    },
    stages: {
      dev: { resource: 'OrdersdevC6760DE8', pinned: false, aliasName: 'dev', variables: { host: 'a', lambdaAlias: 'dev' } },
      prod: { resource: 'Ordersprod1EB3C227', pinned: true, aliasName: 'prod', variables: { host: 'a', lambdaAlias: 'prod' } },
    },
  });
});

test('what is released and still the head stands in the template once', () => {
  const released = new ReleasedApi();
  const first = released.ship(shop(released));
  expect(synthesize(shop(released)).Resources).toEqual(first.Resources);
});

describe('a canary', () => {
  const released = new ReleasedApi();
  const variables = { host: 'rates.example' };
  const first = released.ship(shop(released, { variables }));
  const second = released.ship(shop(released, { variables, code: 'two', routes: (api) => api.addRoute('GET /health', Integration.mock()) }));
  const [oldDeployment] = ids(first, DEPLOYMENT);
  const newDeployment = ids(second, DEPLOYMENT).find((id) => id !== oldDeployment)!;
  const [oldVersion] = ids(first, VERSION);
  const newVersion = ids(second, VERSION).find((id) => id !== oldVersion)!;

  test('gets its share, its variables and its alias', () => {
    released.canary({ stage: 'prod', percentTraffic: 12.5, variables: { host: 'rates.canary.example' } });
    const template = synthesize(shop(released, { variables, code: 'three' }));
    expect(stageOf(template, 'prod')).toMatchObject({
      DeploymentId: { Ref: oldDeployment },
      Variables: { host: 'rates.example', lambdaAlias: 'prod' },
      CanarySetting: {
        DeploymentId: { Ref: newDeployment },
        PercentTraffic: 12.5,
        StageVariableOverrides: { host: 'rates.canary.example', lambdaAlias: 'prod-canary' },
        UseStageCache: false,
      },
    });
    expect(aliasesOf(template)).toMatchObject({ 'prod': oldVersion, 'prod-canary': newVersion });
    expect(stageOf(template, 'dev').CanarySetting).toBeUndefined();
  });

  test('is promoted with its variables, and says that it is off', () => {
    released.promote({ stage: 'prod' });
    const template = synthesize(shop(released, { variables, code: 'three' }));
    expect(stageOf(template, 'prod')).toMatchObject({
      DeploymentId: { Ref: newDeployment },
      Variables: { host: 'rates.canary.example', lambdaAlias: 'prod' },
      CanarySetting: {
        DeploymentId: { Ref: newDeployment },
        PercentTraffic: 0,
        UseStageCache: false,
        StageVariableOverrides: { host: 'rates.canary.example', lambdaAlias: 'prod' },
      },
    });
    expect(aliasesOf(template)).toMatchObject({ 'prod': newVersion, 'prod-canary': newVersion });
  });

  test('a rolled back stage is what it was', () => {
    released.rollback({ stage: 'prod' });
    const template = synthesize(shop(released, { variables, code: 'three' }));
    expect(stageOf(template, 'prod')).toEqual(stageOf(first, 'prod'));
    expect(aliasesOf(template)).toMatchObject({ 'prod': oldVersion, 'prod-canary': oldVersion });
  });

  test('a stage that goes back to the head still says that its canary is off', () => {
    const stack = new Stack(testApp(), 'Shop');
    const api = testApi(stack, { releases: ReleaseLedger.fromFile(released.file) });
    api.addRoute('GET /health', Integration.mock());
    api.addStage('prod', { variables });
    const template = synthesize(stack);
    const { DeploymentId, CanarySetting, Variables } = stageOf(template, 'prod');
    expect(CanarySetting).toEqual({ DeploymentId, PercentTraffic: 0, StageVariableOverrides: Variables, UseStageCache: false });
  });

  test('may invoke the function that its variables choose', () => {
    const chosen = new ReleasedApi();
    const rates = (api: RestApi, stack: Stack) => {
      const functionArn = stack.formatArn({ service: 'lambda', resource: 'function', resourceName: 'rates-${stageVariables.env}', arnFormat: ArnFormat.COLON_RESOURCE_NAME });
      api.addRoute('GET /rates', Integration.lambdaFunction(lambda.Function.fromFunctionAttributes(stack, 'Rates', { functionArn, sameEnvironment: true })));
    };
    const withChosen = (code: string) => shop(chosen, { variables: { env: 'blue' }, code, routes: rates });
    const invoked = (template: SynthesizedTemplate) => Object.values(resourcesOf(template, 'AWS::Lambda::Permission'))
      .map(({ Properties }) => [/rates-\w+/.exec(JSON.stringify(Properties.FunctionName))?.[0], /\/prod\//.test(JSON.stringify(Properties.SourceArn))] as const)
      .flatMap(([name, ofProd]) => (name && ofProd ? [name] : []));
    chosen.ship(withChosen('one'));
    chosen.ship(withChosen('two'));
    expect(invoked(synthesize(withChosen('two')))).toEqual(['rates-blue']);
    chosen.canary({ stage: 'prod', percentTraffic: 5, variables: { env: 'green' } });
    expect(invoked(synthesize(withChosen('two'))).sort()).toEqual(['rates-blue', 'rates-green']);
    chosen.promote({ stage: 'prod' });
    expect(invoked(synthesize(withChosen('two')))).toEqual(['rates-green']);
  });

  test('starts and ends without a change but to the stage and its alias', () => {
    const start = new ReleasedApi();
    start.ship(shop(start));
    start.ship(shop(start, { code: 'two' }));
    const before = synthesize(shop(start, { code: 'two' }));
    start.canary({ stage: 'prod', percentTraffic: 10 });
    const during = synthesize(shop(start, { code: 'two' }));
    const changed = Object.keys(during.Resources).filter((id) => JSON.stringify(during.Resources[id]) !== JSON.stringify(before.Resources[id]));
    expect(changed.map((id) => during.Resources[id].Type).sort()).toEqual(['AWS::ApiGateway::Stage', 'AWS::Lambda::Alias']);
    expect(Object.keys(before.Resources)).toEqual(Object.keys(during.Resources));
  });
});

test('the canary may be called by its stage alone, and logs with the retention of the stage', () => {
  const stack = new Stack(testApp(), 'Shop');
  const api = testApi(stack, { releases: ReleaseLedger.fromFile(new ReleasedApi().file) });
  api.addRoute('GET /orders', Integration.lambdaFunction(testFunction(stack)));
  api.addStage('prod', { serves: StageRelease.fromLedger(), accessLog: AccessLog.toNewLogGroup({ retention: logs.RetentionDays.ONE_WEEK }) });
  const template = synthesize(stack);
  const [stable, canary] = Object.values(resourcesOf(template, 'AWS::Lambda::Permission')).map(({ Properties }) => Properties);
  expect(JSON.stringify(stable.FunctionName)).toContain('":prod"');
  expect(canary).toEqual({ ...stable, FunctionName: JSON.parse(JSON.stringify(stable.FunctionName).replace(':prod', ':prod-canary')) });
  const groups = Object.entries(resourcesOf(template, 'AWS::Logs::LogGroup'));
  expect(groups.map(([, { Properties }]) => Properties)).toEqual([
    { RetentionInDays: 7 },
    { LogGroupName: { 'Fn::Join': ['', [{ Ref: groups[0][0] }, '/Canary']] }, RetentionInDays: 7 },
  ]);
});

test('the versions of a release keep their properties, whatever new ones have', () => {
  const released = new ReleasedApi();
  const described = (build: string): Variation => ({ code: build, options: { description: build, currentVersionOptions: { description: build } } });
  const first = released.ship(shop(released, described('build 1')));
  const second = synthesize(shop(released, described('build 2')));
  const [old] = ids(first, VERSION);
  expect(first.Resources[old].Properties.Description).toBe('build 1');
  expect(second.Resources[old]).toEqual(first.Resources[old]);
});

test('an alias that the app made first is pinned like one of Stagecraft\'s', () => {
  const released = new ReleasedApi();
  const provisioned = (code: string) => {
    const stack = new Stack(testApp(), 'Shop');
    const api = testApi(stack, { releases: ReleaseLedger.fromFile(released.file) });
    const handler = testFunction(stack, 'List', { code: lambda.Code.fromInline(code) });
    handler.addAlias('prod', { provisionedConcurrentExecutions: 2 });
    api.addRoute('GET /orders', Integration.lambdaFunction(handler));
    api.addStage('prod', { serves: StageRelease.fromLedger() });
    return stack;
  };
  const first = released.ship(provisioned('one'));
  const second = synthesize(provisioned('two'));
  expect(aliasesOf(second).prod).toBe(aliasesOf(first).prod);
  expect(Object.values(resourcesOf(second, 'AWS::Lambda::Alias'))[0].Properties.ProvisionedConcurrencyConfig).toEqual({ ProvisionedConcurrentExecutions: 2 });
});

test('a function that only an older release has still serves it', () => {
  const released = new ReleasedApi();
  const withSearch = (routed: boolean): Variation => ({
    routes: (api, stack) => {
      const search = testFunction(stack, 'Search');
      if (routed) api.addRoute('GET /search', Integration.lambdaFunction(search));
    },
  });
  const first = released.ship(shop(released, withSearch(true)));
  const second = released.ship(shop(released, withSearch(false)));
  const aliasOfSearch = (template: SynthesizedTemplate) => Object.values(resourcesOf(template, 'AWS::Lambda::Alias'))
    .filter(({ Properties }) => /^Search/.test(Properties.FunctionName.Ref)).map(({ Properties }) => [Properties.Name, Properties.FunctionVersion['Fn::GetAtt'][0]]).sort();
  expect(aliasOfSearch(second)).toEqual(aliasOfSearch(first).filter(([name]) => name !== 'dev'));
  expect(Object.keys(released.recording(shop(released, withSearch(false))).head.functions)).toEqual(['Shop/List']);
});

test('an alias that is invoked as given may still be invoked by a release that has it', () => {
  const released = new ReleasedApi();
  const legacy = (routed: boolean): Variation => ({
    routes: (api, stack) => {
      const alias = testFunction(stack, 'Legacy').addAlias('fixed');
      if (routed) api.addRoute('GET /legacy', Integration.lambdaFunction(alias));
    },
  });
  const granted = (template: SynthesizedTemplate) => Object.values(resourcesOf(template, 'AWS::Lambda::Permission'))
    .filter(({ Properties }) => JSON.stringify(Properties.FunctionName).includes('Legacy')).map(({ Properties }) => JSON.stringify(Properties.SourceArn)).filter((arn) => arn.includes('/prod/*'));
  const first = released.ship(shop(released, legacy(true)));
  expect(granted(first)).toHaveLength(1);
  expect(granted(synthesize(shop(released, legacy(false))))).toEqual(granted(first));
});

describe('where the API and its functions stand', () => {
  test('in a stage of the app, by the artifact id of the stack', () => {
    const app = testApp();
    const stack = new Stack(new Stage(app, 'Beta'), 'Shop');
    const released = new ReleasedApi(`${stack.artifactId}/Orders`);
    shop(released, {}, stack);
    const { api, stacks, head } = released.recording(stack);
    expect({ api, stacks, functions: Object.keys(head.functions) }).toEqual({
      api: `${stack.artifactId}/Orders`, stacks: { [stack.artifactId]: { stackName: 'Beta-Shop' } }, functions: [`${stack.artifactId}/List`],
    });
  });

  test('in a nested stack, with the way to it', () => {
    const parent = new Stack(testApp(), 'Shop');
    const nested = new NestedStack(parent, 'Inner');
    const released = new ReleasedApi(`${nested.artifactId}/Orders`);
    shop(released, {}, nested);
    const { stacks } = released.recording(parent);
    expect(stacks).toEqual({
      [nested.artifactId]: { parent: 'Shop', resource: parent.resolve(nested.nestedStackResource!.logicalId) },
      Shop: { stackName: 'Shop' },
    });
  });

  test('a function of another stack keeps its versions and aliases there', () => {
    const released = new ReleasedApi();
    const app = (code: string) => {
      const root = testApp();
      const functions = new Stack(root, 'Functions');
      const stack = new Stack(root, 'Shop');
      const api = testApi(stack, { releases: ReleaseLedger.fromFile(released.file) });
      api.addRoute('GET /orders', Integration.lambdaFunction(testFunction(functions, 'List', { code: lambda.Code.fromInline(code) })));
      api.addStage('prod', { serves: StageRelease.fromLedger() });
      return [stack, functions] as const;
    };
    const [stack, functions] = app('one');
    released.ship(stack);
    const [old] = ids(synthesize(functions), VERSION);
    const [laterStack, laterFunctions] = app('two');
    const template = synthesize(laterFunctions);
    expect(ids(template, VERSION)).toContain(old);
    expect(aliasesOf(template)).toEqual({ 'prod': old, 'prod-canary': old });
    expect([...ids(synthesize(laterStack), VERSION), ...ids(synthesize(laterStack), 'AWS::Lambda::Alias')]).toEqual([]);
    expect(Object.keys(template.Outputs)).toEqual(Object.keys(synthesize(functions).Outputs));
  });
});

test('twenty releases of ten functions are deployments and versions, and nothing else', () => {
  const released = new ReleasedApi();
  const app = () => {
    const stack = new Stack(testApp(), 'Shop');
    const api = testApi(stack, { releases: ReleaseLedger.fromFile(released.file) });
    for (let index = 0; index < 10; index++) api.addRoute(`GET /${index}`, Integration.lambdaFunction(testFunction(stack, `F${index}`)));
    api.addStage('dev');
    api.addStage('prod', { serves: StageRelease.fromLedger() });
    return stack;
  };
  const countOf = ({ Resources }: SynthesizedTemplate) => {
    const types = Object.values(Resources).map(({ Type }) => Type);
    return Object.fromEntries([...new Set(types)].map((type) => [type, types.filter((one) => one === type).length]));
  };
  const first = countOf(synthesize(app()));
  const { head } = released.recording(app());
  for (let n = 1; n <= 20; n++) {
    const functions = Object.entries(head.functions).map(([key, one]) => [key, { ...one, version: `${one.version}n${n}` }] as const);
    released.record({ ...head, deployment: `${head.deployment}n${n}`, functions: Object.fromEntries(functions) }, ['prod']);
  }
  const last = countOf(synthesize(app()));
  // The head itself is none of them.
  expect(last).toEqual({ ...first, [DEPLOYMENT]: 20 + 1, [VERSION]: 200 + 10 });
});
