import { positionAt, TemplateSyntaxError } from './errors';
import { REST_INPUT_METHODS, WEB_SOCKET_INPUT_METHODS } from './input';
import { JavaRegex } from './java/regex';
import { HostObject, MethodTable, Runtime } from './java/runtime-values';
import { compileJsonPath } from './jsonpath/index';
import { DEFAULT_LIMITS } from './limits';
import { TemplateOptions } from './template';
import { UTIL_METHODS } from './util';
import { Step } from './velocity/ast';
import { compileVelocity } from './velocity/compiler';

/** Something that keeps a template from working. */
export interface TemplateProblem {
  /** Where it stands, counted from 1. */
  readonly line: number;
  /** Where it stands in its line, counted from 1. */
  readonly column: number;
  /** What is wrong, in a sentence without a full stop. */
  readonly message: string;
  /** What stands there. */
  readonly found: string;
  /** What could stand there instead; empty when there is no list to give. */
  readonly allowed: readonly string[];
}

/** What is known of a template without rendering it. */
export interface TemplateCheck {
  /** What keeps the template from working, in the order of its text; empty for a good template. */
  readonly problems: readonly TemplateProblem[];
  /** The stage variables that the template names. */
  readonly stageVariables: readonly string[];
  /** The names below `$context` that the template uses, such as `identity.sourceIp`. */
  readonly contextNames: readonly string[];
}

const REGEX_METHODS: ReadonlySet<string> = new Set(['matches', 'replaceAll', 'replaceFirst', 'split']);

/**
 * Checks a mapping template before it is deployed: its syntax, the members of `$util` and `$input` that it uses, its JSONPaths,
 * its regular expressions, its size and the length of its loops. Collects the stage variables and context names on the way.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
export function checkTemplate(source: string, options: TemplateOptions = {}): TemplateCheck {
  return new TemplateChecker(source, options).check();
}

class TemplateChecker {
  private readonly problems = new Map<string, TemplateProblem & { readonly offset: number }>();
  private readonly stageVariables = new Set<string>();
  private readonly contextNames = new Set<string>();
  private readonly limits: typeof DEFAULT_LIMITS;
  private readonly inputMethods: MethodTable<HostObject>;

  constructor(private readonly source: string, options: TemplateOptions) {
    this.limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.inputMethods = options.api === 'websocket' ? WEB_SOCKET_INPUT_METHODS : REST_INPUT_METHODS;
  }

  check(): TemplateCheck {
    const { templateSize } = this.limits;
    if (this.source.length > templateSize) {
      this.report(0, `a template has ${templateSize} characters at most`, `${this.source.length} characters`);
    } else {
      this.compile();
    }
    return {
      problems: [...this.problems.values()].sort((a, b) => a.offset - b.offset).map(({ offset: _, ...problem }) => problem),
      stageVariables: [...this.stageVariables],
      contextNames: [...this.contextNames],
    };
  }

  private compile(): void {
    try {
      compileVelocity(this.source, {
        reference: (name, steps, constants, offset) => this.reference(name, steps, constants, offset),
        loop: (iterations, offset) => this.loop(iterations, offset),
      });
    } catch (error) {
      if (!(error instanceof TemplateSyntaxError)) {
        throw error;
      }
      const { position, found, allowed, message } = error;
      this.problems.set('syntax', { ...position, message, found, allowed, offset: this.source.length });
    }
  }

  private reference(name: string, steps: readonly Step[], constants: ReadonlyArray<ReadonlyArray<Runtime | undefined>>, offset: number): void {
    switch (name) {
      case 'util':
        this.member('$util', UTIL_METHODS, [], steps, offset);
        break;
      case 'input':
        this.member('$input', this.inputMethods, ['body'], steps, offset);
        this.jsonPath(steps, constants, offset);
        break;
      case 'stageVariables':
        this.names(steps, constants).slice(0, 1).forEach((variable) => this.stageVariables.add(variable));
        break;
      case 'context': {
        const names = this.names(steps, constants);
        if (names.length > 0) {
          this.contextNames.add(names.join('.'));
        }
        break;
      }
      default:
    }
    this.regularExpressions(steps, constants, offset);
  }

  private member(owner: string, methods: MethodTable<HostObject>, properties: readonly string[], [step]: readonly Step[], offset: number): void {
    if (step === undefined || step.type === 'index') {
      return;
    }
    const allowed = [...properties.map((property) => `${owner}.${property}`), ...signatures(owner, methods)];
    if (step.type === 'property') {
      if (!properties.includes(step.name)) {
        this.report(offset, `${owner} has no property ${step.name}`, `${owner}.${step.name}`, allowed);
      }
      return;
    }
    const overloads = methods.get(step.name);
    const found = `${owner}.${step.name}(${step.args.map(() => '…').join(', ')})`;
    if (overloads === undefined) {
      this.report(offset, `${owner} has no function ${step.name}`, found, allowed);
    } else if (!overloads.some(({ parameters }) => parameters.length === step.args.length)) {
      this.report(offset, `${owner}.${step.name} does not take ${step.args.length} arguments`, found,
        allowed.filter((signature) => signature.startsWith(`${owner}.${step.name}(`)));
    }
  }

  private jsonPath([step]: readonly Step[], [args]: ReadonlyArray<ReadonlyArray<Runtime | undefined>>, offset: number): void {
    const path = step?.type === 'method' && (step.name === 'json' || step.name === 'path') ? args[0] : undefined;
    if (typeof path === 'string') {
      this.attempt(() => compileJsonPath(path), offset, path);
    }
  }

  private regularExpressions(steps: readonly Step[], constants: ReadonlyArray<ReadonlyArray<Runtime | undefined>>, offset: number): void {
    steps.forEach((step, i) => {
      const pattern = step.type === 'method' && REGEX_METHODS.has(step.name) ? constants[i][0] : undefined;
      if (typeof pattern === 'string') {
        this.attempt(() => new JavaRegex(pattern), offset, pattern);
      }
    });
  }

  private attempt(compile: () => unknown, offset: number, found: string): void {
    try {
      compile();
    } catch (error) {
      this.report(offset, (error as Error).message, found);
    }
  }

  /** The names along a reference, up to the first step that is not spelled out in the template. */
  private names(steps: readonly Step[], constants: ReadonlyArray<ReadonlyArray<Runtime | undefined>>): readonly string[] {
    const names: string[] = [];
    for (const [i, step] of steps.entries()) {
      const [constant] = constants[i];
      const spelledOut = step.type === 'index' || (step.type === 'method' && step.name === 'get' && step.args.length === 1);
      const name = step.type === 'property' ? step.name : spelledOut ? constant : undefined;
      if (typeof name !== 'string') {
        break;
      }
      names.push(name);
    }
    return names;
  }

  private loop(iterations: number, offset: number): void {
    const { loopIterations } = this.limits;
    if (iterations > loopIterations) {
      this.report(offset, `a #foreach goes through ${loopIterations} elements at most`, `${iterations} elements`);
    }
  }

  private report(offset: number, message: string, found: string, allowed: readonly string[] = []): void {
    this.problems.set(`${offset} ${message}`, { ...positionAt(this.source, offset), message, found, allowed, offset });
  }
}

function signatures(owner: string, methods: MethodTable<HostObject>): readonly string[] {
  return [...methods].filter(([name]) => !name.startsWith('get')).flatMap(([name, overloads]) =>
    overloads.map(({ parameters }) => `${owner}.${name}(${parameters.join(', ')})`));
}

