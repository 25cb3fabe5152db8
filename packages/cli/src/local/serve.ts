import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Gateway, GatewayOptions } from 'stagecraft-gateway';
import type { LocalOptions } from '../commands/local';
import { type Io, Printer } from '../print';
import { Failure, problem, refuse } from '../problems';
import { jsonReporter } from './json-reporter';
import { outlineOf } from './outline';
import { placeOf } from './place';
import type { Reporter } from './reporter';
import { textReporter } from './text-reporter';
import { type Watch, watchDocuments } from './watch-file';

/** Serves until it is interrupted. */
export async function serve(options: LocalOptions, io: Io): Promise<void> {
  const what = whatIn(options);
  const keepIn = options.keep ? folderBeside('assembly' in what ? what.assembly : what.template) : undefined;
  const gateway = await start({ ...what, ...optionsOf(options), keepIn }, options);
  const interrupted = io.interrupted();
  const printer = new Printer(io, options.json ?? false);
  const reporter = options.json ? jsonReporter(printer, gateway) : textReporter(printer, gateway, options.trace ?? false);
  let watch: Watch | undefined;
  try {
    const watched = 'assembly' in what ? path.join(what.assembly, 'manifest.json') : what.template;
    if (options.watch) watch = watchOver(watched, () => reload(gateway, reporter));
    refuseNothing(gateway, options);
    reporter.listening(outlineOf(gateway), gateway.model.diagnostics, isLoopback(options.host));
    await interrupted;
    reporter.closing();
  } finally {
    watch?.close();
    await gateway.close();
  }
}

function whatIn({ app = 'cdk.out', template }: LocalOptions): { readonly template: string } | { readonly assembly: string } {
  if (template === undefined) return fs.existsSync(path.join(app, 'manifest.json')) ? { assembly: app } : refuse('AssemblyMissing', path.normalize(app));
  return fs.existsSync(template) ? { template } : refuse('FileAccess', template, 'there is no such file');
}

function optionsOf({ port, host, seed, parameter, stub, vpcLink, permissions, env, credentials }: LocalOptions): Omit<GatewayOptions, 'assembly' | 'template'> {
  const lambda = { environment: env, nodePath: packagesAround(process.cwd()) };
  return { port, host, seed, credentials, parameters: parameter, stubs: stub, vpcLinks: vpcLink, enforcePermissions: permissions, lambda };
}

/** Where a run leaves what the next one has to know. */
function folderBeside(what: string): string {
  return path.join(path.dirname(path.resolve(what)), '.stagecraft');
}

/** Where functions find the AWS SDK, which Lambda has and this machine has if the project does. */
function packagesAround(folder: string): string[] {
  const here = path.join(folder, 'node_modules');
  const above = path.dirname(folder);
  return [...(fs.existsSync(here) ? [here] : []), ...(above === folder ? [] : packagesAround(above))];
}

async function start(options: GatewayOptions, { host, port }: LocalOptions): Promise<Gateway> {
  // It takes longer to load than all the rest of the command line.
  const { startGateway } = await import('stagecraft-gateway');
  try {
    return await startGateway(options);
  } catch (error) {
    const { code, syscall, message } = error as NodeJS.ErrnoException;
    if (syscall === 'listen' && code === 'EADDRINUSE') return refuse('PortBusy', host, port);
    if (syscall !== undefined) return refuse('HostRefused', host, port, message);
    throw error;
  }
}

/** A system watches so many files and no more. */
function watchOver(file: string, changed: () => void): Watch {
  try {
    return watchDocuments(path.resolve(path.dirname(file)), path.basename(file), changed);
  } catch (error) {
    return refuse('FileAccess', path.dirname(file), (error as Error).message);
  }
}

/** A gateway with no stage to serve is a mistake. */
function refuseNothing({ model: { rest, diagnostics } }: Gateway, { app = 'cdk.out', template }: LocalOptions): void {
  if (rest.some(({ stages }) => stages.length > 0)) return;
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ where, message }) => problem('Unreadable', placeOf(where), message));
  throw new Failure([...errors, problem('NoStage', template ?? app)]);
}

function reload(gateway: Gateway, reporter: Reporter): void {
  const started = performance.now();
  const { reloaded, diagnostics } = gateway.reload();
  if (reloaded) reporter.reloaded(outlineOf(gateway), diagnostics, performance.now() - started);
  else reporter.kept(diagnostics);
}

function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|::1)$/i.test(host);
}
