import { EMPTY_LEDGER, type Ledger, type StageHistory } from '../../src/releases/ledger';
import { type Action, transition } from '../../src/releases/transition';
import { after, API, head, record, RECORDED_AT } from '../support/ledgers';

const THREE = after(EMPTY_LEDGER, record(1), record(2), record(3));
const canary = (percentTraffic: number, rest: Partial<Extract<Action, { kind: 'canary' }>> = {}): Action => ({ kind: 'canary', api: API, stage: 'prod', percentTraffic, ...rest });
const promote = (release?: string): Action => ({ kind: 'promote', api: API, stage: 'prod', ...(release && { release }) });
const rollback = (release?: string): Action => ({ kind: 'rollback', api: API, stage: 'prod', ...(release && { release }) });
const prune = (keep: number): Action => ({ kind: 'prune', api: API, keep });
const prod = (ledger: Ledger) => ledger.apis[API].stages.prod;
const ids = (ledger: Ledger) => ledger.apis[API].releases.map(({ id }) => id);

describe('record', () => {
  test('the first release pins the stages that follow the ledger: it is what they serve', () => {
    const ledger = after(EMPTY_LEDGER, { kind: 'record', api: API, head: head(1), stages: ['live', 'prod'], recordedAt: RECORDED_AT, note: 'First' });
    expect(ledger).toEqual({
      version: 1,
      apis: {
        [API]: {
          protocol: 'REST',
          resource: 'OrdersApi',
          releases: [{
            id: '1',
            deployment: 'Deployment1',
            functions: { 'Shop-prod/List': { function: 'ListFunction', version: 'ListVersion1' } },
            handlers: [],
            variables: ['ratesHost'],
            recordedAt: RECORDED_AT,
            note: 'First',
            digest: expect.stringMatching(/^[0-9a-f]{16}$/),
          }],
          stages: { live: { stable: { release: '1' }, previous: [] }, prod: { stable: { release: '1' }, previous: [] } },
        },
      },
    });
  });

  test('later releases leave the stages where they are', () => {
    expect(ids(THREE)).toEqual(['1', '2', '3']);
    expect(prod(THREE)).toEqual({ stable: { release: '1' }, previous: [] });
  });

  test('what is a release already is none again, but pins a stage that is new', () => {
    const again = after(THREE, { kind: 'record', api: API, head: head(2), stages: ['beta', 'prod'], recordedAt: RECORDED_AT });
    expect(ids(again)).toEqual(['1', '2', '3']);
    expect(again.apis[API].stages).toEqual({ beta: { stable: { release: '2' }, previous: [] }, prod: prod(THREE) });
  });

  test('new code alone is another release', () => {
    const functions = { 'Shop-prod/List': { function: 'ListFunction', version: 'ListVersion9' } };
    expect(ids(after(THREE, record(3, { functions })))).toEqual(['1', '2', '3', '4']);
  });

  test('ids are not used again after pruning', () => {
    expect(ids(after(THREE, promote('3'), prune(1), record(4)))).toEqual(['1', '3', '4']);
  });

  test('each API has releases of its own', () => {
    const two = after(THREE, { ...record(1), api: 'Shop-dev/Orders' } as Action);
    expect(two.apis['Shop-dev/Orders'].releases.map(({ id }) => id)).toEqual(['1']);
    expect(two.apis[API]).toEqual(THREE.apis[API]);
  });
});

describe('a stage', () => {
  test.each<[string, Action[], StageHistory]>([
    ['starts a canary of the newest release', [canary(10)],
      { stable: { release: '1' }, previous: [], canary: { release: '3', percentTraffic: 10 } }],
    ['starts a canary of a named release, with variables', [canary(0.5, { release: '2', variables: { ratesHost: 'new' }, useStageCache: true })],
      { stable: { release: '1' }, previous: [], canary: { release: '2', percentTraffic: 0.5, variables: { ratesHost: 'new' }, useStageCache: true } }],
    ['gives a running canary more traffic, and keeps the rest of it', [canary(10, { release: '2', variables: { a: '1' } }), canary(50, { variables: { b: '2' } })],
      { stable: { release: '1' }, previous: [], canary: { release: '2', percentTraffic: 50, variables: { a: '1', b: '2' } } }],
    ['promotes the canary with its variables', [canary(10, { release: '2', variables: { a: '1' } }), promote()],
      { stable: { release: '2', variables: { a: '1' } }, previous: [{ release: '1' }] }],
    ['promotes the newest release at once', [promote()],
      { stable: { release: '3' }, previous: [{ release: '1' }] }],
    ['promotes a named release at once, and keeps variables', [canary(10, { release: '2', variables: { a: '1' } }), promote(), promote('3')],
      { stable: { release: '3', variables: { a: '1' } }, previous: [{ release: '2', variables: { a: '1' } }, { release: '1' }] }],
    ['drops the canary', [canary(10), rollback()],
      { stable: { release: '1' }, previous: [] }],
    ['returns to what it served before, with its variables', [canary(10, { release: '2', variables: { a: '1' } }), promote(), promote('3'), rollback()],
      { stable: { release: '2', variables: { a: '1' } }, previous: [{ release: '1' }] }],
    ['returns further and further', [promote('2'), promote('3'), rollback(), rollback()],
      { stable: { release: '1' }, previous: [] }],
    ['returns to a named release', [promote('2'), promote('3'), rollback('1')],
      { stable: { release: '1' }, previous: [] }],
    ['returns to a release that it never served', [promote('3'), rollback('2')],
      { stable: { release: '2' }, previous: [{ release: '1' }] }],
    ['drops the canary when told to return to what it serves', [canary(10), rollback('1')],
      { stable: { release: '1' }, previous: [] }],
  ])('%s', (_, actions, want) => {
    expect(prod(after(THREE, ...actions))).toEqual(want);
  });
});

test('a stage may be named like a member of every object', () => {
  const ledger = after(EMPTY_LEDGER, { kind: 'record', api: API, head: head(1), stages: ['constructor'], recordedAt: RECORDED_AT });
  expect(Object.keys(ledger.apis[API].stages)).toEqual(['constructor']);
  expect(transition(THREE, { ...promote(), stage: 'constructor' } as Action).problems?.[0].code).toBe('UnknownStage');
});

describe('prune', () => {
  test.each<[string, Action[], number, string[], string[]]>([
    ['keeps the newest, what is served and what would be returned to next', [promote('2'), promote('3')], 1, ['2', '3'], ['2']],
    ['keeps the canary', [canary(10, { release: '2' })], 1, ['1', '2', '3'], []],
    ['takes what nothing needs', [canary(10, { release: '3' })], 1, ['1', '3'], []],
    ['keeps as many as it is told', [promote('2'), promote('3')], 2, ['2', '3'], ['2']],
    ['keeps all if there are fewer', [promote('2')], 9, ['1', '2', '3'], ['1']],
  ])('%s', (_, actions, keep, releases, previous) => {
    const ledger = after(THREE, ...actions, prune(keep));
    expect(ids(ledger)).toEqual(releases);
    expect(prod(ledger).previous.map(({ release }) => release)).toEqual(previous);
  });
});

test('what authorizes calls is content of a release', () => {
  const authorizers = { 'Shop-prod/List': 'only' } as const;
  const ledger = after(EMPTY_LEDGER, record(1), record(1, { authorizers }), record(1, { authorizers }));
  expect(ledger.apis[API].releases.map(({ authorizers: recorded }) => recorded)).toEqual([undefined, authorizers]);
});

describe('rename', () => {
  const inTree = {
    functions: {
      'Shop-prod/List': { function: 'F', version: 'V' },
      'Shop-prod/Orders/Get': { function: 'G', version: 'W' },
      'Functions-prod/Create': { function: 'H', version: 'X' },
    },
    handlers: ['Shop-prod/Live'],
    authorizers: { 'Shop-prod/Live': 'only', 'Shop-prod/List': 'too' } as const,
  };
  const ledger = after(EMPTY_LEDGER, record(1, inTree));

  test.each<[string, string, string[]]>([
    ['the construct', 'Shop-prod/Purchases', ['Functions-prod/Create', 'Shop-prod/List', 'Shop-prod/Purchases/Get', 'Shop-prod/Live']],
    ['the stack', 'Store-prod/Orders', ['Functions-prod/Create', 'Store-prod/List', 'Store-prod/Orders/Get', 'Store-prod/Live']],
  ])('of %s moves the history, and what stood in there', (_, to, constructs) => {
    const renamed = after(ledger, { kind: 'rename', api: API, to });
    expect(Object.keys(renamed.apis)).toEqual([to]);
    const [{ functions, handlers, authorizers, ...release }] = renamed.apis[to].releases;
    const [stack] = to.split('/');
    expect([...Object.keys(functions).sort(), ...handlers]).toEqual(constructs);
    expect(authorizers).toEqual({ [`${stack}/Live`]: 'only', [`${stack}/List`]: 'too' });
    expect(release.deployment).toBe('Deployment1');
    expect(after(renamed, { kind: 'rename', api: to, to: API })).toEqual(ledger);
  });
});

describe('refused, with the reason and a remedy', () => {
  const http = after(EMPTY_LEDGER, record(1, { protocol: 'HTTP' }), record(2, { protocol: 'HTTP' }));
  test.each<[string, Ledger, Action, string, string]>([
    ['an API that the ledger does not know', THREE, { ...promote(), api: 'Shop-dev/Orders' } as Action, 'UnknownApi', 'there is no API "Shop-dev/Orders"; there is "Shop-prod/Orders"'],
    ['a stage that the ledger does not pin', THREE, { ...promote(), stage: 'dev' } as Action, 'UnknownStage', 'the ledger pins no stage "dev"; it pins "prod"'],
    ['a release that was never recorded', THREE, canary(10, { release: '7' }), 'UnknownRelease', 'there is no release "7"; there is "1", "2", "3"'],
    ['a canary of what is served', THREE, canary(10, { release: '1' }), 'SameRelease', 'stage "prod" serves release 1 already'],
    ['less than nothing', THREE, canary(-1), 'CanaryPercent', '-1 is no share of the traffic'],
    ['more than everything', THREE, canary(100.5), 'CanaryPercent', '100.5 is no share of the traffic'],
    ['no number', THREE, canary(NaN), 'CanaryPercent', 'NaN is no share of the traffic'],
    ['a second canary', after(THREE, canary(10)), canary(10, { release: '2' }), 'OtherCanary', 'stage "prod" has release 3 as its canary, not 2'],
    ['a promotion past the canary', after(THREE, canary(10)), promote('2'), 'OtherCanary', 'stage "prod" has release 3 as its canary, not 2'],
    ['a variable without a name', THREE, canary(10, { variables: { 'rates-host': 'x' } }), 'CanaryVariableName', 'the canary variable "rates-host" = "x" has no name of 1 to 64 letters, digits and underscores'],
    ['the variable of the functions', THREE, canary(10, { variables: { lambdaAlias: 'x' } }), 'CanaryVariableName', 'the canary variable "lambdaAlias" = "x" would choose the functions, which the release does'],
    ['a value that no variable has', THREE, canary(10, { variables: { host: 'a b' } }), 'CanaryVariableName', 'the canary variable "host" = "a b" has a value that a stage variable cannot have'],
    ['a canary of an HTTP API', http, canary(10), 'CanaryUnsupported', 'stage "prod" is of an HTTP API, which has no canary'],
    ['a promotion to what is served', after(EMPTY_LEDGER, record(1)), promote(), 'SameRelease', 'stage "prod" serves release 1 already'],
    ['a way back from the first release', THREE, rollback(), 'NothingToRollBack', 'stage "prod" has no canary, and served nothing before release 1 that is still there'],
    ['a way back to what is served', THREE, rollback('1'), 'SameRelease', 'stage "prod" serves release 1 already'],
    ['to keep nothing', THREE, prune(0), 'PruneKeep', '0 releases cannot be kept'],
    ['to keep a half', THREE, prune(1.5), 'PruneKeep', '1.5 releases cannot be kept'],
    ['a rename to another history', after(THREE, { ...record(1), api: 'Shop-dev/Orders' } as Action), { kind: 'rename', api: API, to: 'Shop-dev/Orders' }, 'RenameTarget',
      'the history cannot be moved to "Shop-dev/Orders": it has a history of its own'],
    ['a rename to no key', THREE, { kind: 'rename', api: API, to: 'Orders' }, 'RenameTarget', 'the history cannot be moved to "Orders": it is no stack and construct path'],
    ['another API under the same key', THREE, record(4, { resource: 'OtherApi' }), 'ApiReplaced',
      'the releases of "Shop-prod/Orders" were recorded for the resource OrdersApi, and it is OtherApi now: another API, which none of them was deployed to'],
  ])('%s', (_, ledger, action, code, what) => {
    expect(transition(ledger, action)).toEqual({ problems: [{ code, what, remedy: expect.stringMatching(/\w/) }] });
  });
});
