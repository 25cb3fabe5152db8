import { EXIT } from './problems';
import { run } from './program';

// Standard error is for problems, which programs read.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

// What stands open is closed on the way out, by whoever waits for the interrupt, or else by what listens to the exit.
let waiting: (() => void) | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (!waiting) process.exit(signal === 'SIGINT' ? 130 : 143);
    waiting();
    waiting = undefined;
  });
}

// Who reads the output may go away before it ends.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? EXIT.done : EXIT.refused));

run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  colour: process.stdout.isTTY && !process.env.NO_COLOR,
  now: () => (process.env.SOURCE_DATE_EPOCH ? new Date(Number(process.env.SOURCE_DATE_EPOCH) * 1000) : new Date()),
  interrupted: () => new Promise((resolve) => { waiting = resolve; }),
}).then((code) => {
  process.exitCode = code;
}, (error: unknown) => {
  console.error(error);
  process.exitCode = EXIT.refused;
});
