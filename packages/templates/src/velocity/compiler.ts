import { TemplateRenderError } from '../errors';
import { LoopState } from '../java/loop-state';
import { writeIndex, writeProperty } from '../java/members';
import { itemsOf, JavaArray, JavaIterator, Runtime, TextBlock } from '../java/runtime-values';
import { entriesOf } from '../java/runtime-values';
import { JavaList, JavaMap } from '../values';
import { Block, DirectiveStatement, DIRECTIVES, Expression, IfStatement, SetStatement, Statement } from './ast';
import { commentText, tokenText } from './literals';
import { parseTemplate } from './parser';
import { MacroArgument, MacroScope, NullElementScope, Scope } from './scope';
import { CompileObserver, Render, renderReference, ValueCompiler } from './value-compiler';

/** A macro: its parameters and what it renders. */
export interface Macro {
  readonly parameters: readonly string[];
  readonly render: Render;
}

/** A template as a function, with the macros that it defines. */
export interface CompiledTemplate {
  readonly render: Render;
  readonly macros: ReadonlyMap<string, Macro>;
}

/** `#stop`: ends the rendering. */
const STOP = { stop: true } as const;

/** `#break`: ends the block of that owner; without one, the innermost block that can end. */
class Break {
  constructor(readonly owner: LoopState | undefined) {}

  isFor(owner: unknown): boolean {
    return this.owner === undefined || this.owner === owner;
  }
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

/** Renders until the end or until `#stop`; a `#break` outside every block is one too. */
function stoppable(render: Render, scope: Scope): void {
  try {
    render(scope);
  } catch (signal) {
    if (signal !== STOP && !(signal instanceof Break && signal.isFor(undefined))) {
      throw signal;
    }
  }
}

/** Renders a block that a `#break` without an owner ends. */
function breakable(render: Render, scope: Scope): void {
  try {
    render(scope);
  } catch (signal) {
    if (!(signal instanceof Break && signal.owner === undefined)) {
      throw signal;
    }
  }
}

class DefinedBlock implements TextBlock {
  readonly textBlock = true;
  private depth = 0;

  constructor(private readonly body: Render, private readonly definedIn: Scope, private readonly maxDepth: number) {}

  render(scope: unknown): boolean {
    if (this.depth === this.maxDepth) {
      return false;
    }
    this.depth++;
    this.definedIn.run.work(1);
    breakable(this.body, scope as Scope);
    this.depth--;
    return true;
  }

  toText(): string | null {
    let rendered = false;
    const text = this.definedIn.run.capture(() => { rendered = this.render(this.definedIn); });
    return rendered ? text : null;
  }
}

interface Macros {
  readonly defined: Set<string>;
  readonly callable: { has(name: string): boolean };
}

class TemplateCompiler extends ValueCompiler {
  private readonly root: Block;

  constructor(source: string, private readonly known: Macros, private readonly macros: Map<string, Macro>, observer: CompileObserver) {
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

/** The number of elements of a list or a range that is spelled out in the template. */
function countOf(list: Expression | undefined, image: (span: Expression) => string): number | undefined {
  if (list?.type === 'list') {
    return list.items.length;
  }
  const isSpelledOut = list?.type === 'range' && list.from.type === 'integer' && list.to.type === 'integer';
  return isSpelledOut ? Math.abs(Number(image(list.from)) - Number(image(list.to))) + 1 : undefined;
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

interface Elements {
  hasNext(): boolean;
  next(): Runtime | undefined;
}

/** The elements of what a loop goes through; undefined for what cannot be gone through. */
function iterate(value: Runtime): Elements | undefined {
  if (value instanceof JavaList) {
    return new ListElements(itemsOf(value));
  }
  if (value instanceof JavaArray) {
    return new ListElements(value.items);
  }
  if (value instanceof JavaMap) {
    return new MapElements(entriesOf(value));
  }
  return value instanceof JavaIterator ? value : undefined;
}

function refuseChange(): never {
  throw new TemplateRenderError('ConcurrentModificationException: a collection was changed while a #foreach went through it');
}

class ListElements implements Elements {
  private at = 0;
  private readonly size: number;

  constructor(private readonly items: readonly Runtime[]) {
    this.size = items.length;
  }

  hasNext(): boolean {
    return this.at !== this.items.length;
  }

  next(): Runtime {
    return this.items.length === this.size ? this.items[this.at++] : refuseChange();
  }
}

class MapElements implements Elements {
  private at = 0;
  private readonly values: readonly Runtime[];

  constructor(private readonly entries: ReadonlyMap<Runtime, Runtime>) {
    this.values = [...entries.values()];
  }

  hasNext(): boolean {
    return this.at !== this.entries.size;
  }

  next(): Runtime {
    return this.entries.size === this.values.length ? this.values[this.at++] : refuseChange();
  }
}

function loop(name: string, elements: Elements, body: Render, scope: Scope): void {
  const { run } = scope;
  const countBefore = scope.get('velocityCount');
  const hasNextBefore = scope.get('velocityHasNext');
  const elementBefore = scope.get(name);
  const state = new LoopState(scope.get('foreach'));
  scope.put('foreach', state);
  let nullScope: NullElementScope | undefined;
  const restore = (): void => {
    restoreVariable(scope, name, elementBefore);
    restoreVariable(scope, 'velocityCount', countBefore);
    restoreVariable(scope, 'velocityHasNext', hasNextBefore);
    if (scope.get('foreach') instanceof LoopState) {
      restoreVariable(scope, 'foreach', state.restored);
    }
  };
  for (let count = 1; elements.hasNext(); count++) {
    run.iterate(count);
    scope.put('velocityCount', count);
    const element = elements.next() ?? null;
    const hasNext = elements.hasNext();
    scope.put('velocityHasNext', hasNext);
    scope.put(name, element);
    state.index++;
    state.hasNext = hasNext;
    try {
      body(element === null ? nullScope ??= new NullElementScope(name, scope) : scope);
    } catch (signal) {
      if (signal instanceof Break && signal.isFor(state)) {
        break;
      }
      if (signal === STOP || signal instanceof Break) {
        restore();
      }
      throw signal;
    }
  }
  restore();
}

function restoreVariable(scope: Scope, name: string, value: Runtime | undefined): void {
  if (value === undefined || value === null) {
    scope.remove(name);
  } else {
    scope.put(name, value);
  }
}

function callMacro(
  name: string, args: readonly MacroArgument[], badWord: string | undefined, source: string, scope: Scope, content?: TextBlock,
): void {
  const { run } = scope;
  const macro = run.macros.get(name);
  if (macro === undefined) {
    run.write(source);
    return;
  }
  if (badWord !== undefined) {
    throw new TemplateRenderError(`invalid argument ${JSON.stringify(badWord)} of the macro #${name}`);
  }
  const inner = new MacroScope(scope);
  macro.parameters.slice(0, args.length).forEach((parameter, i) => inner.bind(parameter, args[i]));
  if (content !== undefined) {
    inner.bindValue('bodyContent', content);
  }
  run.enterMacro(name);
  try {
    macro.render(inner);
    run.macroDepth--;
  } catch (signal) {
    // Velocity does not count a macro out that a #break ends.
    if (!(signal instanceof Break && signal.owner === undefined)) {
      throw signal;
    }
  }
}

