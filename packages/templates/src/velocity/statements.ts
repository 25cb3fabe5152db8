import { isText } from '../kinds';
import { CompileObserver, Render } from './ast';
import { Block, directiveParser, DIRECTIVES, WORDS } from './directives';
import { decide } from './operations';
import { follow } from './references';
import { endedBy } from './signals';
import { slotsOfNames } from './slots';
import { Compilation, readTokens, TokenReader } from './token-reader';
import { Kind } from './tokens';
import { valueParser } from './values';

const STATEMENTS = Kind.LeftParenthesis + Kind.RightParenthesis + Kind.EscapedDirective + Kind.Set + Kind.LineCommentStart + Kind.DoubleEscape
  + Kind.Text + Kind.FormalComment + Kind.BlockComment + Kind.Literal + Kind.String + Kind.If + Kind.Integer + Kind.Float + Kind.Word
  + Kind.BracedWord + Kind.Identifier + Kind.Dot + Kind.LeftCurly + Kind.RightCurly;

/**
 * Compiles a template after the grammar of Velocity 1.7 to a function.
 *
 * @throws TemplateSyntaxError with line and column
 */
export const compileVelocity = (source: string, observer: CompileObserver): Render => {
  const render = compile(source, { observer, macros: new Map(), slotOf: slotsOfNames() });
  return (scope) => void endedBy(render, scope, null);
};

const compile = (source: string, compilation: Compilation, positionOf?: TokenReader['positionOf']): Render => {
  const postponed: Array<() => void> = [];
  const reader = readTokens(source, compilation, (work) => postponed.push(work), positionOf);
  const { tokens, macros, peek, nextIs, take, takeIf, nested, slotOf } = reader;
  const { expression, reference, directiveArguments } = valueParser(
    reader, (contents, index) => compile(contents, compilation, () => reader.positionOf(index)),
  );

  const block = (): Block => nested(() => {
    const parts: Array<Render | string> = [];
    const first = reader.place;
    while (nextIs(STATEMENTS)) {
      const part = statement();
      if (isText(part) && isText(parts.at(-1))) {
        parts.push(parts.pop() + part);
      } else if (part !== '') {
        parts.push(part);
      }
    }
    return { first, last: reader.place - 1, print: sequence(parts) };
  });

  const statement = (): Render | string => {
    if (nextIs(Kind.Identifier) || (nextIs(Kind.LeftCurly) && peek(1) === Kind.Identifier)) {
      return reference().print;
    }
    if (nextIs(WORDS)) {
      return directive();
    }
    const token = take(STATEMENTS);
    const { tokenKind: kind, image } = token;
    if (kind === Kind.If) {
      return ifStatement();
    }
    if (kind === Kind.Set) {
      return setStatement();
    }
    if (kind === Kind.DoubleEscape) {
      return escape();
    }
    if (kind === Kind.EscapedDirective) {
      return token.image = escapedDirective(image);
    }
    if (kind === Kind.Literal) {
      return image.slice(3, -3);
    }
    if ((Kind.LineCommentStart + Kind.FormalComment + Kind.BlockComment).includes(kind)) {
      takeIf(Kind.LineComment);
      return commentText(image);
    }
    return token.special + image;
  };

  const isKnown = (name: string): boolean => DIRECTIVES.includes(name) || macros.has(name);

  /** `\#name` loses half its backslashes where the name is one that could be called; elsewhere it is text. */
  const escapedDirective = (image: string): string => {
    const [name] = /[\w@]+/.exec(image)!;
    return isKnown(name) || /^(if|else|elseif|end|set)$/.test(name) ? image.slice((image.lastIndexOf('\\') >> 1) + 1) : image;
  };

  const escape = (): string => {
    let count = 1;
    while (takeIf(Kind.DoubleEscape)) {
      count++;
    }
    const beforeDirective = nextIs(Kind.If + Kind.Else + Kind.ElseIf + Kind.End) || isKnown(tokens[reader.place].image.slice(1));
    return '\\'.repeat(beforeDirective ? count : 2 * count);
  };

  const setStatement = (): Render => {
    takeIf(Kind.Space);
    const { first, variable, steps } = reference();
    takeIf(Kind.Space);
    take(Kind.Assign);
    const { evaluate } = expression();
    take(Kind.RightParenthesis);
    const last = steps.at(-1);
    const target = follow(slotOf(variable), steps.slice(0, -1), null);
    // Velocity takes the name of a mere variable from the first token, so `#set(${x} = 1)` sets a variable called "{".
    const assigned = slotOf(tokens[first].image.slice(1));
    return (scope) => {
      const value = evaluate(scope);
      if (value === null) {
        return;
      }
      if (!last) {
        scope.put(assigned, value);
        return;
      }
      const owner = target(scope);
      if (owner !== null) {
        last.write(owner, scope, value);
      }
    };
  };

  const ifStatement = (): Render => {
    const branches: Array<readonly [holds: ReturnType<typeof decide>, render: Render]> = [];
    do {
      takeIf(Kind.Space);
      take(Kind.LeftParenthesis);
      const holds = decide(expression());
      take(Kind.RightParenthesis);
      branches.push([holds, block().print]);
    } while (takeIf(Kind.ElseIf));
    const hasElse = takeIf(Kind.Else);
    if (hasElse) {
      branches.push([() => true, block().print]);
    }
    take(hasElse ? Kind.End : Kind.ElseIf + Kind.Else + Kind.End);
    return (scope) => {
      for (const [holds, render] of branches) {
        if (holds(scope)) {
          render(scope);
          return;
        }
      }
    };
  };

  const directive = directiveParser(reader, directiveArguments, block);
  const root = block();
  take(Kind.EndOfTemplate);
  postponed.forEach((work) => work());
  return root.print;
};

/** What a comment prints: whatever stood before its `##` or `#*` within the same token. */
const commentText = (image: string): string => /^[^]*?(?=##)|^[^]*?(?=#\*)|/.exec(image)![0];

/** Statements as one function. */
const sequence = (parts: ReadonlyArray<Render | string>): Render => {
  const [only] = parts;
  return parts.length === 1 && !isText(only) ? only : (scope) => {
    const { run } = scope;
    run.spend(parts.length);
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i];
      if (isText(part)) {
        run.write(part);
      } else {
        part(scope);
      }
    }
  };
};
