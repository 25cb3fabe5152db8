import { plainMap, PlainValue } from './java/from-js';
import { Budget, entriesOf, Runtime } from './java/runtime-values';
import { toText } from './java/text';
import { isMap } from './kinds';
import { DEFAULT_LIMITS } from './limits';
import { JavaMap } from './values';
import { Run } from './velocity/run';

/** How a text with variables is filled in. */
export interface SubstitutionOptions {
  /**
   * What stands for a variable without a value: access logs have `-` there.
   *
   * @default '' - nothing
   */
  readonly missing?: string;
}

/** What a text with variables is filled in with. */
export interface SubstitutionInput {
  /** @default - empty */
  readonly context?: { readonly [name: string]: PlainValue };
  /** @default - none */
  readonly stageVariables?: { readonly [name: string]: string };
}

/** A text with variables. */
export interface Substitution {
  /** The names below `$context` that the text uses, such as `identity.sourceIp`. */
  readonly contextNames: readonly string[];
  /** The stage variables that the text uses. */
  readonly stageVariables: readonly string[];
  /** Fills the variables in. */
  render(input?: SubstitutionInput): string;
}

const VARIABLE = /\$(context|stageVariables)((?:\.[A-Za-z0-9_-]+)+)/g;

/**
 * Compiles the body of a gateway response or the format of an access log. Neither is a Velocity template:
 * `$context.name` and `$stageVariables.name` are filled in, and everything else is text.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 */
export const compileSubstitution = (source: string, { missing = '' }: SubstitutionOptions = {}): Substitution => {
  const namesOf = (root: string): readonly string[] =>
    [...new Set([...source.matchAll(VARIABLE)].filter((match) => match[1] === root).map((match) => match[2].slice(1)))];
  return {
    contextNames: namesOf('context'),
    stageVariables: namesOf('stageVariables'),
    render(input = {}) {
      const roots = new Map([['context', plainMap(input.context)], ['stageVariables', plainMap(input.stageVariables)]]);
      const budget = new Run(DEFAULT_LIMITS);
      return source.replace(VARIABLE, (_, root: string, path: string) => textAt(roots.get(root)!, path.slice(1).split('.'), budget) ?? missing);
    },
  };
};

const textAt = (root: JavaMap, path: readonly string[], budget: Budget): string | null => {
  const value = path.reduce((owner: Runtime, name) => isMap(owner) ? entriesOf(owner).get(name) ?? null : null, root);
  return value === null ? null : toText(value, budget);
};
