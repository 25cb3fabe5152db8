import { remembering } from '../../cache';
import { throwJava } from '../../errors';
import { Budget } from '../runtime-values';
import { Attempt, Match } from './matcher';
import { parseRegex } from './parser';

/** What it takes to begin a search, counted in steps. */
const STEPS_PER_SEARCH = 16;

/** A `java.util.regex.Pattern`, matched by backtracking with a count of the steps taken. */
export interface JavaRegex {
  /** `String.matches`: whether the expression matches the text as a whole. */
  matches(text: string, budget: Budget): boolean;
  /** `String.replaceAll`, or `String.replaceFirst` for a limit of 1. */
  replace(text: string, replacement: string, limit: number, budget: Budget): string;
  /** `String.split`. */
  split(text: string, limit: number, budget: Budget): string[];
}

const compileRegex = (pattern: string): JavaRegex => {
  const { root, slots, groups, names } = parseRegex(pattern);
  const prefix = root.build((_, at) => at);
  const whole = root.build(({ subject: text }, at) => at === text.length ? at : -1);

  /** The first match that begins between two offsets: its offsets, and those of its groups at their slots. */
  const search = (match: Match, text: string, from: number, to: number, previousEnd: number, budget: Budget): readonly number[] | undefined => {
    const attempt: Attempt = {
      subject: text, slots: new Array<number>(slots).fill(-1), previousEnd, steps: STEPS_PER_SEARCH, maxSteps: budget.regexStepsLeft,
    };
    let end = -1;
    let start = from;
    for (; start <= to && end < 0; start++) {
      attempt.steps++;
      end = match(attempt, start);
    }
    budget.spendOnRegex(attempt.steps);
    [attempt.slots[0], attempt.slots[1]] = [start - 1, end];
    return end < 0 ? undefined : attempt.slots;
  };

  /** The matches in a text from left to right. */
  function* find(text: string, budget: Budget): Generator<readonly number[]> {
    let from = 0;
    let previousEnd = 0;
    for (let found; (found = search(prefix, text, from, text.length, previousEnd, budget)) !== undefined;) {
      yield found;
      previousEnd = found[1];
      from = found[0] === previousEnd ? previousEnd + 1 : previousEnd;
    }
  }

  /** What `\x`, `$1` and `${name}` in a replacement stand for. */
  const expand = (replacement: string, text: string, found: readonly number[]): string =>
    replacement.replace(/\\([^]?)|\$(?:\{([a-zA-Z][a-zA-Z0-9]*)\}|(\d?)(\d*))/g, (_, escaped?: string, name?: string, first = '', more = '') => {
      if (escaped !== undefined) {
        return escaped || throwJava('IllegalArgument', 'character to be escaped is missing');
      }
      if (name === undefined && first === '') {
        throwJava('IllegalArgument', 'Illegal group reference');
      }
      let group = name === undefined ? Number(first) : names.get(name) ?? throwJava('IllegalArgument', `No group with name {${name}}`);
      let used = 0;
      for (; used < more.length && group * 10 + Number(more[used]) < groups.length; used++) {
        group = group * 10 + Number(more[used]);
      }
      const slot = groups[group] ?? throwJava('IndexOutOfBounds', `No group ${group}`);
      return (found[slot] < 0 ? '' : text.slice(found[slot], found[slot + 1])) + more.slice(used);
    });

  return {
    matches: (text, budget) => search(whole, text, 0, 0, 0, budget) !== undefined,
    replace(text, replacement, limit, budget) {
      let result = '';
      let at = 0;
      let count = 0;
      for (const found of find(text, budget)) {
        result += text.slice(at, found[0]) + expand(replacement, text, found);
        budget.checkLength(result.length);
        at = found[1];
        if (++count === limit) {
          break;
        }
      }
      return result + text.slice(at);
    },
    split(text, limit, budget) {
      const parts: string[] = [];
      let at = 0;
      for (const [start, end] of find(text, budget)) {
        if (limit > 0 && parts.length === limit - 1) {
          break;
        }
        if (end > 0) {
          parts.push(text.slice(at, start));
          at = end;
        }
      }
      if (at === 0 && parts.length === 0) {
        return [text];
      }
      parts.push(text.slice(at));
      while (limit === 0 && parts.at(-1) === '') {
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
