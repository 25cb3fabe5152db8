import { JavaMap, type Value } from '../values';
import { CompiledPath } from './compiled-path';
import { compileCondition, type Condition } from './condition';
import { JsonPathError } from './error';
import { callFunction, type Parameter } from './functions';
import { isArray } from './operand';
import type { Evaluation, Step } from './run';
import {
  filterStep, functionStep, indexStep, propertiesStep, propertyStep, scanStep, sliceStep, wildcardStep, type Passage, type Place, type ScanTarget,
} from './steps';
import type { ParameterSyntax, PathSyntax, TokenSyntax } from './syntax';

type Tokens = readonly TokenSyntax[];
type Accepts = ScanTarget['accepts'];

const WILDCARD: TokenSyntax = { type: 'wildcard' };
const nothing: Accepts = () => false;

/** Compiles the paths of one expression, its filters and its parameters included. */
export class PathCompiler {
  private readonly passages: Passage[] = [];
  private readonly conditions = new Map<TokenSyntax, Condition>();

  compile({ isRoot, tokens }: PathSyntax): CompiledPath {
    const isFunction = tokens.at(-1)?.type === 'function';
    if (isFunction && tokens[0].type === 'scan') {
      return this.functionOfScan(isRoot, tokens);
    }
    return new CompiledPath(isDefinite(tokens), isRoot, isFunction, this.chain(tokens, true, indexBeforeLast(tokens)));
  }

  /** Forgets what an earlier reading left behind. */
  reset(): void {
    for (const passage of this.passages) {
      passage.item = -1;
    }
  }

  /** `$..a.sum()` calls the function once, with all that is found instead of its parameters. */
  private functionOfScan(isRoot: boolean, tokens: Tokens): CompiledPath {
    const called = tokens.findIndex(({ type }) => type === 'function');
    const found: PathSyntax = { isRoot: true, tokens: tokens.slice(0, called) };
    const { name } = tokens[called] as Extract<TokenSyntax, { type: 'function' }>;
    const rest: Tokens = [{ type: 'function', name, parameters: [{ path: found }] }, ...tokens.slice(called + 1)];
    return new CompiledPath(isDefinite(rest), isRoot, true, this.chain(rest, false, undefined));
  }

  private chain(tokens: Tokens, upstreamDefinite: boolean, wanted: number | undefined): Step {
    const definite = [upstreamDefinite];
    tokens.forEach((token, at) => definite.push(definite[at] && isDefiniteToken(token, at === tokens.length - 1)));
    const steps: Step[] = [];
    const passages: Array<Passage | undefined> = tokens.map((_, at) => this.passageTo(tokens, at, wanted));
    for (let at = tokens.length - 1; at >= 0; at--) {
      const place: Place = { next: steps[at + 1], upstreamDefinite: definite[at], passage: passages[at] };
      steps[at] = this.step(tokens, at, place, steps, passages[at + 2]);
    }
    return steps[0] ?? ((model, { results }) => void results.push(model));
  }

  private step(tokens: Tokens, at: number, place: Place, steps: readonly Step[], passage: Passage | undefined): Step {
    const token = tokens[at];
    switch (token.type) {
      case 'property':
        return token.names.length === 1 ? propertyStep(token.names[0], place) : propertiesStep(token.names, place);
      case 'index':
        return indexStep(token.indexes, place);
      case 'slice':
        return sliceStep(token.from, token.to, place);
      case 'wildcard':
        return wildcardStep(place);
      case 'filter':
        return filterStep(this.condition(token), place);
      case 'function': {
        const parameters = token.parameters.map((parameter) => this.parameter(parameter));
        return functionStep((model, evaluation) => callFunction(token.name, model, parameters, evaluation), place);
      }
      default: {
        const target = tokens[at + 1];
        return target === undefined
          ? refuseScan
          : scanStep({ step: steps[at + 1], accepts: this.scanned(target, at + 2 === tokens.length), afterwards: steps[at + 2], passage });
      }
    }
  }

  private condition(filter: Extract<TokenSyntax, { type: 'filter' }>): Condition {
    let condition = this.conditions.get(filter);
    if (condition === undefined) {
      condition = compileCondition(filter.condition, (path) => this.compile(path));
      this.conditions.set(filter, condition);
    }
    return condition;
  }

  private parameter(parameter: ParameterSyntax): Parameter {
    if ('json' in parameter) {
      return parameter;
    }
    const path = this.compile(parameter.path);
    const { isRoot, tokens } = parameter.path;
    if (path.isFunction || tokens.length === 0) {
      return { path, children: path };
    }
    const step = this.chain([...tokens, WILDCARD], true, indexBeforeLast(tokens));
    return { path, children: new CompiledPath(path.definite, isRoot, false, step) };
  }

  /** Which lists and maps `..` gives to the step after it. */
  private scanned(target: TokenSyntax, isLast: boolean): Accepts {
    switch (target.type) {
      case 'property': {
        const { names } = target;
        const needsAll = isDefiniteToken(target, isLast);
        return (model) => model instanceof JavaMap && (!needsAll || names.every((name) => model.entries.has(name)));
      }
      case 'index':
      case 'slice':
        return isArray;
      case 'wildcard':
        return () => true;
      case 'filter':
        return this.condition(target);
      default:
        return nothing;
    }
  }

  private passageTo(tokens: Tokens, at: number, wanted: number | undefined): Passage | undefined {
    if (tokens[at - 2]?.type !== 'scan') {
      return undefined;
    }
    const passage: Passage = { item: -1, wanted };
    this.passages.push(passage);
    return passage;
  }
}

function refuseScan(_model: Value, _evaluation: Evaluation): never {
  throw new JsonPathError('".." needs a step after it');
}

function isDefinite(tokens: Tokens): boolean {
  return tokens.every((token, at) => isDefiniteToken(token, at === tokens.length - 1));
}

function isDefiniteToken(token: TokenSyntax, isLast: boolean): boolean {
  switch (token.type) {
    case 'property':
      return token.names.length === 1 || isLast;
    case 'index':
      return token.indexes.length === 1;
    case 'function':
      return true;
    default:
      return false;
  }
}

function indexBeforeLast(tokens: Tokens): number | undefined {
  const before = tokens.at(-2);
  return before?.type === 'index' && before.indexes.length === 1 ? before.indexes[0] : undefined;
}
