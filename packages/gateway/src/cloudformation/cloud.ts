import type { StackTemplate } from '../assembly/assembly';
import type { Diagnostics } from '../diagnostics';
import { textOf, type Json } from '../json';
import type { Place } from './place';
import type { Resource } from './resource';
import { Stack } from './stack';
import type { Texts } from '../model/source';

/** What stands in for the account. */
export interface CloudOptions {
  /** For stacks that are for any account. */
  readonly account: string;
  /** For stacks that are for any region. */
  readonly region: string;
  /** Parameters' values, by name or by `Stack:Name`. */
  readonly parameters: Texts;
}

/** More references in a row than any template has have no end. */
const MAX_DEPTH = 64;

/** All stacks, and what they see of each other. */
export class Cloud {
  private readonly stacks: readonly Stack[];
  private readonly active = new Set<string>();

  constructor(templates: readonly StackTemplate[], readonly options: CloudOptions, readonly diagnostics: Diagnostics) {
    this.stacks = templates.map((template) => new Stack(this, template));
  }

  /** Every resource of every stack, nested ones included. */
  resources(): Resource[] {
    return this.stacks.flatMap((stack) => stack.allResources());
  }

  /** Says which rules of templates are broken. */
  checkRules(): void {
    for (const stack of this.stacks) stack.checkRules();
  }

  /** What a stack of the same account and region exports; failing that, what any stack exports. */
  exported(name: string, importing: Stack): Json | undefined {
    const near = (stack: Stack) => stack.account === importing.account && stack.region === importing.region;
    for (const stack of [...this.stacks.filter(near), ...this.stacks.filter((one) => !near(one))]) {
      const value = stack.exported(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  givenParameter(name: string): string | undefined {
    return Object.hasOwn(this.options.parameters, name) ? this.options.parameters[name] : undefined;
  }

  /** The value of an `AWS::SSM::Parameter` among the resources. */
  ssmParameter(name: string): string | undefined {
    for (const stack of this.stacks) {
      for (const resource of stack.ownResources('AWS::SSM::Parameter')) {
        if (resource.ref() === name) return textOf(resource.get('Value').value);
      }
    }
    return undefined;
  }

  /** What is computed, unless that is what is being computed. */
  guard<T>(key: string, place: Place, compute: () => T): T | undefined {
    if (this.active.has(key) || this.active.size >= MAX_DEPTH) {
      place.report('error', 'circular-reference', this.active.has(key) ? `${key} depends on itself` : `references go more than ${MAX_DEPTH} levels deep`);
      return undefined;
    }
    this.active.add(key);
    try {
      return compute();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      place.report('error', 'circular-reference', `${key} goes deeper than can be followed`);
      return undefined;
    } finally {
      this.active.delete(key);
    }
  }
}
