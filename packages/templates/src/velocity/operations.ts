import { isText } from '../kinds';
import { Decide, Evaluate, Expression } from './ast';
import { TokenReader } from './token-reader';
import { Kind, PARAMETERS } from './tokens';
import { calculate, compareNumbers, COMPARISONS } from '../java/arithmetic';
import { velocityEquals } from '../java/equality';
import { isNumber } from '../java/runtime-values';
import { textOrNull } from '../java/text';

const PRIMARIES = PARAMETERS + Kind.LeftParenthesis;

/** The operators from the loosest to the tightest. */
const LEVELS = [['||'], ['&&'], ['==', '!='], ['<', '>', '<=', '>='], ['+', '-'], ['*', '/', '%']] as const;
type Operator = typeof LEVELS[number][number];

/** Compiles an expression to whether it counts as true: only references, comparisons and `true` ever do. */
export const decide = (expression: Expression): Decide => {
  if (expression.decide) {
    return expression.decide();
  }
  expression.build();
  return () => false;
};

/** The parser of what stands in conditions and on the right side of `#set`. */
export const expressionParser = (reader: TokenReader, value: (allowed: string) => Expression): () => Expression => {
  const { peek, nextIs, take, takeIf, nested, spacious, node, sourceOf } = reader;

  const decision = (first: number, build: () => Decide): Expression => node(first, build, { decide: build });

  const expression = (): Expression => nested(() => binary(0));

  const binary = (level: number): Expression => {
    let left = unary();
    for (;;) {
      const operator = peek() as string as Operator;
      const found = LEVELS.findIndex((operators: readonly string[]) => operators.includes(operator));
      if (found < level) {
        return left;
      }
      // An operation is spelled as its right side alone where Velocity prints it in place of a missing value.
      const first = ++reader.place;
      left = operation(first, operator, left, binary(found + 1));
    }
  };

  const operation = (first: number, operator: Operator, left: Expression, right: Expression): Expression => {
    switch (operator) {
      case '||':
      case '&&':
        return decision(first, () => {
          const [a, b] = [decide(left), decide(right)];
          return operator === '||' ? (scope) => a(scope) || b(scope) : (scope) => a(scope) && b(scope);
        });
      case '+':
        return node(first, () => addition(left, right));
      case '-':
      case '*':
      case '/':
      case '%':
        return node(first, () => {
          const [a, b] = [left.build(), right.build()];
          return (scope) => {
            const [x, y] = [a(scope), b(scope)];
            return isNumber(x) && isNumber(y) ? calculate(operator, x, y) : null;
          };
        });
      default:
        return decision(first, () => comparison(operator, left.build(), right.build()));
    }
  };

  const comparison = (operator: Operator, left: Evaluate, right: Evaluate): Decide => {
    const holds = COMPARISONS.get(operator);
    if (!holds) {
      const expected = operator === '==';
      return (scope) => velocityEquals(left(scope), right(scope), scope.run) === expected;
    }
    return (scope) => {
      const [a, b] = [left(scope), right(scope)];
      return isNumber(a) && isNumber(b) && holds(compareNumbers(a, b));
    };
  };

  /** Adds numbers, and joins texts where either side is one; a side without a value is then spelled as its source. */
  const addition = (left: Expression, right: Expression): Evaluate => {
    const [a, b] = [left.build(), right.build()];
    const [leftSource, rightSource] = [sourceOf(left), sourceOf(right)];
    return (scope) => {
      const [x, y] = [a(scope), b(scope)];
      const { run } = scope;
      if (isText(x) || isText(y)) {
        return run.accept(textOrNull(x ?? leftSource, run) + textOrNull(y ?? rightSource, run));
      }
      return isNumber(x) && isNumber(y) ? calculate('+', x, y) : null;
    };
  };

  const unary = (): Expression => {
    const spaced = nextIs(Kind.Space);
    if (!(spaced ? peek(2) === Kind.Not : nextIs(Kind.Not) && (Kind.Space + Kind.Not + PRIMARIES).includes(peek(2)))) {
      return primary();
    }
    takeIf(Kind.Space);
    take(Kind.Not);
    const first = reader.place;
    const operand = nested(unary);
    return decision(first, () => {
      const decided = decide(operand);
      return (scope) => !decided(scope);
    });
  };

  const primary = (): Expression => spacious(() => {
    if (!takeIf(Kind.LeftParenthesis)) {
      return value(PRIMARIES);
    }
    const first = reader.place;
    const inner = expression();
    const group = node(first, inner.build, { decide: inner.decide });
    take(Kind.RightParenthesis);
    return group;
  });

  return expression;
};
