import { TemplateRenderError } from '../../errors';
import { Budget } from '../runtime-values';
import { Attempt, Match, RegexCompiler } from './matcher';
import { parseRegex } from './parser';

/** How many compiled expressions are kept. */
const CACHE_SIZE = 200;
/** What it takes to begin a search, counted in steps. */
const STEPS_PER_SEARCH = 16;
const cache = new Map<string, JavaRegex>();

/** The compiled expression for a pattern. */
export function javaRegex(pattern: string): JavaRegex {
  let regex = cache.get(pattern);
  if (regex === undefined) {
    regex = new JavaRegex(pattern);
    if (cache.size >= CACHE_SIZE) {
      cache.clear();
    }
    cache.set(pattern, regex);
  }
  return regex;
}

/** Where an expression matched: for each group the offsets of its start and its end, -1 where it took no part. */
export type Groups = readonly number[];

/** A `java.util.regex.Pattern`, matched by backtracking with a count of the steps taken. */
export class JavaRegex {
  private readonly groups: number;
  private readonly names: ReadonlyMap<string, number>;
  private readonly counters: number;
  private readonly prefix: Match;
  private readonly whole: Match;

  /** @throws TemplateRenderError where Java throws `PatternSyntaxException`, and for what is not supported */
  constructor(pattern: string) {
    const parsed = parseRegex(pattern);
    const compiler = new RegexCompiler();
    this.prefix = compiler.compile(parsed.root, (_, at) => at);
    this.whole = compiler.compile(parsed.root, ({ text }, at) => at === text.length ? at : -1);
    this.counters = compiler.counters;
    this.groups = parsed.groups;
    this.names = parsed.names;
  }

  /** `String.matches`: whether the expression matches the text as a whole. */
  matches(text: string, budget: Budget): boolean {
    const attempt = this.attempt(text, budget);
    const end = this.whole(attempt, 0);
    budget.regexSteps(attempt.steps);
    return end >= 0;
  }

  /** The matches in a text from left to right. */
  *find(text: string, budget: Budget): Generator<Groups> {
    let from = 0;
    let previousEnd = 0;
    while (from <= text.length) {
      const attempt = this.attempt(text, budget);
      attempt.previousEnd = previousEnd;
      let end = -1;
      let start = from;
      for (; start <= text.length; start++) {
        attempt.steps++;
        end = this.prefix(attempt, start);
        if (end >= 0) {
          break;
        }
      }
      budget.regexSteps(attempt.steps);
      if (end < 0) {
        return;
      }
      attempt.groups[0] = start;
      attempt.groups[1] = end;
      yield attempt.groups;
      previousEnd = end;
      from = end === start ? end + 1 : end;
    }
  }

  /** `String.replaceAll`, or `String.replaceFirst` for a limit of 1. */
  replace(text: string, replacement: string, limit: number, budget: Budget): string {
    let result = '';
    let at = 0;
    let count = 0;
    for (const groups of this.find(text, budget)) {
      result += text.slice(at, groups[0]) + this.expand(replacement, text, groups);
      budget.checkLength(result.length);
      at = groups[1];
      if (++count === limit) {
        break;
      }
    }
    return count === 0 ? text : result + text.slice(at);
  }

  /** `String.split`. */
  split(text: string, limit: number, budget: Budget): string[] {
    const parts: string[] = [];
    let at = 0;
    for (const [start, end] of this.find(text, budget)) {
      if (limit > 0 && parts.length === limit - 1) {
        break;
      }
      if (start === 0 && end === 0) {
        continue;
      }
      parts.push(text.slice(at, start));
      at = end;
    }
    if (parts.length === 0 && at === 0) {
      return [text];
    }
    parts.push(text.slice(at));
    if (limit === 0) {
      while (parts.length > 0 && parts[parts.length - 1] === '') {
        parts.pop();
      }
    }
    return parts;
  }

  private attempt(text: string, budget: Budget): Attempt {
    return {
      text,
      groups: new Array<number>(2 * this.groups + 2).fill(-1),
      counts: new Array<number>(this.counters).fill(0),
      starts: new Array<number>(this.counters).fill(-1),
      previousEnd: 0,
      steps: STEPS_PER_SEARCH,
      maxSteps: budget.regexStepsLeft,
    };
  }

  private expand(replacement: string, text: string, groups: Groups): string {
    let result = '';
    for (let at = 0; at < replacement.length; at++) {
      const char = replacement[at];
      if (char === '\\') {
        if (++at === replacement.length) {
          throw new TemplateRenderError('IllegalArgumentException: character to be escaped is missing');
        }
        result += replacement[at];
      } else if (char === '$') {
        const [group, length] = this.groupReference(replacement, at + 1);
        at += length;
        const [start, end] = [groups[2 * group], groups[2 * group + 1]];
        result += start < 0 ? '' : text.slice(start, end);
      } else {
        result += char;
      }
    }
    return result;
  }

  /** The group that `$1` or `${name}` stands for, and the length of what stands after the `$`. */
  private groupReference(replacement: string, at: number): readonly [number, number] {
    const [braced, name] = /^\{([a-zA-Z][a-zA-Z0-9]*)\}/.exec(replacement.slice(at)) ?? [];
    if (name !== undefined) {
      const index = this.names.get(name);
      if (index === undefined) {
        throw new TemplateRenderError(`IllegalArgumentException: No group with name {${name}}`);
      }
      return [index, braced!.length];
    }
    const first = replacement.charCodeAt(at) - 48;
    if (!(first >= 0 && first <= 9)) {
      throw new TemplateRenderError('IllegalArgumentException: Illegal group reference');
    }
    let group = first;
    let length = 1;
    for (let digit; (digit = replacement.charCodeAt(at + length) - 48) >= 0 && digit <= 9 && group * 10 + digit <= this.groups; length++) {
      group = group * 10 + digit;
    }
    if (group > this.groups) {
      throw new TemplateRenderError(`IndexOutOfBoundsException: No group ${group}`);
    }
    return [group, length];
  }
}
