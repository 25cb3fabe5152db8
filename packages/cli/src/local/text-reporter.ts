import type { Diagnostic, FunctionLog, Gateway, Trace } from 'stagecraft-gateway';
import type { Printer } from '../print';
import type { ApiOutline, RouteOutline, StageOutline } from './outline';
import { constructOf, placeOf } from './place';
import type { Reporter } from './reporter';
import { traceLines } from './trace-lines';

const COLOURS = { error: 'red', warning: 'yellow', info: 'dim' } as const;

/** Lines for people. */
export function textReporter(printer: Printer, gateway: Gateway, trace: boolean): Reporter {
  let known = '';
  const outline = (apis: readonly ApiOutline[]): boolean => {
    const lines = apis.flatMap((api) => apiLines(api, printer));
    const before = known;
    known = lines.join('\n');
    if (known !== before) for (const line of lines) printer.line(line);
    return known !== before;
  };
  const found = (diagnostics: readonly Diagnostic[]) => {
    for (const { severity, code, where, message } of diagnostics) {
      printer.line(printer.painted(`${severity.padEnd(7)} ${code}`, COLOURS[severity]) + printable(`  ${placeOf(where)}: ${message}`));
    }
  };

  gateway.on('request', (one) => {
    printer.line(requestLine(one, printer));
    if (trace) for (const line of traceLines(one)) printer.line(printer.painted(line, 'dim'));
  });
  gateway.on('functionLog', (log) => {
    for (const line of logLines(log, gateway)) printer.line(line);
  });

  return {
    listening: (apis, diagnostics, loopback) => {
      outline(apis);
      found(diagnostics);
      if (!loopback) {
        printer.line(printer.painted(`WARNING: whoever reaches ${gateway.address} can call these APIs, and run their functions as you. Leave out --host to keep it to this machine.`, 'red'));
      }
      printer.line(`Listening on ${gateway.address}. Ctrl-C ends it.`);
    },
    reloaded: (apis, diagnostics, milliseconds) => {
      const changed = outline(apis);
      found(diagnostics);
      printer.line(`Reloaded in ${timeOf(milliseconds)}${changed ? '' : ', with the same routes'}.`);
    },
    kept: (diagnostics) => {
      found(diagnostics.filter(({ severity }) => severity === 'error'));
      printer.line('Not reloaded: what was there before is served on.');
    },
    closing: () => printer.line('Answering what is on its way. Ctrl-C again does not wait.'),
  };
}

function apiLines({ api, construct, stages }: ApiOutline, printer: Printer): string[] {
  return [`${printer.bold(api)}  ${construct}`, ...stages.flatMap((stage) => stageLines(stage, printer))];
}

function stageLines({ stage, url, behind, routes, keys = [], canary }: StageOutline, printer: Printer): string[] {
  const widths = widthsOf([...routes, ...canary?.routes ?? []]);
  const stable = new Set(table(routes, widths));
  const other = canary ? table(canary.routes, widths).filter((line) => !stable.delete(line)) : [];
  return [
    `  ${printer.bold(stage)}  ${url}`,
    ...(behind ? ['    The template has other methods by now; a deployment keeps those that it was made with, as in the service.'] : []),
    ...table(routes, widths),
    ...keys.map(({ key, value }) => printable(`    X-API-Key: ${value}  ${key}`)),
    ...(canary ? [`    ${canary.percentTraffic} % go to the canary${other.length > 0 ? ', where others answer:' : ', with the same routes'}`, ...other.map((line) => `  ${line}`)] : []),
  ];
}

const COLUMNS = ['method', 'path', 'callers'] as const;

function widthsOf(routes: readonly RouteOutline[]): number[] {
  return COLUMNS.map((column) => Math.max(0, ...routes.map((route) => route[column].length)));
}

function table(routes: readonly RouteOutline[], widths: readonly number[]): string[] {
  return routes.map((route) => printable(`    ${COLUMNS.map((column, at) => route[column].padEnd(widths[at])).join('  ')}  ${route.answers}`));
}

function requestLine({ status, httpMethod, target, stage, side, milliseconds, failure, source }: Trace, printer: Printer): string {
  const where = stage === undefined ? 'no stage' : side === 'canary' ? `${stage} (canary)` : stage;
  const why = failure ? `  ${failure.type}: ${failure.cause}${source === undefined ? '' : ` (${source})`}` : '';
  const colour = status >= 500 ? 'red' : status >= 400 ? 'yellow' : 'green';
  return printer.painted(String(status), colour) + printable(` ${httpMethod} ${target}  ${where}  ${timeOf(milliseconds)}${why}`);
}

function logLines({ function: { arn, name }, requestId = '-', text }: FunctionLog, { model: { lambda } }: Gateway): string[] {
  const known = lambda.functions.find((one) => one.arn === arn);
  return text.replace(/\n$/, '').split('\n').map((line) => `  ${known ? constructOf(known.source) : name}  ${requestId}  ${line}`);
}

export function timeOf(milliseconds: number): string {
  return `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`;
}

/** What comes from elsewhere does not move the cursor and stays on its line. */
function printable(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ').replace(/[\u0000-\u001f\u007f-\u009f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
