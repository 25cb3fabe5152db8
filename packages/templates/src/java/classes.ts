import { fail, throwJava } from '../errors';
import { isList, isText } from '../kinds';
import { JavaBigDecimal, JavaBigInteger, JavaDouble, JavaLong, JavaMap } from '../values';
import { ARRAY, ENTRY, ITERATOR, JSON_ARRAY, LIST, MAP, SET } from './collection-methods';
import { LOOP, LoopState } from './loop-state';
import { methodTable, Signatures } from './methods';
import { HostObject, Invoke, JavaArray, JavaCharacter, JavaEntry, JavaIterator, MethodTable, Runtime, TextBlock } from './runtime-values';
import { BIG_DECIMAL, BIG_INTEGER, BOOLEAN, CHARACTER, DOUBLE, INTEGER, LONG } from './scalar-methods';
import { STRING } from './string-methods';

/** The methods of each class; collections of all classes are of one kind. */
const CLASSES: ReadonlyMap<unknown, MethodTable<never>> = new Map(([
  [String, STRING, 's'],
  [Number, INTEGER, 'i'],
  [JavaLong, LONG, 'l'],
  [JavaDouble, DOUBLE, 'd'],
  [JavaBigInteger, BIG_INTEGER, 'I'],
  [JavaBigDecimal, BIG_DECIMAL, 'D'],
  [Boolean, BOOLEAN, 'b'],
  [JavaCharacter, CHARACTER, 'c'],
  ['json', JSON_ARRAY, 'L'],
  ['list', LIST, 'L'],
  ['set', SET, 'L'],
  [JavaArray, ARRAY, 'A'],
  [JavaMap, MAP, 'M'],
  [LoopState, { ...MAP, ...LOOP }, 'M'],
  [JavaEntry, ENTRY],
  [JavaIterator, ITERATOR],
  [TextBlock, { toString: (block: TextBlock) => block.toText() }],
] as ReadonlyArray<readonly [unknown, Signatures<never>, string?]>).map(([type, signatures, kind]) => [type, methodTable(signatures, kind)]));

/** The methods of a value's class. */
export const classOf = (value: Exclude<Runtime, null>): MethodTable<never> =>
  CLASSES.get(isList(value) ? value.kind : value.constructor) ?? (value as HostObject).methods;

/**
 * Methods that Java has and this package does not, each after the letter of its class: using one is an error rather than the empty text
 * of a method that does not exist.
 */
const UNSUPPORTED = /^(s(get(Byte|Char)s|chars|codePoints|lines|offsetByCodePoints|codePointBefore|copyValueOf|indent|transform|translateEscapes|stripIndent|describeConstable|resolveConstantDesc)|[ilIdD](floatValue|parseUnsignedInt|reverse(Bytes)?|rotate(Lef|Righ)t|(high|low)estOneBit|numberOf(Lead|Trail)ingZeros|toUnsigned(String|Long)|(divide|remainder)Unsigned|decode)|[LAM]((parallelS|s)tream|spliterator|ensureCapacity|trimToSize|clone|(copyO|o)f|entry|ofEntries|comparingBy(Key|Value)))$/;

/** The letters of the kinds of arguments. */
export const kindsOf = (args: readonly Runtime[]): string => {
  let kinds = '';
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    kinds += isText(arg) ? 's' : arg === null ? 'n' : classOf(arg).kind;
  }
  return kinds;
};

/** The method that is called for arguments of those kinds; undefined where the class has none that takes them. */
export const findMethod = ({ kind, overloads }: MethodTable<never>, name: string, kinds: string): Invoke<never> | undefined => {
  const candidates = overloads.get(name) ?? [];
  const found = candidates.find(({ parameters }) => parameters.test(kinds));
  if (UNSUPPORTED.test(kind + name)) {
    fail(`the method ${name}() is not supported by this package`);
  }
  // Java takes null for any object, whatever it then does with it.
  if (!found && candidates.some(({ parameters }) => [...'sLM'].some((object) => parameters.test(kinds.replaceAll('n', object))))) {
    throwJava('NullPointer');
  }
  return found?.invoke;
};
