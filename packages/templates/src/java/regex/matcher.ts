import { RegexBudget } from '../runtime-values';

/** One attempt to match a text. */
export interface Attempt {
  readonly subject: string;
  readonly budget: RegexBudget;
  /** Where the match may end at the earliest. */
  readonly least: number;
  previousEnd: number;
  /** What each group matched last. */
  groups: (string | undefined)[];
}

/** Matches the rest of an expression at an offset: the offset where the match ends, or -1. */
export type Match = (attempt: Attempt, at: number) => number;

/** A part of an expression, which is compiled together with what follows it; a set of characters also matches by itself. */
export type Part = readonly [mostCharacters: number, build: (next: Match) => Match, one?: Match];

/** A part that matches in one way at most. */
export const single = (most: number, match: Match, one?: Match): Part => [most, (next) => (attempt, at) => {
  const end = match(attempt, at);
  return end < 0 ? end : next(attempt, end);
}, one];

/** @param set matches a text that is one character of the set */
export const characters = (set: RegExp): Part => {
  const one: Match = ({ subject }, at) => {
    const [character = ''] = subject.slice(at, at + 2);
    return set.test(character) ? at + character.length : -1;
  };
  return single(2, one, one);
};

/** @param pattern sticky; matches where the anchor holds, but between two surrogates where it holds before them */
export const anchor = (pattern: RegExp, isNegative: boolean): Part => single(0, ({ subject }, at) => {
  pattern.lastIndex = at;
  return (pattern.exec(subject)?.index === at) === isNegative ? -1 : at;
});

export const sequence = (items: readonly Part[]): Part => items.length === 1 ? items[0] : [
  items.reduce((sum, [most]) => sum + most, 0),
  (next) => items.reduceRight((rest, [, build]) => build(rest), next),
];

export const choice = (options: readonly Part[]): Part => options.length === 1 ? options[0] : [
  Math.max(...options.map(([most]) => most)),
  (next) => {
    const compiled = options.map(([, build]) => build(next));
    return (attempt, at) => {
      attempt.budget.spendOnRegex(1);
      for (const option of compiled) {
        const end = option(attempt, at);
        if (end >= 0) {
          return end;
        }
      }
      return -1;
    };
  },
];

export const capture = (group: number, [most, build]: Part): Part => [most, (next) => {
  let opened: number;
  const inner = build((attempt, at) => {
    const start = opened;
    const before = attempt.groups[group];
    attempt.groups[group] = attempt.subject.slice(start, at);
    const end = next(attempt, at);
    if (end < 0) {
      opened = start;
      attempt.groups[group] = before;
    }
    return end;
  });
  return (attempt, at) => {
    opened = at;
    return inner(attempt, at);
  };
}];

/** Neither gives back nor takes more once it has matched. */
export const atomic = ([most, build]: Part): Part => single(most, build((_, at) => at));

export const look = (isBehind: boolean, isNegative: boolean, [most, build]: Part): Part => {
  let place: number;
  const inner = build((_, end) => isBehind && end !== place ? -1 : end);
  return single(0, (attempt, at) => {
    place = at;
    let end = -1;
    for (let from = at; end < 0 && from >= Math.max(0, isBehind ? at - most : at); from--) {
      attempt.budget.spendOnRegex(1);
      end = inner(attempt, from);
    }
    return (end < 0) === isNegative ? at : -1;
  });
};

export const repeat = ([most, build, one]: Part, min: number, max: number, isLazy: boolean): Part => [most * max || 0, (next) => {
  if (one) {
    return (attempt, start) => {
      const ends = [start];
      const more = (): boolean => {
        attempt.budget.spendOnRegex(1);
        const end = ends.length > max ? -1 : one(attempt, ends.at(-1)!);
        return end >= 0 && ends.push(end) > 0;
      };
      while (!isLazy && more());
      for (;;) {
        const end = ends.length > min ? next(attempt, ends.at(-1)!) : -1;
        if (end >= 0 || (isLazy ? !more() : --ends.length <= min)) {
          return end;
        }
      }
    };
  }
  let count: number;
  let begin: number;
  const inner = build(loop);
  function loop(attempt: Attempt, at: number): number {
    const countBefore = count;
    const beginBefore = begin;
    let end = -1;
    attempt.budget.spendOnRegex(1);
    for (let turn = 0; turn < 2 && end < 0; turn++) {
      if (isLazy !== (turn > 0)) {
        end = countBefore < min ? -1 : next(attempt, at);
      } else if (countBefore < min || (countBefore < max && beginBefore !== at)) {
        // A body that matched nothing would match nothing for ever.
        count = countBefore + 1;
        begin = at;
        end = inner(attempt, at);
      }
      count = countBefore;
      begin = beginBefore;
    }
    return end;
  }
  return (attempt, at) => {
    count = 0;
    begin = -1;
    return loop(attempt, at);
  };
}];

/** @param group undefined for a group that there is not */
export const backreference = (group: number, ignoreCase: boolean): Part => {
  const fold = (text: string): string => ignoreCase ? text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : text;
  return single(Infinity, ({ subject, groups, budget }, at) => {
    const text = groups[group];
    if (text === undefined) {
      return -1;
    }
    budget.spendOnRegex(text.length + 1);
    const end = at + text.length;
    return fold(subject.slice(at, end)) === fold(text) ? end : -1;
  });
};
