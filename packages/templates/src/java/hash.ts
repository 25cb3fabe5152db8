import { fail } from '../errors';
import { JavaBigDecimal, JavaDouble, JavaList, JavaLong, JavaMap } from '../values';
import { entriesOf, itemsOf, JavaCharacter, JavaEntry, Runtime } from './runtime-values';

const BITS = new DataView(new ArrayBuffer(8));

const ofLong = (value: bigint): number => Number(BigInt.asIntN(32, value ^ (BigInt.asUintN(64, value) >> 32n)));

const ofDouble = (value: number): number => {
  BITS.setFloat64(0, value);
  return ofLong(BITS.getBigInt64(0));
};

/** `Object.hashCode()`, for the values whose hash does not differ from run to run. */
export const hashCode = (value: Runtime): number => {
  if (value === null || typeof value === 'number') {
    return value ?? 0;
  }
  if (typeof value === 'boolean') {
    return value ? 1231 : 1237;
  }
  if (typeof value === 'string' || value instanceof JavaCharacter) {
    const text = typeof value === 'string' ? value : value.text;
    let hash = 0;
    for (let at = 0; at < text.length; at++) {
      hash = (Math.imul(31, hash) + text.charCodeAt(at)) | 0;
    }
    return hash;
  }
  if (value instanceof JavaList) {
    const [start, factor] = value.kind === 'set' ? [0, 1] : [1, 31];
    return itemsOf(value).reduce((hash: number, item) => (Math.imul(factor, hash) + hashCode(item)) | 0, start);
  }
  if (value instanceof JavaMap) {
    return [...entriesOf(value)].reduce((hash, [key, item]) => (hash + (hashCode(key) ^ hashCode(item))) | 0, 0);
  }
  if (value instanceof JavaEntry) {
    return hashCode(value.key) ^ hashCode(value.value);
  }
  return value instanceof JavaLong ? ofLong(value.value) : value instanceof JavaDouble ? ofDouble(value.value)
    : fail(`hashCode() of ${value instanceof JavaBigDecimal ? 'a BigDecimal' : 'this value'} is not supported`);
};
