import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process of the benchmark, and what it said first. */
export async function start(name, ...args) {
  const child = fork(fileURLToPath(new URL(name, import.meta.url)), args, { execArgv: ['--expose-gc'] });
  const [said] = await once(child, 'message');
  return {
    ...said,
    async ask(what) {
      child.send(what);
      const [answer] = await once(child, 'message');
      return answer[what];
    },
    async end() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
