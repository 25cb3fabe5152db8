import { TemplateRenderError } from '../errors';
import { JavaBigDecimal, JavaDouble, JavaList, JavaLong, JavaMap } from '../values';
import { entriesOf, itemsOf, JavaCharacter, JavaEntry, Runtime } from './runtime-values';

function ofLong(value: bigint): number {
  const unsigned = BigInt.asUintN(64, value);
  return Number(BigInt.asIntN(32, unsigned ^ (unsigned >> 32n)));
}

function ofDouble(value: number): number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  return ofLong(bits.getBigInt64(0));
}

function ofText(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) {
    hash = (Math.imul(31, hash) + text.charCodeAt(at)) | 0;
  }
  return hash;
}

/** `Object.hashCode()`, for the values whose hash does not differ from run to run. */
export function hashCode(value: Runtime): number {
  if (value === null) {
    return 0;
  }
  if (typeof value === 'string' || value instanceof JavaCharacter) {
    return ofText(typeof value === 'string' ? value : value.text);
  }
  if (typeof value === 'number') {
    return value;
  }
  if (typeof value === 'boolean') {
    return value ? 1231 : 1237;
  }
  if (value instanceof JavaLong) {
    return ofLong(value.value);
  }
  if (value instanceof JavaDouble) {
    return ofDouble(value.value);
  }
  if (value instanceof JavaList) {
    return value.kind === 'set'
      ? itemsOf(value).reduce((hash: number, item) => (hash + hashCode(item)) | 0, 0)
      : itemsOf(value).reduce((hash: number, item) => (Math.imul(31, hash) + hashCode(item)) | 0, 1);
  }
  if (value instanceof JavaMap) {
    return [...entriesOf(value)].reduce((hash, [key, item]) => (hash + (hashCode(key) ^ hashCode(item))) | 0, 0);
  }
  if (value instanceof JavaEntry) {
    return hashCode(value.key) ^ hashCode(value.value);
  }
  throw new TemplateRenderError(`hashCode() of ${value instanceof JavaBigDecimal ? 'a BigDecimal' : 'this value'} is not supported`);
}
