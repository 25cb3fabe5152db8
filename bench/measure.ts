import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { performance } from 'node:perf_hooks';
import { benchApp, CONTESTANTS, type ContestantName } from './apis';

/** What one synthesis gave. */
interface Run {
  readonly millis: number;
  readonly resources: number;
  readonly templateBytes: number;
}

/** What the runs of one contestant at one size gave. */
export interface Measurement {
  readonly resources: number;
  readonly templateBytes: number;
  readonly medianMillis: number;
  readonly fastestMillis: number;
  readonly slowestMillis: number;
}

/** How often each contestant is measured with so many routes, answered by so many functions. */
export interface Size {
  readonly routes: number;
  readonly functions: number;
  readonly warmUps: number;
  readonly rounds: number;
}

/** The contestants by name; in each round all of them have one run, so that whatever else the machine does hits all alike. */
export function measure({ warmUps, rounds, ...size }: Size): Record<ContestantName, Measurement> {
  const names = Object.keys(CONTESTANTS) as ContestantName[];
  const runs = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<ContestantName, Run[]>;
  for (let round = -warmUps; round < rounds; round++) {
    // Each round begins with another one: none always comes after the longest.
    const first = (round + warmUps) % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      const run = synthesize(name, size);
      if (round >= 0) runs[name].push(run);
    }
  }
  return Object.fromEntries(names.map((name) => [name, summary(runs[name])])) as Record<ContestantName, Measurement>;
}

function synthesize(name: ContestantName, size: { routes: number; functions: number }): Run {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'stagecraft-bench-'));
  try {
    const start = performance.now();
    const { app, stack } = benchApp(CONTESTANTS[name], size, outdir);
    app.synth();
    const millis = performance.now() - start;
    const template = fs.readFileSync(path.join(outdir, stack.templateFile));
    return { millis, resources: Object.keys(JSON.parse(template.toString()).Resources).length, templateBytes: template.length };
  } finally {
    fs.rmSync(outdir, { recursive: true, force: true });
  }
}

function summary(runs: Run[]): Measurement {
  const [{ resources, templateBytes }] = runs;
  const millis = runs.map((run) => run.millis).sort((a, b) => a - b);
  const round = (value: number) => Number(value.toFixed(1));
  return {
    resources,
    templateBytes,
    medianMillis: round((millis[Math.floor((millis.length - 1) / 2)] + millis[Math.ceil((millis.length - 1) / 2)]) / 2),
    fastestMillis: round(millis[0]),
    slowestMillis: round(millis[millis.length - 1]),
  };
}
