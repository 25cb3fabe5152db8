import { TemplateRenderError } from '../errors';
import { Block, DirectiveStatement, DIRECTIVES, Expression, IfStatement, SetStatement, Statement } from './ast';
import { DefinedBlock } from './defined-block';
import { commentText, tokenText } from './literals';
import { countOf, iterate, loop } from './loop';
import { callMacro, Macro } from './macro';
import { KnownMacros, parseTemplate } from './parser';
import { MacroArgument } from './scope';
import { Break, STOP, stoppable } from './signals';
import { CompileObserver, Render, renderReference, ValueCompiler } from './value-compiler';
import { LoopState } from '../java/loop-state';
import { writeIndex, writeProperty } from '../java/members';

/** A template as a function, with the macros that it defines. */
export interface CompiledTemplate {
  readonly render: Render;
  readonly macros: ReadonlyMap<string, Macro>;
}

/** How often a `#define`d block may be rendered within itself. */
const DEFINE_DEPTH = 2;

/**
 * Compiles a template to functions.
 *
 * @throws TemplateSyntaxError with line and column
 */
export function compileVelocity(source: string, observer: CompileObserver = {}): CompiledTemplate {
  const macros = new Map<string, Macro>();
  const compiler = new TemplateCompiler(source, { defined: new Set(), callable: macros }, macros, observer);
  const render = compiler.template();
  return { macros, render: (scope) => stoppable(render, scope) };
}

class TemplateCompiler extends ValueCompiler {
  private readonly root: Block;

  constructor(source: string, private readonly known: KnownMacros, private readonly macros: Map<string, Macro>, observer: CompileObserver) {
    const parsed = parseTemplate(source, known);
    super(parsed.tokens, source, observer);
    this.root = parsed.root;
  }

  template(): Render {
    return this.block(this.root);
  }

  protected override interpolated(contents: string, offset: number): Render {
    return new TemplateCompiler(contents, this.known, this.macros, {
      reference: (name, steps, constants) => this.observer.reference?.(name, steps, constants, offset),
      loop: (iterations) => this.observer.loop?.(iterations, offset),
    }).template();
  }

  private block({ statements }: Block): Render {
    const parts: Render[] = [];
    let text = '';
    const flush = (): void => {
      if (text !== '') {
        const constant = text;
        parts.push(({ run }) => run.write(constant));
        text = '';
      }
    };
    for (const statement of statements) {
      const part = this.statement(statement);
      if (typeof part === 'string') {
        text += part;
      } else {
        flush();
        parts.push(part);
      }
    }
    flush();
    return sequence(parts);
  }

  private statement(statement: Statement): Render | string {
    switch (statement.type) {
      case 'text':
        return tokenText(this.tokens[statement.first]);
      case 'textblock':
        return this.tokens[statement.first].image.slice(3, -3);
      case 'comment':
        return commentText(this.tokens[statement.first].image);
      case 'escapedDirective':
        return this.tokens[statement.first].image;
      case 'escape':
        return statement.text;
      case 'reference':
        return renderReference(this.reference(statement));
      case 'set':
        return this.set(statement);
      case 'if':
        return this.if(statement);
      default:
        return this.directive(statement);
    }
  }

  private set({ left, right }: SetStatement): Render {
    const { spelling, steps } = this.reference(left);
    const value = this.evaluate(right);
    if (steps.length === 0) {
      // Velocity takes the name from the first token, so `#set(${x} = 1)` sets a variable called "{".
      const name = this.tokens[left.first].image.slice(1);
      return (scope) => {
        const result = value(scope);
        if (result !== null) {
          scope.put(name, result);
        }
      };
    }
    const last = left.steps[left.steps.length - 1];
    const index = last.type === 'index' ? this.evaluate(last.argument) : undefined;
    const path = steps.slice(0, -1);
    return (scope) => {
      const result = value(scope);
      let target = result === null ? undefined : scope.get(spelling.name);
      for (let i = 0; i < path.length && target !== undefined && target !== null; i++) {
        target = path[i](target, scope);
      }
      if (target === undefined || target === null) {
        return;
      }
      if (index !== undefined) {
        writeIndex(target, index(scope), result, scope.run);
      } else if (last.type !== 'index') {
        writeProperty(target, last.name, result, scope.run);
      }
    };
  }

  private if({ branches, otherwise }: IfStatement): Render {
    const compiled = branches.map(({ condition, block }) => ({ holds: this.decide(condition), render: this.block(block) }));
    const last = otherwise === undefined ? undefined : this.block(otherwise);
    return (scope) => {
      for (const { holds, render } of compiled) {
        if (holds(scope)) {
          render(scope);
          return;
        }
      }
      last?.(scope);
    };
  }

  private directive(statement: DirectiveStatement): Render | string {
    const { name } = statement;
    if (name === 'include' || name === 'parse') {
      throw this.error(statement, `#${name} is not available to a mapping template`);
    }
    if (DIRECTIVES.has(name) && statement.last === statement.first) {
      return this.bareDirective(statement);
    }
    switch (name) {
      case 'foreach':
        return this.foreach(statement);
      case 'macro':
        return this.defineMacro(statement);
      case 'define':
        return this.define(statement);
      case 'literal':
        return this.literal(statement);
      case 'stop':
      case 'break':
        return this.signal(statement);
      default:
        return name.startsWith('@') ? this.blockMacro(statement) : this.callMacro(statement, name);
    }
  }

  /** A directive without parentheses: only `#stop` and `#break` can be. */
  private bareDirective(statement: DirectiveStatement): Render {
    if (statement.name === 'stop' || statement.name === 'break') {
      return this.signal(statement);
    }
    throw this.error(statement, `#${statement.name} needs parentheses`);
  }

  private signal(statement: DirectiveStatement): Render {
    if (statement.args.length > 1) {
      throw this.error(statement, `#${statement.name} takes one argument at most`);
    }
    const argument = statement.args.length === 0 ? undefined : this.evaluate(statement.args[0]);
    if (statement.name === 'stop') {
      return (scope) => {
        argument?.(scope);
        throw STOP;
      };
    }
    return (scope) => {
      const owner = argument?.(scope);
      if (argument !== undefined && !(owner instanceof LoopState)) {
        throw new TemplateRenderError('the argument of #break is no loop');
      }
      throw new Break(owner as LoopState | undefined);
    };
  }

  private literal(statement: DirectiveStatement): string {
    statement.args.forEach((argument) => this.evaluate(argument));
    const block = statement.block!;
    this.block(block);
    const content = statement.args.length > 0 ? statement.args[0] : block;
    if (content.last < content.first) {
      throw this.error(statement, 'the block of #literal is empty');
    }
    return this.sourceOf(content);
  }

  private define(statement: DirectiveStatement): Render {
    statement.args.forEach((argument) => this.evaluate(argument));
    const body = this.block(statement.block!);
    if (statement.args.length !== 1) {
      throw this.error(statement, '#define takes one argument, the name of the block');
    }
    const name = this.tokens[statement.args[0].first].image.slice(1);
    return (scope) => scope.put(name, new DefinedBlock(body, scope, DEFINE_DEPTH));
  }

  private defineMacro(statement: DirectiveStatement): Render {
    const [macroName, ...parameters] = statement.args.map((argument, i) => {
      this.evaluate(argument);
      const { image } = this.tokens[argument.first];
      return i > 0 && image.startsWith('$') ? image.slice(1) : image;
    });
    const render = this.block(statement.block!);
    if (!this.macros.has(macroName)) {
      this.macros.set(macroName, { parameters, render });
    }
    return () => undefined;
  }

  private arguments(args: readonly Expression[]): readonly MacroArgument[] {
    return args.map((argument) => {
      const evaluate = this.evaluate(argument);
      const isBareReference = argument.type === 'reference' && argument.steps.length === 0;
      const name = isBareReference ? this.reference(argument).spelling.name : '';
      return {
        source: this.sourceOf(argument),
        eager: ['integer', 'float', 'true', 'false', 'word'].includes(argument.type),
        value: isBareReference ? (scope) => scope.get(name) ?? null : evaluate,
      };
    });
  }

  private callMacro(statement: DirectiveStatement, name: string): Render {
    const args = this.arguments(statement.args);
    const badWord = statement.args.find(({ type }) => type === 'word');
    const source = this.tokens.slice(statement.first, statement.last + 1).map(({ image }) => image).join('');
    return (scope) => callMacro(name, args, badWord === undefined ? undefined : this.sourceOf(badWord), source, scope);
  }

  private blockMacro(statement: DirectiveStatement): Render | string {
    const { block } = statement;
    if (block === undefined) {
      return `#${statement.name}`;
    }
    const name = statement.name.slice(1);
    const args = [...this.arguments(statement.args), { source: '', eager: true, value: () => null }];
    const badWord = statement.args.find(({ type }) => type === 'word');
    const body = this.block(block);
    const source = this.tokens.slice(statement.first, statement.last + 1).map(({ image }) => image).join('');
    return (scope) => {
      const content = new DefinedBlock(body, scope, scope.run.limits.recursion);
      callMacro(name, args, badWord === undefined ? undefined : this.sourceOf(badWord), source, scope, content);
    };
  }

  private observeLoop(statement: DirectiveStatement): void {
    const count = countOf(statement.args[2], ({ first }) => this.tokens[first].image);
    if (count !== undefined) {
      this.observer.loop?.(count, this.tokens[statement.first].offset);
    }
  }

  private foreach(statement: DirectiveStatement): Render {
    const compiled = statement.args.map((argument) => this.evaluate(argument));
    const [element, , , extra] = statement.args;
    const render = this.block(statement.block!);
    if (compiled.length < 2) {
      return () => {
        throw new TemplateRenderError('#foreach is written #foreach($element in $list)');
      };
    }
    this.observeLoop(statement);
    const list = compiled[2];
    const name = element.type === 'reference' ? this.reference(element).spelling.name : this.tokens[element.first].image.slice(1);
    const body = extra === undefined ? render : extra.type === 'reference' ? renderReference(this.reference(extra)) : () => undefined;
    return list === undefined ? () => undefined : (scope) => {
      const elements = iterate(list(scope));
      if (elements !== undefined) {
        loop(name, elements, body, scope);
      }
    };
  }
}

function sequence(parts: readonly Render[]): Render {
  if (parts.length === 1) {
    return parts[0];
  }
  return (scope) => {
    scope.run.work(parts.length);
    for (let i = 0; i < parts.length; i++) {
      parts[i](scope);
    }
  };
}
