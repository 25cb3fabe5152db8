/** A path: `$` starts at the document, `@` at the element that a filter looks at. */
export interface PathSyntax {
  readonly isRoot: boolean;
  readonly tokens: readonly TokenSyntax[];
}

/** One step of a path. */
export type TokenSyntax =
  | { readonly type: 'property'; readonly names: readonly string[] }
  | { readonly type: 'index'; readonly indexes: readonly number[] }
  | { readonly type: 'slice'; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly type: 'wildcard' }
  | { readonly type: 'scan' }
  | { readonly type: 'filter'; readonly condition: ConditionSyntax }
  | { readonly type: 'function'; readonly name: string; readonly parameters: readonly ParameterSyntax[] };

/** What a function is called with: JSON that is read when it is needed, or a path. */
export type ParameterSyntax = { readonly json: string } | { readonly path: PathSyntax };

export type ConditionSyntax =
  | { readonly type: 'or' | 'and'; readonly conditions: readonly ConditionSyntax[] }
  | { readonly type: 'not'; readonly condition: ConditionSyntax }
  | { readonly type: 'exists'; readonly path: PathSyntax; readonly expected: boolean }
  | { readonly type: 'relation'; readonly left: OperandSyntax; readonly operator: string; readonly right: OperandSyntax };

export type OperandSyntax =
  | { readonly type: 'path'; readonly path: PathSyntax; readonly negated: boolean }
  | { readonly type: 'string' | 'number' | 'json'; readonly text: string }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'null' }
  | { readonly type: 'pattern'; readonly pattern: string; readonly flags: string };
