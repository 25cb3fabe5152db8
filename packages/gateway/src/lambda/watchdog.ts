import { spawn, type ChildProcess } from 'node:child_process';
import type { Writable } from 'node:stream';

/** Reads the process groups to end, a line at a time; the last line counts when nothing more can come. */
const SCRIPT = 'trap "" HUP INT TERM; groups=; while read -r line; do groups=$line; done; for group in $groups; do kill -9 -$group 2>/dev/null; done';

/**
 * Ends process groups when this process has ended, however it did. A function that waits for an invocation ends by itself,
 * one that is busy cannot.
 */
export class Watchdog {
  private readonly groups = new Set<number>();
  private process?: ChildProcess;

  add(group: number): void {
    this.groups.add(group);
    this.tell();
  }

  delete(group: number): void {
    if (this.groups.delete(group)) this.tell();
  }

  close(): void {
    this.process?.stdin?.end();
  }

  private tell(): void {
    this.process ??= this.start();
    this.process.stdin?.write(`${[...this.groups].join(' ')}\n`);
  }

  private start(): ChildProcess {
    const child = spawn('/bin/sh', ['-c', SCRIPT], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
    child.unref();
    const stdin = child.stdin as Writable & { unref(): void };
    stdin.unref();
    // Where there is no shell, a busy function may outlive this process.
    child.on('error', () => {});
    stdin.on('error', () => {});
    return child;
  }
}
