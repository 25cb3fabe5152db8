import { Position, TemplateSyntaxError } from './errors';
import { inputMethods } from './input';
import { javaRegex } from './java/regex';
import { HostObject, MethodTable } from './java/runtime-values';
import { compileJsonPath } from './jsonpath/index';
import { isText } from './kinds';
import { DEFAULT_LIMITS } from './limits';
import { TemplateOptions } from './template';
import { UTIL_METHODS } from './util';
import { ObservedStep, PositionOf } from './velocity/ast';
import { compileVelocity } from './velocity/statements';

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

const PATH_METHODS = /^(json|path)$/;
const REGEX_METHODS = /^(matches|replace(All|First)|split)$/;

/**
 * Checks a mapping template before it is deployed: its syntax, the members of `$util` and `$input` that it uses, its JSONPaths,
 * its regular expressions, its size and the length of its loops. Collects the stage variables and context names on the way.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
export const checkTemplate = (source: string, options: TemplateOptions = {}): TemplateCheck => {
  const { templateSize, loopIterations } = { ...DEFAULT_LIMITS, ...options.limits };
  const problems = new Map<string, TemplateProblem>();
  const stageVariables = new Set<string>();
  const contextNames = new Set<string>();

  const report = ({ line, column }: Position, message: string, found: string, allowed: readonly string[] = []): void => {
    problems.set(`${line} ${column} ${message}`, { line, column, message, found, allowed });
  };

  /** Compiles what is passed to one of some methods. */
  const attempt = (compile: (text: string) => unknown, methods: RegExp, { member, constants }: ObservedStep, position: PositionOf): void => {
    const text = methods.test(member!) ? constants?.[0] : undefined;
    if (isText(text)) {
      try {
        compile(text);
      } catch (error) {
        report(position(), (error as Error).message, text);
      }
    }
  };

  const checkMember = (
    root: string, { overloads }: MethodTable<HostObject>, { member, constants }: ObservedStep, position: PositionOf,
  ): void => {
    const found = constants && overloads.get(member!);
    const properties = root === 'input' ? ['body'] : [];
    const isKnown = constants ? found?.some(({ parameters }) => parameters.test('s'.repeat(constants.length))) : properties.includes(member!);
    if (member === undefined || isKnown) {
      return;
    }
    const owner = `$${root}`;
    const place = `${owner}.${member}`;
    report(
      position(),
      found ? `${place} does not take ${constants.length} arguments` : `${owner} has no ${constants ? 'function' : 'property'} ${member}`,
      constants ? `${place}(${constants.map(() => '…').join(', ')})` : place,
      [
        ...found ? [] : properties,
        ...[...overloads].filter(([other]) => found ? other === member : !other.startsWith('get')).flatMap(([other, all]) =>
          all.map(({ parameters }) => `${other}(${parameters.test('s') ? 'String' : ''})`)),
      ].map((allowed) => `${owner}.${allowed}`),
    );
  };

  const checkReference = (name: string, steps: readonly ObservedStep[], position: PositionOf): void => {
    const [first] = steps;
    const methods = name === 'util' ? UTIL_METHODS : name === 'input' ? inputMethods(options) : undefined;
    if (methods && first) {
      checkMember(name, methods, first, position);
      if (name === 'input') {
        attempt(compileJsonPath, PATH_METHODS, first, position);
      }
    }
    const names = namesOf(steps);
    if (names.length > 0) {
      if (name === 'context') {
        contextNames.add(names.join('.'));
      }
      if (name === 'stageVariables') {
        stageVariables.add(names[0]);
      }
    }
    for (const step of steps) {
      attempt(javaRegex, REGEX_METHODS, step, position);
    }
  };

  if (source.length > templateSize) {
    report({ line: 1, column: 1 }, `a template has ${templateSize} characters at most`, `${source.length} characters`);
  } else {
    try {
      compileVelocity(source, {
        onReference: checkReference,
        onLoop(iterations, position) {
          if (iterations > loopIterations) {
            report(position(), `a #foreach goes through ${loopIterations} elements at most`, `${iterations} elements`);
          }
        },
      });
    } catch (error) {
      if (!(error instanceof TemplateSyntaxError)) {
        throw error;
      }
      report(error.position, error.message, error.found, error.allowed);
    }
  }
  return {
    problems: [...problems.values()].sort((a, b) => a.line - b.line || a.column - b.column),
    stageVariables: [...stageVariables],
    contextNames: [...contextNames],
  };
};

/** The names along a reference, up to the first step that is not spelled out in the template. */
const namesOf = (steps: readonly ObservedStep[]): readonly string[] => {
  const names: string[] = [];
  for (const { member, constants } of steps) {
    const next = !constants ? member : member === undefined || (member === 'get' && constants.length === 1) ? constants[0] : undefined;
    if (!isText(next)) {
      break;
    }
    names.push(next);
  }
  return names;
};
