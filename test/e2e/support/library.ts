import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT, run } from './run';

const CACHE = path.join(ROOT, '.cache');

/** Compiles the library, unless nothing has changed since it was compiled. Apps then import it by its name, like those of its users. */
export async function compileLibrary(): Promise<void> {
  await alone('compile', async () => {
    if (writtenAt('.jsii') > writtenAt('src', 'package.json', 'tsconfig.json')) return;
    await run('npx', ['projen', 'compile']);
  });
}

/** The library as a Python wheel, built unless the one at hand is of this state of the library. */
export async function pythonWheel(): Promise<string> {
  await compileLibrary();
  return alone('package-python', async () => {
    const directory = path.join(ROOT, 'dist', 'python');
    if (wheels(directory).length !== 1 || writtenAt(path.relative(ROOT, wheels(directory)[0])) < writtenAt('.jsii', 'lib', 'handlers')) {
      fs.rmSync(directory, { recursive: true, force: true });
      await run('npx', ['projen', 'package:python']);
    }
    const [wheel] = wheels(directory);
    return wheel;
  });
}

function wheels(directory: string): string[] {
  return fs.existsSync(directory) ? fs.readdirSync(directory).filter((file) => file.endsWith('.whl')).map((file) => path.join(directory, file)) : [];
}

/** When the newest of some files and directories was written; a long time ago where there is none. */
function writtenAt(...names: string[]): number {
  return Math.max(0, ...names.map((name) => path.join(ROOT, name)).filter(fs.existsSync).flatMap((file) => {
    const files = fs.statSync(file).isDirectory() ? fs.readdirSync(file, { recursive: true, encoding: 'utf8' }) : [];
    return [file, ...files.map((inner) => path.join(file, inner))].map((each) => fs.statSync(each).mtimeMs);
  }));
}

/** Does something while no other test file does it. */
async function alone<T>(task: string, action: () => Promise<T>): Promise<T> {
  fs.mkdirSync(CACHE, { recursive: true });
  const lock = path.join(CACHE, `${task}.lock`);
  while (!tryToLock(lock)) await sleep(200);
  try {
    return await action();
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

/** The lock names the process that holds it: one that was killed holds it no longer. */
function tryToLock(lock: string): boolean {
  try {
    fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const holder = fs.existsSync(lock) ? Number(fs.readFileSync(lock, 'utf8')) : 0;
    if (holder && !isRunning(holder)) fs.rmSync(lock, { force: true });
    return false;
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
