import { BoundName, TemplateBoundError } from '../errors';
import type { Scope } from './scope';
import { RenderBudget, Runtime } from '../java/runtime-values';
import { TemplateLimits } from '../limits';
import { quoted } from '../texts';

/** What a call of a macro takes, counted in statements. */
const STEPS_PER_MACRO = 10;

/** What an element of a list takes, counted in characters of text. */
const ELEMENT_COST = 8;

/** One rendering of a template: its variables, what it wrote so far and what it has used up. */
export class Run implements RenderBudget, Scope {
  readonly run = this;
  /** The text written so far. */
  out = '';
  /** How many macros are being rendered within one another. */
  macroDepth = 0;
  private regexStepsLeft: number;
  private iterationCount = 0;
  private textLength = 0;
  private workDone = 0;

  constructor(readonly bounds: Required<TemplateLimits>, private readonly variables: Array<Runtime | undefined> = []) {
    this.regexStepsLeft = bounds.regexSteps;
  }

  get(slot: number): Runtime | undefined {
    return this.variables[slot];
  }

  put(slot: number, value: Runtime | undefined): void {
    this.variables[slot] = value;
  }

  sourceOf(): undefined {
    return undefined;
  }

  private exceed(bound: BoundName & keyof TemplateLimits, detail: string): never {
    throw new TemplateBoundError(bound, this.bounds[bound], detail);
  }

  write(text: string): void {
    this.out += text;
    this.checkLength(this.out.length, 'characters of output');
  }

  /** What a function writes, kept apart from the output. */
  capture(render: () => void): string {
    const before = this.out;
    this.out = '';
    this.spend(1);
    try {
      render();
      return this.accept(this.out);
    } finally {
      this.out = before;
    }
  }

  /** Counts one more iteration of a loop, which is the one with that number there. */
  iterate(count: number): void {
    if (count > this.bounds.loopIterations) {
      this.exceed('loopIterations', 'iterations of a #foreach');
    }
    if (++this.iterationCount > this.bounds.iterations) {
      this.exceed('iterations', 'iterations of all #foreach');
    }
  }

  enterMacro(name: string): void {
    if (++this.macroDepth > this.bounds.recursion) {
      this.exceed('recursion', `depth of calls at the macro ${quoted(name)}`);
    }
    this.spend(STEPS_PER_MACRO);
  }

  spend(steps: number): void {
    this.workDone += steps;
    if (this.workDone > this.bounds.work) {
      this.exceed('work', 'steps of the rendering');
    }
  }

  elements(count: number): void {
    this.checkLength(count);
    this.charge(count * ELEMENT_COST);
  }

  accept(text: string): string {
    this.checkLength(text.length);
    this.charge(text.length);
    return text;
  }

  private charge(length: number): void {
    this.textLength += length;
    if (this.textLength > this.bounds.intermediateText) {
      this.exceed('intermediateText', 'characters of text made on the way');
    }
  }

  checkLength(length: number, detail = 'length of one text or list'): void {
    if (length > this.bounds.output) {
      this.exceed('output', detail);
    }
  }

  spendOnRegex(steps: number): void {
    this.regexStepsLeft -= steps;
    if (this.regexStepsLeft < 0) {
      this.exceed('regexSteps', 'steps of all regular expressions');
    }
  }
}
