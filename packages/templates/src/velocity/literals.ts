import { quoted } from '../texts';
import { Span, Spelling } from './ast';
import { Token } from './lexer';
import { Kind } from './tokens';

/**
 * What prints of the text between two tokens that belongs to neither: `$` and `#` that begin nothing, and backslashes before a `$`.
 */
const specialText = (image: string): string => image.replace(/(\\+\$)[^]?|([#$])|[^]/g, '$1$2');

/** A token's source with what stands before it. */
export const tokenText = ({ kind, image, special }: Token): string => {
  if (kind === Kind.BlockComment) {
    return '';
  }
  return special.length === 0 || special[special.length - 1].startsWith('##') ? image : special.map(specialText).join('') + image;
};

/** The source of a part of a template, as Velocity puts it together again from its tokens. */
export const sourceText = (tokens: readonly Token[], { first, last }: Span): string =>
  tokens.slice(first, last + 1).map(tokenText).join('');

/** What a comment prints: whatever stood before its `##` or `#*` within the same token. */
export const commentText = (image: string): string => (/^[^]*?(?=##)/.exec(image) ?? /^[^]*?(?=#\*)/.exec(image))?.[0] ?? '';

/** Whether a quoted string may hold references or directives. */
export const isInterpolated = (image: string): boolean => image[0] === '"' && /[$#]/.test(image);

/** The contents of a quoted string: `\u` escapes in double quotes, and doubled quotes taken once. */
export const contentsOf = (image: string): string => {
  const quote = image[0];
  const inner = image.slice(1, -1);
  const unescaped = quote === '"' ? inner.replace(/\\u(.{0,4})/gs, (_, hex: string) => fromHex(hex)) : inner;
  return unescaped.replaceAll(quote + quote, quote);
};

const fromHex = (hex: string): string => {
  if (!/^[0-9a-fA-F]{4}$/.test(hex)) {
    throw new RangeError(`\\u is followed by ${quoted(hex)}, which is not four hexadecimal digits`);
  }
  return String.fromCharCode(parseInt(hex, 16));
};

/**
 * How a reference was written. Shortens its first token to the reference itself, which is how everything that later asks
 * for the source sees it.
 */
export const spellingOf = (tokens: readonly Token[], span: Span): Spelling => {
  const token = tokens[span.first];
  const slashBang = token.image.indexOf('\\!');
  if (slashBang !== -1) {
    return { variable: unescapedBang(token.image), isWord: false, escaped: false, backslashes: '', prefix: '', whenNull: unescapedBang(token.image) };
  }
  const [, slashes, prefix, image] = /^(\\*)([^]*?)(\$?[^$]*)$/.exec(token.image)!;
  token.image = image;
  const escaped = slashes.length % 2 === 1;
  const quiet = image.startsWith('$!');
  const braced = image === '${' || image.startsWith('$!{');
  return {
    variable: braced ? tokens[span.first + 1].image : image.startsWith('$') ? image.slice(quiet ? 2 : 1) : image,
    isWord: !image.startsWith('$'),
    escaped,
    backslashes: slashes.slice(0, slashes.length / 2),
    prefix,
    whenNull: quiet && !escaped ? '' : sourceText(tokens, span),
  };
};

/** `$\!name` prints without one of the backslashes before the `!`. */
const unescapedBang = (image: string): string => {
  const slashes = /\\+/.exec(image.slice(image.indexOf('$')))!;
  const start = image.indexOf('$') + slashes.index;
  return image.slice(0, start) + image.slice(start + 1);
};
