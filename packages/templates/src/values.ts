/**
 * Java's values as JavaScript sees them.
 *
 * `null`, `boolean` and `string` stand for themselves and a JavaScript `number` is always a 32-bit `Integer`;
 * every other Java type has a class of its own, so that a value keeps its type and its printed form.
 */
export type Value = null | boolean | string | number | JavaLong | JavaBigInteger | JavaDouble | JavaBigDecimal | JavaMap | JavaList;

/** A `java.lang.Long`: a 64-bit integer. */
export class JavaLong {
  constructor(readonly value: bigint) {}
}

/** A `java.math.BigInteger`: an integer of any size. */
export class JavaBigInteger {
  constructor(readonly value: bigint) {}
}

/** A `java.lang.Double`, `NaN` and infinities included. */
export class JavaDouble {
  constructor(readonly value: number) {}
}

/** A `java.math.BigDecimal`, kept as the text of its `toString()`. */
export class JavaBigDecimal {
  constructor(readonly text: string) {}
}

/** A `java.util.LinkedHashMap` with string keys, in insertion order. */
export class JavaMap {
  constructor(readonly entries: Map<string, Value> = new Map()) {}
}

/**
 * Which Java collection a list stands for: `json` is json-smart's `JSONArray`, which prints as JSON;
 * `list` is an `ArrayList` and `set` the key set of a map, which both print as `[a, b]`.
 */
export type ListKind = 'json' | 'list' | 'set';

/** A Java collection in order. */
export class JavaList {
  /** @param kind @default 'list' */
  constructor(readonly items: Value[] = [], readonly kind: ListKind = 'list') {}
}
