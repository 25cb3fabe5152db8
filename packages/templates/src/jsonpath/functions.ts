import { decimalToInt, parseDecimal } from '../json/decimal';
import { parseJson } from '../json/parse';
import { javaToString } from '../json/print';
import { JavaBigDecimal, JavaBigInteger, JavaDouble, JavaList, JavaLong, JavaMap, type Value } from '../values';
import type { CompiledPath } from './compiled-path';
import { JsonPathError } from './error';
import { isArray } from './operand';
import { OUT_OF_RANGE, UNSUITABLE, type Evaluation } from './run';

/** A parameter of a function: JSON, or a path, which `length` also needs with a `*` after it. */
export type Parameter = { readonly json: string } | { readonly path: CompiledPath; readonly children: CompiledPath };

/** The value of a parameter, made anew each time it is asked for. */
type Argument = () => Value;
type PathFunction = (model: Value, args: readonly Argument[], evaluation: Evaluation, parameters: readonly Parameter[]) => Value;
type JavaNumber = number | JavaLong | JavaBigInteger | JavaDouble | JavaBigDecimal;

const FUNCTIONS: ReadonlyMap<string, PathFunction> = new Map<string, PathFunction>([
  ['min', aggregate((numbers) => numbers.reduce((least, number) => (least > number ? number : least), Number.MAX_VALUE))],
  // The least positive double is where Jayway starts, so negative numbers have no maximum.
  ['max', aggregate((numbers) => numbers.reduce((most, number) => (most < number ? number : most), Number.MIN_VALUE))],
  ['sum', aggregate(sum)],
  ['avg', aggregate((numbers) => sum(numbers) / numbers.length)],
  ['stddev', aggregate(standardDeviation)],
  ['concat', concat],
  ['length', length],
  ['size', length],
  ['append', append],
  ['keys', (model) => (model instanceof JavaMap ? new JavaList([...model.entries.keys()], 'set') : null)],
  ['first', (model) => itemAt(model, 0)],
  ['last', (model) => itemAt(model, -1)],
  ['index', (model, args) => itemAt(model, args)],
]);

/**
 * Calls a function of a path.
 *
 * @throws UNSUITABLE for a name that is no function
 * @throws JsonPathError when the function cannot be applied
 */
export function callFunction(name: string, model: Value, parameters: readonly Parameter[], evaluation: Evaluation): Value {
  const called = FUNCTIONS.get(name);
  if (called === undefined) {
    throw UNSUITABLE;
  }
  const { root, run, requiresProperties } = evaluation;
  const args = parameters.map((parameter): Argument => {
    if ('json' in parameter) {
      return () => readJson(parameter.json);
    }
    const value = parameter.path.evaluate(root, root, run, requiresProperties);
    return () => value;
  });
  run.spend(isArray(model) ? model.items.length : 1);
  return called(model, args, evaluation, parameters);
}

function readJson(text: string): Value {
  try {
    return parseJson(text, { mode: 'permissive' });
  } catch (error) {
    throw new JsonPathError((error as Error).message);
  }
}

function aggregate(result: (numbers: readonly number[]) => number): PathFunction {
  return (model, args, { run }) => {
    const numbers = [...itemsOf(model), ...valuesOf(args)].filter(isNumber).map(toDouble);
    run.spend(numbers.length);
    if (numbers.length === 0) {
      throw new JsonPathError('there are no numbers to calculate with');
    }
    return new JavaDouble(result(numbers));
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function standardDeviation(numbers: readonly number[]): number {
  const count = numbers.length;
  const total = sum(numbers);
  return Math.sqrt(sum(numbers.map((number) => number * number)) / count - (total * total) / count / count);
}

function concat(model: Value, args: readonly Argument[], { run }: Evaluation): Value {
  const texts = itemsOf(model).filter((item) => typeof item === 'string');
  for (const value of valuesOf(args)) {
    if (value !== null) {
      texts.push(javaToString(value));
    }
  }
  run.checkLength(texts.reduce((total, text) => total + text.length, 0));
  return texts.join('');
}

function length(model: Value, _args: readonly Argument[], { run, requiresProperties }: Evaluation, [parameter]: readonly Parameter[]): Value {
  if (parameter !== undefined) {
    if ('json' in parameter) {
      throw new JsonPathError('"length" takes a path');
    }
    const children = parameter.children.evaluate(model, model, run, requiresProperties);
    if (isArray(children)) {
      return children.items.length;
    }
  }
  if (isArray(model)) {
    return model.items.length;
  }
  return model instanceof JavaMap ? model.entries.size : null;
}

function append(model: Value, args: readonly Argument[]): Value {
  if (isArray(model)) {
    for (const arg of args) {
      model.items.push(arg());
    }
  }
  return model;
}

function itemAt(model: Value, index: number | readonly Argument[]): Value {
  if (!isArray(model)) {
    throw new JsonPathError('only a list has a first, a last and other items');
  }
  const wanted = typeof index === 'number' ? index : firstInt(index);
  const { items } = model;
  if (wanted >= items.length) {
    throw OUT_OF_RANGE;
  }
  if (wanted >= 0) {
    return items[wanted];
  }
  // Jayway does not reach the item at 0 from the end.
  if (items.length + wanted <= 0) {
    throw new JsonPathError(`there is no item ${wanted} in a list of ${items.length}`);
  }
  return items[items.length + wanted];
}

function firstInt(args: readonly Argument[]): number {
  const number = valuesOf(args).find(isNumber);
  if (number === undefined) {
    throw OUT_OF_RANGE;
  }
  return toInt(number);
}

/** The arguments, with lists replaced by their items. */
function valuesOf(args: readonly Argument[]): Value[] {
  return args.flatMap((arg) => {
    const value = arg();
    return isArray(value) ? value.items : [value];
  });
}

function itemsOf(model: Value): Value[] {
  return isArray(model) ? model.items : [];
}

function isNumber(value: Value): value is JavaNumber {
  return typeof value === 'number' || (typeof value === 'object' && value !== null && !(value instanceof JavaMap || value instanceof JavaList));
}

function toDouble(number: JavaNumber): number {
  if (typeof number === 'number') {
    return number;
  }
  return Number(number instanceof JavaBigDecimal ? number.text : number.value);
}

function toInt(number: JavaNumber): number {
  if (typeof number === 'number') {
    return number;
  }
  if (number instanceof JavaDouble) {
    return Number.isNaN(number.value) ? 0 : Math.trunc(Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, number.value)));
  }
  return number instanceof JavaBigDecimal ? decimalToInt(parseDecimal(number.text)!) : Number(BigInt.asIntN(32, number.value));
}
