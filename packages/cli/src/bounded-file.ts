import * as fs from 'node:fs';
import { Failure, refuse } from './problems';

const MEBIBYTE = 1024 * 1024;
export const LEDGER_LIMIT = 16 * MEBIBYTE;
const JSON_LIMIT = 256 * MEBIBYTE;

/** The bytes of a file that is not larger than it can sensibly be; none if there is no such file. */
export function readBounded(file: string, limit: number): Buffer | undefined {
  return accessing(file, () => {
    const stats = fs.statSync(file, { throwIfNoEntry: false });
    if (!stats) return undefined;
    if (!stats.isFile()) refuse('FileAccess', file, 'it is no file');
    if (stats.size > limit) refuse('FileAccess', file, `it has more than ${limit / MEBIBYTE} MiB`);
    return fs.readFileSync(file);
  });
}

/** The value of a JSON file; none if there is no such file. */
export function readJson(file: string, broken: (why: string) => never): unknown {
  const bytes = readBounded(file, JSON_LIMIT);
  try {
    return bytes && JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    return broken((error as Error).message);
  }
}

/** Does something with a file; what the system refuses is a problem with it. */
export function accessing<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof Failure || !(error as NodeJS.ErrnoException).code) throw error;
    return refuse('FileAccess', file, (error as Error).message);
  }
}
