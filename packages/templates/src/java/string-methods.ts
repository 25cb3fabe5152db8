import { TemplateRenderError } from '../errors';
import { JavaList } from '../values';
import { javaFormat } from './format';
import { hashCode } from './hash';
import { COMPARABLE, methodTable } from './methods';
import { javaRegex } from './regex';
import { Budget, itemsOf, JavaArray, JavaCharacter, Runtime } from './runtime-values';
import { textOrNull } from './text';

function outOfBounds(detail: string): TemplateRenderError {
  return new TemplateRenderError(`StringIndexOutOfBoundsException: ${detail}`);
}

function charAt(text: string, index: number): JavaCharacter {
  if (index < 0 || index >= text.length) {
    throw outOfBounds(`index ${index}, length ${text.length}`);
  }
  return new JavaCharacter(text[index]);
}

function substring(text: string, begin: number, end: number): string {
  if (begin < 0 || end > text.length || begin > end) {
    throw outOfBounds(`begin ${begin}, end ${end}, length ${text.length}`);
  }
  return text.slice(begin, end);
}

function compareTexts(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    if (left[at] !== right[at]) {
      return left.charCodeAt(at) - right.charCodeAt(at);
    }
  }
  return left.length - right.length;
}

/** Java compares case-insensitively character by character, through upper and then lower case. */
function folded(text: string): string {
  return [...Array(text.length).keys()].map((at) => {
    const upper = text[at].toUpperCase();
    const lower = (upper.length === 1 ? upper : text[at]).toLowerCase();
    return lower.length === 1 ? lower : text[at];
  }).join('');
}

function regionMatches(text: string, ignoreCase: boolean, at: number, other: string, otherAt: number, length: number): boolean {
  if (at < 0 || otherAt < 0 || at + length > text.length || otherAt + length > other.length) {
    return false;
  }
  const a = text.slice(at, at + Math.max(0, length));
  const b = other.slice(otherAt, otherAt + Math.max(0, length));
  return ignoreCase ? folded(a) === folded(b) : a === b;
}

/** Java's `trim` drops every character up to the space. */
function trim(text: string): string {
  let begin = 0;
  let end = text.length;
  while (begin < end && text.charCodeAt(begin) <= 0x20) {
    begin++;
  }
  while (end > begin && text.charCodeAt(end - 1) <= 0x20) {
    end--;
  }
  return text.slice(begin, end);
}

const STRIPPED = '[\\t-\\r\\x1c-\\x20\\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000]';
const STRIP_LEADING = new RegExp(`^${STRIPPED}+`);
/** The text without white space at its end; a loop, because a pattern for it takes quadratic time. */
function stripTrailing(text: string): string {
  const white = new RegExp(STRIPPED);
  let end = text.length;
  while (end > 0 && white.test(text[end - 1])) {
    end--;
  }
  return text.slice(0, end);
}

function stripLeading(text: string): string {
  return text.replace(STRIP_LEADING, '');
}

function replaceText(text: string, found: string, replacement: string, budget: Budget): string {
  const parts = text.split(found);
  budget.checkLength(found === '' ? text.length * (replacement.length + 1) : text.length + (parts.length - 1) * (replacement.length - found.length));
  if (found !== '') {
    return parts.join(replacement);
  }
  return replacement + [...Array(text.length).keys()].map((at) => text[at] + replacement).join('');
}

function repeat(text: string, count: number, budget: Budget): string {
  if (count < 0) {
    throw new TemplateRenderError(`IllegalArgumentException: count is negative: ${count}`);
  }
  budget.checkLength(text.length * count);
  return text.repeat(count);
}

function join(separator: string, items: readonly Runtime[], budget: Budget): string {
  if (items.some((item) => item !== null && typeof item !== 'string')) {
    throw new TemplateRenderError('ClassCastException: only texts can be joined');
  }
  return items.map((item) => textOrNull(item, budget)).join(separator);
}

function indexOfCode(text: string, code: number, from = 0): number {
  return code < 0 || code > 0x10ffff ? -1 : from >= text.length ? -1 : text.indexOf(String.fromCodePoint(code), from);
}

function lastIndexOfCode(text: string, code: number, from = Infinity): number {
  return code < 0 || code > 0x10ffff || from < 0 ? -1 : text.lastIndexOf(String.fromCodePoint(code), from);
}

function codePointAt(text: string, index: number): number {
  const code = index < 0 ? undefined : text.codePointAt(index);
  if (code === undefined) {
    throw outOfBounds(`index ${index}, length ${text.length}`);
  }
  return code;
}

type S = string;
type N = number;

function split(text: string, regex: string, limit: number, budget: Budget): JavaArray {
  return new JavaArray(javaRegex(regex).split(text, limit, budget));
}

function requireNonNull(value: Runtime): string {
  if (value === null) {
    throw new TemplateRenderError('NullPointerException');
  }
  return value as string;
}

/** The methods of `java.lang.String`. */
export const STRING_METHODS = methodTable<string>({
  ...COMPARABLE,
  'charAt(int)': (s, [i]) => charAt(s, i as N),
  'codePointAt(int)': (s, [i]) => codePointAt(s, i as N),
  'codePointCount(int,int)': (s, [from, to]) => [...substring(s, from as N, to as N)].length,
  'compareTo(String)': (s, [other]) => compareTexts(s, requireNonNull(other)),
  'compareToIgnoreCase(String)': (s, [other]) => compareTexts(folded(s), folded(requireNonNull(other))),
  'concat(String)': (s, [other], budget) => budget.text(s + requireNonNull(other)),
  'contains(CharSequence)': (s, [other]) => s.includes(requireNonNull(other)),
  'contentEquals(CharSequence)': (s, [other]) => s === requireNonNull(other),
  'endsWith(String)': (s, [other]) => s.endsWith(requireNonNull(other)),
  'equals(Object)': (s, [other]) => s === other,
  'equalsIgnoreCase(String)': (s, [other]) => other !== null && folded(s) === folded(other as S),
  'format(String,Object[])': (_, [format, args], budget) => budget.text(javaFormat(requireNonNull(format), (args as JavaArray).items, budget)),
  'formatted(Object[])': (s, [args], budget) => budget.text(javaFormat(s, (args as JavaArray).items, budget)),
  'hashCode()': (s) => hashCode(s),
  'indexOf(String)': (s, [other]) => s.indexOf(requireNonNull(other)),
  'indexOf(String,int)': (s, [other, from]) => s.indexOf(requireNonNull(other), from as N),
  'indexOf(int)': (s, [code]) => indexOfCode(s, code as N),
  'indexOf(int,int)': (s, [code, from]) => indexOfCode(s, code as N, from as N),
  'intern()': (s) => s,
  'isBlank()': (s) => stripLeading(s) === '',
  'isEmpty()': (s) => s === '',
  'join(CharSequence,CharSequence[])': (_, [separator, items], budget) =>
    budget.text(join(requireNonNull(separator), (items as JavaArray).items, budget)),
  'join(CharSequence,Collection)': (_, [separator, items], budget) =>
    budget.text(join(requireNonNull(separator), itemsOf(items as JavaList), budget)),
  'lastIndexOf(String)': (s, [other]) => s.lastIndexOf(requireNonNull(other)),
  'lastIndexOf(String,int)': (s, [other, from]) => (from as N) < 0 ? -1 : s.lastIndexOf(requireNonNull(other), from as N),
  'lastIndexOf(int)': (s, [code]) => lastIndexOfCode(s, code as N),
  'lastIndexOf(int,int)': (s, [code, from]) => lastIndexOfCode(s, code as N, from as N),
  'length()': (s) => s.length,
  'matches(String)': (s, [regex], budget) => javaRegex(requireNonNull(regex)).matches(s, budget),
  'regionMatches(int,String,int,int)': (s, [at, other, otherAt, length]) =>
    regionMatches(s, false, at as N, requireNonNull(other), otherAt as N, length as N),
  'regionMatches(boolean,int,String,int,int)': (s, [ignoreCase, at, other, otherAt, length]) =>
    regionMatches(s, ignoreCase as boolean, at as N, requireNonNull(other), otherAt as N, length as N),
  'repeat(int)': (s, [count], budget) => budget.text(repeat(s, count as N, budget)),
  'replace(CharSequence,CharSequence)': (s, [found, replacement], budget) =>
    budget.text(replaceText(s, requireNonNull(found), requireNonNull(replacement), budget)),
  'replace(char,char)': (s, [found, replacement]) =>
    s.split((found as JavaCharacter).text).join((replacement as JavaCharacter).text),
  'replaceAll(String,String)': (s, [regex, replacement], budget) =>
    budget.text(javaRegex(requireNonNull(regex)).replace(s, requireNonNull(replacement), Infinity, budget)),
  'replaceFirst(String,String)': (s, [regex, replacement], budget) =>
    budget.text(javaRegex(requireNonNull(regex)).replace(s, requireNonNull(replacement), 1, budget)),
  'split(String)': (s, [regex], budget) => split(s, requireNonNull(regex), 0, budget),
  'split(String,int)': (s, [regex, limit], budget) => split(s, requireNonNull(regex), limit as N, budget),
  'startsWith(String)': (s, [other]) => s.startsWith(requireNonNull(other)),
  'startsWith(String,int)': (s, [other, from]) =>
    (from as N) >= 0 && (from as N) + requireNonNull(other).length <= s.length && s.startsWith(other as S, from as N),
  'strip()': (s) => stripTrailing(stripLeading(s)),
  'stripLeading()': (s) => stripLeading(s),
  'stripTrailing()': (s) => stripTrailing(s),
  'subSequence(int,int)': (s, [begin, end]) => substring(s, begin as N, end as N),
  'substring(int)': (s, [begin]) => substring(s, begin as N, s.length),
  'substring(int,int)': (s, [begin, end]) => substring(s, begin as N, end as N),
  'toCharArray()': (s) => new JavaArray([...Array(s.length).keys()].map((at) => new JavaCharacter(s[at]))),
  'toLowerCase()': (s) => s.toLowerCase(),
  'toString()': (s) => s,
  'toUpperCase()': (s) => s.toUpperCase(),
  'trim()': (s) => trim(s),
  'valueOf(Object)': (_, [value], budget) => textOrNull(value, budget),
  'valueOf(boolean)': (_, [value]) => String(value),
  'valueOf(char)': (_, [value]) => (value as JavaCharacter).text,
  'valueOf(int)': (_, [value]) => String(value),
  'valueOf(long)': (_, [value], budget) => textOrNull(value, budget),
  'valueOf(double)': (_, [value], budget) => textOrNull(value, budget),
});
