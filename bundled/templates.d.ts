/** The part of `packages/templates` that the library checks mapping templates with: `scripts/bundle.mjs` makes the code. */

export interface TemplateProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly found: string;
  readonly allowed: readonly string[];
}

export interface TemplateCheck {
  readonly problems: readonly TemplateProblem[];
  readonly stageVariables: readonly string[];
  readonly contextNames: readonly string[];
}

export function checkTemplate(source: string): TemplateCheck;

export function compileJsonPath(path: string): unknown;

export function compilePattern(source: string): unknown;
