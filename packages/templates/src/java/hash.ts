import { fail } from '../errors';
import { isCharacter, isDouble, isEntry, isInt, isList, isLong, isMap, isText } from '../kinds';
import { entriesOf, itemsOf, Runtime } from './runtime-values';

const BITS = new DataView(new ArrayBuffer(8));

const ofLong = (value: bigint): number => Number(BigInt.asIntN(32, value ^ (BigInt.asUintN(64, value) >> 32n)));

const ofDouble = (value: number): number => {
  BITS.setFloat64(0, value);
  return ofLong(BITS.getBigInt64(0));
};

const ofText = (text: string): number => {
  let hash = 0;
  for (let at = 0; at < text.length; at++) {
    hash = (Math.imul(31, hash) + text.charCodeAt(at)) | 0;
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
    const [start, factor] = value.kind === 'set' ? [0, 1] : [1, 31];
    return itemsOf(value).reduce((hash: number, item) => (Math.imul(factor, hash) + hashCode(item)) | 0, start);
  }
  if (isMap(value)) {
    return [...entriesOf(value)].reduce((hash, [key, item]) => (hash + (hashCode(key) ^ hashCode(item))) | 0, 0);
  }
  return isText(value) ? ofText(value) : isCharacter(value) ? ofText(value.text)
    : isEntry(value) ? hashCode(value.key) ^ hashCode(value.value)
      : isLong(value) ? ofLong(value.value) : isDouble(value) ? ofDouble(value.value)
        : fail('hashCode() of this value is not supported');
};
