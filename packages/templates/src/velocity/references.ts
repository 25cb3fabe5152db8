import { CompiledReference, CompileObserver, Evaluate, Expression, ObservedStep, Reference, Render, Span, Step } from './ast';
import { spellingOf } from './literals';
import { TokenReader } from './token-reader';
import { Kind, REFERENCES, SPACED_PARAMETERS } from './tokens';
import { methodCaller, propertyReader, readIndex } from '../java/members';
import { isTextBlock } from '../java/runtime-values';
import { toText } from '../java/text';

const INDICES = Kind.String + Kind.Integer + Kind.True + Kind.False;

/** The parser of references. */
export const referenceParser = (
  reader: TokenReader, observer: CompileObserver, literal: () => Expression, parameter: () => Expression,
): () => Reference => {
  const { tokens, peek, nextIs, take, takeIf, unexpected, nested, separated, spacious } = reader;

  const reference = (): Reference => {
    const first = reader.place;
    const braced = take(REFERENCES).kind === Kind.LeftCurly;
    if (braced) {
      take(Kind.Identifier);
    }
    const steps: Step[] = [];
    indices(steps);
    while (nextIs(Kind.Dot) && peek(2) === Kind.Identifier) {
      reader.place++;
      const name = take(Kind.Identifier).image;
      const isMethod = peek() === Kind.LeftParenthesis && (SPACED_PARAMETERS + Kind.RightArguments).includes(peek(2));
      steps.push({ name, args: isMethod ? methodArguments() : undefined });
      indices(steps);
    }
    if (braced) {
      take(Kind.RightCurly);
    }
    const last = reader.place - 1;
    const build = (): CompiledReference => compileReference({ first, last }, steps);
    return {
      first,
      last,
      kind: Kind.Identifier,
      steps,
      reference: build,
      build: () => build().evaluate,
      decide() {
        const { evaluate } = build();
        return (scope) => {
          const result = evaluate(scope);
          return typeof result === 'boolean' ? result : result !== null && (!isTextBlock(result) || result.toText() !== null);
        };
      },
    };
  };

  const methodArguments = (): readonly Expression[] => {
    reader.place++;
    const args: Expression[] = [];
    if (!nextIs(Kind.RightArguments)) {
      separated(() => args.push(nested(parameter)));
    }
    take(Kind.RightArguments);
    return args;
  };

  const indices = (steps: Step[]): void => {
    while (takeIf(Kind.LeftIndex)) {
      steps.push({ args: [spacious(() => nested(indexArgument))] });
      take(Kind.RightIndex);
    }
  };

  const indexArgument = (): Expression => {
    if (nextIs(REFERENCES)) {
      return reference();
    }
    if (nextIs(INDICES)) {
      return literal();
    }
    throw unexpected(INDICES + Kind.Identifier);
  };

  const compileReference = (span: Span, steps: readonly Step[]): CompiledReference => {
    const compiled = steps.map(compileStep);
    const spelling = spellingOf(tokens, span);
    const { variable } = spelling;
    observer.reference?.(
      variable,
      steps.map((step): ObservedStep => ({ name: step.name, constants: step.args?.map(({ constant }) => constant?.()) })),
      tokens[span.first].offset,
    );
    return { spelling, steps: compiled, evaluate: spelling.isWord ? () => null : evaluateSteps(reader.slotOf(variable), compiled) };
  };

  return reference;
};

const compileStep = ({ name, args }: Step): CompiledReference['steps'][number] => {
  if (!args) {
    const read = propertyReader(name!);
    return (target, { run }) => read(target, run);
  }
  const compiled = args.map((argument) => argument.build());
  const [only] = compiled;
  if (name === undefined) {
    return (target, scope) => readIndex(target, only(scope), scope.run);
  }
  const call = methodCaller(name);
  return compiled.length === 1
    ? (target, scope) => call(target, [only(scope)], scope.run)
    : (target, scope) => call(target, compiled.map((argument) => argument(scope)), scope.run);
};

/** A reference's value: empty text where the variable or any step has none. */
const evaluateSteps = (slot: number, steps: CompiledReference['steps']): Evaluate => {
  if (steps.length === 0) {
    return (scope) => scope.get(slot) ?? '';
  }
  if (steps.length === 1) {
    const [only] = steps;
    return (scope) => {
      const value = scope.get(slot);
      return value === undefined || value === null ? '' : only(value, scope) ?? '';
    };
  }
  return (scope) => {
    let value = scope.get(slot);
    for (let i = 0; i < steps.length && value !== undefined && value !== null; i++) {
      value = steps[i](value, scope);
    }
    return value ?? '';
  };
};

/** Compiles a reference in the text to what it prints. */
export const renderReference = ({ spelling: { isWord, escaped, variable, backslashes, prefix, whenNull }, evaluate }: CompiledReference): Render => {
  if (isWord) {
    return ({ run }) => run.write(variable);
  }
  const before = backslashes + prefix;
  return (scope) => {
    const value = evaluate(scope);
    const { run } = scope;
    if (escaped || (isTextBlock(value) && !value.render(scope))) {
      run.write((escaped ? backslashes : backslashes + before) + (scope.sourceOf(whenNull) ?? whenNull));
    } else if (!isTextBlock(value)) {
      run.write(before + toText(value!, run));
    }
  };
};
