// Ledgers made by random actions, and what becomes of them when they are damaged.
import * as fs from 'node:fs';
import * as fc from 'fast-check';
import { OpenLedger } from '../src/ledger-file';
import { Failure } from '../src/problems';
import { Workspace } from './support/workspace';
import { EMPTY_LEDGER, type Ledger, type Release } from 'cdk-stagecraft/releases/ledger';
import { parseLedger, printLedger } from 'cdk-stagecraft/releases/ledger-text';
import { type Action, transition } from 'cdk-stagecraft/releases/transition';

const api = fc.constantFrom('Shop/Orders', 'Shop-prod/Orders', 'Shop/A/B');
const stage = fc.constantFrom('prod', 'beta', '__proto__', 'constructor', '$default');
const releaseId = fc.option(fc.integer({ min: 1, max: 5 }).map(String), { nil: undefined });
const construct = fc.constantFrom('Shop/List', 'Shop/Get', 'Other/toString', 'Shop/Ünï "quoted"');
const variables = fc.dictionary(fc.constantFrom('a', 'host', 'hasOwnProperty', '__proto__', 'lambdaAlias'), fc.constantFrom('', 'x', 'https://a.example/?b=c&d'), { maxKeys: 3 });
const note = fc.option(fc.string({ unit: 'grapheme', maxLength: 20 }), { nil: undefined });

const functions = fc.dictionary(construct, fc.record({
  function: fc.constantFrom('Fn1', 'Fn2/0123abcd'),
  version: fc.constantFrom('V1', 'V2', 'V3'),
  properties: fc.option(fc.constantFrom<Record<string, unknown>>({ Description: 'x' }, { RuntimePolicy: { UpdateRuntimeOn: 'Auto', list: [1, null, {}] } }), { nil: undefined }),
}, { requiredKeys: ['function', 'version'] }), { maxKeys: 3 });

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('record' as const),
      api,
      head: fc.record({
        protocol: fc.constant('REST' as const),
        resource: fc.constant('Api'),
        deployment: fc.constantFrom('D1', 'D2', 'D3', 'D4'),
        functions,
        handlers: fc.uniqueArray(construct, { maxLength: 2 }),
        authorizers: fc.option(fc.dictionary(construct, fc.constantFrom('only' as const, 'too' as const), { maxKeys: 2 }), { nil: undefined }),
        variables: fc.uniqueArray(fc.constantFrom('a', 'host'), { maxLength: 2 }),
      }),
      stages: fc.uniqueArray(stage, { maxLength: 3 }),
      recordedAt: fc.constant('2026-05-01T10:00:00Z'),
      note,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('canary' as const), api, stage, release: releaseId, percentTraffic: fc.double({ min: -1, max: 101, noNaN: true }), variables, useStageCache: fc.option(fc.boolean(), { nil: undefined }),
    }),
  },
  fc.record({ kind: fc.constantFrom('promote' as const, 'rollback' as const), api, stage, release: releaseId }),
  fc.record({ kind: fc.constant('prune' as const), api, keep: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ kind: fc.constant('rename' as const), api, to: api }),
);

const ledgers = fc.array(action, { maxLength: 25 })
  .map((actions) => actions.reduce<Ledger>((ledger, one) => {
    const result = transition(ledger, one);
    return result.problems ? ledger : result.ledger;
  }, EMPTY_LEDGER));

const sameText = (ledger: Ledger) => printLedger((parseLedger(printLedger(ledger)) as { ledger: Ledger }).ledger);

test('a ledger that is printed and parsed is the same', () => {
  fc.assert(fc.property(ledgers, (ledger) => {
    const text = printLedger(ledger);
    expect(parseLedger(text).faults).toBeUndefined();
    expect(sameText(ledger)).toBe(text);
  }), { numRuns: 500 });
});

const damage = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  removed: fc.nat(3),
  inserted: fc.oneof(fc.uint8Array({ maxLength: 3 }), fc.constantFrom(...'{}[]",:0123456789abcD\n\r '.split('')).map((text) => Uint8Array.from(Buffer.from(text)))),
});

test('a ledger with other bytes is read as what it says, or refused with a line; its releases are those that were recorded', () => {
  const shop = new Workspace();
  let [accepted, refused] = [0, 0];
  try {
    fc.assert(fc.property(ledgers, fc.array(damage, { minLength: 1, maxLength: 4 }), (ledger, damages) => {
      const bytes = damages.reduce((text, { at, removed, inserted }) => {
        const start = Math.floor(at * text.length);
        return Buffer.concat([text.subarray(0, start), inserted, text.subarray(start + removed)]);
      }, Buffer.from(printLedger(ledger)));
      shop.write(bytes);
      const now = opened(shop.file());
      expect(fs.readFileSync(shop.file()).equals(bytes)).toBe(true);
      expect(fs.existsSync(shop.file('releases.json.lock'))).toBe(false);
      if (now instanceof Failure) {
        refused++;
        for (const { code, what } of now.problems) expect(`${code} ${what}`).toMatch(/^LedgerBroken line \d+ /);
        return;
      }
      accepted++;
      const known = contentsOf(ledger);
      for (const content of contentsOf(now)) expect(known).toContain(content);
    }), { numRuns: 1500 });
  } finally {
    shop.remove();
  }
  expect(refused).toBeGreaterThan(accepted);
});

function opened(file: string): Ledger | Failure {
  try {
    const open = new OpenLedger(file);
    open.close();
    return open.ledger;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

/** Releases without their notes, which may be edited. */
function contentsOf({ apis }: Ledger): string[] {
  return Object.values(apis).flatMap(({ releases }) => releases.map(({ note: _note, ...release }: Release) => JSON.stringify(sorted(release))));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, sorted(member)]);
}
