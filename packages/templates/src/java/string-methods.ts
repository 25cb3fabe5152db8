import { throwJava } from '../errors';
import { stripLeading, stripTrailing, trim } from '../json/space';
import { isJavaArray, isList, isText } from '../kinds';
import { javaFormat } from './format';
import { COMPARABLE, compareTexts, Signatures } from './methods';
import { javaRegex } from './regex';
import { Budget, contentsOf, Invoke, JavaArray, JavaCharacter, Runtime } from './runtime-values';
import { characterOf, textOrNull } from './text';

const outOfBounds = (text: string, index: number): never =>
  throwJava('StringIndexOutOfBounds', `index ${index}, length ${text.length}`);

const substring = (text: string, begin: number, end = text.length): string =>
  begin < 0 || end > text.length || begin > end ? throwJava('StringIndexOutOfBounds', `begin ${begin}, end ${end}, length ${text.length}`) : text.slice(begin, end);

/** Java compares case-insensitively character by character, through upper and then lower case. */
const folded = (text: string): string => text.replace(/[^]/g, (unit) => {
  const upper = unit.toUpperCase();
  const lower = (upper.length === 1 ? upper : unit).toLowerCase();
  return lower.length === 1 ? lower : unit;
});

type RegionArguments = readonly [at: number, other: string, otherAt: number, length: number];

const regionMatches = (text: string, [at, other, otherAt, length]: RegionArguments, ignoreCase = false): boolean => {
  const parts = [text.slice(at, at + length), other.slice(otherAt, otherAt + length)];
  const [a, b] = ignoreCase ? parts.map(folded) : parts;
  return at >= 0 && otherAt >= 0 && at + length <= text.length && otherAt + length <= other.length && (length < 1 || a === b);
};

const replaceText = (text: string, found: string, replacement: string, budget: Budget): string => {
  let { length } = text;
  return budget.accept(text.replaceAll(found, () => {
    length += replacement.length - found.length;
    budget.checkLength(length);
    return replacement;
  }));
};

const repeat = (text: string, count: number, _: unknown, budget: Budget): string => {
  if (count < 0) {
    throwJava('IllegalArgument', `count is negative: ${count}`);
  }
  budget.checkLength(text.length * count);
  return budget.accept(text.repeat(count));
};

const join = (separator: string, parts: readonly Runtime[], budget: Budget): string => {
  const [first] = parts;
  const texts = (isList(first) || isJavaArray(first) ? first.items as readonly Runtime[] : parts).map((item) =>
    item === null || isText(item) ? String(item) : throwJava('ClassCast', 'only texts can be joined'));
  return budget.accept(texts.join(separator));
};

/** The text to look for: itself, or a character by its code; for what is no code, one that cannot be found. */
const sought = (text: string, value: string | number): string =>
  isText(value) ? value : characterOf(value) ?? `${text} `;

/** Replaces so many of the places that a regular expression matches. */
const replacing = (count: number): Invoke<string> => (text, regex, replacement, budget) =>
  budget.accept(javaRegex(regex).replace(text, replacement, count, budget));

/** The methods of `java.lang.String`. */
export const STRING: Signatures<string> = {
  ...COMPARABLE as Signatures<unknown>,
  'charAt i': (s, i) => new JavaCharacter(s[i] ?? outOfBounds(s, i)),
  'codePointAt i': (s, i) => s.codePointAt(i) ?? outOfBounds(s, i),
  'codePointCount ii': (s, from, to) => [...substring(s, from, to)].length,
  'compareToIgnoreCase s': (s, other) => compareTexts(folded(s), folded(other)),
  'concat s': (s, other, __, budget) => budget.accept(s + other),
  'contains s': (s, other) => s.includes(other),
  'contentEquals s': (s, other) => s === other,
  'endsWith s': (s, other) => s.endsWith(other),
  'equalsIgnoreCase [sn]': (s, other) => other !== null && folded(s) === folded(other),
  'format s.*': (_, format, __, budget, [, ...args]) => javaFormat(format, args, budget),
  'formatted .*': (s, _, __, budget, args) => javaFormat(s, args, budget),
  'indexOf [is]i?': (s, other, from) => s.indexOf(sought(s, other), from),
  'intern': (s) => s,
  'isBlank': (s) => stripLeading(s) === '',
  'isEmpty': (s) => s === '',
  'join sn': undefined,
  'join s(L|A|[sn]*)': (_, separator, __, budget, [, ...parts]) => join(separator, parts, budget),
  'lastIndexOf [is]i?': (s, other, from = Infinity) => from < 0 ? -1 : s.lastIndexOf(sought(s, other), from),
  'length': (s) => s.length,
  'matches s': (s, regex, __, budget) => javaRegex(regex).matches(s, budget),
  'regionMatches b?isii': (s, ignoreCase, _, __, args) => regionMatches(s, args.slice(-4) as unknown as RegionArguments, ignoreCase === true),
  'repeat i': repeat,
  'replace ss|cc': (s, found, replacement, budget) => replaceText(s, contentsOf(found) as string, contentsOf(replacement) as string, budget),
  'replaceAll ss': replacing(Infinity),
  'replaceFirst ss': replacing(1),
  'split si?': (s, regex, limit = 0, budget) => new JavaArray(javaRegex(regex).split(s, limit, budget)),
  'startsWith si?': (s, other, from = 0) => regionMatches(s, [from, other, 0, (other as string).length]),
  'strip': (s) => stripTrailing(stripLeading(s)),
  'stripLeading': stripLeading,
  'stripTrailing': (s) => stripTrailing(s),
  'subSequence ii': substring,
  'substring ii?': substring,
  'toCharArray': (s) => new JavaArray(s.split('').map((unit) => new JavaCharacter(unit))),
  'toLowerCase': (s) => s.toLowerCase(),
  'toUpperCase': (s) => s.toUpperCase(),
  'trim': trim,
  'valueOf .': (_, value, __, budget) => textOrNull(value, budget),
};
