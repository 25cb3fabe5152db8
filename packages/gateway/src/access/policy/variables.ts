import type { ConditionKeys } from './conditions';
import { literally } from './wildcard';

/** Texts of a policy, filled in for a request. One whose variable has no value is left out: it stands for nothing. */
export type Fill = (texts: readonly string[], keys: ConditionKeys) => readonly string[];

/** `${aws:username}`, with a default `${aws:username, 'nobody'}`; `${*}`, `${?}` and `${$}` are these characters. */
const VARIABLE = /\$\{([^{}]*)\}/g;

/** Only this version of the policy language has variables. */
export function hasVariables(version: unknown, texts: readonly string[]): boolean {
  return version === '2012-10-17' && texts.some((text) => text.includes('${'));
}

/** Values become patterns that stand for themselves. */
export const fillPatterns: Fill = (texts, keys) => fill(texts, keys, literally);

export const fillTexts: Fill = (texts, keys) => fill(texts, keys, (value) => value);

function fill(texts: readonly string[], keys: ConditionKeys, quote: (value: string) => string): readonly string[] {
  return texts.flatMap((text) => {
    let missing = false;
    const filled = text.replace(VARIABLE, (_, inner: string) => {
      const value = valueOf(inner, keys);
      missing ||= value === undefined;
      return quote(value ?? '');
    });
    return missing ? [] : [filled];
  });
}

function valueOf(inner: string, keys: ConditionKeys): string | undefined {
  if (/^[*?$]$/.test(inner)) return inner;
  const [, name, otherwise] = /^\s*([^,]*?)\s*(?:,\s*'([^']*)'\s*)?$/.exec(inner) ?? [];
  return name === undefined ? undefined : keyOf(keys, name) ?? otherwise;
}

/** What is known by a name, in any case. */
export function keyOf(keys: ConditionKeys, name: string): string | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(keys, key) ? keys[key] : undefined;
}
