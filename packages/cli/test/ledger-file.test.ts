// What is done to the ledger as a file.
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { createLedger, OpenLedger, readLedger } from '../src/ledger-file';
import { Workspace } from './support/workspace';
import { EMPTY_LEDGER, type Ledger } from 'cdk-stagecraft/releases/ledger';
import { printLedger } from 'cdk-stagecraft/releases/ledger-text';
import { transition } from 'cdk-stagecraft/releases/transition';

let shop: Workspace;
beforeEach(() => { shop = new Workspace(); });
afterEach(() => shop.remove());

const API = 'Shop/Orders';
const head = { protocol: 'REST', resource: 'Orders', deployment: 'D1', functions: {}, handlers: [], variables: [] } as const;

export function ledgerWith(releases: number): Ledger {
  let ledger: Ledger = EMPTY_LEDGER;
  for (let id = 1; id <= releases; id++) {
    const result = transition(ledger, { kind: 'record', api: API, head: { ...head, deployment: `D${id}` }, stages: ['prod'], recordedAt: '2026-05-01T10:00:00Z' });
    ledger = (result as { ledger: Ledger }).ledger;
  }
  return ledger;
}

const problemsOf = (action: () => void): string[] => {
  try {
    action();
  } catch (error) {
    return (error as Error).message.split('\n');
  }
  return [];
};

describe('a ledger that is written', () => {
  test('keeps its mode', () => {
    shop.writeLedger(ledgerWith(1));
    fs.chmodSync(shop.file(), 0o640);
    const open = new OpenLedger(shop.file());
    open.write(ledgerWith(2));
    open.close();
    expect(fs.statSync(shop.file()).mode.toString(8)).toBe('100640');
    expect(readLedger(shop.file())).toEqual(ledgerWith(2));
    expect(fs.readdirSync(shop.directory)).toEqual(['releases.json']);
  });

  test('stays a symbolic link', () => {
    shop.write(printLedger(ledgerWith(1)), 'shared/ledger.json');
    fs.symlinkSync('shared/ledger.json', shop.file());
    const open = new OpenLedger(shop.file());
    expect(fs.existsSync(shop.file('shared/ledger.json.lock'))).toBe(true);
    open.write(ledgerWith(2));
    open.close();
    expect(fs.lstatSync(shop.file()).isSymbolicLink()).toBe(true);
    expect(shop.read('shared/ledger.json')).toBe(printLedger(ledgerWith(2)));
  });

  test('is not written over what somebody else has written meanwhile', () => {
    shop.writeLedger(ledgerWith(1));
    const open = new OpenLedger(shop.file());
    shop.writeLedger(ledgerWith(3));
    expect(problemsOf(() => open.write(ledgerWith(2)))).toEqual([expect.stringMatching(/^LedgerChanged: /)]);
    open.close();
    expect(readLedger(shop.file())).toEqual(ledgerWith(3));
    expect(fs.readdirSync(shop.directory)).toEqual(['releases.json']);
  });

  test('is not written if it could not be read again', () => {
    shop.writeLedger(ledgerWith(1));
    const open = new OpenLedger(shop.file());
    const { apis } = ledgerWith(1);
    const broken = { version: 1, apis: { 'no slash': apis[API] } } as const;
    expect(problemsOf(() => open.write(broken))).toEqual([expect.stringMatching(/^LedgerUnwritable: .* would be broken in line 3: /)]);
    open.close();
    expect(readLedger(shop.file())).toEqual(ledgerWith(1));
  });
});

describe('a lock', () => {
  test('keeps others out, and says who has it', () => {
    shop.writeLedger(ledgerWith(1));
    const open = new OpenLedger(shop.file());
    expect(problemsOf(() => new OpenLedger(shop.file()))).toEqual([expect.stringContaining(`is locked by process ${process.pid} on ${os.hostname()}. Remedy: try again`)]);
    open.close();
    new OpenLedger(shop.file()).close();
  });

  test.each([
    ['a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, host: os.hostname() }), `process ${2 ** 22 + 1} on ${os.hostname()}, which is gone`],
    ['a process elsewhere', '{"pid":1,"host":"elsewhere"}', 'process 1 on elsewhere'],
    ['nobody knows whom', 'x', 'an unknown process'],
  ])('of %s is not taken away', (_whose, lock, holder) => {
    shop.writeLedger(ledgerWith(1));
    shop.write(lock, 'releases.json.lock');
    expect(problemsOf(() => new OpenLedger(shop.file()))).toEqual([`LedgerLocked: the ledger ${JSON.stringify(fs.realpathSync(shop.file()))} is locked by ${holder}. `
      + `Remedy: try again when that command has ended; if it was killed, delete ${JSON.stringify(`${fs.realpathSync(shop.file())}.lock`)}.`]);
    expect(shop.read('releases.json.lock')).toBe(lock);
  });

  test('goes when the ledger turns out to be broken', () => {
    shop.write('{');
    expect(problemsOf(() => new OpenLedger(shop.file()))).toEqual([expect.stringMatching(/^LedgerBroken: line 1 /)]);
    expect(fs.readdirSync(shop.directory)).toEqual(['releases.json']);
  });
});

test('a ledger is begun once', () => {
  createLedger(shop.file(), EMPTY_LEDGER);
  expect(shop.read()).toBe(printLedger(EMPTY_LEDGER));
  expect(problemsOf(() => createLedger(shop.file(), EMPTY_LEDGER))).toEqual([expect.stringMatching(/^LedgerExists: /)]);
  fs.symlinkSync('nowhere', shop.file('link.json'));
  expect(problemsOf(() => createLedger(shop.file('link.json'), EMPTY_LEDGER))).toEqual([expect.stringMatching(/^LedgerExists: /)]);
});

const good = printLedger(ledgerWith(2));
const lines = good.split('\n');
const lineOf = (text: string) => lines.findIndex((line) => line.includes(text)) + 1;

/** Each is refused with the line where it is wrong, and stays as it is. */
const BROKEN: [string, string | Buffer, number, string][] = [
  ['an empty file', '', 1, 'where the file ends'],
  ['a truncated ledger', lines.slice(0, 9).join('\n'), 9, 'where the file ends'],
  ['merge markers', good.replace(lines[3], `<<<<<<< HEAD\n${lines[3]}\n=======\n${lines[3]}\n>>>>>>> other`), 4, 'the merge is not finished'],
  ['a deployment that was edited', good.replace('"D2"', '"D3"'), lineOf('"D2"') - 1, 'edited after it was recorded'],
  ['a release twice', good.replace('"id": "2"', '"id": "1"'), lineOf('"id": "2"'), 'is 1, after 1'],
  ['a pin to a release that is not there', good.replace('"release": "1"', '"release": "7"'), lineOf('"release": "1"'), 'never recorded'],
  ['another indent', good.replace(lines[2], ` ${lines[2]}`), 3, 'not indented'],
  ['text after its end', `${good}x\n`, lines.length, ''],
  ['another version', good.replace('"version": 1', '"version": 2'), lineOf('"version": 1'), 'must be 1'],
  ['no object', '[]\n', 1, ''],
  ['nothing', 'null\n', 1, ''],
  ['a byte order mark', `\ufeff${good}`, 1, 'no JSON'],
  ['bytes that are no UTF-8', Buffer.concat([Buffer.from(lines.slice(0, 4).join('\n')), Buffer.from([0xff]), Buffer.from(lines.slice(4).join('\n'))]), 4, 'UTF-8'],
  ['brackets without end', '['.repeat(200_000), 1, ''],
];

test.each(BROKEN)('%s is refused', (_name, text, line, what) => {
  shop.write(text);
  const problems = problemsOf(() => new OpenLedger(shop.file()));
  for (const one of problems) expect(one).toMatch(/^LedgerBroken: line \d+ of the ledger .*\. Remedy: restore the file from version control/);
  expect(problems.map((one) => [Number(/line (\d+)/.exec(one)![1]), one])).toContainEqual([line, expect.stringContaining(what)]);
  expect(fs.readFileSync(shop.file()).equals(Buffer.from(text as string))).toBe(true);
});

test('deep nesting is refused, not a crash', () => {
  shop.write(`${'['.repeat(200_000)}${']'.repeat(200_000)}\n`);
  expect(problemsOf(() => readLedger(shop.file()))).toEqual([expect.stringMatching(/^LedgerBroken: /)]);
});

test.each([
  ['a folder', (file: string) => fs.mkdirSync(file), 'it is no file'],
  ['a file without end', (file: string) => fs.truncateSync(file, 17 * 1024 * 1024), 'more than 16 MiB'],
])('%s is no ledger', (_name, make, what) => {
  if (_name !== 'a folder') shop.write('');
  make(shop.file());
  expect(problemsOf(() => readLedger(shop.file()))).toEqual([expect.stringContaining(what)]);
});

test('a ledger with the line ends of Windows is read, and written with its own', () => {
  shop.write(good.replace(/\n/g, '\r\n'));
  const open = new OpenLedger(shop.file());
  open.write(open.ledger);
  open.close();
  expect(shop.read()).toBe(good);
});

test('no ledger is no empty ledger', () => {
  expect(problemsOf(() => readLedger(path.join(shop.directory, 'none.json')))).toEqual([expect.stringMatching(/^LedgerMissing: /)]);
});
