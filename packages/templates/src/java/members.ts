import { fail } from '../errors';
import { isInt, isList, isMap, isText } from '../kinds';
import { LOOP_PROPERTIES, LoopState } from './loop-state';
import { findOverload } from './methods';
import { entriesOf, HostObject, Overload, RenderBudget, Runtime } from './runtime-values';

type AnyOverloads = ReadonlyArray<Overload<Runtime>>;

const overloadsOf = (value: Exclude<Runtime, null>, name: string, budget: RenderBudget): AnyOverloads =>
  (budget.methodsOf(value).get(name) ?? []) as AnyOverloads;

/** What values have in common that have the same methods. */
const classOf = (value: Exclude<Runtime, null>): unknown =>
  value instanceof HostObject ? value.methods : isList(value) ? value.kind : value.constructor;

/** How much of a text, or of a list, a method goes through in what counts as one step. */
const CHARACTERS_PER_STEP = 64;
const CHARACTERS_PER_ELEMENT = 8;

/** The result of a method, undefined where the class has none that takes these arguments; `void` is the empty text. */
type Caller = (target: Runtime, args: readonly Runtime[], budget: RenderBudget) => Runtime | undefined;

/** What calls the methods of a name; it remembers what it found for the class that it saw last. */
export const methodCaller = (name: string): Caller => {
  let known: unknown;
  let overloads: AnyOverloads = [];
  let only: Overload<Runtime> | undefined;
  return (target, args, budget) => {
    if (target === null) {
      return undefined;
    }
    const type = classOf(target);
    if (type !== known) {
      overloads = overloadsOf(target, name, budget);
      only = overloads.length === 1 ? overloads[0] : undefined;
      known = type;
    }
    const overload = !only ? findOverload(overloads, args) : only.fits(args) ? only : undefined;
    if (!overload) {
      return undefined;
    }
    const length = isText(target) ? target.length : isList(target) ? target.items.length * CHARACTERS_PER_ELEMENT : 0;
    if (length > CHARACTERS_PER_STEP) {
      budget.spend(Math.floor(length / CHARACTERS_PER_STEP));
    }
    const result = overload.invoke(target, args, budget);
    return result === undefined ? '' : result;
  };
};

const callMethod = (target: Runtime, name: string, args: readonly Runtime[], budget: RenderBudget): Runtime | undefined =>
  methodCaller(name)(target, args, budget);

const capitalised = (name: string): readonly string[] => {
  const first = name[0];
  const other = first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase();
  return [name, other + name.slice(1)];
};

/** What reads `.name`: a getter, a map's entry, `get("name")` or a predicate, in that order. */
export const propertyReader = (name: string): ((target: Runtime, budget: RenderBudget) => Runtime | undefined) => {
  const loopProperty = LOOP_PROPERTIES.get(name);
  const getters = ['get', 'is'].flatMap((prefix) => capitalised(name).map((variant) => prefix + variant));
  let known: unknown;
  let getter: Overload<Runtime> | undefined;
  return (target, budget) => {
    if (isMap(target)) {
      return !(target instanceof LoopState) ? entriesOf(target).get(name) : loopProperty ? loopProperty(target) : target.stored(name);
    }
    if (target === null) {
      return undefined;
    }
    if (known !== classOf(target)) {
      getter = undefined;
      for (const one of getters) {
        getter ??= findOverload(overloadsOf(target, one, budget), []);
      }
      known = classOf(target);
    }
    return getter?.invoke(target, [], budget);
  };
};

/** The value of `[argument]`. */
export const readIndex = (target: Runtime, argument: Runtime, budget: RenderBudget): Runtime | undefined => {
  if (isMap(target) && isText(argument)) {
    return entriesOf(target).get(argument);
  }
  return callMethod(target, 'get', [fromEnd(target, argument, budget)], budget);
};

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
