// Live mode with the real AWS SDK, against a fake of the services that keeps to what AWS says of UpdateStage.
import { ReleasedShop } from './support/released';
import type { SynthOptions } from './support/workspace';

const open: ReleasedShop[] = [];

async function released(...states: SynthOptions[]): Promise<ReleasedShop> {
  const shop = await ReleasedShop.of(...states);
  open.push(shop);
  return shop;
}

afterEach(async () => {
  for (const shop of open.splice(0)) await shop.stop();
});

const WALKS: [string, string[][]][] = [
  ['a canary', [['canary', 'prod', '--percent', '10']]],
  ['a canary that is tuned', [['canary', 'prod'], ['canary', 'prod', '--percent', '33.5']]],
  ['a canary with variables', [['canary', 'prod', '--variable', 'ratesHost=new.example.com']]],
  ['a canary that is promoted', [['canary', 'prod'], ['promote', 'prod']]],
  ['a canary with variables that is promoted', [['canary', 'prod', '--variable', 'ratesHost=new.example.com'], ['promote', 'prod']]],
  ['a canary that is dropped', [['canary', 'prod'], ['rollback', 'prod']]],
  ['a promotion without a canary', [['promote', 'prod']]],
  ['a promotion that is taken back', [['promote', 'prod'], ['rollback', 'prod']]],
  ['a canary that is promoted and taken back', [['canary', 'prod'], ['promote', 'prod'], ['rollback', 'prod']]],
  ['another release while a canary runs', [['promote', 'prod', '--release', '2'], ['canary', 'prod', '--release', '3'], ['rollback', 'prod', '--release', '1']]],
  ['a canary of an old release', [['promote', 'prod'], ['canary', 'prod', '--release', '1', '--percent', '50']]],
];

const HISTORIES: [string, SynthOptions[]][] = [
  ['all is new', [{ definition: 1, code: { List: 1, Get: 1 } }, { definition: 2, code: { List: 2, Get: 1 } }, { definition: 3, code: { List: 3, Get: 3 } }]],
  ['only the code is new', [{ code: { List: 1, Get: 1 } }, { code: { List: 2, Get: 1 } }, { code: { List: 3, Get: 3 } }]],
  ['only the definition is new', [{ definition: 1 }, { definition: 2 }, { definition: 3 }]],
  ['there are no functions', [{ definition: 1, code: {} }, { definition: 2, code: {} }, { definition: 3, code: {} }]],
];

describe.each(HISTORIES)('where %s', (_history, states) => {
  test.each(WALKS)('%s leaves what a deploy would leave, and the next deploy changes nothing', async (_walk, steps) => {
    const [live, slow] = [await released(...states), await released(...states)];
    for (const step of steps) {
      await live.workspace.release(...step, '--live');
      await slow.workspace.release(...step);
      slow.deploy();
      expect(numbered(live.look())).toEqual(numbered(slow.look()));
    }
    expect(live.workspace.read()).toBe(slow.workspace.read());
    const before = live.look();
    live.deploy();
    expect(live.look()).toEqual(before);
  });
});

test.each(WALKS)('%s: no request meets the definition of one release and the functions of another', async (_walk, steps) => {
  const shop = await released(...HISTORIES[0][1]);
  const pairs = pairsOf(shop);
  let looks = 0;
  shop.aws.onChange = () => {
    looks++;
    for (const pair of servedPairs(shop)) expect(pairs).toContainEqual(pair);
  };
  for (const step of steps) await shop.workspace.release(...step, '--live');
  expect(looks).toBeGreaterThan(0);
});

test.each(WALKS.slice(3, 9))('%s: refused by AWS at any call, it is finished by the same command', async (_walk, steps) => {
  const whole = await released(...HISTORIES[0][1]);
  for (const step of steps) await whole.workspace.release(...step, '--live');

  for (let allowed = 0; allowed < whole.aws.changes.length; allowed++) {
    const shop = await released(...HISTORIES[0][1]);
    shop.aws.failsAfter = allowed;
    for (const step of steps) {
      const before = shop.workspace.read();
      const { code, problems } = await shop.workspace.problems('release', ...step, '--live').catch(() => ({ code: 0, problems: [] }));
      if (code === 0) continue;
      expect([code, ...problems]).toEqual([3, expect.stringMatching(/^Aws: Update(Stage|Alias) .* failed: TooManyRequestsException: Too Many Requests/)]);
      expect(shop.workspace.read()).toBe(before);
      shop.aws.failsAfter = Infinity;
      await shop.workspace.release(...step, '--live');
    }
    expect(numbered(shop.look())).toEqual(numbered(whole.look()));
    expect(shop.workspace.read()).toBe(whole.workspace.read());
  }
});

/** Physical ids in the order in which they appear. */
function numbered(state: object): unknown {
  const ids = new Map<string, string>();
  return JSON.parse(JSON.stringify(state).replace(/\b(d|api)\d+\b/g, (id, kind) => ids.get(id) ?? ids.set(id, `${kind}#${ids.size}`).get(id)!));
}

/** The deployment of each release, with the versions of its functions. */
function pairsOf({ aws, workspace }: ReleasedShop): object[] {
  const stack = aws.stacks.get('Shop')!;
  return workspace.ledger().apis['Shop/Orders'].releases.map(({ deployment, functions }) => ({
    deploymentId: stack.get(deployment)!.physicalId,
    versions: Object.values(functions).map(({ version }) => stack.get(version)!.version).sort(),
  }));
}

/** What requests to prod meet: the deployment, and the versions behind the alias that the variables name. */
function servedPairs(shop: ReleasedShop): object[] {
  const { stages, aliases } = shop.look();
  const [, { deploymentId, variables, canarySettings }] = Object.entries(stages).find(([name]) => name.endsWith('/prod'))!;
  const versionsBy = ({ lambdaAlias }: Record<string, string>) => Object.values(aliases).map((one) => one[lambdaAlias]).sort();
  return [
    { deploymentId, versions: versionsBy(variables) },
    ...(canarySettings && canarySettings.percentTraffic > 0
      ? [{ deploymentId: canarySettings.deploymentId, versions: versionsBy({ ...variables, ...canarySettings.stageVariableOverrides }) }] : []),
  ];
}

describe('a release of which parts are not there', () => {
  test('is not served live', async () => {
    const shop = await released({ definition: 1 }, { definition: 2, code: { List: 2 } });
    const stack = shop.aws.stacks.get('Shop')!;
    for (const [id, resource] of stack) if (resource.Type === 'AWS::Lambda::Version') stack.set(id, { ...resource, status: 'DELETE_COMPLETE' });
    const before = shop.workspace.read();
    expect(await shop.workspace.problems('release', 'canary', 'prod', '--live')).toEqual({
      code: 1, problems: [expect.stringMatching(/^NotDeployed: release [12] is not deployed: ListCurrentVersion\w+ of stack Shop is DELETE_COMPLETE/)],
    });
    expect([shop.workspace.read(), shop.aws.changes]).toEqual([before, []]);
  });
});

test('a dry run asks, but changes nothing, and tells what it would do', async () => {
  const shop = await released({ definition: 1 }, { definition: 2, code: { List: 2 } });
  const [ledger, before] = [shop.workspace.read(), shop.look()];
  const { calls, written } = await shop.workspace.release('promote', 'prod', '--live', '--dry-run');
  expect([shop.workspace.read(), shop.look(), written, shop.aws.changes]).toEqual([ledger, before, false, []]);
  await shop.workspace.release('promote', 'prod', '--live');
  expect(calls).toHaveLength(shop.aws.changes.length);
  expect(calls.map((call: string) => call.split(' ')[0])).toEqual(['UpdateAlias', 'UpdateStage', 'UpdateStage', 'UpdateAlias', 'UpdateStage']);
});

test('the promotion of a canary is AWS\'s own', async () => {
  const shop = await released({ definition: 1 }, { definition: 2, code: { List: 2 } });
  await shop.workspace.release('canary', 'prod', '--live');
  const { calls } = await shop.workspace.release('promote', 'prod', '--live');
  expect(calls.map((call: string) => call.replace(/\S*(function:\S*|api\d+)/, ''))).toEqual([
    'UpdateStage  prod: replace /canarySettings/percentTraffic = 0.0, replace /variables/lambdaAlias = prod-canary, copy /deploymentId from /canarySettings/deploymentId',
    'UpdateAlias  prod: version 2',
    'UpdateStage  prod: replace /canarySettings/stageVariableOverrides/lambdaAlias = prod, replace /variables/lambdaAlias = prod',
  ]);
});

test('values of variables are in no output, nor what the app has not deployed at AWS', async () => {
  const shop = await released({ definition: 1 }, { definition: 2, code: { List: 2 } });
  shop.workspace.synth({ definition: 2, code: { List: 2 }, variables: { ratesHost: 'not.yet.deployed' } });
  const { out } = await shop.workspace.runHere('release', 'canary', 'prod', '--live');
  expect(out).not.toContain('rates.example.com');
  expect(JSON.stringify(shop.look())).not.toContain('not.yet.deployed');
});

const REFUSED: [string, (shop: ReleasedShop) => Promise<void> | void, string[], string][] = [
  ['a stage that the app does not pin', (shop) => {
    shop.workspace.write(shop.workspace.read('cdk.out/Shop.metadata.json').replace('"pinned": true', '"pinned": false'), 'cdk.out/Shop.metadata.json');
  }, ['promote', 'prod'], 'LiveStage: '],
  ['an assembly of another app', (shop) => shop.workspace.write('{"artifacts":{}}', 'cdk.out/manifest.json'), ['promote', 'prod'], 'NoRecording: '],
  ['no assembly', () => undefined, ['promote', 'prod', '--app', 'nowhere', '--ledger', 'releases.json'], 'AssemblyMissing: '],
  ['a variable that the stage does not have', () => undefined, ['canary', 'prod', '--variable', 'other=x'], 'CanaryVariable: '],
  ['the cache of a stage that has none', () => undefined, ['canary', 'prod', '--use-stage-cache'], 'CanaryCache: '],
  ['a variable whose value in the app only a deployment knows', async (shop) => {
    await shop.workspace.release('canary', 'prod', '--variable', 'ratesHost=x.example.com');
    await shop.workspace.release('promote', 'prod', '--live');
    const recording = 'cdk.out/Shop.metadata.json';
    shop.workspace.write(shop.workspace.read(recording).replace(/"ratesHost": "[^"]*"/g, '"ratesHost": { "Ref": "RatesHost" }'), recording);
  }, ['rollback', 'prod'], 'LiveVariable: '],
];

test('promoted variables go back to what the app says, also if it was synthesized since', async () => {
  const shop = await released({ definition: 1 }, { definition: 2 });
  const variables = () => Object.entries(shop.look().stages).find(([name]) => name.endsWith('/prod'))![1].variables;
  const before = variables();
  await shop.workspace.release('canary', 'prod', '--variable', 'ratesHost=x.example.com');
  await shop.workspace.release('promote', 'prod', '--live');
  expect(variables()).toEqual({ ...before, ratesHost: 'x.example.com' });
  shop.deploy();
  await shop.workspace.release('rollback', 'prod', '--live');
  expect(variables()).toEqual(before);
});

test.each(REFUSED)('%s is refused before anything is done', async (_name, prepare, args, message) => {
  const shop = await released({ definition: 1 }, { definition: 2 });
  await prepare(shop);
  const [ledger, before, changes] = [shop.workspace.read(), shop.look(), shop.aws.changes.length];
  expect(await shop.workspace.problems('release', ...args, '--live')).toEqual({ code: 1, problems: [expect.stringContaining(message)] });
  expect([shop.workspace.read(), shop.look(), shop.aws.changes.length]).toEqual([ledger, before, changes]);
});

test('a ledger that somebody edits meanwhile is theirs, and the same command goes on', async () => {
  const shop = await released({ definition: 1 }, { definition: 2 });
  const before = shop.workspace.read();
  shop.aws.onChange = () => shop.workspace.write(before.replace('"id": "2",', '"id": "2",\n          "note": "edited",'));
  const { code, problems } = await shop.workspace.problems('release', 'canary', 'prod', '--live');
  expect([code, ...problems]).toEqual([1, expect.stringMatching(/^LedgerChanged: /), expect.stringMatching(/^LiveUnwritten: AWS has done what was asked, .*UpdateStage/)]);
  shop.aws.onChange = undefined;
  expect(await shop.workspace.release('canary', 'prod', '--live')).toMatchObject({ written: true, calls: [] });
  expect(shop.workspace.ledger().apis['Shop/Orders']).toMatchObject({ releases: [{}, { note: 'edited' }], stages: { prod: { canary: { release: '2' } } } });
});

test('an alias that is not there yet ends the command before anything is done', async () => {
  const shop = await released({ definition: 1 }, { definition: 2, code: { List: 2 } });
  shop.aws.lambda.forget('prod-canary');
  const { code, problems } = await shop.workspace.problems('release', 'canary', 'prod', '--live');
  expect([code, ...problems]).toEqual([3, expect.stringMatching(/^Aws: GetAlias .* prod-canary failed: ResourceNotFoundException: /)]);
  expect(shop.aws.changes).toEqual([]);
});
