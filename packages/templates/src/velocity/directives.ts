import { fail } from '../errors';
import { quoted } from '../texts';
import { CompiledReference, CompileObserver, Expression, Reference, Render, Span } from './ast';
import { definedBlock } from './defined-block';
import { iterate, loop } from './loop';
import { callMacro, Macro } from './macro';
import { renderReference } from './references';
import { MacroArgument } from './scope';
import { Signal, STOP } from './signals';
import type { Block } from './statements';
import { TokenReader } from './token-reader';
import { Kind, LITERALS } from './tokens';
import { LoopState } from '../java/loop-state';

/** Any `#name(…)` that is not built into the grammar: a known directive, a macro call, or mere text. */
export interface Directive extends Span {
  readonly name: string;
  readonly isBuiltIn: boolean;
  readonly args: readonly Expression[];
  readonly block?: Block;
}

/** How often a `#define`d block may be rendered within itself. */
const DEFINE_DEPTH = 2;

export const compileDirective = (
  { name, isBuiltIn, args, block, first, last }: Directive,
  { tokens, errorAt, sourceOf, slotOf }: TokenReader,
  observer: CompileObserver,
  macros: Map<string, Macro>,
): Render | string => {
  const refuse = (message: string): never => {
    throw errorAt(first, message, quoted(tokens[first].image));
  };
  const imageOf = ({ first: index }: Span): string => tokens[index].image;
  const compileArguments = (): void => args.forEach((argument) => argument.build());
  const images = (): string => tokens.slice(first, last + 1).map(({ image }) => image).join('');

  const signal = (): Render => {
    if (args.length > 1) {
      refuse(`#${name} takes one argument at most`);
    }
    const argument = args[0]?.build();
    return (scope) => {
      const owner = argument?.(scope);
      if (name === 'stop') {
        throw STOP;
      }
      if (args.length > 0 && !(owner instanceof LoopState)) {
        fail('the argument of #break is no loop');
      }
      throw new Signal(owner as LoopState | undefined);
    };
  };

  const macroArguments = (): readonly MacroArgument[] => args.map((argument) => {
    const isBare = (argument as Partial<Reference>).steps?.length === 0;
    const evaluate = argument.build();
    const variable = isBare ? slotOf((argument as Reference).reference().spelling.variable) : 0;
    return {
      source: sourceOf(argument),
      eager: argument.kind !== undefined && argument.kind !== Kind.String && (LITERALS + Kind.Word).includes(argument.kind),
      value: isBare ? (scope) => scope.get(variable) ?? null : evaluate,
    };
  });

  const call = (macro: string, compiled: readonly MacroArgument[], body?: Render): Render => {
    const badWord = args.find(({ kind }) => kind === Kind.Word);
    const word = badWord && sourceOf(badWord);
    const source = images();
    return (scope) => callMacro(macro, compiled, word, source, scope, body && definedBlock(body, scope, scope.run.bounds.recursion));
  };

  const foreach = (): Render => {
    const [element, , list, extra] = args;
    const compiled = args.map((argument) => argument.build());
    const render = block!.build();
    if (args.length < 2) {
      return () => {
        fail('#foreach is written #foreach($element in $list)');
      };
    }
    const count = list?.count?.();
    if (count! >= 0) {
      observer.loop?.(count!, tokens[first].offset);
    }
    const referenceOf = (argument?: Partial<Reference>): CompiledReference | undefined => argument?.reference?.();
    const variable = slotOf(referenceOf(element)?.spelling.variable ?? imageOf(element).slice(1));
    const extraReference = referenceOf(extra);
    const body = !extra ? render : !extraReference ? () => undefined : renderReference(extraReference);
    return (scope) => {
      const elements = list && iterate(compiled[2](scope));
      if (elements) {
        loop(variable, elements, body, scope);
      }
    };
  };

  if (name === 'include' || name === 'parse') {
    refuse(`#${name} is not available to a mapping template`);
  }
  if (name === 'stop' || name === 'break') {
    return signal();
  }
  if (isBuiltIn && first === last) {
    refuse(`#${name} needs parentheses`);
  }
  switch (name) {
    case 'foreach':
      return foreach();
    case 'macro': {
      compileArguments();
      const [macroName, ...parameters] = args.map((argument, i) => imageOf(argument).slice(i > 0 && imageOf(argument)[0] === '$' ? 1 : 0));
      const render = block!.build();
      if (!macros.has(macroName)) {
        macros.set(macroName, { parameters: parameters.map((parameter) => [slotOf(parameter), `$${parameter}`]), render });
      }
      return () => undefined;
    }
    case 'define': {
      compileArguments();
      const body = block!.build();
      if (args.length !== 1) {
        refuse('#define takes one argument, the name of the block');
      }
      const variable = slotOf(imageOf(args[0]).slice(1));
      return (scope) => scope.put(variable, definedBlock(body, scope, DEFINE_DEPTH));
    }
    case 'literal': {
      compileArguments();
      block!.build();
      const content = args[0] ?? block;
      if (content.last < content.first) {
        refuse('the block of #literal is empty');
      }
      return sourceOf(content);
    }
    default:
  }
  if (name[0] !== '@') {
    return call(name, macroArguments());
  }
  if (!block) {
    return `#${name}`;
  }
  const compiled = [...macroArguments(), { source: '', eager: true, value: () => null }];
  return call(name.slice(1), compiled, block.build());
};
