import { toInt } from '../java/arithmetic';
import { isNumber, javaList, Runtime } from '../java/runtime-values';
import { integerOf } from '../json/literal';
import { JavaDouble, JavaMap, Value } from '../values';
import { CompileObserver, Evaluate, Expression, Reference, Render } from './ast';
import { contentsOf, isInterpolated } from './literals';
import { expressionParser } from './operations';
import { referenceParser } from './references';
import { TokenReader } from './token-reader';
import { Kind, LITERALS, PARAMETERS, REFERENCES, SPACED_PARAMETERS } from './tokens';
import { quoted } from '../texts';

const DIRECTIVE_ARGUMENTS = PARAMETERS + Kind.Word;
const RIGHT_BRACES = Kind.RightBrace + Kind.RightCurly;

/** Reads the parts of a template that have a value. */
export interface ValueParser {
  expression(): Expression;
  reference(): Reference;
  /** The arguments of a directive, up to its closing parenthesis. */
  directiveArguments(check: (argument: Expression, index: number) => void): readonly Expression[];
}

/** @param interpolated compiles the contents of an interpolated string to what renders them; the string is the token at the index */
export const valueParser = (
  reader: TokenReader, observer: CompileObserver, interpolated: (contents: string, index: number) => Render,
): ValueParser => {
  const { tokens, peek, nextIs, take, takeIf, unexpected, errorAt, nested, spacious, separated, node } = reader;

  const parameter = (): Expression => spacious(() => value(PARAMETERS));

  const value = (allowed: string): Expression => {
    if (nextIs(REFERENCES)) {
      return reference();
    }
    if (nextIs(LITERALS)) {
      return literal();
    }
    if (nextIs(Kind.LeftBracket)) {
      return nested(() => rangeFollows() ? range() : list());
    }
    if (nextIs(Kind.LeftBrace)) {
      return nested(map);
    }
    throw unexpected(allowed);
  };

  const literal = (): Expression => {
    const first = reader.place;
    const { kind, image } = take(LITERALS);
    const build = (): Evaluate => {
      if (kind === Kind.String) {
        return string(first, image);
      }
      if (image[0] === '#') {
        throw errorAt(first, `${quoted(image)} is not a number`, quoted(image));
      }
      const result = kind === Kind.Integer ? integer() : kind === Kind.Float ? new JavaDouble(Number(image)) : kind === Kind.True;
      return () => result;
    };
    const integer = (): Runtime => integerOf(BigInt(image));
    const constant = kind === Kind.Integer ? integer : kind === Kind.String && !isInterpolated(image) ? () => contentsOf(image) : undefined;
    return node(first, build, { kind, constant, decide: kind === Kind.True ? () => () => true : undefined });
  };

  const string = (index: number, image: string): Evaluate => {
    const attempt = <T>(prefix: string, work: () => T): T => {
      try {
        return work();
      } catch (error) {
        throw errorAt(index, prefix + (error as Error).message, quoted(image));
      }
    };
    const contents = attempt('', () => contentsOf(image));
    if (!isInterpolated(image)) {
      return () => contents;
    }
    // A line comment in a string would swallow the blank that keeps a reference at its end from being cut off.
    const hasLineComment = contents.includes('##');
    const render = attempt(`in the string ${image}: `, () => interpolated(hasLineComment ? contents : `${contents} `, index));
    return (scope) => {
      const text = scope.run.capture(() => render(scope));
      return hasLineComment ? text : text.slice(0, -1);
    };
  };

  const list = (): Expression => {
    const first = reader.place++;
    const items: Expression[] = [];
    if (nextIs(SPACED_PARAMETERS)) {
      separated(() => items.push(parameter()));
    }
    take(Kind.RightBracket);
    const build = (): Evaluate => {
      const compiled = items.map((item) => item.build());
      return (scope) => javaList(compiled.map((item) => item(scope)));
    };
    return node(first, build, { count: () => items.length });
  };

  const map = (): Expression => {
    const first = reader.place++;
    const pairs: Expression[][] = [];
    if (pairFollows()) {
      separated(() => {
        const key = parameter();
        take(Kind.Colon);
        pairs.push([key, parameter()]);
      });
    } else {
      takeIf(Kind.Space);
    }
    take(RIGHT_BRACES);
    return node(first, () => {
      const compiled = pairs.map((pair) => pair.map((part) => part.build()));
      return (scope) => new JavaMap(new Map(compiled.map((pair) => pair.map((part) => part(scope)) as [string, Value])));
    });
  };

  /** What must follow the next token, where that alone does not decide. */
  const afterNext = (kind: Kind): string => kind === Kind.LeftCurly ? Kind.Identifier
    : kind === Kind.LeftBracket ? SPACED_PARAMETERS + Kind.RightBracket
      : kind === Kind.LeftBrace ? SPACED_PARAMETERS + RIGHT_BRACES : '';

  const pairFollows = (): boolean => {
    const kind = peek();
    const second = kind === Kind.Space ? PARAMETERS
      : kind === Kind.Identifier ? Kind.LeftIndex + Kind.Dot + Kind.Space + Kind.Colon
        : LITERALS.includes(kind) ? Kind.Space + Kind.Colon : afterNext(kind);
    return second !== '' && second.includes(peek(2));
  };

  const range = (): Expression => {
    const first = reader.place++;
    const from = rangeEnd();
    take(Kind.DoubleDot);
    const to = rangeEnd();
    take(Kind.RightBracket);
    const build = (): Evaluate => {
      const [a, b] = [from.build(), to.build()];
      return (scope) => {
        const [left, right] = [a(scope), b(scope)];
        if (!isNumber(left) || !isNumber(right)) {
          return null;
        }
        const [start, end] = [toInt(left), toInt(right)];
        const length = Math.abs(start - end) + 1;
        scope.run.elements(length);
        const step = start >= end ? -1 : 1;
        return javaList(Array.from({ length }, (_, i) => start + i * step));
      };
    };
    const image = (end: Expression): number => end.kind === Kind.Integer ? Number(tokens[end.first].image) : NaN;
    return node(first, build, { count: () => Math.abs(image(from) - image(to)) + 1 });
  };

  const rangeEnd = (): Expression => spacious(() => {
    if (nextIs(REFERENCES)) {
      return reference();
    }
    if (nextIs(Kind.Integer)) {
      return literal();
    }
    throw unexpected(Kind.Identifier + Kind.Integer);
  });

  /** Whether `[`, a reference or an integer, and `..` come next. Looks as far ahead as it takes, and takes nothing. */
  const rangeFollows = (): boolean => {
    const before = reader.place++;
    try {
      takeIf(Kind.Space);
      if (nextIs(REFERENCES)) {
        reference();
      } else if (!takeIf(Kind.Integer)) {
        return false;
      }
      takeIf(Kind.Space);
      return nextIs(Kind.DoubleDot);
    } finally {
      reader.place = before;
    }
  };

  const directiveArgument = (): Expression => {
    if (!nextIs(Kind.Word)) {
      return value(DIRECTIVE_ARGUMENTS);
    }
    const first = reader.place++;
    return node(first, () => () => null, { kind: Kind.Word });
  };

  /** Whether another argument comes next, a comma and white space before it allowed; two tokens decide. */
  const argumentFollows = (): boolean => {
    const kind = peek();
    const second = kind === Kind.Space ? Kind.Comma + DIRECTIVE_ARGUMENTS : kind === Kind.Comma ? Kind.Space + DIRECTIVE_ARGUMENTS : afterNext(kind);
    if (second !== '') {
      return second.includes(peek(2));
    }
    if (kind === Kind.Identifier) {
      peek(2);
    }
    return (Kind.Identifier + Kind.Word + LITERALS).includes(kind);
  };

  const directiveArguments: ValueParser['directiveArguments'] = (check) => {
    const args: Expression[] = [];
    while (argumentFollows()) {
      takeIf(Kind.Space);
      if (takeIf(Kind.Comma)) {
        takeIf(Kind.Space);
      }
      const argument = directiveArgument();
      check(argument, args.length);
      args.push(argument);
    }
    takeIf(Kind.Space);
    take(Kind.RightParenthesis);
    return args;
  };

  const reference = referenceParser(reader, observer, literal, parameter);
  return { expression: expressionParser(reader, value), reference, directiveArguments };
};
