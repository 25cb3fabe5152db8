import { fail, throwJava } from './errors';
import { methodTable } from './java/methods';
import { HostObject, Invoke, Runtime } from './java/runtime-values';
import { parseJson } from './json/parse';
import { escaping } from './json/print';

/** The encoders of the web platform, which every engine of today has. */
declare function btoa(bytes: string): string;
declare function atob(text: string): string;
declare class TextDecoder {
  constructor(encoding: string, options: { readonly ignoreBOM: boolean });
  decode(bytes: Uint8Array): string;
}

/** Escapes quotes, backslashes, slashes, control characters and everything beyond ASCII. */
const escapeJavaScript = escaping((code) => code < 0x20 || code > 0x7f || code === 0x22 || code === 0x27 || code === 0x2f || code === 0x5c);

/** Percent-encodes the bytes of a text; what is no character becomes `?`, as in Java. */
const percentEncode = (text: string): string => encodeURIComponent(text.replace(/[\p{Surrogate}]/gu, '?'));

/** The text of bytes, each of them a character; what is not UTF-8 becomes U+FFFD. */
const decodeBytes = (bytes: string): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));

const decodePercents = (text: string): string => text.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

/** Encodes for a form: blanks become `+`, and only letters, digits and `.-*_` stay. */
const urlEncode = (text: string): string =>
  percentEncode(text).replace(/[!~'()]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`).replaceAll('%20', '+');

const urlDecode = (text: string): string =>
  text.replaceAll('+', ' ').replace(/(?:%.{0,2})+/gs, (part) => /^(?:%[0-9a-fA-F]{2})+$/.test(part)
    ? decodeBytes(decodePercents(part)) : throwJava('IllegalArgument', 'illegal escape (%) pattern'));

const base64Decode = (text: string): string => {
  try {
    // White space is skipped here, and refused in Java.
    return decodeBytes(atob(text.replace(/\s/g, '?')));
  } catch {
    throwJava('IllegalArgument', 'illegal base64 text');
  }
};

const parse = (text: string): Runtime => {
  try {
    return parseJson(text, { mode: 'permissive' });
  } catch (error) {
    fail(`$util.parseJson: ${(error as Error).message}`);
  }
};

/** A function of a text. */
const onText = (convert: (text: string) => string): Invoke<HostObject> => (_, text, __, budget) => budget.accept(convert(text));

/** The functions of `$util`. */
export const UTIL_METHODS = methodTable<HostObject>({
  'base64Decode s': onText(base64Decode),
  'base64Encode s': onText((text) => btoa(decodePercents(percentEncode(text)))),
  'escapeJavaScript [sn]': (_, text, __, budget) => text === null ? null : budget.accept(escapeJavaScript(text)),
  'parseJson s': (_, text) => parse(text),
  'urlDecode s': onText(urlDecode),
  'urlEncode s': onText(urlEncode),
});

/** `$util`. */
export const UTIL = new HostObject('$util', UTIL_METHODS);
