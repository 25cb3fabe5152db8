import { TemplateRenderError } from './errors';
import { methodTable } from './java/methods';
import { HostObject, Runtime } from './java/runtime-values';
import { parseJson } from './json/parse';
import { utf8Bytes, utf8Text } from './utf8';

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '\b': '\\b', '\n': '\\n', '\t': '\\t', '\f': '\\f', '\r': '\\r', "'": "\\'", '"': '\\"', '\\': '\\\\', '/': '\\/',
};

const ESCAPED = /['"\\/]|[^ -\x7f]/;
const ALL_ESCAPED = new RegExp(ESCAPED, 'g');

function escapeCharacter(character: string): string {
  return SHORT_ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Escapes quotes, backslashes, slashes, control characters and everything beyond ASCII. */
export function escapeJavaScript(text: string): string {
  return ESCAPED.test(text) ? text.replace(ALL_ESCAPED, escapeCharacter) : text;
}

/** Encodes for a form: blanks become `+`, and only letters, digits and `.-*_` stay. */
function urlEncode(text: string): string {
  return text.replace(/[^a-zA-Z0-9.\-*_ ]+/g, (part) =>
    utf8Bytes(part).map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')).replaceAll(' ', '+');
}

function urlDecode(text: string): string {
  return text.replaceAll('+', ' ').replace(/(?:%.{0,2})+/gs, (part) => {
    if (!/^(?:%[0-9a-fA-F]{2})+$/.test(part)) {
      throw new TemplateRenderError('IllegalArgumentException: URLDecoder: illegal characters in an escape (%) pattern');
    }
    return utf8Text(part.slice(1).split('%').map((hex) => parseInt(hex, 16)));
  });
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64Encode(text: string): string {
  const bytes = utf8Bytes(text);
  let encoded = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = bytes[at] << 16 | (bytes[at + 1] ?? 0) << 8 | (bytes[at + 2] ?? 0);
    const digits = [18, 12, 6, 0].map((shift) => BASE64[group >> shift & 0x3f]).join('');
    encoded += digits.slice(0, Math.min(3, bytes.length - at) + 1).padEnd(4, '=');
  }
  return encoded;
}

function base64Decode(text: string): string {
  const digits = text.replace(/={1,2}$/, '');
  if (/[^A-Za-z0-9+/]/.test(digits) || digits.length % 4 === 1 || (digits.length < text.length && text.length % 4 !== 0)) {
    throw new TemplateRenderError('IllegalArgumentException: illegal base64 text');
  }
  const bytes: number[] = [];
  for (let at = 0; at < digits.length; at += 4) {
    const group = digits.slice(at, at + 4);
    const value = [0, 1, 2, 3].reduce((sum, i) => sum << 6 | (i < group.length ? BASE64.indexOf(group[i]) : 0), 0);
    bytes.push(...[value >> 16 & 0xff, value >> 8 & 0xff, value & 0xff].slice(0, group.length - 1));
  }
  return utf8Text(bytes);
}

function requireText(value: Runtime): string {
  if (value === null) {
    throw new TemplateRenderError('NullPointerException');
  }
  return value as string;
}

function parse(text: Runtime): Runtime {
  try {
    return parseJson(requireText(text), { mode: 'permissive' });
  } catch (error) {
    throw error instanceof TemplateRenderError ? error : new TemplateRenderError(`$util.parseJson: ${(error as Error).message}`);
  }
}

/** The functions of `$util`. */
export const UTIL_METHODS = methodTable<HostObject>({
  'base64Decode(String)': (_, [text], budget) => budget.text(base64Decode(requireText(text))),
  'base64Encode(String)': (_, [text], budget) => budget.text(base64Encode(requireText(text))),
  'escapeJavaScript(String)': (_, [text], budget) => text === null ? null : budget.text(escapeJavaScript(text as string)),
  'parseJson(String)': (_, [text]) => parse(text),
  'urlDecode(String)': (_, [text], budget) => budget.text(urlDecode(requireText(text))),
  'urlEncode(String)': (_, [text], budget) => budget.text(urlEncode(requireText(text))),
});

/** `$util`. */
export const UTIL = new HostObject('$util', UTIL_METHODS, new Map());
