import { TemplateRenderError } from '../errors';
import { JavaBigDecimal, JavaBigInteger, JavaDouble, JavaList, JavaLong, JavaMap } from '../values';
import {
  ARRAY_METHODS, ENTRY_METHODS, ITERATOR_METHODS, JSON_ARRAY_METHODS, LIST_METHODS, MAP_METHODS, SET_METHOD_NAMES,
} from './collection-methods';
import { LOOP_METHODS, LoopState } from './loop-state';
import { callOverload, findOverload, methodTable } from './methods';
import {
  entriesOf, HostObject, isNumber, JavaArray, JavaCharacter, JavaEntry, JavaIterator, MethodTable, Overload, RenderBudget, Runtime, TextBlock,
} from './runtime-values';
import {
  BIG_DECIMAL_METHODS, BIG_INTEGER_METHODS, BOOLEAN_METHODS, CHARACTER_METHODS, DOUBLE_METHODS, INTEGER_METHODS, LONG_METHODS,
} from './scalar-methods';
import { STRING_METHODS } from './string-methods';

type AnyOverloads = ReadonlyArray<Overload<Runtime>>;

const TEXT_BLOCK_METHODS = methodTable<TextBlock>({
  'toString()': (block) => block.toText(),
});

/**
 * Methods that Java has and this package does not: using one is an error rather than the empty text of a method that does not exist.
 */
const UNSUPPORTED: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['String', new Set(['getBytes', 'chars', 'codePoints', 'lines', 'offsetByCodePoints', 'codePointBefore', 'copyValueOf', 'getChars', 'indent',
    'transform', 'translateEscapes', 'stripIndent', 'describeConstable', 'resolveConstantDesc'])],
  ['Number', new Set(['floatValue', 'parseUnsignedInt', 'reverse', 'reverseBytes', 'rotateLeft', 'rotateRight', 'highestOneBit', 'lowestOneBit',
    'numberOfLeadingZeros', 'numberOfTrailingZeros', 'toUnsignedString', 'toUnsignedLong', 'divideUnsigned', 'remainderUnsigned', 'decode'])],
  ['Collection', new Set(['stream', 'parallelStream', 'spliterator', 'ensureCapacity', 'trimToSize', 'clone', 'of', 'copyOf', 'entry', 'ofEntries',
    'comparingByKey', 'comparingByValue'])],
]);

const CLASS_METHODS: ReadonlyMap<unknown, MethodTable<never>> = new Map<unknown, MethodTable<never>>([
  [JavaMap, MAP_METHODS], [JavaList, LIST_METHODS], [JavaLong, LONG_METHODS], [JavaDouble, DOUBLE_METHODS],
  [JavaBigInteger, BIG_INTEGER_METHODS], [JavaBigDecimal, BIG_DECIMAL_METHODS], [JavaCharacter, CHARACTER_METHODS],
  [JavaArray, ARRAY_METHODS], [JavaEntry, ENTRY_METHODS], [JavaIterator, ITERATOR_METHODS],
  [LoopState, new Map([...LOOP_METHODS, ...MAP_METHODS])],
]);

/** The methods of a value's class. */
function methodsOf(value: Exclude<Runtime, null>): MethodTable<never> {
  switch (typeof value) {
    case 'string':
      return STRING_METHODS;
    case 'number':
      return INTEGER_METHODS;
    case 'boolean':
      return BOOLEAN_METHODS;
    default:
      return CLASS_METHODS.get(value.constructor) ?? (value instanceof HostObject ? value.methods : TEXT_BLOCK_METHODS);
  }
}

/** Which list of unsupported methods goes with a value. */
function familyOf(value: Exclude<Runtime, null>): string {
  if (typeof value === 'string') {
    return 'String';
  }
  return isNumber(value) ? 'Number' : value instanceof JavaMap || value instanceof JavaList || value instanceof JavaArray ? 'Collection' : '';
}

function overloadsOf(value: Exclude<Runtime, null>, name: string): AnyOverloads | undefined {
  let overloads: ReadonlyArray<Overload<never>> | undefined = methodsOf(value).get(name);
  if (value instanceof JavaList) {
    if (value.kind === 'json') {
      overloads ??= JSON_ARRAY_METHODS.get(name);
    } else if (value.kind === 'set') {
      overloads = SET_METHOD_NAMES.has(name) ? overloads?.filter(({ parameters: [first] }) => first !== 'int') : undefined;
    }
  }
  if (overloads === undefined && UNSUPPORTED.get(familyOf(value))?.has(name)) {
    throw new TemplateRenderError(`the method ${name}() is not supported by this package`);
  }
  return overloads as AnyOverloads | undefined;
}

/** How much of a text, or of a list, a method goes through in what counts as one step. */
const CHARACTERS_PER_STEP = 64;
const CHARACTERS_PER_ELEMENT = 8;

/** The result of a method, undefined where the class has none that takes these arguments; `void` is the empty text. */
export function callMethod(target: Runtime, name: string, args: readonly Runtime[], budget: RenderBudget): Runtime | undefined {
  if (target === null) {
    return undefined;
  }
  const overloads = overloadsOf(target, name);
  const overload = overloads === undefined ? undefined : findOverload(overloads, args);
  if (overload === undefined) {
    return undefined;
  }
  const length = typeof target === 'string' ? target.length : target instanceof JavaList ? target.items.length * CHARACTERS_PER_ELEMENT : 0;
  if (length > CHARACTERS_PER_STEP) {
    budget.work(Math.floor(length / CHARACTERS_PER_STEP));
  }
  const result = callOverload(overload, target, args, budget);
  return result === undefined ? '' : result;
}

function capitalised(name: string): readonly string[] {
  const first = name[0];
  const other = first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase();
  return [name, other + name.slice(1)];
}

/** The value of `.name`: a getter, a map's entry, `get("name")` or a predicate, in that order. */
export function readProperty(target: Runtime, name: string, budget: RenderBudget): Runtime | undefined {
  if (target instanceof JavaMap) {
    return target instanceof LoopState ? target.member(name) : entriesOf(target).get(name);
  }
  if (target === null) {
    return undefined;
  }
  if (target instanceof HostObject) {
    return target.properties.get(name);
  }
  for (const prefix of ['get', 'is']) {
    for (const variant of capitalised(name)) {
      const getter = overloadsOf(target, prefix + variant);
      const overload = getter === undefined ? undefined : findOverload(getter, []);
      if (overload !== undefined) {
        return callOverload(overload, target, [], budget);
      }
    }
  }
  return undefined;
}

/** The value of `[argument]`. */
export function readIndex(target: Runtime, argument: Runtime, budget: RenderBudget): Runtime | undefined {
  if (target instanceof JavaMap && typeof argument === 'string') {
    return entriesOf(target).get(argument);
  }
  return callMethod(target, 'get', [fromEnd(target, argument, budget)], budget);
}

/** A negative index counts from the end. */
function fromEnd(target: Runtime, argument: Runtime, budget: RenderBudget): Runtime {
  if (typeof argument !== 'number' || argument >= 0) {
    return argument;
  }
  const size = callMethod(target, 'size', [], budget);
  if (typeof size !== 'number') {
    throw new TemplateRenderError(`a 'size()' method is required for the negative index ${argument}`);
  }
  return size + argument;
}

/** Stores into `.name`: a map's entry or a setter; a value that cannot be stored there is dropped. */
export function writeProperty(target: Runtime, name: string, value: Runtime, budget: RenderBudget): void {
  if (target instanceof JavaMap) {
    entriesOf(target).set(name, value);
  } else {
    capitalised(name).some((variant) => callMethod(target, `set${variant}`, [value], budget) !== undefined);
  }
}

/** Stores into `[argument]`: a list's `set` or a map's `put`. */
export function writeIndex(target: Runtime, argument: Runtime, value: Runtime, budget: RenderBudget): void {
  const key = fromEnd(target, argument, budget);
  if (callMethod(target, 'set', [key, value], budget) === undefined) {
    callMethod(target, 'put', [key, value], budget);
  }
}
