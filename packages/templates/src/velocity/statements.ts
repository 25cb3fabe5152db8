import { isText } from '../kinds';
import { CompileObserver, Evaluate, Expression, Render, Span } from './ast';
import { compileDirective, Directive } from './directives';
import { commentText, tokenText } from './literals';
import { CompiledTemplate, Macro } from './macro';
import { decide } from './operations';
import { renderReference } from './references';
import { Scope } from './scope';
import { endedBy } from './signals';
import { slotsOfNames } from './slots';
import { readTokens } from './token-reader';
import { Kind } from './tokens';
import { valueParser } from './values';
import { writeIndex, writeProperty } from '../java/members';

/** A part of a template that was read; text is known already when it is compiled. */
type Statement = () => Render | string;

/** Statements that were read together. */
export interface Block extends Span {
  build(): Render;
}

const STATEMENTS = Kind.LeftParenthesis + Kind.RightParenthesis + Kind.EscapedDirective + Kind.Set + Kind.LineCommentStart + Kind.DoubleEscape
  + Kind.Text + Kind.FormalComment + Kind.BlockComment + Kind.Literal + Kind.String + Kind.If + Kind.Integer + Kind.Float + Kind.Word
  + Kind.BracedWord + Kind.Identifier + Kind.Dot + Kind.LeftCurly + Kind.RightCurly;

const GRAMMAR_DIRECTIVES: readonly string[] = ['if', 'elseif', 'else', 'end', 'set'];
/** The directives that Velocity knows by name; a block belongs to the first four. */
const DIRECTIVES: readonly string[] = ['foreach', 'macro', 'literal', 'define', 'break', 'stop', 'include', 'parse'];
const BLOCK_DIRECTIVES = 4;

/**
 * Compiles a template after the grammar of Velocity 1.7 to functions.
 *
 * @throws TemplateSyntaxError with line and column
 */
export const compileVelocity = (source: string, observer: CompileObserver = {}): CompiledTemplate => {
  const macros = new Map<string, Macro>();
  const render = build(source, observer, macros, new Set(), slotsOfNames());
  return { macros, render: (scope) => void endedBy([null, undefined], render, scope) };
};

/**
 * @param macros the macros whose definition was compiled
 * @param defined the names of the macros whose definition was read
 */
const build = (
  source: string, observer: CompileObserver, macros: Map<string, Macro>, defined: Set<string>, slotOf: (name: string) => number,
): Render => {
  const reader = readTokens(source, slotOf);
  const { lexer, tokens, peek, nextIs, take, takeIf, unexpected, errorAt, nested } = reader;
  const { expression, reference, directiveArguments } = valueParser(reader, observer, (contents, index) => build(contents, {
    reference: (name, steps) => observer.reference?.(name, steps, tokens[index].offset),
    loop: (iterations) => observer.loop?.(iterations, tokens[index].offset),
  }, macros, defined, slotOf));

  const isKnown = (name: string): boolean => DIRECTIVES.includes(name) || defined.has(name) || macros.has(name);

  const block = (): Block => nested(() => {
    const statements: Statement[] = [];
    peek();
    const first = reader.place;
    while (nextIs(STATEMENTS)) {
      statements.push(statement());
    }
    return { first, last: reader.place - 1, build: () => sequence(statements) };
  });

  const text = (textOf: (image: string) => string): Statement => {
    const index = reader.place++;
    return () => textOf(tokens[index].image);
  };

  const statement = (): Statement => {
    const index = reader.place;
    switch (peek()) {
      case Kind.If:
        return ifStatement();
      case Kind.Identifier:
      case Kind.LeftCurly:
        if (peek(2) === Kind.Identifier || nextIs(Kind.Identifier)) {
          const read = reference();
          return () => renderReference(read.reference());
        }
        break;
      case Kind.LineCommentStart: {
        const comment = text(commentText);
        takeIf(Kind.LineComment);
        return comment;
      }
      case Kind.FormalComment:
      case Kind.BlockComment:
        return text(commentText);
      case Kind.Literal:
        return text((image) => image.slice(3, -3));
      case Kind.Set:
        return setStatement();
      case Kind.EscapedDirective:
        tokens[index].image = escapedDirective(tokens[index].image);
        return text((image) => image);
      case Kind.DoubleEscape:
        return escape();
      case Kind.Word:
      case Kind.BracedWord:
        return directive();
      default:
    }
    reader.place++;
    return () => tokenText(tokens[index]);
  };

  /** `\#name` loses half its backslashes where the name is one that could be called; elsewhere it is text. */
  const escapedDirective = (image: string): string => {
    const lastBackslash = image.lastIndexOf('\\');
    const name = image.slice(lastBackslash + 1);
    const bare = name.replace(/[#{}]/g, '');
    return isKnown(bare) || GRAMMAR_DIRECTIVES.includes(bare) ? image.slice(0, Math.floor(lastBackslash / 2)) + name : image;
  };

  const escape = (): Statement => {
    let escapes = '';
    let halved = '';
    while (takeIf(Kind.DoubleEscape)) {
      escapes += '\\\\';
      halved += '\\';
    }
    const beforeDirective = nextIs(Kind.If + Kind.Else + Kind.ElseIf + Kind.End) || isKnown(tokens[reader.place].image.slice(1));
    return () => beforeDirective ? halved : escapes;
  };

  const setStatement = (): Statement => {
    reader.place++;
    takeIf(Kind.Space);
    if (!nextIs(Kind.Identifier + Kind.LeftCurly)) {
      throw unexpected(Kind.Identifier);
    }
    const left = reference();
    takeIf(Kind.Space);
    take(Kind.Assign);
    const right = expression();
    take(Kind.RightParenthesis);
    lexer.inSet = false;
    peek();
    return () => {
      const { spelling, steps } = left.reference();
      const value = right.build();
      const last = left.steps.at(-1);
      if (!last) {
        // Velocity takes the name from the first token, so `#set(${x} = 1)` sets a variable called "{".
        return assignVariable(slotOf(tokens[left.first].image.slice(1)), value);
      }
      const index = last.name === undefined ? last.args![0].build() : undefined;
      const path = steps.slice(0, -1);
      const variable = slotOf(spelling.variable);
      return (scope) => {
        const result = value(scope);
        let target = result === null ? undefined : scope.get(variable);
        for (let i = 0; i < path.length && target !== undefined && target !== null; i++) {
          target = path[i](target, scope);
        }
        if (target === undefined || target === null) {
          return;
        }
        if (!index) {
          writeProperty(target, last.name!, result, scope.run);
        } else {
          writeIndex(target, index(scope), result, scope.run);
        }
      };
    };
  };

  const ifStatement = (): Statement => {
    const branches: Array<readonly [condition: Expression | undefined, block: Block]> = [];
    do {
      take(Kind.If + Kind.ElseIf);
      takeIf(Kind.Space);
      take(Kind.LeftParenthesis);
      const condition = expression();
      take(Kind.RightParenthesis);
      branches.push([condition, block()]);
    } while (nextIs(Kind.ElseIf));
    const hasElse = takeIf(Kind.Else);
    if (hasElse) {
      branches.push([undefined, block()]);
    }
    if (!takeIf(Kind.End)) {
      throw unexpected(hasElse ? Kind.End : Kind.ElseIf + Kind.Else + Kind.End);
    }
    return () => {
      const compiled = branches.map(([condition, then]) => [condition && decide(condition), then.build()] as const);
      return (scope) => {
        for (const [holds, render] of compiled) {
          if (!holds || holds(scope)) {
            render(scope);
            return;
          }
        }
      };
    };
  };

  const directive = (): Statement => {
    const first = reader.place;
    const { kind, image } = take(Kind.Word + Kind.BracedWord);
    const name = kind === Kind.BracedWord ? image.slice(2, -1) : image.slice(1);
    const place = DIRECTIVES.indexOf(name);
    const isBlockMacro = name[0] === '@';
    const isMacro = name === 'macro';
    const callable = place < 0 && !isBlockMacro && macros.has(name);
    lexer.enterDirective();
    const read = (args: readonly Expression[], body?: Block): Statement => {
      const span: Directive = { name, isBuiltIn: place >= 0, args, block: body, first, last: reader.place - 1 };
      return () => compileDirective(span, reader, observer, macros);
    };
    const refuse = (message: string): never => {
      throw errorAt(first, message);
    };
    if (!lexer.parenthesisFollows()) {
      if (isMacro) {
        refuse('a macro needs a name');
      }
      lexer.pop();
      return read([]);
    }
    takeIf(Kind.Space);
    take(Kind.LeftParenthesis);
    // Bare words are allowed as a macro's name, as the `in` of a loop, and wherever the directive turns out to be text.
    const args = directiveArguments((argument, index) => {
      const isWord = argument.kind === Kind.Word;
      if (isMacro && index === 0) {
        if (!isWord) {
          refuse('the name of a macro is written without quotes or $');
        }
      } else if (isWord && (callable || (place >= 0 && (name !== 'foreach' || index !== 1)))) {
        refuse(`argument ${index + 1} of ${image} cannot be a bare word`);
      }
    });
    if (isBlockMacro || (place >= 0 && place < BLOCK_DIRECTIVES)) {
      const body = block();
      take(Kind.End);
      if (isMacro) {
        if (args.length === 0) {
          refuse('a macro needs a name');
        }
        defined.add(tokens[args[0].first].image);
      }
      return read(args, body);
    }
    return read(args);
  };

  const root = block();
  take(Kind.EndOfTemplate);
  return root.build();
};

const assignVariable = (slot: number, value: Evaluate): Render => (scope) => {
  const result = value(scope);
  if (result !== null) {
    scope.put(slot, result);
  }
};

/** Compiles statements to one function; texts that follow one another are written at once. */
const sequence = (statements: readonly Statement[]): Render => {
  const parts: Render[] = [];
  /** What is written before each part, and after the last one. */
  const texts = [''];
  for (const statement of statements) {
    const part = statement();
    if (isText(part)) {
      texts[parts.length] += part;
    } else {
      texts[parts.push(part)] = '';
    }
  }
  const count = parts.length + texts.filter((text) => text !== '').length;
  if (count === 1 && parts.length === 1) {
    return parts[0];
  }
  return (scope: Scope) => {
    const { run } = scope;
    if (count > 1) {
      run.spend(count);
    }
    for (let i = 0; i < texts.length; i++) {
      if (texts[i] !== '') {
        run.write(texts[i]);
      }
      parts[i]?.(scope);
    }
  };
};
