import * as fs from 'node:fs';
import * as path from 'node:path';
import Ajv from 'ajv';
import * as fc from 'fast-check';
import { EMPTY_LEDGER, type Ledger } from '../../src/releases/ledger';
import { LEDGER_SCHEMA, schemaFaults } from '../../src/releases/ledger-schema';
import { digestOf, parseLedger, printLedger } from '../../src/releases/ledger-text';
import { sampleLedger } from '../support/ledgers';

const LEDGER = sampleLedger();
const TEXT = printLedger(LEDGER);

/** The faults of the sample after an edit, each as `line: what`. */
function faultsAfter(edit: (text: string) => string): string[] {
  const text = edit(TEXT);
  expect(text).not.toBe(TEXT);
  return (parseLedger(text).faults ?? []).map(({ line, what }) => `${line}: ${what}`);
}

test('a ledger has one form: sorted names, one line for each field', () => {
  expect(printLedger(EMPTY_LEDGER)).toBe('{\n  "apis": {},\n  "version": 1\n}\n');
  expect(TEXT).toBe(`${JSON.stringify(JSON.parse(TEXT), (_, value) => (value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value), 2)}\n`);
});

test('what is printed is read', () => {
  expect(parseLedger(TEXT)).toEqual({ ledger: LEDGER });
  expect(parseLedger(printLedger(EMPTY_LEDGER))).toEqual({ ledger: EMPTY_LEDGER });
  expect(parseLedger(TEXT.replace(/\n/g, '\r\n'))).toEqual({ ledger: LEDGER });
});

test.each<[string, (text: string) => string, string[]]>([
  ['an empty file', () => '', ['1: is where the file ends, in the middle of its JSON']],
  ['a truncated file', (text) => text.slice(0, text.indexOf('"previous"')), ['52: is where the file ends, in the middle of its JSON']],
  ['no JSON', (text) => text.replace('"percentTraffic": 10', '"percentTraffic": ten'), ['46: is no JSON']],
  ['a merge that is not finished', (text) => text.replace('          "previous"', '<<<<<<< HEAD\n          "previous"'), ['53: is where two branches differ: the merge is not finished']],
  ['more after the end', (text) => `${text}{\n}\n`, ['63: is after the end of the ledger']],
  ['another version', (text) => text.replace('"version": 1\n', '"version": 2\n'), ['61: version must be 1']],
  ['an unknown field', (text) => text.replace('"useStageCache"', '"stickiness"'), ['48: apis["Shop-prod/Orders"].stages.prod.canary.stickiness is not known here']],
  ['a missing field', (text) => text.replace('            "percentTraffic": 10,\n', ''), ['45: apis["Shop-prod/Orders"].stages.prod.canary must have "percentTraffic"']],
  ['a wrong type', (text) => text.replace('"percentTraffic": 10', '"percentTraffic": "10"'), ['46: apis["Shop-prod/Orders"].stages.prod.canary.percentTraffic must be a number']],
  ['more than everything', (text) => text.replace('"percentTraffic": 10', '"percentTraffic": 101'), ['46: apis["Shop-prod/Orders"].stages.prod.canary.percentTraffic must be 0 to 100']],
  ['an unrecorded release', (text) => text.replace('"release": "2"', '"release": "7"'), ['47: apis["Shop-prod/Orders"].stages.prod.canary.release is 7, which was never recorded or is pruned']],
  ['an edited deployment', (text) => text.replace('"deployment": "Deployment2"', '"deployment": "Deployment3"'), ['22: apis["Shop-prod/Orders"].releases[1] is release 2, which was edited after it was recorded']],
  ['releases out of order', (text) => text.replace('"id": "2"', '"id": "1"'), [
    '22: apis["Shop-prod/Orders"].releases[1] is release 1, which was edited after it was recorded',
    '34: apis["Shop-prod/Orders"].releases[1].id is 1, after 1',
    '47: apis["Shop-prod/Orders"].stages.prod.canary.release is 2, which was never recorded or is pruned',
  ]],
  ['a canary of an HTTP API', (text) => text.replace('"protocol": "REST"', '"protocol": "HTTP"'), ['45: apis["Shop-prod/Orders"].stages.prod.canary is set, and a stage of an HTTP API has no canary']],
  ['a field twice', (text) => text.replace('            "percentTraffic": 10,\n', '            "percentTraffic": 10,\n            "percentTraffic": 10,\n'), [
    '47: is "\\"percentTraffic\\": 10,", where the ledger\'s own form has "\\"release\\": \\"2\\","',
  ]],
  ['names out of order', (text) => text.replace(/( +"percentTraffic": 10,\n)( +"release": "2",\n)/, '$2$1'), [
    '46: is "\\"release\\": \\"2\\",", where the ledger\'s own form has "\\"percentTraffic\\": 10,"',
  ]],
  ['another indentation', (text) => text.replace('  "version": 1', '    "version": 1'), ['61: "\\"version\\": 1" is not indented as the ledger has it']],
])('%s is refused with its line', (_, edit, faults) => {
  expect(faultsAfter(edit)).toEqual(faults);
});

test('notes may be edited, what stages serve, and the end of the file', () => {
  expect(faultsAfter((text) => text.trimEnd())).toEqual([]);
  expect(faultsAfter((text) => `${text}\n`)).toEqual([]);
  expect(faultsAfter((text) => text.replace('Faster search', 'Much faster search'))).toEqual([]);
  expect(faultsAfter((text) => text.replace('"percentTraffic": 10', '"percentTraffic": 25'))).toEqual([]);
});

test('a digest does not depend on the order of names', () => {
  const [{ digest, ...release }] = LEDGER.apis['Shop-prod/Orders'].releases;
  expect(digestOf(Object.fromEntries(Object.entries(release).reverse()) as unknown as typeof release)).toBe(digest);
});

/** A value somewhere in the ledger that is replaced or taken away. */
const damage = fc.record({
  at: fc.array(fc.nat(6), { minLength: 1, maxLength: 7 }),
  value: fc.oneof(fc.constant(undefined), fc.constantFrom<unknown>(0, 1, 101, '', '1', 'x/y', 'REST', true, null, [], {}, ['x'], { x: 1 }), fc.jsonValue()),
});

function damaged(ledger: Ledger, { at, value }: { at: number[]; value?: unknown }): unknown {
  const copy = structuredClone(ledger) as unknown;
  let parent = copy as Record<string, unknown>;
  at.forEach((step, depth) => {
    const names = Object.keys(parent);
    if (names.length === 0) return;
    const name = names[step % names.length];
    const child = parent[name];
    if (depth < at.length - 1 && typeof child === 'object' && child !== null) parent = child as Record<string, unknown>;
    else if (value === undefined && !Array.isArray(parent)) delete parent[name];
    else parent[name] = value ?? null;
  });
  return copy;
}

test('the published schema is the one that the reader checks', () => {
  const file = path.join(__dirname, '..', '..', 'releases.schema.json');
  const text = `${JSON.stringify(LEDGER_SCHEMA, null, 2)}\n`;
  if (process.env.UPDATE_GOLDEN) fs.writeFileSync(file, text);
  expect(fs.readFileSync(file, 'utf8')).toBe(text);
});

test('another implementation of JSON Schema reads the published schema as the reader does', () => {
  const validate = new Ajv({ allErrors: true, strict: false, unicodeRegExp: true }).compile(LEDGER_SCHEMA);
  expect(validate(LEDGER)).toBe(true);
  fc.assert(fc.property(damage, (one) => {
    const value = damaged(LEDGER, one);
    expect(schemaFaults(value).length === 0).toBe(validate(value));
  }), { numRuns: 2000, seed: Number(process.env.SEED ?? 1) });
});
