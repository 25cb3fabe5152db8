import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { root } from '../run.mjs';
import { CREDENTIALS } from './request.mjs';

/** `stagecraft local`, and what it says. */
export class Gateway {
  #text = '';
  #heard = () => undefined;

  static async start({ app, table, watch }) {
    const gateway = new Gateway(app, [
      '--port', String(await isFree(3000) ? 3000 : 0),
      '--credentials', `${CREDENTIALS.id}:${CREDENTIALS.secret}`,
      '--env', `AWS_ENDPOINT_URL_DYNAMODB=${table}`,
      '--env', 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED=true',
      ...(watch ? ['--watch'] : []),
    ]);
    const listening = /^Listening on (\S+)\./m;
    await gateway.#until(listening);
    gateway.url = listening.exec(gateway.#text)[1];
    return gateway;
  }

  constructor(app, args) {
    this.child = spawn(process.execPath, [join(root, 'packages', 'cli', 'lib', 'main.js'), 'local', ...args], { cwd: app, stdio: ['ignore', 'pipe', 'inherit'] });
    this.child.stdout.setEncoding('utf8').on('data', (text) => {
      this.#text += text;
      this.#heard();
    });
    this.ended = new Promise((resolve) => { this.child.on('close', (code) => resolve(code ?? 1)); });
    // Ctrl-C is for the gateway, which ends when it has answered; then this ends, too.
    process.on('SIGINT', () => undefined);
  }

  interrupt() {
    this.child.kill('SIGINT');
  }

  /** What it has said since it was asked last. */
  take() {
    const text = this.#text;
    this.#text = '';
    return text.trimEnd();
  }

  /** What it says up to a line. */
  async line(pattern) {
    await this.#until(pattern);
    return this.take();
  }

  /** From now on everything it says is said at once. */
  relay() {
    this.#heard = () => process.stdout.write(`${this.take()}\n`);
  }

  async #until(pattern) {
    const ended = this.ended.then((code) => { throw new Error(`stagecraft local ended with ${code}:\n${this.#text}`); });
    while (!pattern.test(this.#text)) await Promise.race([ended, new Promise((resolve) => { this.#heard = resolve; })]);
    ended.catch(() => undefined);
  }
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false)).listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
