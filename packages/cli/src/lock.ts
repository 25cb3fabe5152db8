import * as fs from 'node:fs';
import * as os from 'node:os';
import { accessing, readBounded } from './bounded-file';
import { refuse } from './problems';

/** A file beside another one that names the process which changes that one. It goes when the process ends, unless the process is killed. */
export class Lock {
  private readonly file: string;

  constructor(locked: string) {
    this.file = `${locked}.lock`;
    try {
      fs.writeFileSync(this.file, JSON.stringify({ pid: process.pid, host: os.hostname() }), { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') refuse('LedgerLocked', locked, holderOf(this.file));
      accessing(this.file, () => { throw error; });
    }
    process.once('exit', this.release);
  }

  public readonly release = (): void => {
    process.removeListener('exit', this.release);
    fs.rmSync(this.file, { force: true });
  };
}

function holderOf(file: string): string {
  const [, pid, host] = /^\{"pid":(\d+),"host":"([\w.-]*)"\}$/.exec(readBounded(file, 1024)?.toString('latin1') ?? '') ?? [];
  if (!pid) return 'an unknown process';
  return `process ${pid} on ${host}${host === os.hostname() && isGone(Number(pid)) ? ', which is gone' : ''}`;
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
