import { unifiedDiff } from '../diff';
import { checkedText, OpenLedger, readLedger } from '../ledger-file';
import type { Printer } from '../print';
import { Failure, problem } from '../problems';
import type { Ledger } from 'cdk-stagecraft/releases/ledger';
import { printLedger } from 'cdk-stagecraft/releases/ledger-text';
import { type Action, transition } from 'cdk-stagecraft/releases/transition';

/** A change of the ledger, and what goes with it. */
export interface Change {
  readonly after: Ledger;
  /** What is so from now on, in a sentence. */
  readonly summary: string;
  /** What people are to do next. */
  readonly next?: string;
  /** What programs want to know beside that. */
  readonly details: object;
  /** What is done before the ledger is written. */
  readonly live?: Live;
}

/** Calls of AWS. */
export interface Live {
  readonly calls: readonly string[];
  make(tell: (call: string) => void): Promise<void>;
}

/** Changes a ledger: first what is live, then the file, and on a dry run neither. */
export async function changeLedger(file: string, dryRun: boolean, printer: Printer, decide: (ledger: Ledger) => Promise<Change>): Promise<void> {
  const open = dryRun ? undefined : new OpenLedger(file);
  try {
    const before = open?.ledger ?? readLedger(file);
    const { after, summary, next, details, live } = await decide(before);
    const diff = unifiedDiff(printLedger(before), checkedText(file, after), file);
    printer.diff(diff);
    if (open) await live?.make((call) => printer.line(call));
    else for (const call of live?.calls ?? []) printer.line(call);
    if (open && diff !== '') writeAfter(live?.calls ?? [], () => open.write(after));

    printer.line(`${summary}.`);
    if (dryRun) printer.line('Dry run: nothing was changed.');
    else if (next !== undefined) printer.line(next);
    printer.result({ ledger: file, changed: diff !== '', written: diff !== '' && !dryRun, summary, ...details, ...(live && { calls: live.calls }), diff });
  } finally {
    open?.close();
  }
}

function writeAfter(calls: readonly string[], write: () => void): void {
  try {
    write();
  } catch (error) {
    if (calls.length === 0 || !(error instanceof Failure)) throw error;
    throw new Failure([...error.problems, problem('LiveUnwritten', calls)]);
  }
}

/** The ledger after an action. */
export function applied(ledger: Ledger, action: Action): Ledger {
  const result = transition(ledger, action);
  if (result.problems) throw new Failure(result.problems);
  return result.ledger;
}
