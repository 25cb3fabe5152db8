import { throwJava } from '../errors';
import { isDouble, isInt, isLong } from '../kinds';
import { JavaBigDecimal, JavaBigInteger, JavaDouble, JavaList, JavaLong, JavaMap } from '../values';
import { javaEquals } from './equality';
import { hashCode } from './hash';
import { JavaArray, JavaCharacter, MethodTable, Overload, ParameterType, Runtime } from './runtime-values';
import { toText } from './text';

type Signatures<T> = Record<string, Overload<T>['invoke']>;

/**
 * Builds a table of methods from signatures such as `'indexOf(String,int?)'`. Several signatures may share a name;
 * a last parameter with a question mark may be left out.
 */
export const methodTable = <T>(signatures: Signatures<T>): MethodTable<T> => {
  const table = new Map<string, ReadonlyArray<Overload<T>>>();
  for (const [signature, invoke] of Object.entries(signatures)) {
    const [name, list] = signature.split(/[()]/);
    for (const used of new Set([list.replace(/,?\w+\?/, ''), list.replace('?', '')])) {
      table.set(name, [...table.get(name) ?? [], overloadOf(used === '' ? [] : used.split(',') as ParameterType[], invoke)]);
    }
  }
  return table;
};

const overloadOf = <T>(parameters: readonly ParameterType[], invoke: Overload<T>['invoke']): Overload<T> => {
  const checks = parameters.map(checkOf);
  const fits = (args: readonly Runtime[]): boolean => args.length === checks.length && args.every((arg, i) => checks[i](arg));
  const last = checks.length - 1;
  if (!parameters.at(-1)?.endsWith(']')) {
    return { parameters, fits, invoke };
  }
  const element = checkOf(parameters[last].slice(0, -2) as ParameterType);
  return {
    parameters,
    fits: (args) => fits(args) || (args.length >= last && args.every((arg, i) => (i < last ? checks[i] : element)(arg))),
    // The arguments of a variable parameter are gathered into an array.
    invoke: (target, args, budget) => invoke(
      target, args.length === checks.length && args[last] instanceof JavaArray ? args : [...args.slice(0, last), new JavaArray(args.slice(last))], budget,
    ),
  };
};

/** The methods of `java.lang.Object`. */
export const OBJECT: Signatures<Runtime> = {
  'equals(Object)': (value, [other]) => javaEquals(value, other),
  'hashCode()': (value) => hashCode(value),
  'toString()': (value, _, budget) => toText(value!, budget),
};

/** Java compares values of one class only; given another it finds the method all the same, and fails. */
export const COMPARABLE: Signatures<Runtime> = {
  ...OBJECT,
  'compareTo(Object)': () => throwJava('ClassCast', 'values of different classes are not comparable'),
};

/** The primitive types of numbers, from the narrowest to the widest. */
const NUMBERS: readonly ParameterType[] = ['int', 'long', 'float', 'double'];
const CLASSES: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['int', Number], ['boolean', Boolean], ['char', JavaCharacter], ['String', String], ['CharSequence', String], ['Collection', JavaList], ['Map', JavaMap],
  ['Integer', Number], ['Long', JavaLong], ['Double', JavaDouble], ['BigInteger', JavaBigInteger], ['BigDecimal', JavaBigDecimal],
  ['Boolean', Boolean], ['Character', JavaCharacter],
]);

/** Whether Java passes a value for a parameter of a type, widening numbers and unboxing where it must. */
const checkOf = (type: ParameterType): (value: Runtime) => boolean => {
  const width = NUMBERS.indexOf(type);
  if (type === 'Object') {
    return () => true;
  }
  if (width > 0) {
    return (value) => isInt(value) || isLong(value) || (width > 2 && isDouble(value));
  }
  const wanted = CLASSES.get(type) ?? JavaArray;
  const takesNull = type[0] < 'a';
  return (value) => value === null ? takesNull : value.constructor === wanted || (typeof value === 'object' && value instanceof (wanted as new () => object));
};

/** Whether every value for a parameter of the second type could be passed for one of the first. */
const isWider = (wide: ParameterType, narrow: ParameterType): boolean => {
  const width = NUMBERS.indexOf(narrow);
  return wide === 'Object' || (wide === 'CharSequence' && narrow === 'String') || (width >= 0 && NUMBERS.indexOf(wide) > width);
};

/** Whether the first signature is the more specific one. */
const isMoreSpecific = (a: readonly ParameterType[], b: readonly ParameterType[]): boolean => {
  const wins = (x: readonly ParameterType[], y: readonly ParameterType[]): boolean => x.some((type, i) => type !== y[i] && isWider(y[i], type));
  return a.length === b.length ? wins(a, b) && !wins(b, a) : a.length > b.length;
};

/** The overload that Velocity calls for these arguments; undefined when there is none or when several fit equally well. */
export const findOverload = <T>(overloads: ReadonlyArray<Overload<T>>, args: readonly Runtime[]): Overload<T> | undefined => {
  const applicable = overloads.filter(({ fits }) => fits(args));
  return applicable.find((candidate) => applicable.every((other) =>
    other === candidate || isMoreSpecific(candidate.parameters, other.parameters)));
};
