// The commands on a ledger that three deploys have made: what they print and what they refuse.
import { ReleasedShop } from './support/released';
import type { Workspace } from './support/workspace';

let shop: ReleasedShop;
let files: Workspace;
let recorded: string;

beforeAll(async () => {
  shop = await ReleasedShop.of({ definition: 1 }, { definition: 1, code: { List: 2 } }, { definition: 2, code: { List: 2, Get: 1 } });
  files = shop.workspace;
  recorded = files.read();
});
afterAll(async () => shop.stop());
beforeEach(() => files.write(recorded));

const said = async (...args: string[]) => {
  const { code, out, err } = await files.runHere('release', ...args);
  expect([code, err]).toEqual([0, '']);
  return out;
};

describe('status', () => {
  test('tells what each stage serves', async () => {
    expect(await said('status')).toBe([
      'Shop/Orders',
      '  head        release 3',
      '  dev         the head',
      '  prod        release 1 of 2026-05-01 10:00 UTC',
      '  not served  release 2, 3',
      '',
    ].join('\n'));
  });

  test('tells of canaries, variables, notes and what was served before', async () => {
    await files.release('promote', 'prod', '--release', '2');
    await files.release('canary', 'prod', '--percent', '2.5', '--variable', 'ratesHost=new.example.com', '--use-stage-cache');
    files.write(files.read().replace('"id": "3",', '"id": "3",\n          "note": "two\\u001b[31m",'));
    expect(await said('status')).toBe([
      'Shop/Orders',
      '  head        release 3',
      '  dev         the head',
      '  prod        release 2 of 2026-05-01 10:00 UTC',
      '              canary: 2.5 % to release 3 of 2026-05-01 10:00 UTC "two\\u001b[31m", ratesHost="new.example.com", shares the stage\'s cache',
      '              before: release 1 of 2026-05-01 10:00 UTC',
      '  not served  release 1',
      '',
    ].join('\n'));
    expect((await files.release('status')).apis[0].stages[1]).toEqual({
      stage: 'prod',
      pinned: true,
      stable: { release: '2', recordedAt: '2026-05-01T10:00:00Z', variables: {} },
      canary: { release: '3', recordedAt: '2026-05-01T10:00:00Z', note: 'two\u001b[31m', variables: { ratesHost: 'new.example.com' }, percentTraffic: 2.5, useStageCache: true },
      previous: [{ release: '1', recordedAt: '2026-05-01T10:00:00Z', variables: {} }],
    });
  });

  test('tells where ledger and app do not agree', async () => {
    await files.release('rename', 'Shop/Orders', 'Gone/Orders');
    expect(await said('status')).toBe([
      'Gone/Orders',
      '  prod        release 1 of 2026-05-01 10:00 UTC',
      '  not served  release 2, 3',
      'Shop/Orders',
      '  head  not recorded',
      '  dev   the head',
      '  prod  the head, until the next "stagecraft release record"',
      '',
    ].join('\n'));
  });

  test('needs no assembly', async () => {
    const args = ['status', '--app', 'nowhere', '--api', 'Shop'];
    expect(await said(...args)).toBe('Shop/Orders\n  prod        release 1 of 2026-05-01 10:00 UTC\n  not served  release 2, 3\n');
    expect((await files.release(...args)).apis[0]).toMatchObject({ stages: [{ stage: 'prod', pinned: null }] });
  });

  test('of an empty ledger says so', async () => {
    await files.release('init', '--ledger', 'empty.json');
    expect(await said('status', '--ledger', 'empty.json', '--app', 'nowhere')).toBe('empty.json is empty.\n');
  });
});

describe('history', () => {
  test('tells what is new in each release', async () => {
    await files.release('canary', 'prod');
    expect(await said('history')).toBe([
      'Shop/Orders',
      '  3  2026-05-01 10:00 UTC',
      '     definition changed; added: Shop/Get',
      '     10 % of prod, as its canary',
      '  2  2026-05-01 10:00 UTC',
      '     changed: Shop/List',
      '  1  2026-05-01 10:00 UTC',
      '     the first that is kept; functions: Shop/List',
      '     90 % of prod',
      '',
    ].join('\n'));
  });

  test('is one object for programs', async () => {
    expect((await files.release('history')).apis[0].releases[0]).toEqual({
      release: '3',
      recordedAt: '2026-05-01T10:00:00Z',
      deploymentChanged: true,
      functions: { added: ['Shop/Get'], changed: [], removed: [] },
      servedBy: [],
    });
  });
});

describe('changes', () => {
  test('are shown as a diff, with what is to be done next', async () => {
    expect((await said('canary', 'prod', '--percent', '5')).split('\n')).toEqual([
      '--- releases.json',
      '+++ releases.json',
      expect.stringMatching(/^@@ -\d+,6 \+\d+,10 @@$/),
      '       "resource": "OrdersA9B65338",',
      '       "stages": {',
      '         "prod": {',
      '+          "canary": {',
      '+            "percentTraffic": 5,',
      '+            "release": "3"',
      '+          },',
      '           "previous": [],',
      '           "stable": {',
      '             "release": "1"',
      'prod: 5 % of the requests go to release 3, the others to release 1.',
      'The next deploy puts it in force.',
      '',
    ]);
  });

  test.each([
    [['canary', 'prod']], [['promote', 'prod']], [['rollback', 'prod', '--release', '2']], [['prune', '--keep', '1']], [['rename', 'Shop/Orders', 'Shop/Api']], [['record', '--note', 'x']],
  ])('%j is written, but not on a dry run', async (args) => {
    if (args[0] === 'record') await files.release('prune', '--keep', '1');
    const before = files.read();
    expect(await said(...args, '--dry-run')).toMatch(/\nDry run: nothing was changed\.\n$|^[^\n]*\nDry run/);
    expect(files.read()).toBe(before);
    const { ledger, written, changed, diff } = await files.release(...args);
    expect({ ledger, written, changed: diff !== '' }).toEqual({ ledger: 'releases.json', written: changed, changed });
    expect(files.read() === before).toBe(!changed);
  });

  test('give programs what they need to go on', async () => {
    expect(await files.release('canary', 'prod', '--percent', '20')).toMatchObject({
      api: 'Shop/Orders', stage: 'prod', serves: { stable: { release: '1' }, canary: { release: '3', percentTraffic: 20 }, previous: [] },
    });
    expect(await files.release('canary', 'prod', '--variable', 'ratesHost=a')).toMatchObject({ serves: { canary: { percentTraffic: 20, variables: { ratesHost: 'a' } } } });
    expect(await files.release('promote', 'prod')).toMatchObject({ serves: { stable: { release: '3', variables: { ratesHost: 'a' } }, previous: [{ release: '1' }] } });
    expect(await files.release('rollback', 'prod')).toMatchObject({ serves: { stable: { release: '1' }, previous: [] } });
    expect(await files.release('prune', '--keep', '1')).toMatchObject({ api: 'Shop/Orders', pruned: ['2'], kept: ['1', '3'] });
    expect(await files.release('prune', '--keep', '1')).toMatchObject({ pruned: [], changed: false, summary: 'Shop/Orders: nothing to forget, kept 1, 3' });
    expect(await files.release('rename', 'Shop/Orders', 'Shop/Api')).toMatchObject({ api: 'Shop/Api', from: 'Shop/Orders' });
  });

  test('need no assembly', async () => {
    for (const args of [['canary', 'prod'], ['promote', 'prod'], ['rollback', 'prod'], ['prune', '--keep', '1'], ['rename', 'Shop/Orders', 'Shop/Api']]) {
      await files.release(...args, '--app', 'nowhere');
    }
  });

  test('of the stage that only one API pins need no --api', async () => {
    const ledger = JSON.parse(recorded);
    const { prod, ...none } = ledger.apis['Shop/Orders'].stages;
    files.writeLedger({ version: 1, apis: { 'A/Orders': { ...ledger.apis['Shop/Orders'], stages: none }, 'Shop/Orders': ledger.apis['Shop/Orders'] } });
    expect(prod).toBeDefined();
    expect(await files.release('canary', 'prod')).toMatchObject({ api: 'Shop/Orders' });
    expect(await files.problems('release', 'prune', '--keep', '1')).toEqual({ code: 1, problems: ['AmbiguousApi: this could be "A/Orders" or "Shop/Orders"'] });
  });
});

const REFUSED: [string[], number, string][] = [
  [['canary', 'beta'], 1, 'UnknownStage: the ledger pins no stage "beta"; it pins "prod"'],
  [['canary', 'constructor'], 1, 'UnknownStage: '],
  [['canary', 'prod', '--release', '9'], 1, 'UnknownRelease: '],
  [['canary', 'prod', '--release', '1'], 1, 'SameRelease: '],
  [['canary', 'prod', '--percent', '101'], 1, 'CanaryPercent: '],
  [['canary', 'prod', '--percent', 'many'], 2, 'Usage: option \'--percent <n>\' argument \'many\' is invalid. It is no number'],
  [['canary', 'prod', '--percent', ' '], 2, 'Usage: '],
  [['canary', 'prod', '--variable', 'x'], 2, 'Usage: option \'--variable <name=value>\' argument \'x\' is invalid. It is not like name=value'],
  [['canary', 'prod', '--variable', 'lambdaAlias=x'], 1, 'CanaryVariableName: '],
  [['canary', 'prod', '--variable', 'a-b=x'], 1, 'CanaryVariableName: '],
  [['canary', 'prod', '--variable', 'a=b c'], 1, 'CanaryVariableName: '],
  [['canary'], 2, 'Usage: missing required argument \'stage\''],
  [['canary', 'prod', 'dev'], 2, 'Usage: too many arguments'],
  [['canary', 'prod', '--api', 'Other'], 1, 'UnknownApi: there is no API "Other"; there is "Shop/Orders"'],
  [['promote', 'prod', '--release', '1'], 1, 'SameRelease: '],
  [['rollback', 'prod'], 1, 'NothingToRollBack: '],
  [['prune'], 2, 'Usage: required option \'--keep <n>\' not specified'],
  [['prune', '--keep', '0'], 1, 'PruneKeep: '],
  [['prune', '--keep', '1.5'], 1, 'PruneKeep: '],
  [['prune', '--keep', 'all'], 2, 'Usage: '],
  [['rename', 'Shop/Api', 'Shop/Orders'], 1, 'UnknownApi: '],
  [['rename', 'Shop/Orders', 'Shop/Orders'], 1, 'RenameTarget: '],
  [['rename', 'Shop/Orders', 'Orders'], 1, 'RenameTarget: '],
  [['init'], 1, 'LedgerExists: "releases.json" exists already'],
  [['status', '--ledger', 'none.json'], 1, 'LedgerMissing: there is no ledger "none.json"'],
  [['status', '--ledger', 'cdk.out'], 1, 'FileAccess: "cdk.out" cannot be used: it is no file'],
  [['status', '--api', 'Other'], 1, 'UnknownApi: '],
  [['status', '--live'], 2, 'Usage: unknown option \'--live\''],
  [['deploy'], 2, 'Usage: unknown command \'deploy\''],
];

test.each(REFUSED)('%j ends with %i: %s', async (args, code, message) => {
  const refused = await files.problems('release', ...args);
  expect(refused).toEqual({ code, problems: [expect.stringContaining(message)] });
  expect(files.read()).toBe(recorded);
  const { err, out } = await files.runHere('release', ...args);
  expect([out, err]).toEqual(['', expect.stringMatching(/^error \w+: .*\. Remedy: .*\.\n$/)]);
});

test('nothing can be done with an empty ledger but to record', async () => {
  await files.release('init', '--ledger', 'nothing.json');
  const refused = async (...args: string[]) => (await files.problems('release', ...args, '--ledger', 'nothing.json')).problems;
  expect(await refused('canary', 'prod')).toEqual(['UnknownStage: the ledger pins no stage "prod"; it pins none']);
  expect(await refused('prune', '--keep', '1')).toEqual(['UnknownApi: there is no API ""; there is none']);
});

test('another canary than the one that runs is refused', async () => {
  await files.release('canary', 'prod', '--release', '2');
  for (const args of [['canary', 'prod', '--release', '3'], ['promote', 'prod', '--release', '3']]) {
    expect((await files.problems('release', ...args)).problems).toEqual([expect.stringMatching(/^OtherCanary: /)]);
  }
});

test('an assembly whose APIs have several ledgers needs --ledger', async () => {
  const metadata = files.read('cdk.out/Shop.metadata.json');
  const both = JSON.parse(metadata);
  const [entry] = both['/Shop/Orders'];
  both['/Shop/Other'] = [{ ...entry, data: { ...entry.data, api: 'Shop/Other', ledger: 'other.json' } }];
  files.write(JSON.stringify(both), 'cdk.out/Shop.metadata.json');
  expect((await files.problems('release', 'status')).problems).toEqual(['SeveralLedgers: the APIs of the assembly have the ledgers "releases.json", "other.json"']);
  expect((await files.release('status', '--ledger', 'releases.json')).apis.map(({ api }: { api: string }) => api)).toEqual(['Shop/Orders', 'Shop/Other']);
  files.write(metadata, 'cdk.out/Shop.metadata.json');
});
