import { throwJava } from '../errors';
import { compareNumbers } from './arithmetic';
import { javaEquals } from './equality';
import { hashCode } from './hash';
import { Budget, contentsOf, Invoke, isNumber, MethodTable, Overload, Runtime } from './runtime-values';
import { toText } from './text';

export type Signatures<T> = Record<string, Invoke<T> | undefined>;

/**
 * Builds a table of methods from signatures: the names of a method, and a pattern of the kinds of the arguments that it takes,
 * such as `indexOf [is]i?`. The first of several that fit is the one that is called; one without a function stands for a call that
 * Java finds ambiguous.
 *
 * @param kind the letter of the class in signatures; those of others are `n` for null and `o` for what no method asks for
 */
export const methodTable = <T>(signatures: Signatures<T>, kind = 'o'): MethodTable<T> => {
  const overloads = new Map<string, ReadonlyArray<Overload<T>>>();
  for (const [signature, invoke] of Object.entries(signatures)) {
    const [names, parameters = ''] = signature.split(' ');
    for (const name of names.split('|')) {
      overloads.set(name, [...overloads.get(name) ?? [], { parameters: new RegExp(`^(${parameters})$`), invoke }]);
    }
  }
  return { kind, overloads };
};

/** The methods of `java.lang.Object`. */
export const OBJECT: Signatures<Runtime> = {
  'equals .': javaEquals,
  'hashCode': hashCode,
  'toString': (value: Runtime, _: unknown, __: unknown, budget: Budget) => toText(value, budget),
};

export const compareTexts = (left: string, right: string): number => {
  let at = 0;
  while (at < left.length && left[at] === right[at]) {
    at++;
  }
  return left.charCodeAt(at) - right.charCodeAt(at) || left.length - right.length;
};

/** The order of numbers that are not greater nor smaller than one another. */
const rankOf = (number: unknown): number => Number.isNaN(number) ? 1 : Object.is(number, -0) ? -1 : 0;

/** `Comparable.compareTo`. Java compares values of one class only; given another it finds the method all the same, and fails. */
export const compare = (left: Runtime, right: Runtime): number => {
  if (left?.constructor !== right?.constructor) {
    throwJava('ClassCast', 'values of different classes');
  }
  const a = contentsOf(left);
  const b = contentsOf(right);
  return isNumber(left) && isNumber(right) ? compareNumbers(left, right) || Math.sign(rankOf(a) - rankOf(b))
    : typeof a === 'boolean' ? Number(a) - Number(b) : compareTexts(a as string, b as string);
};

export const COMPARABLE: Signatures<Runtime> = {
  ...OBJECT,
  'compareTo [^n]': compare,
};
