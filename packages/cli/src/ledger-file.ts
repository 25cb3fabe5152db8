import * as fs from 'node:fs';
import { accessing, LEDGER_LIMIT, readBounded } from './bounded-file';
import { Lock } from './lock';
import { Failure, problem, refuse } from './problems';
import type { Ledger } from 'cdk-stagecraft/releases/ledger';
import { parseLedger, printLedger } from 'cdk-stagecraft/releases/ledger-text';

export function readLedger(file: string): Ledger {
  return parsed(file, bytesOf(file));
}

/** Begins a ledger where there is nothing. */
export function createLedger(file: string, ledger: Ledger): void {
  refuseIfPresent(file);
  accessing(file, () => fs.writeFileSync(file, printLedger(ledger), { flag: 'wx' }));
}

/** The text of a ledger that can be read again. */
export function checkedText(file: string, ledger: Ledger): string {
  const text = printLedger(ledger);
  const [fault] = parseLedger(text).faults ?? [];
  return fault ? refuse('LedgerUnwritable', file, fault.line, fault.what) : text;
}

export function refuseIfPresent(file: string): void {
  if (accessing(file, () => fs.lstatSync(file, { throwIfNoEntry: false }))) refuse('LedgerExists', file);
}

/**
 * A ledger that no other command changes until it is closed.
 *
 * It is replaced as a whole: whoever reads it, and whenever the command is killed, it is as it was or as it is to be.
 */
export class OpenLedger {
  public readonly ledger: Ledger;

  /** The file itself, where the ledger is a symbolic link. */
  private readonly target: string;
  private readonly bytes: Buffer;
  private readonly lock: Lock;

  constructor(private readonly file: string) {
    bytesOf(file);
    this.target = accessing(file, () => fs.realpathSync(file));
    this.lock = new Lock(this.target);
    try {
      this.bytes = bytesOf(file);
      this.ledger = parsed(file, this.bytes);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  public write(ledger: Ledger): void {
    const { file, target } = this;
    const temporary = `${target}.${process.pid}.tmp`;
    try {
      accessing(file, () => {
        writeThrough(temporary, checkedText(file, ledger), fs.statSync(target).mode);
        if (!bytesOf(file).equals(this.bytes)) refuse('LedgerChanged', file);
        fs.renameSync(temporary, target);
      });
    } finally {
      fs.rmSync(temporary, { force: true });
    }
  }

  public close(): void {
    this.lock.release();
  }
}

function bytesOf(file: string): Buffer {
  return readBounded(file, LEDGER_LIMIT) ?? refuse('LedgerMissing', file);
}

function parsed(file: string, bytes: Buffer): Ledger {
  const result = parseLedger(textOf(file, bytes));
  if (result.faults) throw new Failure(result.faults.map(({ line, what }) => problem('LedgerBroken', file, line, what)));
  return result.ledger;
}

function textOf(file: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refuse('LedgerBroken', file, lineOfInvalid(bytes), 'has bytes that are no UTF-8');
  }
}

/** The first line that is another one when it is decoded and encoded again. */
function lineOfInvalid(bytes: Buffer): number {
  const again = Buffer.from(bytes.toString('utf8'));
  const index = bytes.findIndex((byte, at) => byte !== again[at]);
  return bytes.subarray(0, index).filter((byte) => byte === 10).length + 1;
}

/** Writes a new file that is on the disk before it is used. */
function writeThrough(file: string, text: string, mode: number): void {
  const descriptor = fs.openSync(file, 'wx', mode);
  try {
    fs.fchmodSync(descriptor, mode);
    fs.writeFileSync(descriptor, text);
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}
