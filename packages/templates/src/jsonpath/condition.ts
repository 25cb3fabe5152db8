import { javaRegex } from '../java/regex';
import type { Value } from '../values';
import type { CompiledPath } from './compiled-path';
import { JsonPathError } from './error';
import { JsonOperand, NULL, NumberOperand, operandOf, UNDEFINED, type Operand } from './operand';
import { OPERATORS } from './operators';
import { MISSING, UNSUITABLE, type Evaluation } from './run';
import type { ConditionSyntax, OperandSyntax, PathSyntax } from './syntax';

/** Whether a filter accepts a value. */
export type Condition = (item: Value, evaluation: Evaluation) => boolean;

type CompilePath = (path: PathSyntax) => CompiledPath;
type OperandSource = (item: Value, evaluation: Evaluation) => Operand;

/** Compiles the condition of a filter; what does not fit a value makes it false. */
export function compileCondition(condition: ConditionSyntax, compilePath: CompilePath): Condition {
  const accepts = compile(condition, compilePath);
  return (item, evaluation) => {
    try {
      return accepts(item, evaluation);
    } catch (error) {
      if (error === UNSUITABLE || error === MISSING) {
        return false;
      }
      throw error;
    }
  };
}

function compile(condition: ConditionSyntax, compilePath: CompilePath): Condition {
  switch (condition.type) {
    case 'or':
    case 'and': {
      const parts = condition.conditions.map((part) => compile(part, compilePath));
      return condition.type === 'or'
        ? (item, evaluation) => parts.some((part) => part(item, evaluation))
        : (item, evaluation) => parts.every((part) => part(item, evaluation));
    }
    case 'not': {
      const negated = compile(condition.condition, compilePath);
      return (item, evaluation) => !negated(item, evaluation);
    }
    case 'exists': {
      const path = compilePath(condition.path);
      return (item, evaluation) => pathExists(path, item, evaluation) === condition.expected;
    }
    default: {
      const left = compileOperand(condition.left, compilePath);
      const right = compileOperand(condition.right, compilePath);
      const operator = OPERATORS.get(condition.operator)!;
      return (item, evaluation) => operator(left(item, evaluation), right(item, evaluation), evaluation.run);
    }
  }
}

/** Even a path from `$` starts at the element here: Jayway gives it the element for a document. */
function pathExists(path: CompiledPath, item: Value, { root, run }: Evaluation): boolean {
  try {
    path.evaluate(item, root, run, true);
    return true;
  } catch (error) {
    if (error === MISSING) {
      return false;
    }
    throw error;
  }
}

function compileOperand(operand: OperandSyntax, compilePath: CompilePath): OperandSource {
  if (operand.type === 'path') {
    const path = compilePath(operand.path);
    return (item, evaluation) => evaluateOperand(path, item, evaluation);
  }
  const constant = constantOperand(operand);
  return () => constant;
}

function evaluateOperand(path: CompiledPath, item: Value, evaluation: Evaluation): Operand {
  const { root, run, requiresProperties, rootValues } = evaluation;
  try {
    if (!path.isRoot) {
      return operandOf(path.evaluate(item, root, run, requiresProperties));
    }
    let value = rootValues.get(path);
    if (value === undefined) {
      value = path.evaluate(root, root, run, requiresProperties);
      rootValues.set(path, value);
    }
    return operandOf(value);
  } catch (error) {
    if (error === MISSING) {
      return UNDEFINED;
    }
    throw error;
  }
}

function constantOperand(operand: Exclude<OperandSyntax, { type: 'path' }>): Operand {
  switch (operand.type) {
    case 'null':
      return NULL;
    case 'string':
      return { type: 'string', text: operand.text };
    case 'boolean':
      return { type: 'boolean', value: operand.value };
    case 'number':
      return NumberOperand.ofText(operand.text);
    case 'json':
      return new JsonOperand(operand.text);
    default: {
      const regex = compilePattern(operand.flags === '' ? operand.pattern : `(?${operand.flags})${operand.pattern}`);
      return { type: 'pattern', matches: (text, run) => regex.matches(text, run) };
    }
  }
}

function compilePattern(pattern: string): ReturnType<typeof javaRegex> {
  try {
    return javaRegex(pattern);
  } catch (error) {
    throw new JsonPathError((error as Error).message, 0);
  }
}
