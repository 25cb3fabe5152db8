import { fail } from '../errors';
import { isInt, isList, isMap, isText } from '../kinds';
import { findMethod } from './classes';
import { LOOP, LoopState } from './loop-state';
import { methodTable } from './methods';
import { entriesOf, RenderBudget, Runtime } from './runtime-values';

/** How much of a text, or of a list, a method goes through in what counts as one step. */
const CHARACTERS_PER_STEP = 64;
const CHARACTERS_PER_ELEMENT = 8;

/** The result of a method, undefined where the class has none that takes these arguments; `void` is the empty text. */
export const callMethod = (target: Runtime, name: string, args: readonly Runtime[], budget: RenderBudget): Runtime | undefined => {
  const invoke = target === null ? undefined : findMethod(target, name, args);
  if (!invoke) {
    return undefined;
  }
  const length = isText(target) ? target.length : isList(target) ? target.items.length * CHARACTERS_PER_ELEMENT : 0;
  budget.spend(Math.floor(length / CHARACTERS_PER_STEP));
  const result = invoke(target, args as readonly never[], budget);
  return result === undefined ? '' : result;
};

const capitalised = (name: string): readonly string[] => {
  const first = name[0];
  const other = first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase();
  return [name, other + name.slice(1)];
};

const { overloads: LOOP_GETTERS } = methodTable(LOOP);

/** What reads `.name`: a getter, a map's entry, `get("name")` or a predicate, in that order. */
export const propertyReader = (name: string): ((target: Runtime, budget: RenderBudget) => Runtime | undefined) => {
  const getters = ['get', 'is'].flatMap((prefix) => capitalised(name).map((variant) => prefix + variant));
  const [loopGetter] = getters.flatMap((getter) => LOOP_GETTERS.get(getter) ?? []);
  return (target, budget) => {
    if (isMap(target)) {
      return !(target instanceof LoopState) ? entriesOf(target).get(name) : loopGetter ? loopGetter.invoke!(target, [], budget) : target.stored(name);
    }
    let value: Runtime | undefined;
    for (const getter of getters) {
      value ??= callMethod(target, getter, [], budget);
    }
    return value;
  };
};

/** The value of `[argument]`. */
export const readIndex = (target: Runtime, argument: Runtime, budget: RenderBudget): Runtime | undefined =>
  callMethod(target, 'get', [fromEnd(target, argument, budget)], budget);

/** A negative index counts from the end. */
const fromEnd = (target: Runtime, argument: Runtime, budget: RenderBudget): Runtime => {
  if (!isInt(argument) || argument >= 0) {
    return argument;
  }
  const size = callMethod(target, 'size', [], budget);
  if (!isInt(size)) {
    return fail(`a 'size()' method is required for the negative index ${argument}`);
  }
  return size + argument;
};

/** Stores into `.name`: a map's entry or a setter; a value that cannot be stored there is dropped. */
export const writeProperty = (target: Runtime, name: string, value: Runtime, budget: RenderBudget): void => {
  if (isMap(target)) {
    entriesOf(target).set(name, value);
  } else {
    capitalised(name).some((variant) => callMethod(target, `set${variant}`, [value], budget) !== undefined);
  }
};

/** Stores into `[argument]`: a list's `set` or a map's `put`. */
export const writeIndex = (target: Runtime, argument: Runtime, value: Runtime, budget: RenderBudget): void => {
  const key = fromEnd(target, argument, budget);
  if (callMethod(target, 'set', [key, value], budget) === undefined) {
    callMethod(target, 'put', [key, value], budget);
  }
};
