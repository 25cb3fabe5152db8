import { positionAt, TemplateSyntaxError } from '../errors';
import { ArithmeticOperator, calculate, compareNumbers, toInt } from '../java/arithmetic';
import { velocityEquals } from '../java/equality';
import { callMethod, readIndex, readProperty } from '../java/members';
import { isNumber, isTextBlock, javaList, Runtime } from '../java/runtime-values';
import { textOrNull, toText } from '../java/text';
import { JavaMap } from '../values';
import { Expression, Reference, Span, Step } from './ast';
import { Token } from './lexer';
import { floatLiteral, integerLiteral, sourceText, Spelling, spellingOf, stringContents } from './literals';
import { Scope } from './scope';

export type Evaluate = (scope: Scope) => Runtime;
export type Decide = (scope: Scope) => boolean;
export type Render = (scope: Scope) => void;

/** A reference as the compiler knows it. */
export interface CompiledReference {
  readonly spelling: Spelling;
  readonly steps: ReadonlyArray<(target: Runtime, scope: Scope) => Runtime | undefined>;
  readonly evaluate: Evaluate;
}

type Comparison = '<' | '<=' | '>' | '>=';

const COMPARISONS: Record<Comparison, (order: number) => boolean> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** What a compiler tells of a template while it compiles it. */
export interface CompileObserver {
  /** A reference and the values of its arguments that are the same in every rendering, undefined for others. */
  reference?(name: string, steps: readonly Step[], constants: ReadonlyArray<ReadonlyArray<Runtime | undefined>>, offset: number): void;
  /** A loop over a range or a list that is spelled out, with the number of its elements. */
  loop?(iterations: number, offset: number): void;
}

/** Compiles what has a value. Each expression becomes one function of the scope. */
export abstract class ValueCompiler {
  constructor(protected tokens: readonly Token[], protected source: string, protected readonly observer: CompileObserver) {}

  /** Compiles the contents of an interpolated string to what renders them. */
  protected abstract interpolated(contents: string, offset: number): Render;

  protected sourceOf(span: Span): string {
    return sourceText(this.tokens, span);
  }

  protected error(span: Span, message: string): TemplateSyntaxError {
    const token = this.tokens[span.first];
    return new TemplateSyntaxError(message, positionAt(this.source, token.offset), JSON.stringify(token.image));
  }

  evaluate(expression: Expression): Evaluate {
    switch (expression.type) {
      case 'reference':
        return this.reference(expression).evaluate;
      case 'string':
        return this.string(expression);
      case 'integer':
      case 'float': {
        const { image } = this.tokens[expression.first];
        if (image.startsWith('#')) {
          throw this.error(expression, `${JSON.stringify(image)} is not a number`);
        }
        const value = expression.type === 'integer' ? integerLiteral(image) : floatLiteral(image);
        return () => value;
      }
      case 'true':
      case 'false': {
        const value = expression.type === 'true';
        return () => value;
      }
      case 'word':
        return () => null;
      case 'range':
        return this.range(this.evaluate(expression.from), this.evaluate(expression.to));
      case 'list': {
        const items = expression.items.map((item) => this.evaluate(item));
        return (scope) => javaList(items.map((item) => item(scope)));
      }
      case 'map':
        return this.map(expression.pairs);
      case 'group':
        return this.evaluate(expression.inner);
      case 'not':
        return this.decide(expression);
      default:
        return this.binary(expression);
    }
  }

  /** Compiles an expression to whether it counts as true: only references, comparisons and `true` ever do. */
  decide(expression: Expression): Decide {
    switch (expression.type) {
      case 'reference': {
        const { evaluate } = this.reference(expression);
        return (scope) => {
          const value = evaluate(scope);
          return typeof value === 'boolean' ? value : value !== null && (!isTextBlock(value) || value.toText() !== null);
        };
      }
      case 'true':
        return () => true;
      case 'group':
        return this.decide(expression.inner);
      case 'not': {
        const operand = this.decide(expression.operand);
        return (scope) => !operand(scope);
      }
      case 'binary':
        return this.decideBinary(expression);
      default: {
        this.evaluate(expression);
        return () => false;
      }
    }
  }

  private decideBinary(expression: Extract<Expression, { type: 'binary' }>): Decide {
    switch (expression.operator) {
      case '&&':
      case '||': {
        const [left, right] = [this.decide(expression.left), this.decide(expression.right)];
        return expression.operator === '&&' ? (scope) => left(scope) && right(scope) : (scope) => left(scope) || right(scope);
      }
      case '==':
      case '!=':
      case '<':
      case '<=':
      case '>':
      case '>=':
        return this.comparison(expression.operator, this.evaluate(expression.left), this.evaluate(expression.right));
      default: {
        this.evaluate(expression);
        return () => false;
      }
    }
  }

  private comparison(operator: '==' | '!=' | Comparison, left: Evaluate, right: Evaluate): Decide {
    if (operator === '==' || operator === '!=') {
      const expected = operator === '==';
      return (scope) => velocityEquals(left(scope), right(scope), scope.run) === expected;
    }
    const holds = COMPARISONS[operator];
    return (scope) => {
      const a = left(scope);
      const b = right(scope);
      return isNumber(a) && isNumber(b) && holds(compareNumbers(a, b));
    };
  }

  private binary(expression: Extract<Expression, { type: 'binary' }>): Evaluate {
    const { operator } = expression;
    if (operator !== '+' && operator !== '-' && operator !== '*' && operator !== '/' && operator !== '%') {
      return this.decideBinary(expression);
    }
    const left = this.evaluate(expression.left);
    const right = this.evaluate(expression.right);
    return operator === '+' ? this.addition(expression, left, right) : arithmetic(operator, left, right);
  }

  /** Adds numbers, and joins texts where either side is one; a side without a value is then spelled as its source. */
  private addition(expression: { readonly left: Span; readonly right: Span }, left: Evaluate, right: Evaluate): Evaluate {
    const leftSource = this.sourceOf(expression.left);
    const rightSource = this.sourceOf(expression.right);
    return (scope) => {
      const a = left(scope);
      const b = right(scope);
      if (typeof a === 'string' || typeof b === 'string') {
        const { run } = scope;
        return run.text(textOrNull(a === null ? leftSource : a, run) + textOrNull(b === null ? rightSource : b, run));
      }
      return isNumber(a) && isNumber(b) ? calculate('+', a, b) : null;
    };
  }

  private range(from: Evaluate, to: Evaluate): Evaluate {
    return (scope) => {
      const left = from(scope);
      const right = to(scope);
      if (!isNumber(left) || !isNumber(right)) {
        return null;
      }
      const start = toInt(left);
      const end = toInt(right);
      const length = Math.abs(start - end) + 1;
      scope.run.elements(length);
      const step = start >= end ? -1 : 1;
      return javaList(Array.from({ length }, (_, i) => start + i * step));
    };
  }

  private map(pairs: ReadonlyArray<readonly [Expression, Expression]>): Evaluate {
    const compiled = pairs.map(([key, value]) => [this.evaluate(key), this.evaluate(value)] as const);
    return (scope) => {
      const entries = new Map<Runtime, Runtime>();
      for (const [key, value] of compiled) {
        entries.set(key(scope), value(scope));
      }
      return new JavaMap(entries as JavaMap['entries']);
    };
  }

  private string(span: Span): Evaluate {
    const { image } = this.tokens[span.first];
    const contents = this.contentsOf(span, image);
    if (!(image[0] === '"' && /[$#]/.test(image))) {
      return () => contents;
    }
    // A line comment in a string would swallow the blank that keeps a reference at its end from being cut off.
    const hasLineComment = contents.includes('##');
    let render: Render;
    try {
      render = this.interpolated(hasLineComment ? contents : `${contents} `, this.tokens[span.first].offset);
    } catch (error) {
      throw error instanceof TemplateSyntaxError ? this.error(span, `in the string ${image}: ${error.message}`) : error;
    }
    return (scope) => {
      const text = scope.run.capture(() => render(scope));
      return hasLineComment ? text : text.slice(0, -1);
    };
  }

  private contentsOf(span: Span, image: string): string {
    try {
      return stringContents(image);
    } catch (error) {
      throw this.error(span, (error as Error).message);
    }
  }

  reference(reference: Reference): CompiledReference {
    const steps = reference.steps.map((step) => this.step(step));
    const spelling = spellingOf(this.tokens, reference);
    this.observer.reference?.(
      spelling.name, reference.steps, reference.steps.map((step) => this.constants(step)), this.tokens[reference.first].offset,
    );
    const { name } = spelling;
    if (spelling.isWord) {
      return { spelling, steps, evaluate: () => null };
    }
    return { spelling, steps, evaluate: evaluateSteps(name, steps) };
  }

  private step(step: Step): CompiledReference['steps'][number] {
    switch (step.type) {
      case 'property': {
        const { name } = step;
        return (target, { run }) => readProperty(target, name, run);
      }
      case 'index': {
        const argument = this.evaluate(step.argument);
        return (target, scope) => readIndex(target, argument(scope), scope.run);
      }
      default: {
        const { name } = step;
        const args = step.args.map((argument) => this.evaluate(argument));
        if (args.length === 0) {
          return (target, { run }) => callMethod(target, name, [], run);
        }
        if (args.length === 1) {
          const [only] = args;
          return (target, scope) => callMethod(target, name, [only(scope)], scope.run);
        }
        return (target, scope) => callMethod(target, name, args.map((argument) => argument(scope)), scope.run);
      }
    }
  }

  private constants(step: Step): ReadonlyArray<Runtime | undefined> {
    const args = step.type === 'method' ? step.args : step.type === 'index' ? [step.argument] : [];
    return args.map((argument) => {
      const { image } = this.tokens[argument.first];
      const constant = argument.type === 'string' && !(image[0] === '"' && /[$#]/.test(image));
      return constant ? stringContents(image) : argument.type === 'integer' ? integerLiteral(image) : undefined;
    });
  }
}

/** A reference's value: empty text where the variable or any step has none. */
function evaluateSteps(name: string, steps: CompiledReference['steps']): Evaluate {
  if (steps.length === 0) {
    return (scope) => scope.get(name) ?? '';
  }
  return (scope) => {
    let value: Runtime | undefined = scope.get(name);
    for (let i = 0; i < steps.length; i++) {
      if (value === undefined || value === null) {
        return '';
      }
      value = steps[i](value, scope);
    }
    return value ?? '';
  };
}

function arithmetic(operator: ArithmeticOperator, left: Evaluate, right: Evaluate): Evaluate {
  return (scope) => {
    const a = left(scope);
    const b = right(scope);
    return isNumber(a) && isNumber(b) ? calculate(operator, a, b) : null;
  };
}

/** Compiles a reference in the text to what it prints. */
export function renderReference({ spelling, evaluate }: CompiledReference): Render {
  const { backslashes, prefix, whenNull, name } = spelling;
  if (spelling.isWord) {
    return ({ run }) => run.write(name);
  }
  if (spelling.escaped) {
    return (scope) => {
      evaluate(scope);
      scope.run.write(backslashes + (scope.sourceOf(whenNull) ?? whenNull));
    };
  }
  const before = backslashes + prefix;
  return (scope) => {
    const value = evaluate(scope);
    const { run } = scope;
    if (typeof value === 'string') {
      run.write(before === '' ? value : before + value);
    } else if (value !== null && isTextBlock(value)) {
      if (!value.render(scope)) {
        run.write(backslashes + before + (scope.sourceOf(whenNull) ?? whenNull));
      }
    } else {
      run.write(before + toText(value!, run));
    }
  };
}
