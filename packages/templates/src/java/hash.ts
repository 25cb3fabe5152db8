import { fail } from '../errors';
import { isBigDecimal, isDouble, isEntry, isInt, isList, isMap, isText } from '../kinds';
import { JavaLong } from '../values';
import { contentsOf, entriesOf, itemsOf, Runtime } from './runtime-values';

const ofLong = (value: bigint): number => Number(BigInt.asIntN(32, value ^ (BigInt.asUintN(64, value) >> 32n)));

const ofPair = ([key, value]: readonly Runtime[]): number => hashCode(key) ^ hashCode(value);

/** The hashes of parts, each of them added to a multiple of what those before it gave. */
const combined = <T>(parts: ArrayLike<T>, hashOf: (part: T) => number, factor = 1, start = 0): number => {
  let hash = start;
  for (let at = 0; at < parts.length; at++) {
    hash = (Math.imul(factor, hash) + hashOf(parts[at])) | 0;
  }
  return hash;
};

/** `Object.hashCode()`, for the values whose hash does not differ from run to run. */
export const hashCode = (value: Runtime): number => {
  if (value === null || isInt(value)) {
    return value ?? 0;
  }
  if (typeof value === 'boolean') {
    return value ? 1231 : 1237;
  }
  if (isList(value)) {
    return value.kind === 'set' ? combined(itemsOf(value), hashCode) : combined(itemsOf(value), hashCode, 31, 1);
  }
  const contents = contentsOf(value);
  return isMap(value) ? combined([...entriesOf(value)], ofPair)
    : isEntry(value) ? ofPair(value.items)
      : isText(contents) && !isBigDecimal(value) ? combined(contents, (unit) => unit.charCodeAt(0), 31)
        : value instanceof JavaLong ? ofLong(value.value)
          : isDouble(value) ? ofLong(new BigInt64Array(new Float64Array([value.value]).buffer)[0])
            : fail('hashCode() of this value is not supported');
};
