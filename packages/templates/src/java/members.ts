import { fail } from '../errors';
import { isInt, isList, isMap, isText } from '../kinds';
import { classOf, findMethod, kindsOf } from './classes';
import { LOOP, LoopState } from './loop-state';
import { methodTable } from './methods';
import { entriesOf, Invoke, MethodTable, RenderBudget, Runtime } from './runtime-values';

/** How much of a text, or of a list, a method goes through in what counts as one step. */
const CHARACTERS_PER_STEP = 64;
const CHARACTERS_PER_ELEMENT = 8;

/** The result of a method, undefined where the class has none that takes these arguments; `void` is the empty text. */
type Caller = (target: Runtime, args: readonly Runtime[], budget: RenderBudget) => Runtime | undefined;

/** What calls the methods of a name; it remembers the one that it called last. */
export const methodCaller = (name: string): Caller => {
  let knownClass: MethodTable<never> | undefined;
  let knownKinds = '';
  let invoke: Invoke<never> | undefined;
  return (target, args, budget) => {
    if (target === null) {
      return undefined;
    }
    const type = classOf(target);
    const kinds = kindsOf(args);
    if (type !== knownClass || kinds !== knownKinds) {
      invoke = findMethod(type, name, kinds);
      knownClass = type;
      knownKinds = kinds;
    }
    if (!invoke) {
      return undefined;
    }
    const length = isText(target) ? target.length : isList(target) ? target.items.length * CHARACTERS_PER_ELEMENT : 0;
    budget.spend(Math.floor(length / CHARACTERS_PER_STEP));
    const result = invoke(target as never, args[0] as never, args[1] as never, budget, args as readonly never[]);
    return result === undefined ? '' : result;
  };
};

const [get, put, set, sizeOf] = ['get', 'put', 'set', 'size'].map(methodCaller);

const capitalised = (name: string): string => name[0].toUpperCase() + name.slice(1);

const { overloads: LOOP_GETTERS } = methodTable(LOOP);

/** What reads `.name`: a getter, a map's entry or a predicate, in that order. */
export const propertyReader = (name: string): ((target: Runtime, budget: RenderBudget) => Runtime | undefined) => {
  const [getter, predicate] = ['get', 'is'].map((prefix) => methodCaller(prefix + capitalised(name)));
  const own = LOOP_GETTERS.get(`get${capitalised(name)}`)?.[0].invoke as ((loop: LoopState) => Runtime) | undefined;
  return (target, budget) => {
    if (isMap(target)) {
      return !(target instanceof LoopState) ? entriesOf(target).get(name) : own ? own(target) : target.stored(name);
    }
    return getter(target, [], budget) ?? predicate(target, [], budget);
  };
};

/** The value of `[argument]`. */
export const readIndex = (target: Runtime, argument: Runtime, budget: RenderBudget): Runtime | undefined =>
  get(target, [fromEnd(target, argument, budget)], budget);

/** A negative index counts from the end. */
const fromEnd = (target: Runtime, argument: Runtime, budget: RenderBudget): Runtime => {
  if (!isInt(argument) || argument >= 0) {
    return argument;
  }
  const size = sizeOf(target, [], budget);
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
    methodCaller(`set${capitalised(name)}`)(target, [value], budget);
  }
};

/** Stores into `[argument]`: a list's `set` or a map's `put`. */
export const writeIndex = (target: Runtime, argument: Runtime, value: Runtime, budget: RenderBudget): void => {
  const key = fromEnd(target, argument, budget);
  if (set(target, [key, value], budget) === undefined) {
    put(target, [key, value], budget);
  }
};
