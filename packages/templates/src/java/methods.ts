import { TemplateRenderError } from '../errors';
import { JavaBigDecimal, JavaBigInteger, JavaDouble, JavaList, JavaLong, JavaMap } from '../values';
import { JavaArray, JavaCharacter, MethodTable, Overload, ParameterType, RenderBudget, Runtime } from './runtime-values';

/** Builds a table of methods from signatures such as `'indexOf(String,int)'`; several signatures may share a name. */
export function methodTable<T>(signatures: Record<string, Overload<T>['invoke']>): MethodTable<T> {
  const table = new Map<string, Array<Overload<T>>>();
  for (const [signature, invoke] of Object.entries(signatures)) {
    const open = signature.indexOf('(');
    const name = signature.slice(0, open);
    const list = signature.slice(open + 1, -1);
    const parameters = list === '' ? [] : list.split(',') as ParameterType[];
    const overloads = table.get(name) ?? [];
    overloads.push({ parameters, invoke, isVariadic: parameters.length > 0 && isArrayType(parameters[parameters.length - 1]) });
    table.set(name, overloads);
  }
  return table;
}

/** Java compares values of one class only; given another it finds the method all the same, and fails. */
export const COMPARABLE = {
  'compareTo(Object)': (): never => {
    throw new TemplateRenderError('ClassCastException: values of different classes are not comparable');
  },
};

const PRIMITIVES: readonly ParameterType[] = ['int', 'long', 'float', 'double', 'boolean', 'char'];

const CLOSING_BRACKET = 0x5d;

function isArrayType(type: ParameterType): boolean {
  return type.charCodeAt(type.length - 1) === CLOSING_BRACKET;
}

/** Whether Java passes a value for a parameter of a type, widening numbers and unboxing where it must. */
function accepts(type: ParameterType, value: Runtime): boolean {
  switch (type) {
    case 'int':
      return typeof value === 'number';
    case 'long':
      return typeof value === 'number' || value instanceof JavaLong;
    case 'float':
      return typeof value === 'number' || value instanceof JavaLong;
    case 'double':
      return typeof value === 'number' || value instanceof JavaLong || value instanceof JavaDouble;
    case 'boolean':
      return typeof value === 'boolean';
    case 'char':
      return value instanceof JavaCharacter;
    default:
      return value === null || acceptsObject(type, value);
  }
}

function acceptsObject(type: ParameterType, value: Runtime): boolean {
  switch (type) {
    case 'Object':
      return true;
    case 'String':
    case 'CharSequence':
      return typeof value === 'string';
    case 'Collection':
      return value instanceof JavaList;
    case 'Map':
      return value instanceof JavaMap;
    case 'Integer':
      return typeof value === 'number';
    case 'Long':
      return value instanceof JavaLong;
    case 'Double':
      return value instanceof JavaDouble;
    case 'BigInteger':
      return value instanceof JavaBigInteger;
    case 'BigDecimal':
      return value instanceof JavaBigDecimal;
    case 'Boolean':
      return typeof value === 'boolean';
    case 'Character':
      return value instanceof JavaCharacter;
    default:
      return value instanceof JavaArray;
  }
}

function elementType(type: ParameterType): ParameterType {
  return type.slice(0, -2) as ParameterType;
}

function isApplicable<T>({ parameters, isVariadic }: Overload<T>, args: readonly Runtime[]): boolean {
  const last = parameters.length - 1;
  if (parameters.length === args.length) {
    for (let i = 0; i <= last; i++) {
      if (!accepts(parameters[i], args[i]) && !(i === last && isVariadic && accepts(elementType(parameters[i]), args[i]))) {
        return false;
      }
    }
    return true;
  }
  if (!isVariadic || args.length < last) {
    return false;
  }
  return args.every((arg, i) => accepts(i < last ? parameters[i] : elementType(parameters[last]), arg));
}

/** Whether every value for a parameter of the second type could be passed for one of the first. */
function isWider(wide: ParameterType, narrow: ParameterType): boolean {
  if (PRIMITIVES.includes(wide)) {
    const order: readonly ParameterType[] = ['int', 'long', 'float', 'double'];
    return wide === narrow || (order.includes(narrow) && order.indexOf(wide) > order.indexOf(narrow));
  }
  return wide === narrow || wide === 'Object' || (wide === 'CharSequence' && narrow === 'String');
}

/** -1 when the first signature is the more specific one, 1 when the second is, 0 when neither is. */
function compareSpecificity(a: readonly ParameterType[], b: readonly ParameterType[]): number {
  if (a.length !== b.length) {
    return b.length - a.length;
  }
  const differing = a.map((type, i) => [type, b[i]] as const).filter(([x, y]) => x !== y);
  const firstWins = differing.some(([x, y]) => isWider(y, x));
  const secondWins = differing.some(([x, y]) => isWider(x, y));
  return firstWins === secondWins ? 0 : firstWins ? -1 : 1;
}

/** The overload that Velocity calls for these arguments; undefined when there is none or when several fit equally well. */
export function findOverload<T>(overloads: ReadonlyArray<Overload<T>>, args: readonly Runtime[]): Overload<T> | undefined {
  if (overloads.length === 1) {
    return isApplicable(overloads[0], args) ? overloads[0] : undefined;
  }
  const applicable = overloads.filter((overload) => isApplicable(overload, args));
  const best = applicable.filter((candidate) => applicable.every((other) =>
    other === candidate || compareSpecificity(candidate.parameters, other.parameters) < 0));
  return best.length === 1 ? best[0] : undefined;
}

/** Calls an overload, gathering the arguments of a variable parameter into an array. */
export function callOverload<T>(overload: Overload<T>, target: T, args: readonly Runtime[], budget: RenderBudget): Runtime | undefined {
  const last = overload.parameters.length - 1;
  if (!overload.isVariadic || (args.length === last + 1 && args[last] instanceof JavaArray)) {
    return overload.invoke(target, args, budget);
  }
  return overload.invoke(target, [...args.slice(0, last), new JavaArray(args.slice(last))], budget);
}
