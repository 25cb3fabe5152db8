import { fail } from '../errors';
import { quoted } from '../texts';
import { Expression, Reference, Render, Span } from './ast';
import { definedBlock } from './defined-block';
import { loop } from './loop';
import { follow } from './references';
import { macroScope } from './scope';
import { endedBy, Signal } from './signals';
import { TokenReader } from './token-reader';
import { Kind, LITERALS } from './tokens';
import { ValueParser } from './values';
import { LoopState } from '../java/loop-state';

/** Statements that were read together. */
export interface Block extends Span {
  readonly print: Render;
}

/** What a directive's name is; one in braces can stand nowhere else. */
export const WORDS = Kind.Word + Kind.BracedWord;

/** The directives that Velocity knows by name; a block belongs to the first four. */
export const DIRECTIVES: readonly string[] = 'macro foreach define literal break stop include parse'.split(' ');
const BLOCK_DIRECTIVES = 4;

/** How often a `#define`d block may be rendered within itself. */
const DEFINE_DEPTH = 2;

/** The parser of any `#name(…)` that is not built into the grammar: a known directive, a macro call, or mere text. */
export const directiveParser = (
  reader: TokenReader, directiveArguments: ValueParser['directiveArguments'], block: () => Block,
): () => Render | string => {
  const { tokens, macros, peek, nextIs, take, errorAt, sourceOf, slotOf, later } = reader;

  const imageOf = ({ first }: Span): string => tokens[first].image;

  return () => {
    const first = reader.place;
    const { image } = take(WORDS);
    const name = /.{?(.*?)}?$/s.exec(image)![1];
    const place = DIRECTIVES.indexOf(name);
    const isBlockMacro = name[0] === '@';
    const macroName = isBlockMacro ? name.slice(1) : name;

    const refuseIf = (condition: unknown, message: string): void => {
      if (condition) {
        throw errorAt(first, message);
      }
    };

    const hasParentheses = nextIs(Kind.LeftParenthesis) || (nextIs(Kind.Space) && peek(1) === Kind.LeftParenthesis);
    if (isBlockMacro && !hasParentheses) {
      return `#${name}`;
    }
    const args = hasParentheses ? directiveArguments() : [];
    refuseIf(place === 0 && args[0]?.tokenKind !== Kind.Word, 'a macro needs a bare name');
    // A macro's name and the `in` of a loop are bare words; they are allowed wherever the directive turns out to be text, too.
    const wordArgument = args.find(({ tokenKind }, i) => tokenKind === Kind.Word && (i !== place || place > 1));
    const badWord = wordArgument && `invalid argument ${quoted(sourceOf(wordArgument))} of #${name}`;
    refuseIf(badWord && (place >= 0 || (!isBlockMacro && macros.get(name))), badWord!);
    refuseIf(place >= DIRECTIVES.length - 2, `#${name} is not available to a mapping template`);
    const hasBlock = isBlockMacro || (place >= 0 && place < BLOCK_DIRECTIVES);
    refuseIf(hasBlock && !hasParentheses, `#${name} needs parentheses`);
    const body = hasBlock ? block() : undefined;
    if (hasBlock) {
      take(Kind.End);
    }

    const macro = (): string => {
      const [defined, ...parameters] = args.map(imageOf);
      const references = parameters.map((parameter) => parameter.replace(/^\$?/, '$$'));
      const compiled = { parameters: references.map((reference) => [slotOf(reference.slice(1)), reference] as const), print: body!.print };
      macros.set(defined, macros.get(defined));
      later(() => macros.set(defined, macros.get(defined) ?? compiled));
      return '';
    };

    const foreach = (): Render => {
      const [element, , list, extra] = args as ReadonlyArray<Partial<Reference> & Expression>;
      if (list?.count! >= 0) {
        later(() => reader.observer.onLoop?.(list.count!, () => reader.positionOf(first)));
      }
      const variable = element && slotOf(element.variable ?? imageOf(element).slice(1));
      const render = extra ? extra.print ?? (() => undefined) : body!.print;
      return (scope) => {
        if (args.length < 2) {
          fail('#foreach needs $element in $list');
        }
        if (list) {
          loop(variable, list.evaluate(scope), render, scope);
        }
      };
    };

    const define = (): Render => {
      refuseIf(args.length !== 1, '#define takes one argument');
      const variable = slotOf(imageOf(args[0]).slice(1));
      return (scope) => scope.put(variable, definedBlock(body!.print, scope, DEFINE_DEPTH));
    };

    const literal = (): string => {
      const content = args[0] ?? body;
      refuseIf(content.last < content.first, 'the block of #literal is empty');
      return sourceOf(content);
    };

    const signal = (): Render => {
      refuseIf(args.length > 1, `#${name} takes one argument at most`);
      return (scope) => {
        const owner = args[0]?.evaluate(scope);
        if (name === 'stop') {
          throw new Signal(null);
        }
        if (args.length > 0 && !(owner instanceof LoopState)) {
          fail('the argument of #break is no loop');
        }
        throw new Signal(owner as LoopState | undefined);
      };
    };

    const call = (): Render => {
      const source = tokens.slice(first, reader.place).map((token) => token.image).join('');
      const compiled = args.map((argument) => {
        const { steps, variable } = argument as Partial<Reference>;
        return {
          spelling: sourceOf(argument),
          eager: argument.tokenKind !== Kind.String && (LITERALS + Kind.Word).includes(argument.tokenKind),
          evaluate: steps?.length === 0 ? follow(slotOf(variable!), steps, null) : argument.evaluate,
        };
      });
      return (scope) => {
        const { run } = scope;
        const called = macros.get(macroName);
        if (!called) {
          run.write(source);
          return;
        }
        if (badWord) {
          fail(badWord);
        }
        const inner = macroScope(scope, called, compiled, body && definedBlock(body.print, scope, run.bounds.recursion));
        run.enterMacro(macroName);
        // Velocity does not count a macro out that a #break ends.
        if (!endedBy(called.print, inner)) {
          run.macroDepth--;
        }
      };
    };

    return ([macro, foreach, define, literal, signal, signal][place] ?? call)();
  };
};
