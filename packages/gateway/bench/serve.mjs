// Serves a template for the benchmark, which asks by messages: node --expose-gc serve.mjs <template>

import { createRequire } from 'node:module';
import { setTimeout } from 'node:timers/promises';

const { startGateway } = createRequire(import.meta.url)('../lib/index.js');
const template = process.argv[2];
const loaded = performance.now();
const gateway = await startGateway({ template });
const listening = performance.now();

const REQUESTS = {
  reload() {
    const began = performance.now();
    gateway.reload();
    return performance.now() - began;
  },
  /** Megabytes, at rest. */
  async memory() {
    for (let round = 0; round < 3; round++) {
      await setTimeout(200);
      globalThis.gc();
    }
    const { rss, heapUsed } = process.memoryUsage();
    return { rss: rss / 2 ** 20, heap: heapUsed / 2 ** 20 };
  },
};

process.on('message', async (name) => process.send({ [name]: await REQUESTS[name]() }));
process.on('disconnect', () => gateway.close());
process.send({ url: gateway.url('prod'), started: listening - loaded, sinceProcess: listening });
