import type { Problem } from './problems';
import { lineOf } from './problems';

/** The world around a command. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly colour: boolean;
  readonly now: () => Date;
}

/** Writes what a command has to say: text for people, or one JSON object. */
export class Printer {
  constructor(private readonly io: Io, private readonly json: boolean) {}

  /** A line for people. */
  public line(text = ''): void {
    if (!this.json) this.io.out(`${text}\n`);
  }

  /** A unified diff for people. */
  public diff(diff: string): void {
    const colours: Record<string, string> = { '+': GREEN, '-': RED, '@': CYAN };
    for (const line of diff.split('\n').slice(0, -1)) this.line(this.painted(line, /^(\+\+\+|---)/.test(line) ? BOLD : colours[line[0]]));
  }

  public bold(text: string): string {
    return this.painted(text, BOLD);
  }

  /** The result for programs. */
  public result(value: object): void {
    if (this.json) this.io.out(`${JSON.stringify(value, undefined, 2)}\n`);
  }

  public problems(problems: readonly Problem[]): void {
    if (this.json) this.io.err(`${JSON.stringify({ problems }, undefined, 2)}\n`);
    else for (const one of problems) this.io.err(`${this.painted('error', RED)} ${lineOf(one)}\n`);
  }

  private painted(text: string, colour?: string): string {
    return this.io.colour && colour ? `\u001b[${colour}m${text}\u001b[0m` : text;
  }
}

const BOLD = '1';
const RED = '31';
const GREEN = '32';
const CYAN = '36';
