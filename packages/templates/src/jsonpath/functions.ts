/* eslint-disable @stylistic/quote-props -- minifying leaves a name alone only in quotes */
import { toDouble, toInt } from '../java/arithmetic';
import { javaToString } from '../json/print';
import { isArray, isMap, isText } from '../kinds';
import { JavaDouble, JavaList, type Value } from '../values';
import { readJson } from './operand';
import { evaluate, type Path } from './path';
import { OUT_OF_RANGE, refuse, refuseIf, UNSUITABLE, type Evaluation } from './run';
import { itemsOf, walk, type PathStep } from './steps';
import { isNumber } from '../java/runtime-values';

/** A parameter of a function: JSON, or a path, which `length` also needs with a `*` after it. */
export interface Parameter {
  readonly json?: string;
  readonly route?: Path;
  readonly children?: Path;
}

/** The value of a parameter, made anew each time it is asked for. */
type Argument = () => Value;
type PathFunction = (model: Value, args: readonly Argument[], evaluation: Evaluation, parameters: readonly Parameter[]) => Value;

const aggregate = (result: (numbers: readonly number[]) => number): PathFunction => (model, args, { run }) => {
  const numbers = [...itemsOf(model), ...valuesOf(args)].filter(isNumber).map(toDouble);
  run.spend(numbers.length);
  refuseIf(numbers.length === 0, 'no numbers to calculate with');
  return new JavaDouble(result(numbers));
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const standardDeviation = (numbers: readonly number[]): number => {
  const count = numbers.length;
  const total = sum(numbers);
  return Math.sqrt(sum(numbers.map((number) => number * number)) / count - (total * total) / count / count);
};

const concat: PathFunction = (model, args, { run }) => {
  const texts = [...itemsOf(model).filter(isText), ...valuesOf(args).filter((value) => value !== null).map(javaToString)];
  run.checkLength(sum(texts.map((text) => text.length)));
  return texts.join('');
};

const length: PathFunction = (model, _, evaluation, [parameter]) => {
  const children = parameter && evaluate(parameter.children ?? refuse('"length" takes a path'), model, { ...evaluation, root: model });
  const counted = isArray(children) ? children : model;
  return isArray(counted) ? counted.items.length : isMap(counted) ? counted.entries.size : null;
};

const append: PathFunction = (model, args) => {
  if (isArray(model)) {
    model.items.push(...args.map((arg) => arg()));
  }
  return model;
};

/** @param at which item; the first number among the arguments when it is left out */
const itemAt = (at?: number): PathFunction => (model, args) => {
  const { items } = isArray(model) ? model : refuse('only a list has items');
  const wanted = at ?? toInt(valuesOf(args).find(isNumber) ?? refuse(OUT_OF_RANGE));
  refuseIf(wanted >= items.length, OUT_OF_RANGE);
  // Jayway does not reach the item at 0 from the end.
  refuseIf(wanted < 0 && items.length + wanted <= 0, `there is no item ${wanted}`);
  return items.at(wanted)!;
};

/** The arguments, with lists replaced by their items. */
const valuesOf = (args: readonly Argument[]): Value[] => args.flatMap((arg) => {
  const value = arg();
  return isArray(value) ? value.items : [value];
});

const FUNCTIONS: Readonly<Record<string, PathFunction | undefined>> = {
  // No name leads to a member of every object.
  __proto__: null!,
  'min': aggregate((numbers) => numbers.reduce((least, number) => (least > number ? number : least), Number.MAX_VALUE)),
  // The least positive double is where Jayway starts, so negative numbers have no maximum.
  'max': aggregate((numbers) => numbers.reduce((most, number) => (most < number ? number : most), Number.MIN_VALUE)),
  'sum': aggregate(sum),
  'avg': aggregate((numbers) => sum(numbers) / numbers.length),
  'stddev': aggregate(standardDeviation),
  'concat': concat,
  'length': length,
  'size': length,
  'append': append,
  'keys': (model) => (isMap(model) ? new JavaList([...model.entries.keys()], 'set') : null),
  'first': itemAt(0),
  'last': itemAt(-1),
  'index': itemAt(),
};

/** The result of a function counts as found even when a step follows. */
export const functionStep = (called: string, parameters: readonly Parameter[]): PathStep => ({
  called,
  visit(model, evaluation, { following }) {
    const { root, run, results } = evaluation;
    const apply = FUNCTIONS[called] ?? refuse(UNSUITABLE);
    const args = parameters.map(({ json, route }): Argument => {
      const value = route && evaluate(route, root, evaluation);
      return () => value === undefined ? readJson(json!) : value;
    });
    run.spend(1 + itemsOf(model).length);
    const result = apply(model, args, evaluation, parameters);
    results.push(result);
    if (following) {
      walk(following, result, evaluation);
    }
  },
});
