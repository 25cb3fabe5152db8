import { throwJava } from '../errors';
import { stripLeading, stripTrailing, trim } from '../json/space';
import { isText } from '../kinds';
import { JavaList } from '../values';
import { javaFormat } from './format';
import { COMPARABLE, methodTable, requireNonNull, unsupported } from './methods';
import { javaRegex } from './regex';
import { Budget, itemsOf, JavaArray, JavaCharacter, Runtime } from './runtime-values';
import { textOrNull } from './text';

const outOfBounds = (detail: string): never => throwJava('StringIndexOutOfBounds', `${detail}`);

const substring = (text: string, begin: number, end = text.length): string =>
  begin < 0 || end > text.length || begin > end ? outOfBounds(`begin ${begin}, end ${end}, length ${text.length}`) : text.slice(begin, end);

const compareTexts = (left: string, right: string): number => {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    if (left[at] !== right[at]) {
      return left.charCodeAt(at) - right.charCodeAt(at);
    }
  }
  return left.length - right.length;
};

/** Java compares case-insensitively character by character, through upper and then lower case. */
const folded = (text: string): string => text.split('').map((unit) => {
  const upper = unit.toUpperCase();
  const lower = (upper.length === 1 ? upper : unit).toLowerCase();
  return lower.length === 1 ? lower : unit;
}).join('');

const regionMatches = (text: string, ignoreCase: boolean, at: number, other: string, otherAt: number, length: number): boolean => {
  if (at < 0 || otherAt < 0 || at + length > text.length || otherAt + length > other.length) {
    return false;
  }
  const a = text.slice(at, at + Math.max(0, length));
  const b = other.slice(otherAt, otherAt + Math.max(0, length));
  return ignoreCase ? folded(a) === folded(b) : a === b;
};

const replaceText = (text: string, found: string, replacement: string, budget: Budget): string => {
  const parts = text.split(found);
  const surplus = found === '' ? (text.length + 1) * replacement.length : (parts.length - 1) * (replacement.length - found.length);
  budget.checkLength(text.length + surplus);
  return found === '' ? replacement + parts.map((part) => part + replacement).join('') : parts.join(replacement);
};

const repeat = (text: string, count: number, budget: Budget): string => {
  if (count < 0) {
    throwJava('IllegalArgument', `count is negative: ${count}`);
  }
  budget.checkLength(text.length * count);
  return text.repeat(count);
};

const join = (separator: Runtime, items: readonly Runtime[], budget: Budget): string => {
  const texts = items.map((item) => item === null || isText(item) ? String(item) : throwJava('ClassCast', 'only texts can be joined'));
  return budget.accept(texts.join(requireNonNull(separator)));
};

const isCode = (code: Runtime): boolean => (code as N) >= 0 && (code as N) <= 0x10ffff;

const codePointAt = (text: string, index: number): number =>
  text.codePointAt(index < 0 ? Infinity : index) ?? outOfBounds(`index ${index}, length ${text.length}`);

type S = string;
type N = number;

/** The methods of `java.lang.String`. */
export const STRING_METHODS = methodTable<string>({
  ...COMPARABLE,
  ...unsupported('getBytes chars codePoints lines offsetByCodePoints codePointBefore copyValueOf getChars indent transform translateEscapes'
    + ' stripIndent describeConstable resolveConstantDesc'),
  'charAt(int)': (s, [i]) => new JavaCharacter(s[i as N] ?? outOfBounds(`index ${i as N}, length ${s.length}`)),
  'codePointAt(int)': (s, [i]) => codePointAt(s, i as N),
  'codePointCount(int,int)': (s, [from, to]) => [...substring(s, from as N, to as N)].length,
  'compareTo(String)': (s, [other]) => compareTexts(s, requireNonNull(other)),
  'compareToIgnoreCase(String)': (s, [other]) => compareTexts(folded(s), folded(requireNonNull(other))),
  'concat(String)': (s, [other], budget) => budget.accept(s + requireNonNull(other)),
  'contains(CharSequence)': (s, [other]) => s.includes(requireNonNull(other)),
  'contentEquals(CharSequence)': (s, [other]) => s === requireNonNull(other),
  'endsWith(String)': (s, [other]) => s.endsWith(requireNonNull(other)),
  'equalsIgnoreCase(String)': (s, [other]) => other !== null && folded(s) === folded(other as S),
  'format(String,Object[])': (_, [format, args], budget) => budget.accept(javaFormat(requireNonNull(format), (args as JavaArray).items, budget)),
  'formatted(Object[])': (s, [args], budget) => budget.accept(javaFormat(s, (args as JavaArray).items, budget)),
  'indexOf(String,int?)': (s, [other, from]) => s.indexOf(requireNonNull(other), from as N),
  'indexOf(int,int?)': (s, [code, from = 0]) => isCode(code) && (from as N) < s.length ? s.indexOf(String.fromCodePoint(code as N), from as N) : -1,
  'intern()': (s) => s,
  'isBlank()': (s) => stripLeading(s) === '',
  'isEmpty()': (s) => s === '',
  'join(CharSequence,CharSequence[])': (_, [separator, items], budget) => join(separator, (items as JavaArray).items, budget),
  'join(CharSequence,Collection)': (_, [separator, items], budget) => join(separator, itemsOf(items as JavaList), budget),
  'lastIndexOf(String,int?)': (s, [other, from = Infinity]) => (from as N) < 0 ? -1 : s.lastIndexOf(requireNonNull(other), from as N),
  'lastIndexOf(int,int?)': (s, [code, from = Infinity]) =>
    isCode(code) && (from as N) >= 0 ? s.lastIndexOf(String.fromCodePoint(code as N), from as N) : -1,
  'length()': (s) => s.length,
  'matches(String)': (s, [regex], budget) => javaRegex(requireNonNull(regex)).matches(s, budget),
  'regionMatches(int,String,int,int)': (s, [at, other, otherAt, length]) =>
    regionMatches(s, false, at as N, requireNonNull(other), otherAt as N, length as N),
  'regionMatches(boolean,int,String,int,int)': (s, [ignoreCase, at, other, otherAt, length]) =>
    regionMatches(s, ignoreCase as boolean, at as N, requireNonNull(other), otherAt as N, length as N),
  'repeat(int)': (s, [count], budget) => budget.accept(repeat(s, count as N, budget)),
  'replace(CharSequence,CharSequence)': (s, [found, replacement], budget) =>
    budget.accept(replaceText(s, requireNonNull(found), requireNonNull(replacement), budget)),
  'replace(char,char)': (s, [found, replacement]) => s.replaceAll((found as JavaCharacter).text, () => (replacement as JavaCharacter).text),
  'replaceAll(String,String)': (s, [regex, replacement], budget) =>
    budget.accept(javaRegex(requireNonNull(regex)).replace(s, requireNonNull(replacement), Infinity, budget)),
  'replaceFirst(String,String)': (s, [regex, replacement], budget) =>
    budget.accept(javaRegex(requireNonNull(regex)).replace(s, requireNonNull(replacement), 1, budget)),
  'split(String,int?)': (s, [regex, limit = 0], budget) => new JavaArray(javaRegex(requireNonNull(regex)).split(s, limit as N, budget)),
  'startsWith(String,int?)': (s, [other, from = 0]) =>
    (from as N) >= 0 && from as N + requireNonNull(other).length <= s.length && s.startsWith(other as S, from as N),
  'strip()': (s) => stripTrailing(stripLeading(s)),
  'stripLeading()': (s) => stripLeading(s),
  'stripTrailing()': (s) => stripTrailing(s),
  'subSequence(int,int)': (s, [begin, end]) => substring(s, begin as N, end as N),
  'substring(int,int?)': (s, [begin, end]) => substring(s, begin as N, end as N | undefined),
  'toCharArray()': (s) => new JavaArray(s.split('').map((unit) => new JavaCharacter(unit))),
  'toLowerCase()': (s) => s.toLowerCase(),
  'toUpperCase()': (s) => s.toUpperCase(),
  'trim()': (s) => trim(s),
  'valueOf(Object)': (_, [value], budget) => textOrNull(value, budget),
  'valueOf(boolean)': (_, [value]) => String(value),
  'valueOf(char)': (_, [value]) => (value as JavaCharacter).text,
  'valueOf(int)': (_, [value]) => String(value),
  'valueOf(long)': (_, [value], budget) => textOrNull(value, budget),
  'valueOf(double)': (_, [value], budget) => textOrNull(value, budget),
});
