import type { Diagnostic } from 'stagecraft-gateway';
import type { ApiOutline } from './outline';

/** Says what the gateway does. What happens to requests it hears from the gateway itself. */
export interface Reporter {
  listening(apis: readonly ApiOutline[], diagnostics: readonly Diagnostic[], loopback: boolean): void;
  reloaded(apis: readonly ApiOutline[], diagnostics: readonly Diagnostic[], milliseconds: number): void;
  /** What was read cannot be served; what was there is served on. */
  kept(diagnostics: readonly Diagnostic[]): void;
  closing(): void;
}
