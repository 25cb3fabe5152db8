import type { Diagnostic, Gateway } from 'stagecraft-gateway';
import type { Printer } from '../print';
import { placeOf } from './place';
import type { Reporter } from './reporter';

/** One object on each line; its `event` says what it is. */
export function jsonReporter(printer: Printer, gateway: Gateway): Reporter {
  gateway.on('request', (trace) => printer.event({ event: 'request', ...trace }));
  gateway.on('accessLog', (entry) => printer.event({ event: 'accessLog', ...entry }));
  gateway.on('functionLog', ({ function: { name, arn, version }, requestId, text }) => printer.event({ event: 'functionLog', function: name, arn, version, requestId, text }));
  return {
    listening: (apis, diagnostics, loopback) => printer.event({ event: 'listening', url: gateway.address, loopback, apis, diagnostics: diagnostics.map(finding) }),
    reloaded: (apis, diagnostics, milliseconds) => printer.event({ event: 'reloaded', milliseconds, apis, diagnostics: diagnostics.map(finding) }),
    kept: (diagnostics) => printer.event({ event: 'kept', diagnostics: diagnostics.map(finding) }),
    closing: () => printer.event({ event: 'closing' }),
  };
}

function finding({ severity, code, where, message }: Diagnostic): object {
  return { severity, code, place: placeOf(where), message };
}
