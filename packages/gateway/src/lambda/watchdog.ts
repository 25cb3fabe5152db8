import { spawn, type ChildProcess } from 'node:child_process';
import type { Writable } from 'node:stream';

/** Reads a directory and process groups, line by line; the last line counts when nothing more can come. */
const SCRIPT = `
trap '' HUP INT TERM
while IFS='|' read -r directory groups; do
  last_directory=$directory
  last_groups=$groups
done
for group in $last_groups; do kill -9 -$group 2>/dev/null; done
[ -z "$last_directory" ] || rm -rf "$last_directory"
`;

/**
 * Ends process groups and removes a directory when this process has ended, however it did. A function that waits for an invocation ends by itself,
 * one that is busy cannot.
 */
export class Watchdog {
  private readonly groups = new Set<number>();
  private directory = '';
  private process?: ChildProcess;

  add(group: number): void {
    this.groups.add(group);
    this.tell();
  }

  delete(group: number): void {
    if (this.groups.delete(group)) this.tell();
  }

  remove(directory: string): void {
    this.directory = directory;
    this.tell();
  }

  close(): void {
    this.process?.stdin?.end();
  }

  private tell(): void {
    this.process ??= this.start();
    this.process.stdin?.write(`${this.directory}|${[...this.groups].join(' ')}\n`);
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
