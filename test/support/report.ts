import type { ProblemCode, ProblemReport } from '../../src/problems';

/** Collects what checks find, as codes with their arguments. */
export class TestReport implements ProblemReport {
  public readonly problems: [ProblemCode, ...unknown[]][] = [];
  public readonly warnings: [ProblemCode, ...unknown[]][] = [];

  public add(code: ProblemCode, ...args: unknown[]): void {
    this.problems.push([code, ...args]);
  }

  public warn(code: ProblemCode, ...args: unknown[]): void {
    this.warnings.push([code, ...args]);
  }
}
