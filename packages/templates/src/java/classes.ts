import { isList } from '../kinds';
import { JavaBigDecimal, JavaBigInteger, JavaDouble, JavaLong, JavaMap } from '../values';
import {
  ARRAY_METHODS, ENTRY_METHODS, ITERATOR_METHODS, JSON_ARRAY_METHODS, LIST_METHODS, MAP_METHODS, SET_METHODS,
} from './collection-methods';
import { LOOP_METHODS, LoopState } from './loop-state';
import { methodTable } from './methods';
import { HostObject, JavaArray, JavaCharacter, JavaEntry, JavaIterator, MethodTable, Runtime, TextBlock } from './runtime-values';
import {
  BIG_DECIMAL_METHODS, BIG_INTEGER_METHODS, BOOLEAN_METHODS, CHARACTER_METHODS, DOUBLE_METHODS, INTEGER_METHODS, LONG_METHODS,
} from './scalar-methods';
import { STRING_METHODS } from './string-methods';

const METHODS: ReadonlyMap<unknown, MethodTable<never>> = new Map<unknown, MethodTable<never>>([
  [String, STRING_METHODS], [Number, INTEGER_METHODS], [Boolean, BOOLEAN_METHODS], [JavaMap, MAP_METHODS], [JavaLong, LONG_METHODS],
  [JavaDouble, DOUBLE_METHODS], [JavaBigInteger, BIG_INTEGER_METHODS], [JavaBigDecimal, BIG_DECIMAL_METHODS],
  [JavaCharacter, CHARACTER_METHODS], [JavaArray, ARRAY_METHODS], [JavaEntry, ENTRY_METHODS], [JavaIterator, ITERATOR_METHODS],
  [TextBlock, methodTable<TextBlock>({ 'toString()': (block) => block.toText() })], [LoopState, new Map([...LOOP_METHODS, ...MAP_METHODS])],
  ['json', JSON_ARRAY_METHODS], ['list', LIST_METHODS], ['set', SET_METHODS],
]);

/** The methods of a value's class. */
export const methodsOf = (value: Exclude<Runtime, null>): MethodTable<never> =>
  value instanceof HostObject ? value.methods : METHODS.get(isList(value) ? value.kind : value.constructor)!;
