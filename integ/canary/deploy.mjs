// Deploys phases of integ.canary.ts, one after the other, and holds the stage against what each one promises.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const WANT = {
  'first': { code: 'one', tenant: 'all' },
  'second': { code: 'one', tenant: 'all' },
  'promoted': { code: 'two', tenant: 'canary' },
  'rolled-back': { code: 'one', tenant: 'all' },
};
const CALLS = 40;

for (const phase of process.argv.slice(2)) {
  const outputs = join(mkdtempSync(join(tmpdir(), 'canary-')), 'outputs.json');
  execFileSync('npx', ['cdk', 'deploy', 'Canary', '--app', 'node -r tsx/cjs integ.canary.ts', '--require-approval', 'never', '--outputs-file', outputs], {
    cwd: fileURLToPath(new URL('..', import.meta.url)), stdio: 'inherit', env: { ...process.env, CANARY_PHASE: phase },
  });
  const { LiveUrl } = JSON.parse(readFileSync(outputs, 'utf8')).Canary;
  for (let call = 1; call <= CALLS; call++) {
    const answer = await (await fetch(LiveUrl)).text();
    if (answer !== JSON.stringify(WANT[phase])) throw new Error(`phase ${phase}, call ${call}: ${answer} instead of ${JSON.stringify(WANT[phase])}`);
  }
  console.log(`phase ${phase}: ${CALLS} calls answered as they should`);
}
