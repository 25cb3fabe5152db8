import { fail, throwJava } from '../errors';
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
  const width = parameters.reduce((sum, type) => sum + WIDTHS.indexOf(type), 0);
  if (!parameters.at(-1)?.endsWith(']')) {
    return { parameters, width, fits, invoke };
  }
  const element = checkOf(parameters[last].slice(0, -2) as ParameterType);
  return {
    parameters,
    width,
    fits: (args) => fits(args) || (args.length >= last && args.every((arg, i) => (i < last ? checks[i] : element)(arg))),
    // The arguments of a variable parameter are gathered into an array.
    invoke(target, args, budget) {
      const isGathered = args.length === checks.length && args[last] instanceof JavaArray;
      return invoke(target, isGathered ? args : [...args.slice(0, last), new JavaArray(args.slice(last))], budget);
    },
  };
};

/**
 * Methods that Java has and this package does not: using one is an error rather than the empty text of a method that does not exist.
 *
 * @param names with blanks between them
 */
export const unsupported = (names: string): Signatures<unknown> => Object.fromEntries(names.split(' ').map((name) =>
  [`${name}(Object[])`, () => fail(`the method ${name}() is not supported by this package`)]));

/** A text that Java does not take null for. */
export const requireNonNull = (value: Runtime): string => value === null ? throwJava('NullPointer') : value as string;

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

/** The types that take what others take as well, from the narrowest to the widest; those of numbers come first. */
const WIDTHS: readonly ParameterType[] = ['int', 'long', 'double', 'Object'];
const CLASSES: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['int', Number], ['boolean', Boolean], ['char', JavaCharacter], ['String', String], ['CharSequence', String], ['Collection', JavaList], ['Map', JavaMap],
  ['Integer', Number], ['Long', JavaLong], ['Double', JavaDouble], ['BigInteger', JavaBigInteger], ['BigDecimal', JavaBigDecimal],
  ['Boolean', Boolean], ['Character', JavaCharacter],
]);

/** Whether Java passes a value for a parameter of a type, widening numbers and unboxing where it must. */
const checkOf = (type: ParameterType): (value: Runtime) => boolean => {
  const width = WIDTHS.indexOf(type);
  if (width > 0) {
    return (value) => width > 2 || isInt(value) || isLong(value) || (width > 1 && isDouble(value));
  }
  const wanted = CLASSES.get(type) ?? JavaArray;
  const takesNull = type[0] < 'a';
  return (value) => value === null ? takesNull : value.constructor === wanted || (typeof value === 'object' && value instanceof (wanted as new () => object));
};

/** The overload that Velocity calls for these arguments; undefined when there is none or when several fit equally well. */
export const findOverload = <T>(overloads: ReadonlyArray<Overload<T>>, args: readonly Runtime[]): Overload<T> | undefined => {
  const applicable = overloads.filter(({ fits }) => fits(args));
  const narrowest = Math.min(...applicable.map(({ width }) => width));
  const [found, another] = applicable.filter(({ width }) => width === narrowest);
  return another ? undefined : found;
};
