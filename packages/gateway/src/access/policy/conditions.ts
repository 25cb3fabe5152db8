import { BlockList, isIP } from 'node:net';
import { fillPatterns, fillTexts, hasVariables, keyOf, type Fill } from './variables';
import { matchesArn, matchesWildcard } from './wildcard';

/** What is known of a request, by names in lower case: `aws:sourceip`. */
export type ConditionKeys = Readonly<Record<string, string | undefined>>;

export type Condition = (keys: ConditionKeys) => boolean;

type Test = (actual: string) => boolean;
type Operator = (wanted: readonly string[]) => Test;

const OPERATORS: Readonly<Record<string, Operator>> = {
  StringEquals: (wanted) => (actual) => wanted.includes(actual),
  StringEqualsIgnoreCase: (wanted) => {
    const lower = wanted.map((one) => one.toLowerCase());
    return (actual) => lower.includes(actual.toLowerCase());
  },
  StringLike: like(matchesWildcard),
  ArnEquals: like(matchesArn),
  ArnLike: like(matchesArn),
  IpAddress: compileAddresses,
  Bool: (wanted) => (actual) => wanted.some((one) => one.toLowerCase() === actual.toLowerCase()),
  NumericEquals: compared((actual, wanted) => actual === wanted, Number),
  NumericLessThan: compared((actual, wanted) => actual < wanted, Number),
  NumericLessThanEquals: compared((actual, wanted) => actual <= wanted, Number),
  NumericGreaterThan: compared((actual, wanted) => actual > wanted, Number),
  NumericGreaterThanEquals: compared((actual, wanted) => actual >= wanted, Number),
  DateEquals: compared((actual, wanted) => actual === wanted, timeOf),
  DateLessThan: compared((actual, wanted) => actual < wanted, timeOf),
  DateLessThanEquals: compared((actual, wanted) => actual <= wanted, timeOf),
  DateGreaterThan: compared((actual, wanted) => actual > wanted, timeOf),
  DateGreaterThanEquals: compared((actual, wanted) => actual >= wanted, timeOf),
};

const CONTRARIES: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NotIpAddress: 'IpAddress',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
};

/** Operators whose values may have variables in them. */
const FILLED: Readonly<Record<string, Fill>> = {
  StringEquals: fillTexts, StringEqualsIgnoreCase: fillTexts, StringLike: fillPatterns, ArnEquals: fillPatterns, ArnLike: fillPatterns,
};

/** One key of one operator of a statement's conditions; nothing where there is no such operator. @param version of the policy's language */
export function compileConditions(name: string, key: string, wanted: readonly string[], version?: unknown): Condition | undefined {
  const [, quantifier, operator, optional] = /^(ForAllValues:|ForAnyValue:)?(\w+?)(IfExists)?$/.exec(name) ?? [];
  if (operator === 'Null') return (keys) => wanted.some((one) => (one === 'true') === (keyOf(keys, key) === undefined));
  const contrary = operator !== undefined && Object.hasOwn(CONTRARIES, operator) ? CONTRARIES[operator] : undefined;
  const positive = contrary ?? operator;
  if (positive === undefined || !Object.hasOwn(OPERATORS, positive)) return undefined;
  const testOf = compileTest(positive, wanted, version);
  // What is not there is unlike anything, and all of no values are as they should be.
  const withoutValue = optional !== undefined || quantifier === 'ForAllValues:' || contrary !== undefined && quantifier === undefined;
  return (keys) => {
    const actual = keyOf(keys, key);
    return actual === undefined ? withoutValue : testOf(keys)(actual) === (contrary === undefined);
  };
}

function compileTest(operator: string, wanted: readonly string[], version: unknown): (keys: ConditionKeys) => Test {
  if (Object.hasOwn(FILLED, operator) && hasVariables(version, wanted)) return (keys) => OPERATORS[operator](FILLED[operator](wanted, keys));
  const test = OPERATORS[operator](wanted);
  return () => test;
}

function like(matches: (pattern: string, text: string) => boolean): Operator {
  return (wanted) => (actual) => wanted.some((pattern) => matches(pattern, actual));
}

function compared(holds: (actual: number, wanted: number) => boolean, read: (text: string) => number): Operator {
  return (wanted) => {
    const numbers = wanted.map(read);
    return (actual) => numbers.some((number) => holds(read(actual), number));
  };
}

/** Milliseconds of an ISO date, or of seconds since 1970. */
function timeOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

function compileAddresses(wanted: readonly string[]): Test {
  const list = new BlockList();
  for (const one of wanted) {
    const [address, prefix] = one.split('/');
    const family = isIP(address);
    const bits = family === 6 ? 128 : 32;
    const length = prefix === undefined ? bits : /^\d+$/.test(prefix) ? Number(prefix) : NaN;
    if (family !== 0 && length <= bits) list.addSubnet(address, length, family === 6 ? 'ipv6' : 'ipv4');
  }
  return (actual) => isIP(actual) !== 0 && list.check(actual, isIP(actual) === 6 ? 'ipv6' : 'ipv4');
}
