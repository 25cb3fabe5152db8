import { asciiLower, isBoundaryWord, isLineTerminator } from './characters';
import { AnchorKind, CharacterTest, RegexNode } from './nodes';
import { TemplateBoundError, TemplateRenderError } from '../../errors';

/** One attempt to match a text. */
export interface Attempt {
  readonly text: string;
  /** For each group the offset of its start and the offset of its end, -1 where it did not take part. */
  readonly groups: number[];
  /** For each repetition how often its body matched, and where the last time began. */
  readonly counts: number[];
  readonly starts: number[];
  previousEnd: number;
  steps: number;
  readonly maxSteps: number;
}

/** Matches the rest of an expression at an offset: the offset where the match ends, or -1. */
export type Match = (attempt: Attempt, at: number) => number;

function step(attempt: Attempt, count = 1): void {
  attempt.steps += count;
  if (attempt.steps > attempt.maxSteps) {
    throw new TemplateBoundError('regexSteps', attempt.maxSteps, 'steps of a regular expression');
  }
}

function width(code: number): number {
  return code > 0xffff ? 2 : 1;
}

/** Compiles a tree to one function; every node is compiled together with what follows it. */
export class RegexCompiler {
  /** The number of repetitions that need a counter. */
  counters = 0;

  compile(node: RegexNode, next: Match): Match {
    switch (node.type) {
      case 'set':
        return this.set(node.test, next);
      case 'sequence':
        return node.items.reduceRight((rest, item) => this.compile(item, rest), next);
      case 'choice':
        return this.choice(node.options.map((option) => this.compile(option, next)));
      case 'capture':
        return this.capture(node.index, node.body, next);
      case 'atomic':
        return this.atomic(node.body, next);
      case 'look':
        return node.behind ? this.lookBehind(node.body, node.negative, next) : this.lookAhead(node.body, node.negative, next);
      case 'repeat':
        return this.repeat(node, next);
      case 'backreference':
        return this.backreference(node.index, node.ignoreCase, next);
      default:
        return this.anchor(node.kind, next);
    }
  }

  private set(test: CharacterTest, next: Match): Match {
    return (attempt, at) => {
      const code = attempt.text.codePointAt(at);
      return code !== undefined && test(code) ? next(attempt, at + width(code)) : -1;
    };
  }

  private choice(options: readonly Match[]): Match {
    return (attempt, at) => {
      step(attempt);
      for (const option of options) {
        const end = option(attempt, at);
        if (end >= 0) {
          return end;
        }
      }
      return -1;
    };
  }

  private capture(index: number, body: RegexNode, next: Match): Match {
    const opened = this.counters++;
    const close: Match = (attempt, at) => {
      const { groups } = attempt;
      const [start, end] = [groups[2 * index], groups[2 * index + 1]];
      groups[2 * index] = attempt.starts[opened];
      groups[2 * index + 1] = at;
      const result = next(attempt, at);
      if (result < 0) {
        groups[2 * index] = start;
        groups[2 * index + 1] = end;
      }
      return result;
    };
    const inner = this.compile(body, close);
    return (attempt, at) => {
      const before = attempt.starts[opened];
      attempt.starts[opened] = at;
      const result = inner(attempt, at);
      if (result < 0) {
        attempt.starts[opened] = before;
      }
      return result;
    };
  }

  private atomic(body: RegexNode, next: Match): Match {
    const inner = this.compile(body, (_, at) => at);
    return (attempt, at) => {
      const end = inner(attempt, at);
      return end < 0 ? -1 : next(attempt, end);
    };
  }

  private lookAhead(body: RegexNode, negative: boolean, next: Match): Match {
    const inner = this.compile(body, (_, at) => at);
    return (attempt, at) => {
      step(attempt);
      return (inner(attempt, at) >= 0) === negative ? -1 : next(attempt, at);
    };
  }

  private lookBehind(body: RegexNode, negative: boolean, next: Match): Match {
    const [shortest, longest] = lengths(body);
    if (longest === Infinity) {
      throw new TemplateRenderError('regular expression: Look-behind group does not have an obvious maximum length');
    }
    const here = this.counters++;
    const inner = this.compile(body, (attempt, at) => at === attempt.starts[here] ? at : -1);
    return (attempt, at) => {
      const before = attempt.starts[here];
      attempt.starts[here] = at;
      let found = false;
      for (let from = at - shortest; from >= Math.max(0, at - longest) && !found; from--) {
        step(attempt);
        found = inner(attempt, from) >= 0;
      }
      attempt.starts[here] = before;
      return found === negative ? -1 : next(attempt, at);
    };
  }

  private repeat(node: Extract<RegexNode, { type: 'repeat' }>, next: Match): Match {
    if (node.mode === 'possessive') {
      return this.atomic({ ...node, mode: 'greedy' }, next);
    }
    return node.body.type === 'set' ? this.repeatSet(node.body.test, node, next) : this.repeatAny(node, next);
  }

  private repeatSet(test: CharacterTest, { min, max, mode }: { min: number; max: number; mode: string }, next: Match): Match {
    if (mode === 'lazy') {
      return (attempt, begin) => {
        for (let at = begin, count = 0; ; count++) {
          step(attempt);
          const end = count < min ? -1 : next(attempt, at);
          const code = attempt.text.codePointAt(at);
          if (end >= 0 || count >= max || code === undefined || !test(code)) {
            return end;
          }
          at += width(code);
        }
      };
    }
    return (attempt, begin) => {
      const { text } = attempt;
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
        at -= at - 2 >= begin && text.codePointAt(at - 2)! > 0xffff ? 2 : 1;
      }
      return -1;
    };
  }

  private repeatAny({ body, min, max, mode }: Extract<RegexNode, { type: 'repeat' }>, next: Match): Match {
    const counter = this.counters++;
    let inner: Match = next;
    const again: Match = (attempt, at) => {
      const { counts, starts } = attempt;
      const [count, start] = [counts[counter], starts[counter]];
      counts[counter] = count + 1;
      starts[counter] = at;
      const end = inner(attempt, at);
      if (end < 0) {
        counts[counter] = count;
        starts[counter] = start;
      }
      return end;
    };
    const loop: Match = (attempt, at) => {
      step(attempt);
      const count = attempt.counts[counter];
      if (count < min) {
        return again(attempt, at);
      }
      // A body that matched nothing would match nothing for ever.
      const mayRepeat = count < max && !(count > 0 && attempt.starts[counter] === at);
      if (mode === 'lazy') {
        const end = next(attempt, at);
        return end >= 0 || !mayRepeat ? end : again(attempt, at);
      }
      const end = mayRepeat ? again(attempt, at) : -1;
      return end >= 0 ? end : next(attempt, at);
    };
    inner = this.compile(body, loop);
    return (attempt, at) => {
      const { counts, starts } = attempt;
      const [count, start] = [counts[counter], starts[counter]];
      counts[counter] = 0;
      starts[counter] = -1;
      const end = loop(attempt, at);
      if (end < 0) {
        counts[counter] = count;
        starts[counter] = start;
      }
      return end;
    };
  }

  private backreference(index: number, ignoreCase: boolean, next: Match): Match {
    const fold = (text: string): string => ignoreCase ? [...text].map((c) => String.fromCodePoint(asciiLower(c.codePointAt(0)!))).join('') : text;
    return (attempt, at) => {
      const [start, end] = [attempt.groups[2 * index] ?? -1, attempt.groups[2 * index + 1] ?? -1];
      if (start < 0) {
        return -1;
      }
      step(attempt, end - start + 1);
      const until = at + end - start;
      return fold(attempt.text.slice(at, until)) === fold(attempt.text.slice(start, end)) ? next(attempt, until) : -1;
    };
  }

  private anchor(kind: AnchorKind, next: Match): Match {
    const holds = ANCHORS[kind];
    return (attempt, at) => holds(attempt, at) ? next(attempt, at) : -1;
  }
}

/** Whether only a line terminator stands between an offset and the end. */
function atLastTerminator(text: string, at: number): boolean {
  if (at === text.length) {
    return true;
  }
  const afterReturn = text[at] === '\n' && text[at - 1] === '\r';
  return !afterReturn && ((at === text.length - 1 && isLineTerminator(text.charCodeAt(at))) || (text[at] === '\r' && text.slice(at) === '\r\n'));
}

function isWordAt(text: string, at: number): boolean {
  return at >= 0 && at < text.length && isBoundaryWord(text.charCodeAt(at));
}

function atWordBoundary(text: string, at: number): boolean {
  return isWordAt(text, at - 1) !== isWordAt(text, at);
}

const ANCHORS: Record<AnchorKind, (attempt: Attempt, at: number) => boolean> = {
  inputStart: (_, at) => at === 0,
  inputEnd: ({ text }, at) => at === text.length,
  inputEndBeforeTerminator: ({ text }, at) => atLastTerminator(text, at),
  lineStart: ({ text }, at) => at === 0
    || (at < text.length && isLineTerminator(text.charCodeAt(at - 1)) && !(text[at - 1] === '\r' && text[at] === '\n')),
  lineEnd: ({ text }, at) => at === text.length
    || (isLineTerminator(text.charCodeAt(at)) && !(text[at] === '\n' && text[at - 1] === '\r')),
  wordBoundary: ({ text }, at) => atWordBoundary(text, at),
  noWordBoundary: ({ text }, at) => !atWordBoundary(text, at),
  previousEnd: ({ previousEnd }, at) => at === previousEnd,
};

/** The least and the greatest number of characters that a node can match. */
function lengths(node: RegexNode): readonly [number, number] {
  switch (node.type) {
    case 'set':
      return [1, 2];
    case 'sequence':
      return node.items.map(lengths).reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
    case 'choice': {
      const all = node.options.map(lengths);
      return [Math.min(...all.map(([least]) => least)), Math.max(...all.map(([, most]) => most))];
    }
    case 'capture':
    case 'atomic':
      return lengths(node.body);
    case 'repeat': {
      const [least, most] = lengths(node.body);
      return [least * node.min, node.max === 0 || most === 0 ? 0 : most * node.max];
    }
    case 'backreference':
      return [0, Infinity];
    default:
      return [0, 0];
  }
}
