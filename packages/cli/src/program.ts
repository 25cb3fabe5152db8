import { Command, CommanderError } from 'commander';
import { version } from '../package.json';
import { addCanary } from './commands/canary';
import { addInit } from './commands/init';
import { addLocal } from './commands/local';
import { addPromote } from './commands/promote';
import { addPrune } from './commands/prune';
import { addRecord } from './commands/record';
import { addRename } from './commands/rename';
import { addHistory, addStatus } from './commands/report';
import { addRollback } from './commands/rollback';
import { type Io, Printer } from './print';
import { EXIT, Failure, problem } from './problems';

const EXIT_CODES = `
Exit codes:
  0  done, or there was nothing to do
  1  refused: the problems are on standard error
  2  wrong usage
  3  AWS failed`;

/** Runs a command line and gives its exit code. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  try {
    await programOf(io).parseAsync(args, { from: 'user' });
    return EXIT.done;
  } catch (error) {
    const failure = error instanceof CommanderError ? usageFailure(error, args) : error;
    if (!(failure instanceof Failure)) throw failure;
    new Printer(io, args.includes('--json')).problems(failure.problems);
    return failure.exitCode;
  }
}

function programOf(io: Io): Command {
  const program = new Command('stagecraft')
    .description('Amazon API Gateway on the desk, and releases of APIs that are built with cdk-stagecraft.')
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err, outputError: () => undefined })
    .addHelpText('after', EXIT_CODES);
  const release = program.command('release').description('record releases, and say which of them each stage serves').addHelpText('after', EXIT_CODES);
  for (const add of [addInit, addRecord, addCanary, addPromote, addRollback, addStatus, addHistory, addPrune, addRename]) add(release, io);
  addLocal(program, io);
  return program;
}

/** Commander ends with an error after it has shown help, too. */
function usageFailure({ exitCode, code, message }: CommanderError, args: readonly string[]): Failure {
  if (exitCode === 0) return new Failure([], EXIT.done);
  if (code === 'commander.help') return new Failure([], EXIT.usage);
  const depth = code === 'commander.unknownCommand' || args[0] !== 'release' ? 1 : 2;
  const command = ['stagecraft', ...args.filter((arg) => /^[a-z]+$/.test(arg)).slice(0, depth), '--help'].join(' ');
  return new Failure([problem('Usage', message.replace(/^error: /, '').replace(/\.$/, ''), command)], EXIT.usage);
}
