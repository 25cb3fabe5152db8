import { BOUNDARY_WORD, CharacterTest, LINE_TERMINATORS } from './characters';
import { fail, TemplateBoundError } from '../../errors';

/** One attempt to match a text. */
export interface Attempt {
  readonly subject: string;
  /** What groups and repetitions remember: groups the offsets of their start and their end, -1 where they took no part. */
  readonly slots: number[];
  readonly previousEnd: number;
  readonly maxSteps: number;
  steps: number;
}

/** Matches the rest of an expression at an offset: the offset where the match ends, or -1. */
export type Match = (attempt: Attempt, at: number) => number;

/** A part of an expression; it is compiled together with what follows it. */
export interface RegexNode {
  /** The least and the greatest number of characters that it can match. */
  readonly least: number;
  readonly most: number;
  /** For a part that matches one character. */
  readonly accepts?: CharacterTest;
  build(next: Match): Match;
}

/** Gives back, takes more, or neither, when what follows a repetition does not match. */
export type RepetitionMode = '' | '?' | '+';

const step = (attempt: Attempt, count = 1): void => {
  attempt.steps += count;
  if (attempt.steps > attempt.maxSteps) {
    throw new TemplateBoundError('regexSteps', attempt.maxSteps, 'steps of a regular expression');
  }
};

const width = (code: number): number => code > 0xffff ? 2 : 1;
const here: Match = (_, at) => at;

export const characterSet = (test: CharacterTest): RegexNode => ({
  accepts: test,
  least: 1,
  most: 2,
  build: (next) => (attempt, at) => {
    const code = attempt.subject.codePointAt(at);
    return code !== undefined && test(code) ? next(attempt, at + width(code)) : -1;
  },
});

export const sequence = (items: readonly RegexNode[]): RegexNode => items.length === 1 ? items[0] : {
  least: items.reduce((sum, { least }) => sum + least, 0),
  most: items.reduce((sum, { most }) => sum + most, 0),
  build: (next) => items.reduceRight((rest, item) => item.build(rest), next),
};

export const choice = (options: readonly RegexNode[]): RegexNode => options.length === 1 ? options[0] : {
  least: Math.min(...options.map(({ least }) => least)),
  most: Math.max(...options.map(({ most }) => most)),
  build(next) {
    const compiled = options.map((option) => option.build(next));
    return (attempt, at) => {
      step(attempt);
      for (const option of compiled) {
        const end = option(attempt, at);
        if (end >= 0) {
          return end;
        }
      }
      return -1;
    };
  },
};

/** @param slot the first of three: start, end, and where the group was opened */
export const capture = (slot: number, body: RegexNode): RegexNode => ({
  ...body,
  accepts: undefined,
  build(next) {
    const inner = body.build((attempt, at) => {
      const { slots } = attempt;
      const [start, end] = [slots[slot], slots[slot + 1]];
      slots[slot] = slots[slot + 2];
      slots[slot + 1] = at;
      const result = next(attempt, at);
      if (result < 0) {
        slots[slot] = start;
        slots[slot + 1] = end;
      }
      return result;
    });
    return (attempt, at) => {
      const { slots } = attempt;
      const before = slots[slot + 2];
      slots[slot + 2] = at;
      const result = inner(attempt, at);
      if (result < 0) {
        slots[slot + 2] = before;
      }
      return result;
    };
  },
});

export const atomic = (body: RegexNode): RegexNode => ({
  ...body,
  accepts: undefined,
  build(next) {
    const inner = body.build(here);
    return (attempt, at) => {
      const end = inner(attempt, at);
      return end < 0 ? -1 : next(attempt, end);
    };
  },
});

const nothing = (build: RegexNode['build']): RegexNode => ({ least: 0, most: 0, build });

export const lookAhead = (body: RegexNode, negative: boolean): RegexNode => nothing((next) => {
  const inner = body.build(here);
  return (attempt, at) => {
    step(attempt);
    return (inner(attempt, at) >= 0) === negative ? -1 : next(attempt, at);
  };
});

/** @param slot where the place is kept at which the body has to end */
export const lookBehind = (body: RegexNode, negative: boolean, slot: number): RegexNode => {
  const { least, most } = body;
  if (most === Infinity) {
    fail('regular expression: Look-behind group does not have an obvious maximum length');
  }
  return nothing((next) => {
    const inner = body.build(({ slots }, at) => at === slots[slot] ? at : -1);
    return (attempt, at) => {
      const { slots } = attempt;
      const before = slots[slot];
      slots[slot] = at;
      let found = false;
      for (let from = at - least; from >= Math.max(0, at - most) && !found; from--) {
        step(attempt);
        found = inner(attempt, from) >= 0;
      }
      slots[slot] = before;
      return found === negative ? -1 : next(attempt, at);
    };
  });
};

/** @param slot the first of two: how often the body matched, and where the last time began */
export const repeat = (slot: number, body: RegexNode, min: number, max: number, mode: RepetitionMode): RegexNode => {
  const node = {
    least: body.least * min,
    most: max === 0 || body.most === 0 ? 0 : body.most * max,
    build: (next: Match): Match => !body.accepts
      ? repeatAny(slot, body, min, max, mode === '?', next)
      : repeatSet(body.accepts, min, max, mode === '?', next),
  };
  return mode === '+' ? atomic(node) : node;
};

const repeatSet = (test: CharacterTest, min: number, max: number, lazy: boolean, next: Match): Match => {
  if (lazy) {
    return (attempt, begin) => {
      for (let at = begin, count = 0; ; count++) {
        step(attempt);
        const end = count < min ? -1 : next(attempt, at);
        const code = attempt.subject.codePointAt(at);
        if (end >= 0 || count >= max || code === undefined || !test(code)) {
          return end;
        }
        at += width(code);
      }
    };
  }
  return (attempt, begin) => {
    const { subject: text } = attempt;
    let at = begin;
    let count = 0;
    for (let code; count < max && (code = text.codePointAt(at)) !== undefined && test(code); count++) {
      at += width(code);
    }
    step(attempt, count + 1);
    for (; count >= min; count--) {
      const end = next(attempt, at);
      if (end >= 0) {
        return end;
      }
      step(attempt);
      at -= at - 2 >= begin ? width(text.codePointAt(at - 2)!) : 1;
    }
    return -1;
  };
};

const repeatAny = (slot: number, body: RegexNode, min: number, max: number, lazy: boolean, next: Match): Match => {
  /** Goes on with one more repetition, or with none, and back to the count before when that fails. */
  const counting = (match: () => Match, isFirst: boolean): Match => (attempt, at) => {
    const { slots } = attempt;
    const [count, start] = [slots[slot], slots[slot + 1]];
    slots[slot] = isFirst ? 0 : count + 1;
    slots[slot + 1] = isFirst ? -1 : at;
    const end = match()(attempt, at);
    if (end < 0) {
      slots[slot] = count;
      slots[slot + 1] = start;
    }
    return end;
  };
  const again = counting(() => inner, false);
  const loop: Match = (attempt, at) => {
    step(attempt);
    const count = attempt.slots[slot];
    if (count < min) {
      return again(attempt, at);
    }
    // A body that matched nothing would match nothing for ever.
    const mayRepeat = count < max && !(count > 0 && attempt.slots[slot + 1] === at);
    const end = lazy ? next(attempt, at) : mayRepeat ? again(attempt, at) : -1;
    return end >= 0 || (lazy && !mayRepeat) ? end : lazy ? again(attempt, at) : next(attempt, at);
  };
  const inner = body.build(loop);
  return counting(() => loop, true);
};

/** What the group with its start and end at a slot matched; undefined for a group that there is not. */
export const backreference = (slot: number | undefined, ignoreCase: boolean): RegexNode => ({
  least: 0,
  most: Infinity,
  build(next) {
    const fold = (text: string): string => ignoreCase ? text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : text;
    return (attempt, at) => {
      const [start, end] = slot === undefined ? [-1, -1] : attempt.slots.slice(slot, slot + 2);
      if (start < 0) {
        return -1;
      }
      step(attempt, end - start + 1);
      const until = at + end - start;
      return fold(attempt.subject.slice(at, until)) === fold(attempt.subject.slice(start, end)) ? next(attempt, until) : -1;
    };
  },
});

/** Where an anchor holds, by its letter after a backslash; `^` and `$` stand for those of lines. */
const ANCHORS: ReadonlyMap<string, RegExp> = new Map(Object.entries({
  'A': '^',
  'z': '$',
  'Z': '(?=(\\r\\n|T)?$)N',
  '^': '^|(?<=T)(?!$)N',
  '$': '$|(?=T)N',
  'b': '(?<=W)(?!W)|(?<!W)(?=W)',
  'B': '(?<=W)(?=W)|(?<!W)(?!W)',
}).map(([letter, pattern]) => [letter, new RegExp(
  pattern.replaceAll('T', `[${LINE_TERMINATORS}]`).replaceAll('N', '(?<!\\r(?=\\n))').replaceAll('W', BOUNDARY_WORD), 'uy',
)]));

export const anchor = (letter: string): RegexNode | undefined => {
  const pattern = ANCHORS.get(letter);
  return !pattern && letter !== 'G' ? undefined : nothing((next) => (attempt, at) => {
    if (pattern) {
      pattern.lastIndex = at;
    }
    return (pattern ? pattern.test(attempt.subject) : at === attempt.previousEnd) ? next(attempt, at) : -1;
  });
};
