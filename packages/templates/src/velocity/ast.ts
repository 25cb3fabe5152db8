/** The tokens from which a node was read, as indices into the template's tokens; `last < first` when there were none. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

export interface Block extends Span {
  readonly statements: readonly Statement[];
}

export type Statement =
  | (Span & { readonly type: 'text' | 'textblock' | 'comment' | 'escapedDirective' })
  | (Span & { readonly type: 'escape'; readonly text: string })
  | SetStatement
  | IfStatement
  | DirectiveStatement
  | Reference;

export interface SetStatement extends Span {
  readonly type: 'set';
  readonly left: Reference;
  readonly right: Expression;
}

export interface IfStatement extends Span {
  readonly type: 'if';
  readonly branches: ReadonlyArray<{ readonly condition: Expression; readonly block: Block }>;
  readonly otherwise?: Block;
}

/** Any `#name(…)` that is not built into the grammar: a known directive, a macro call, or mere text. */
export interface DirectiveStatement extends Span {
  readonly type: 'directive';
  readonly name: string;
  readonly args: readonly Expression[];
  readonly block?: Block;
}

/** A `$name` with what follows it. */
export interface Reference extends Span {
  readonly type: 'reference';
  readonly steps: readonly Step[];
}

export type Step =
  | (Span & { readonly type: 'property'; readonly name: string })
  | (Span & { readonly type: 'method'; readonly name: string; readonly args: readonly Expression[] })
  | (Span & { readonly type: 'index'; readonly argument: Expression });

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '&&' | '||';

export type Expression =
  | (Span & { readonly type: 'string' | 'integer' | 'float' | 'true' | 'false' | 'word' })
  | (Span & { readonly type: 'range'; readonly from: Expression; readonly to: Expression })
  | (Span & { readonly type: 'list'; readonly items: readonly Expression[] })
  | (Span & { readonly type: 'map'; readonly pairs: ReadonlyArray<readonly [Expression, Expression]> })
  | (Span & { readonly type: 'group'; readonly inner: Expression })
  | (Span & { readonly type: 'not'; readonly operand: Expression })
  | (Span & { readonly type: 'binary'; readonly operator: BinaryOperator; readonly left: Expression; readonly right: Expression })
  | Reference;

/** The directives that Velocity knows by name, and whether a block belongs to them. */
export const DIRECTIVES: ReadonlyMap<string, 'block' | 'line'> = new Map([
  ['foreach', 'block'], ['macro', 'block'], ['literal', 'block'], ['define', 'block'],
  ['break', 'line'], ['stop', 'line'], ['include', 'line'], ['parse', 'line'],
] as const);
