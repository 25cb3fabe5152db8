import { EMPTY_LEDGER, type Ledger } from '../../src/releases/ledger';
import { type Action, type Head, transition } from '../../src/releases/transition';

export const API = 'Shop-prod/Orders';
export const RECORDED_AT = '2026-01-01T00:00:00Z';

/** An API as it was deployed for the nth time. */
export function head(n: number, change: Partial<Head> = {}): Head {
  return {
    protocol: 'REST',
    resource: 'OrdersApi',
    deployment: `Deployment${n}`,
    functions: { 'Shop-prod/List': { function: 'ListFunction', version: `ListVersion${n}` } },
    handlers: [],
    variables: ['ratesHost'],
    ...change,
  };
}

/** A ledger after some actions, none of which may be refused. */
export function after(ledger: Ledger, ...actions: Action[]): Ledger {
  return actions.reduce((now, action) => {
    const next = transition(now, action);
    if (next.problems) throw new Error(JSON.stringify(next.problems));
    return next.ledger;
  }, ledger);
}

export function record(n: number, change: Partial<Head> = {}, note?: string): Action {
  return { kind: 'record', api: API, head: head(n, change), stages: ['prod'], recordedAt: RECORDED_AT, ...(note && { note }) };
}

/** Two releases, the second one a canary. */
export function sampleLedger(): Ledger {
  return after(EMPTY_LEDGER, record(1), record(2, { handlers: ['Shop-prod/Legacy'] }, 'Faster search'), {
    kind: 'canary', api: API, stage: 'prod', percentTraffic: 10, variables: { ratesHost: 'rates.canary.example' }, useStageCache: false,
  });
}
