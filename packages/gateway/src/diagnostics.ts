import type { Diagnostic, DiagnosticCode } from './model/diagnostic';
import type { Source } from './model/source';

/** Collects what there is to say; what is said twice about one place is kept once. */
export class Diagnostics {
  private readonly found = new Map<string, Diagnostic>();

  report(severity: Diagnostic['severity'], code: DiagnosticCode, where: Source, message: string): void {
    const key = JSON.stringify([code, where.template, where.logicalId, where.property, message]);
    if (!this.found.has(key)) this.found.set(key, { severity, code, where, message });
  }

  list(): Diagnostic[] {
    return [...this.found.values()];
  }
}
