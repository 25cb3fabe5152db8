// The ledgers of integ.canary.ts are what the commands of its phases make of them, so that a live run needs no commands.
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { cx_api } from 'aws-cdk-lib';
import { EMPTY_LEDGER, type Ledger } from '../../src/releases/ledger';
import { printLedger } from '../../src/releases/ledger-text';
import type { Action } from '../../src/releases/transition';
import { after } from '../support/ledgers';
import { recordingsOf } from '../support/recordings';

const integ = path.join(__dirname, '..', '..', 'integ');
const on = { api: 'Canary/Api', stage: 'live' };

function record(phase: string): Action {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), 'canary-phases-'));
  const { status, stderr } = spawnSync('node', ['-r', 'tsx/cjs', 'integ.canary.ts'], {
    cwd: integ, encoding: 'utf8', env: { ...process.env, CANARY_PHASE: phase, CDK_OUTDIR: out },
  });
  expect({ status, stderr }).toMatchObject({ status: 0 });
  const [{ api, head }] = recordingsOf(new cx_api.CloudAssembly(out));
  return { kind: 'record', api, head, stages: ['live'], recordedAt: '2026-01-01T00:00:00Z' };
}

test('each phase begins with the ledger that the one before has left', () => {
  const file = (phase: string) => path.join(integ, 'canary', `${phase}.json`);
  const holds = (phase: string, ledger: Ledger) => {
    if (process.env.UPDATE_GOLDEN) fs.writeFileSync(file(phase), printLedger(ledger));
    expect(fs.readFileSync(file(phase), 'utf8')).toBe(printLedger(ledger));
    return ledger;
  };
  const first = holds('first', EMPTY_LEDGER);
  const second = holds('second', after(first, record('first')));
  const canary = holds('canary', after(second, record('second'), { kind: 'canary', ...on, percentTraffic: 50, variables: { tenant: 'canary' } }));
  const promoted = holds('promoted', after(canary, { kind: 'promote', ...on }));
  holds('rolled-back', after(promoted, { kind: 'rollback', ...on }));
}, 120_000);
