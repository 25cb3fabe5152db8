import type { Diagnostic, Source } from './model/source';

/** What the reader says; the code keeps its meaning. */
export type DiagnosticCode =
  | 'assembly-version'
  | 'body-and-resources'
  | 'circular-reference'
  | 'condition-false'
  | 'duplicate'
  | 'dynamic-reference'
  | 'invalid-document'
  | 'invalid-function'
  | 'invalid-value'
  | 'missing-value'
  | 'not-served'
  | 'parameter-without-value'
  | 'unknown-attribute'
  | 'unknown-export'
  | 'unknown-extension'
  | 'unknown-reference'
  | 'unknown-type'
  | 'unreadable-file';

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
