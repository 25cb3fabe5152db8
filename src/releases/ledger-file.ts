import * as fs from 'node:fs';

/** The text of a ledger; none if there is no such file. */
export function readLedgerFile(file: string): string | undefined {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ? fs.readFileSync(file, 'utf8') : undefined;
}
