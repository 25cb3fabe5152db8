import type { Problem } from './problems';
import { lineOf } from './problems';

/** The world around a command. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly colour: boolean;
  readonly now: () => Date;
  /** Settles at the next interrupt, which then does not end the program. */
  readonly interrupted: () => Promise<void>;
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
    const colours: Record<string, Colour> = { '+': 'green', '-': 'red', '@': 'cyan' };
    for (const line of diff.split('\n').slice(0, -1)) this.line(this.painted(line, /^(\+\+\+|---)/.test(line) ? 'bold' : colours[line[0]]));
  }

  public bold(text: string): string {
    return this.painted(text, 'bold');
  }

  /** The result for programs. */
  public result(value: object): void {
    if (this.json) this.io.out(`${JSON.stringify(value, undefined, 2)}\n`);
  }

  /** One of several results for programs, on a line of its own. */
  public event(value: object): void {
    if (this.json) this.io.out(`${JSON.stringify(value)}\n`);
  }

  public problems(problems: readonly Problem[]): void {
    if (this.json) this.io.err(`${JSON.stringify({ problems }, undefined, 2)}\n`);
    else for (const one of problems) this.io.err(`${this.painted('error', 'red')} ${lineOf(one)}\n`);
  }

  public painted(text: string, colour?: Colour): string {
    return this.io.colour && colour ? `\u001b[${COLOURS[colour]}m${text}\u001b[0m` : text;
  }
}

const COLOURS = { bold: '1', dim: '2', red: '31', green: '32', yellow: '33', cyan: '36' };

export type Colour = keyof typeof COLOURS;
