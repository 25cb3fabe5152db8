import { Aws, CfnResource, aws_lambda as lambda, Stack, Stage } from 'aws-cdk-lib';
import { Authorizer, CacheSize, Integration, ReleaseLedger, RestApi, type StageOptions, StageRelease } from '../../src';
import { printLedger } from '../../src/releases/ledger-text';
import { testApi, testApp, testFunction } from '../support/apps';
import { ReleasedApi } from '../support/released-api';
import { onlyResource, problemsOf, resourcesOf, synthesize, warningsOf } from '../support/synthesize';

interface Variation {
  readonly handler?: Partial<lambda.FunctionProps> & { readonly id?: string };
  /** Whether there is a second function, and whether a route leads to it. */
  readonly search?: 'routed' | 'kept';
  readonly stage?: StageOptions;
  readonly stageName?: string;
  readonly tune?: (api: RestApi) => void;
}

function shop(released: ReleasedApi, { handler: { id = 'List', ...options } = {}, search, stage, stageName = 'prod', tune }: Variation = {}): Stack {
  const stack = new Stack(testApp(), 'Shop');
  const api = testApi(stack, { releases: ReleaseLedger.fromFile(released.file) });
  tune?.(api);
  api.addRoute('GET /orders', Integration.lambdaFunction(testFunction(stack, id, options)));
  const second = search && testFunction(stack, 'Search');
  if (second && search === 'routed') api.addRoute('GET /search', Integration.lambdaFunction(second));
  api.addStage(stageName, { serves: StageRelease.fromLedger(), ...stage });
  return stack;
}

/** The problems of an app, each without what every one has: the path and the remedy. */
function found(stack: Stack): string[] {
  return problemsOf(stack).map((problem) => problem.replace(/^\[Shop\/Orders/, '[').replace(/\. Remedy: .+\.$/, ''));
}

test('a ledger that is not there', () => {
  const stack = new Stack(testApp(), 'Shop');
  const api = testApi(stack, { releases: ReleaseLedger.fromFile('nowhere/releases.json') });
  api.addRoute('GET /health', Integration.mock());
  api.addStage('prod', { serves: StageRelease.fromLedger() });
  expect(problemsOf(stack)).toEqual(['[Shop/Orders] LedgerMissing: there is no ledger "nowhere/releases.json". '
    + 'Remedy: correct the path, or begin with "stagecraft release init --ledger nowhere/releases.json".']);
});

test('every broken line of a ledger', () => {
  const released = new ReleasedApi();
  released.ship(shop(released));
  released.write(printLedger({ ...released.ledger, version: 2, extra: true } as never));
  expect(found(shop(released)).map((problem) => problem.replace(released.file, 'releases.json'))).toEqual([
    '[] LedgerBroken: line 32 of the ledger "releases.json": extra is not known here',
    '[] LedgerBroken: line 33 of the ledger "releases.json": version must be 1',
  ]);
});

test('a stage that follows a ledger that the API does not have', () => {
  const stack = new Stack(testApp(), 'Shop');
  const api = testApi(stack);
  api.addRoute('GET /health', Integration.mock());
  api.addStage('prod', { serves: StageRelease.fromLedger() });
  expect(found(stack)).toEqual(['[/prod] NoLedger: stage "prod" serves what the ledger says, and the API has none']);
});

test('a stage that follows the ledger under a name that nobody knows yet', () => {
  expect(found(shop(new ReleasedApi(), { stageName: Aws.STACK_NAME }))).toEqual([
    '[/Stage] PinnedStageName: a stage that follows the ledger has a name that only the deployment knows',
  ]);
});

test('two APIs with one key', () => {
  const released = new ReleasedApi();
  const app = testApp();
  const inStage = new Stack(new Stage(app, 'Beta'), 'Shop');
  const beside = new Stack(app, inStage.artifactId);
  for (const stack of [inStage, beside]) {
    const api = testApi(stack, { releases: ReleaseLedger.fromFile(released.file) });
    api.addRoute('GET /health', Integration.mock());
  }
  expect(problemsOf(beside)).toEqual([
    `[${beside.node.path}/Orders] LedgerKey: "${beside.artifactId}/Orders" is the entry of Beta/Shop/Orders as well. `
    + 'Remedy: give one of the two another construct id, or a ledger of its own.',
  ]);
});

test('a construct that was renamed', () => {
  const released = new ReleasedApi();
  released.ship(shop(released));
  const stack = new Stack(testApp(), 'Shop');
  const api = new RestApi(stack, 'Purchases', { authorizer: Authorizer.iam(), releases: ReleaseLedger.fromFile(released.file) });
  api.addRoute('GET /health', Integration.mock());
  api.addStage('prod', { serves: StageRelease.fromLedger() });
  expect(problemsOf(stack)).toEqual(['[Shop/Purchases] ApiRenamed: the ledger has no entry "Shop/Purchases", but one for "Shop/Orders", which this stack has no API for. '
    + 'Remedy: keep the history with "stagecraft release rename Shop/Orders Shop/Purchases" if the API was renamed, or delete that entry if it is gone.']);
});

test('another resource under the same construct', () => {
  const released = new ReleasedApi();
  released.ship(shop(released));
  const replaced = shop(released, { tune: (api) => (api.node.defaultChild as CfnResource).overrideLogicalId('Other') });
  expect(found(replaced)).toEqual(['[] ApiReplaced: the releases of "Shop/Orders" were recorded for the resource OrdersA9B65338, and it is Other now: another API, which none of them was deployed to']);
});

describe('a release that is served', () => {
  test('whose function is gone', () => {
    const released = new ReleasedApi();
    released.ship(shop(released, { search: 'routed' }));
    expect(found(shop(released))).toEqual(['[/prod] HandlerGone: stage "prod" serves release 1, which invokes Shop/Search, and the app has it no more']);
  });

  test('whose function is another thing now', () => {
    const released = new ReleasedApi();
    released.ship(shop(released, { search: 'routed' }));
    const stack = shop(released);
    new Stage(stack, 'Search');
    expect(found(stack)).toEqual(['[/prod] HandlerGone: stage "prod" serves release 1, which invokes Shop/Search, and the app has it no more']);
  });

  test.each<[string, Partial<lambda.FunctionProps>, RegExp]>([
    ['name', { functionName: 'list-2' }, /the function List125D1B59 of Shop\/List, which is List125D1B59\/[0-9a-f]{8} now/],
  ])('whose function has another %s', (_, handler, text) => {
    const released = new ReleasedApi();
    released.ship(shop(released));
    const [problem, ...others] = found(shop(released, { handler }));
    expect(problem).toMatch(/^\[\/prod\] HandlerReplaced: /);
    expect(problem).toMatch(text);
    expect(others).toEqual([]);
  });

  test('that uses a variable which the stage has no more', () => {
    const released = new ReleasedApi();
    const withRates = shop(released, { stage: { variables: { host: 'a' } }, tune: (api) => api.addRoute('GET /rates', Integration.httpProxy('https://${stageVariables.host}/')) });
    released.ship(withRates);
    expect(found(shop(released))).toEqual(['[/prod] ReleaseVariable: stage "prod" serves release 1, which uses the variable "host", and does not define it']);
  });
});

describe('a canary', () => {
  test('of variables that the stage does not define', () => {
    const released = new ReleasedApi();
    const stage = { variables: { host: 'a' } };
    released.ship(shop(released, { stage }));
    released.ship(shop(released, { stage, search: 'routed' }));
    released.canary({ stage: 'prod', percentTraffic: 5, variables: { hosst: 'b' } });
    expect(found(shop(released, { stage, search: 'routed' }))).toEqual(['[/prod] CanaryVariable: the ledger sets the variable "hosst" of stage "prod", which does not define it; it has "host"']);
  });

  test('that shares a cache which the stage does not have', () => {
    const released = new ReleasedApi();
    released.ship(shop(released));
    released.ship(shop(released, { search: 'routed' }));
    released.canary({ stage: 'prod', percentTraffic: 5, useStageCache: true });
    expect(found(shop(released, { search: 'routed' }))).toEqual(['[/prod] CanaryCache: the canary of stage "prod" uses the stage\'s cache, and the stage has none']);
    const cached = shop(released, { search: 'routed', stage: { cache: { size: CacheSize.GB_0_5 } } });
    expect(onlyResource(synthesize(cached), 'AWS::ApiGateway::Stage').Properties).toMatchObject({ CacheClusterEnabled: true, CanarySetting: { UseStageCache: true } });
  });
});

test('an alias name that leaves no room for the canary\'s', () => {
  expect(found(shop(new ReleasedApi(), { stage: { aliasName: 'a'.repeat(122) } }))).toEqual([
    `[/prod] AliasName: stage "prod" would invoke the alias "${'a'.repeat(122)}-canary", a name that Lambda refuses`,
  ]);
});

test('one alias for two releases', () => {
  const released = new ReleasedApi();
  const two = (code: string) => {
    const stack = new Stack(testApp(), 'Shop');
    const api = testApi(stack, { releases: ReleaseLedger.fromFile(released.file) });
    api.addRoute('GET /orders', Integration.lambdaFunction(testFunction(stack, 'List', { code: lambda.Code.fromInline(code) })));
    api.addStage('dev', { aliasName: 'shared' });
    api.addStage('prod', { aliasName: 'shared', serves: StageRelease.fromLedger() });
    return stack;
  };
  const template = released.ship(two('one'));
  expect(found(two('one'))).toEqual([]);
  const [old] = Object.keys(resourcesOf(template, 'AWS::Lambda::Version'));
  const [problem, ...others] = found(two('two'));
  expect(problem).toMatch(new RegExp(`^\\[/prod\\] AliasVersion: stage "prod" binds the alias "shared" of Shop/List to ${old}, but Shop/Orders/dev/Invoke binds it to ListCurrentVersion\\w+$`));
  expect(others).toEqual([]);
});

test('a release that nobody serves and nobody can serve again is a warning', () => {
  const released = new ReleasedApi();
  released.ship(shop(released, { search: 'routed' }));
  released.ship(shop(released, { search: 'routed', handler: { description: 'new' } }));
  released.ship(shop(released, { search: 'kept', handler: { description: 'newer' } }));
  released.promote({ stage: 'prod' });
  const stack = shop(released, { handler: { description: 'newer' } });
  expect(warningsOf(stack).filter((warning) => warning.includes('ReleaseUnusable'))).toEqual(['1', '2'].map((release) => expect.stringContaining(
    `release ${release} cannot be served again: Shop/Search is gone or replaced. Remedy: remove it with "stagecraft release prune".`)));
  expect(Object.keys(resourcesOf(synthesize(stack), 'AWS::ApiGateway::Deployment'))).toHaveLength(2);
});
