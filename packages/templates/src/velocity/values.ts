import { toInt } from '../java/arithmetic';
import { isNumber, javaList } from '../java/runtime-values';
import { integerOf } from '../json/literal';
import { JavaDouble, JavaMap, Value } from '../values';
import { evaluateAll, Expression, Reference, Render } from './ast';
import { expressionParser } from './operations';
import { referenceParser } from './references';
import { Interpolate, TokenReader } from './token-reader';
import { Kind, PARAMETERS, REFERENCES, SPACED_PARAMETERS } from './tokens';
import { quoted } from '../texts';

const DIRECTIVE_ARGUMENTS = PARAMETERS + Kind.Word;

/** Reads the parts of a template that have a value. */
export interface ValueParser {
  expression(): Expression;
  reference(): Reference;
  /** The arguments of a directive, with its parentheses. */
  directiveArguments(): readonly Expression[];
}

export const valueParser = (reader: TokenReader, interpolate: Interpolate): ValueParser => {
  const { nextIs, take, takeIf, errorAt, nested, spacious, separated, node } = reader;

  const value = (allowed: string): Expression => {
    if (nextIs(REFERENCES)) {
      return reference();
    }
    const first = reader.place;
    const { tokenKind: kind, image } = take(allowed);
    if (kind === Kind.LeftBracket) {
      return nested(() => list(first));
    }
    if (kind === Kind.LeftBrace) {
      return nested(() => map(first));
    }
    if (kind === Kind.LeftParenthesis) {
      const group = { ...expression(), first: first + 1, last: reader.place - 1 };
      take(Kind.RightParenthesis);
      return group;
    }
    if (kind === Kind.String) {
      return string(first, image);
    }
    const isNumeral = kind === Kind.Integer || kind === Kind.Float;
    if (isNumeral && Number.isNaN(Number(image))) {
      throw errorAt(first, `${quoted(image)} is not a number`);
    }
    const constant = kind === Kind.Word ? null : !isNumeral ? kind === Kind.True
      : kind === Kind.Float ? new JavaDouble(Number(image)) : integerOf(BigInt(image));
    return node(first, kind, () => constant, { constant });
  };

  const parameter = (): Expression => spacious(() => value(PARAMETERS));

  const string = (index: number, image: string): Expression => {
    const [quote] = image;
    const isDouble = quote === '"';
    const inner = image.slice(1, -1);
    const constant = (isDouble ? inner.replace(/\\u(.{0,4})/gs, (_, hex: string) => {
      if (!/^[0-9a-fA-F]{4}$/.test(hex)) {
        throw errorAt(index, '\\u needs four hexadecimal digits');
      }
      return String.fromCharCode(parseInt(hex, 16));
    }) : inner).replaceAll(quote + quote, quote);
    if (!isDouble || !/[$#]/.test(image)) {
      return node(index, Kind.String, () => constant, { constant });
    }
    // A line comment in a string would swallow the blank that keeps a reference at its end from being cut off.
    const hasLineComment = constant.includes('##');
    let render: Render;
    reader.later(() => {
      try {
        render = interpolate(hasLineComment ? constant : `${constant} `, index);
      } catch (error) {
        throw errorAt(index, `in the string ${image}: ${(error as Error).message}`);
      }
    });
    return node(index, Kind.String, (scope) => {
      const text = scope.run.capture(() => render(scope));
      return hasLineComment ? text : text.slice(0, -1);
    });
  };

  const list = (first: number): Expression => {
    const items = nextIs(SPACED_PARAMETERS) ? separated(parameter) : [];
    const isRange = items.length === 1 && (Kind.Integer + Kind.Identifier).includes(items[0].tokenKind) && takeIf(Kind.DoubleDot);
    if (isRange) {
      items.push(spacious(() => value(Kind.Integer + REFERENCES)));
    }
    take(Kind.RightBracket);
    const values = evaluateAll(items);
    if (!isRange) {
      return node(first, Kind.LeftBracket, (scope) => javaList(values(scope)), { count: items.length });
    }
    const [from, to] = items.map(({ first: index }) => Number(reader.tokens[index].image));
    return node(first, Kind.LeftBracket, (scope) => {
      const [left, right] = values(scope);
      if (!isNumber(left) || !isNumber(right)) {
        return null;
      }
      const start = toInt(left);
      const distance = toInt(right) - start;
      const length = Math.abs(distance) + 1;
      scope.run.elements(length);
      const step = Math.sign(distance);
      return javaList(Array.from({ length }, (_, i) => start + i * step));
    }, { count: Math.abs(from - to) + 1 });
  };

  const map = (first: number): Expression => {
    takeIf(Kind.Space);
    const pairs = !nextIs(PARAMETERS) ? [] : separated(() => {
      const key = parameter();
      take(Kind.Colon);
      return evaluateAll([key, parameter()]);
    });
    take(Kind.RightBrace + Kind.RightCurly);
    return node(first, Kind.LeftBrace, (scope) =>
      new JavaMap(new Map(pairs.map((pair) => pair(scope) as [string, Value]))));
  };

  const directiveArguments = (): readonly Expression[] => {
    const args: Expression[] = [];
    takeIf(Kind.Space);
    take(Kind.LeftParenthesis);
    takeIf(Kind.Space);
    while (nextIs(Kind.Comma + DIRECTIVE_ARGUMENTS)) {
      if (takeIf(Kind.Comma)) {
        takeIf(Kind.Space);
      }
      args.push(value(DIRECTIVE_ARGUMENTS));
      takeIf(Kind.Space);
    }
    take(Kind.RightParenthesis);
    return args;
  };

  const reference = referenceParser(reader, value, parameter);
  const expression = expressionParser(reader, value);
  return { expression, reference, directiveArguments };
};
