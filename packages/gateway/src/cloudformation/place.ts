import { textOf, type Json } from '../json';
import type { Diagnostic, DiagnosticCode } from '../model/diagnostic';
import type { Position } from '../position';
import type { Stack } from './stack';

/** Where in a stack's template an evaluation is. */
export class Place {
  constructor(readonly stack: Stack, readonly position: Position) {}

  at(key: string | number): Place {
    return new Place(this.stack, this.position.at(key));
  }

  evaluate(value: Json | undefined): Json | undefined {
    return value === undefined ? undefined : this.stack.evaluate(value, this);
  }

  /** A text that an argument comes to; anything else is reported. */
  text(value: Json | undefined, what: string): string | undefined {
    const evaluated = this.evaluate(value);
    const text = textOf(evaluated);
    return text ?? this.invalid(`${what} has to be a text`);
  }

  /** A list that an argument comes to; anything else is reported. */
  list(value: Json | undefined, what: string): Json[] | undefined {
    const list = this.evaluate(value);
    return Array.isArray(list) ? list : this.invalid(`${what} has to be a list`);
  }

  /** A list of so many arguments, not yet evaluated. */
  arguments(value: Json, count: number, atMost = count): Json[] | undefined {
    if (Array.isArray(value) && value.length >= count && value.length <= atMost) return value;
    return this.invalid(`takes a list of ${count === atMost ? count : `${count} to ${atMost}`} arguments`);
  }

  invalid(message: string): undefined {
    this.report('error', 'invalid-function', message);
    return undefined;
  }

  report(severity: Diagnostic['severity'], code: DiagnosticCode, message: string): void {
    this.stack.cloud.diagnostics.report(severity, code, this.position.source, message);
  }
}
