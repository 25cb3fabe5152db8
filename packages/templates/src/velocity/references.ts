import { Evaluate, evaluateAll, Expression, Reference, Step } from './ast';
import type { Scope } from './scope';
import { TokenReader } from './token-reader';
import { Kind, LITERALS, REFERENCES, SPACED_PARAMETERS } from './tokens';
import { methodCaller, propertyReader, readIndex, writeIndex, writeProperty } from '../java/members';
import { isTextBlock, Runtime } from '../java/runtime-values';
import { toText } from '../java/text';

const INDICES = LITERALS.replace(Kind.Float, '') + REFERENCES;

/** The parser of references. */
export const referenceParser = (
  reader: TokenReader, value: (allowed: string) => Expression, parameter: () => Expression,
): () => Reference => {
  const { tokens, peek, nextIs, take, takeIf, nested, separated, spacious, node, sourceOf, slotOf } = reader;

  const methodArguments = (): readonly Expression[] => {
    reader.place++;
    const args = nextIs(Kind.RightArguments) ? [] : separated(() => nested(parameter));
    take(Kind.RightArguments);
    return args;
  };

  const step = (): Step | undefined => {
    if (takeIf(Kind.LeftIndex)) {
      const { constant, evaluate } = spacious(() => nested(() => value(INDICES)));
      take(Kind.RightIndex);
      return {
        constants: [constant],
        read: (target, scope) => readIndex(target, evaluate(scope), scope.run),
        write: (target, scope, element) => writeIndex(target, evaluate(scope), element, scope.run),
      };
    }
    if (!nextIs(Kind.Dot) || peek(1) !== Kind.Identifier) {
      return undefined;
    }
    reader.place++;
    const name = take(Kind.Identifier).image;
    const args = peek() === Kind.LeftParenthesis && (SPACED_PARAMETERS + Kind.RightArguments).includes(peek(1)) ? methodArguments() : undefined;
    return {
      member: name,
      constants: args?.map(({ constant }) => constant),
      read: args ? methodRead(name, args) : propertyRead(name),
      write: (target, scope, property) => writeProperty(target, name, property, scope.run),
    };
  };

  return () => {
    const first = reader.place;
    const braced = take(REFERENCES).tokenKind === Kind.LeftCurly;
    if (braced) {
      take(Kind.Identifier);
    }
    const steps: Step[] = [];
    for (let next = step(); next; next = step()) {
      steps.push(next);
    }
    if (braced) {
      take(Kind.RightCurly);
    }
    const token = tokens[first];
    // `$\!name` is a variable of that name, without one of the backslashes before the `!`.
    const [, slashes, prefix, image, quiet, name] = token.image.includes('\\!')
      ? ['', '', '', token.image, '', token.image.replace(/(\$[^\\]*)\\/, '$1')]
      : /^(\\*)([^]*?)(\$(!?){?([^$]*)|[^$]*)$/.exec(token.image)!;
    // That is how everything that later asks for the source sees the token.
    token.image = image;
    // A word where only a reference can stand.
    const isWord = name === undefined;
    const variable = isWord ? image : name || tokens[first + 1].image;
    const isEscaped = slashes.length % 2 === 1;
    const backslashes = slashes.slice(0, slashes.length / 2);
    const before = backslashes + prefix;
    const whenNull = quiet && !isEscaped ? '' : sourceOf({ first, last: reader.place - 1 });
    const evaluate = isWord ? () => null : follow(slotOf(variable), steps, '');
    reader.later(() => reader.observer.onReference(variable, steps, () => reader.positionOf(first)));
    return node(first, Kind.Identifier, evaluate, {
      variable,
      steps,
      print(scope: Scope) {
        const { run } = scope;
        if (isWord) {
          run.write(variable);
          return;
        }
        const result = evaluate(scope);
        if (isEscaped || (isTextBlock(result) && !result.print(scope))) {
          run.write((isEscaped ? backslashes : backslashes + before) + (scope.sourceOf(whenNull) ?? whenNull));
        } else if (!isTextBlock(result)) {
          run.write(before + toText(result, run));
        }
      },
    });
  };
};

const propertyRead = (name: string): Step['read'] => {
  const read = propertyReader(name);
  return (target, { run }) => read(target, run);
};

const methodRead = (name: string, args: readonly Expression[]): Step['read'] => {
  const call = methodCaller(name);
  const values = evaluateAll(args);
  return (target, scope) => call(target, values(scope), scope.run);
};

/** Goes from a variable along its steps, as long as there is a value. */
export const follow = (slot: number, steps: readonly Step[], missing: Runtime): Evaluate => {
  const reads = steps.map(({ read }) => read);
  const [only = (value) => value] = reads;
  if (reads.length < 2) {
    return (scope) => {
      const value = scope.get(slot) ?? null;
      return (value === null ? value : only(value, scope)) ?? missing;
    };
  }
  return (scope) => {
    let value: Runtime | undefined = scope.get(slot);
    for (let i = 0; i < reads.length && value !== undefined && value !== null; i++) {
      value = reads[i](value, scope);
    }
    return value ?? missing;
  };
};
