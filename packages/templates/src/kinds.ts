import { JavaArray, JavaEntry } from './java/runtime-values';
import { JavaBigDecimal, JavaDouble, JavaList, JavaMap } from './values';

// What kind of value it is.
export const isText = (value: unknown): value is string => typeof value === 'string';
export const isInt = (value: unknown): value is number => typeof value === 'number';
export const isDouble = (value: unknown): value is JavaDouble => value instanceof JavaDouble;
export const isBigDecimal = (value: unknown): value is JavaBigDecimal => value instanceof JavaBigDecimal;
export const isMap = (value: unknown): value is JavaMap => value instanceof JavaMap;
export const isList = (value: unknown): value is JavaList => value instanceof JavaList;
export const isJavaArray = (value: unknown): value is JavaArray => value instanceof JavaArray;
export const isEntry = (value: unknown): value is JavaEntry => value instanceof JavaEntry;

/** Whether a value is a `java.util.List`, which the key set of a map is not. */
export const isArray = (value: unknown): value is JavaList => isList(value) && value.kind !== 'set';
