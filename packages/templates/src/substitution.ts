import { plainMap, PlainValue } from './java/from-js';
import { Budget, entriesOf, Runtime } from './java/runtime-values';
import { toText } from './java/text';
import { isMap, isText } from './kinds';
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

type Part = string | { readonly root: 'context' | 'stageVariables'; readonly path: readonly string[] };

const VARIABLE = /\$(context|stageVariables)((?:\.[A-Za-z0-9_-]+)+)/g;

/**
 * Compiles the body of a gateway response or the format of an access log. Neither is a Velocity template:
 * `$context.name` and `$stageVariables.name` are filled in, and everything else is text.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 */
export const compileSubstitution = (source: string, options: SubstitutionOptions = {}): Substitution => {
  const parts: Part[] = [];
  let at = 0;
  for (const match of source.matchAll(VARIABLE)) {
    parts.push(source.slice(at, match.index), { root: match[1] as 'context' | 'stageVariables', path: match[2].slice(1).split('.') });
    at = match.index + match[0].length;
  }
  parts.push(source.slice(at));
  const missing = options.missing ?? '';
  const namesOf = (root: string): readonly string[] =>
    [...new Set(parts.flatMap((part) => !isText(part) && part.root === root ? [part.path.join('.')] : []))];
  return {
    contextNames: namesOf('context'),
    stageVariables: namesOf('stageVariables'),
    render: (input = {}) => fillIn(parts, input, missing),
  };
};

const fillIn = (parts: readonly Part[], input: SubstitutionInput, missing: string): string => {
  const roots = { context: plainMap(input.context), stageVariables: plainMap(input.stageVariables) };
  const budget = new Run(DEFAULT_LIMITS, new Map(), false);
  return parts.map((part) => isText(part) ? part : textAt(roots[part.root], part.path, budget) ?? missing).join('');
};

const textAt = (root: JavaMap, path: readonly string[], budget: Budget): string | null => {
  let value: Runtime = root;
  for (const name of path) {
    value = isMap(value) ? entriesOf(value).get(name) ?? null : null;
  }
  return value === null ? null : toText(value, budget);
};
