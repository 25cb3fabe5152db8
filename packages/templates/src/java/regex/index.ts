import { remembering } from '../../cache';
import { throwJava } from '../../errors';
import { RegexBudget } from '../runtime-values';
import { Attempt } from './matcher';
import { parseRegex, readReference } from './parser';

/** What it takes to report a match, counted in steps. */
const STEPS_PER_MATCH = 16;

/** A `java.util.regex.Pattern`, matched by backtracking with a count of the steps taken. */
export interface JavaRegex {
  /** `String.matches`: whether the expression matches the text as a whole. */
  matches(text: string, budget: RegexBudget): boolean;
  /** `String.replaceAll`, or `String.replaceFirst` for a limit of 1. */
  replace(text: string, replacement: string, limit: number, budget: RegexBudget): string;
  /** `String.split`. */
  split(text: string, limit: number, budget: RegexBudget): string[];
}

type Found = readonly [start: number, end: number, groups: Attempt['groups']];

const compileRegex = (pattern: string): JavaRegex => {
  const [[, build], groupCount, names] = parseRegex(pattern);
  const match = build(({ least }, at) => at < least ? -1 : at);

  /** The matches in a text from left to right, which end at an offset or after it. */
  function* find(text: string, budget: RegexBudget, least = 0): Generator<Found> {
    const attempt: Attempt = { subject: text, budget, least, previousEnd: 0, groups: [] };
    for (let start = 0; start <= text.length - least; start++) {
      const end = match(attempt, start);
      budget.spendOnRegex(end < 0 ? 1 : STEPS_PER_MATCH);
      if (end >= 0) {
        const { groups } = attempt;
        groups[0] = text.slice(start, end);
        yield [start, end, groups];
        attempt.previousEnd = end;
        attempt.groups = [];
        start = Math.max(start, end - 1);
      }
    }
  }

  /** What `\x`, `$1` and `${name}` in a replacement stand for. */
  const expand = (replacement: string, groups: Attempt['groups']): string =>
    replacement.replace(/\\([^]?)|\$(?:\{(\w+)\}|(\d{0,99}))/g, (token, escaped?: string, name?: string, digits = '') => {
      const [group, rest] = name ? [names.get(name) ?? NaN, ''] : readReference(digits, groupCount);
      return escaped || (group < groupCount ? (groups[group] ?? '') + rest
        : throwJava(digits ? 'IndexOutOfBounds' : 'IllegalArgument', `${token} in a replacement`));
    });

  return {
    matches: (text, budget) => !find(text, budget, text.length).next().done,
    replace(text, replacement, limit, budget) {
      let result = '';
      let at = 0;
      for (const [start, end, groups] of find(text, budget)) {
        result += text.slice(at, start) + expand(replacement, groups);
        budget.checkLength(result.length);
        at = end;
        if (!--limit) {
          break;
        }
      }
      return result + text.slice(at);
    },
    split(text, limit, budget) {
      const parts: string[] = [];
      let at = 0;
      for (const [start, end] of find(text, budget)) {
        if (parts.length === limit - 1) {
          break;
        }
        if (end > 0) {
          parts.push(text.slice(at, start));
          at = end;
        }
      }
      parts.push(text.slice(at));
      while (text && !limit && parts.at(-1) === '') {
        parts.pop();
      }
      return parts;
    },
  };
};

/**
 * The compiled expression for a pattern.
 *
 * @throws TemplateRenderError where Java throws `PatternSyntaxException`, and for what is not supported
 */
export const javaRegex = remembering(compileRegex);
