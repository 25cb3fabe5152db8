/** Whether a code point belongs to a set. */
export type CharacterTest = (codePoint: number) => boolean;

/** How a repetition behaves when what follows it does not match: gives back, takes more, or neither. */
export type RepetitionMode = 'greedy' | 'lazy' | 'possessive';

export type AnchorKind = 'inputStart' | 'inputEnd' | 'inputEndBeforeTerminator' | 'lineStart' | 'lineEnd' | 'wordBoundary' | 'noWordBoundary'
  | 'previousEnd';

/** A regular expression as a tree. */
export type RegexNode =
  | { readonly type: 'set'; readonly test: CharacterTest }
  | { readonly type: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly type: 'choice'; readonly options: readonly RegexNode[] }
  | { readonly type: 'capture'; readonly index: number; readonly body: RegexNode }
  | { readonly type: 'atomic'; readonly body: RegexNode }
  | { readonly type: 'look'; readonly behind: boolean; readonly negative: boolean; readonly body: RegexNode }
  | { readonly type: 'repeat'; readonly body: RegexNode; readonly min: number; readonly max: number; readonly mode: RepetitionMode }
  | { readonly type: 'backreference'; readonly index: number; readonly ignoreCase: boolean }
  | { readonly type: 'anchor'; readonly kind: AnchorKind };

export interface ParsedRegex {
  readonly root: RegexNode;
  /** The number of capturing groups. */
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}
