import { isText } from '../kinds';
import { Expression } from './ast';
import type { Scope } from './scope';
import { TokenReader } from './token-reader';
import { Kind, PARAMETERS } from './tokens';
import { ArithmeticOperator, calculate, compareNumbers } from '../java/arithmetic';
import { velocityEquals } from '../java/equality';
import { isNumber, isTextBlock } from '../java/runtime-values';
import { textOrNull } from '../java/text';

const PRIMARIES = PARAMETERS + Kind.LeftParenthesis;

/** The operators from the loosest to the tightest. */
const LEVELS: readonly string[] = [
  Kind.Or, Kind.And, Kind.Equal + Kind.NotEqual, Kind.Less + Kind.Greater + Kind.LessOrEqual + Kind.GreaterOrEqual, '+-', '*/%',
];

/** The comparisons that hold where the left side is less, equal and greater. */
const HOLDING: readonly string[] = [Kind.Less + Kind.LessOrEqual, Kind.LessOrEqual + Kind.GreaterOrEqual, Kind.Greater + Kind.GreaterOrEqual];

/** The kinds of expression that never count as true. */
const NEVER_TRUE = `${Kind.String}${Kind.Integer}${Kind.Float}${Kind.Word}[{+-*/%`;

/** Whether an expression counts as true: only references, comparisons and `true` ever do. */
export const decide = ({ tokenKind, evaluate }: Expression): ((scope: Scope) => boolean) => NEVER_TRUE.includes(tokenKind)
  ? () => false
  : (scope) => {
    const value = evaluate(scope);
    return value !== null && value !== false && (!isTextBlock(value) || value.toText() !== null);
  };

/** The parser of what stands in conditions and on the right side of `#set`. */
export const expressionParser = (reader: TokenReader, value: (allowed: string) => Expression): () => Expression => {
  const { peek, nextIs, take, takeIf, nested, spacious, node, sourceOf } = reader;

  const expression = (): Expression => nested(() => binary(0));

  const binary = (level: number): Expression => {
    let left = unary();
    for (;;) {
      const operator = peek();
      const found = LEVELS.findIndex((operators) => operators.includes(operator));
      if (found < level) {
        return left;
      }
      // An operation is spelled as its right side alone where Velocity prints it in place of a missing value.
      const first = ++reader.place;
      left = node(first, operator, operation(operator, left, binary(found + 1)));
    }
  };

  const operation = (operator: Kind, left: Expression, right: Expression): Expression['evaluate'] => {
    if (operator === Kind.Or || operator === Kind.And) {
      const [decideLeft, decideRight] = [left, right].map(decide);
      return operator === Kind.Or ? (scope) => decideLeft(scope) || decideRight(scope) : (scope) => decideLeft(scope) && decideRight(scope);
    }
    const isArithmetic = NEVER_TRUE.includes(operator);
    const [leftSource, rightSource] = [left, right].map(sourceOf);
    return (scope) => {
      const { run } = scope;
      const [x, y] = [left.evaluate(scope), right.evaluate(scope)];
      if (operator === Kind.Equal || operator === Kind.NotEqual) {
        return velocityEquals(x, y, run) === (operator === Kind.Equal);
      }
      // Texts are joined where either side is one; a side without a value is then spelled as its source.
      if (operator === Kind.Plus && (isText(x) || isText(y))) {
        return run.accept(textOrNull(x ?? leftSource, run) + textOrNull(y ?? rightSource, run));
      }
      const areNumbers = isNumber(x) && isNumber(y);
      return isArithmetic ? areNumbers ? calculate(operator as ArithmeticOperator, x, y) : null
        : areNumbers && HOLDING[Math.sign(compareNumbers(x, y)) + 1].includes(operator);
    };
  };

  const unary = (): Expression => {
    const spaced = nextIs(Kind.Space);
    if (!(spaced ? peek(1) === Kind.Not : nextIs(Kind.Not) && (Kind.Space + Kind.Not + PRIMARIES).includes(peek(1)))) {
      return spacious(() => value(PRIMARIES));
    }
    takeIf(Kind.Space);
    take(Kind.Not);
    const first = reader.place;
    const holds = decide(nested(unary));
    return node(first, Kind.Not, (scope) => !holds(scope));
  };

  return expression;
};
