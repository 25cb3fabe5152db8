/** A text in a template that prints it as it is: what Velocity would read as its own is written as an escape of the text's own language. */
function inert(text: string, escapeOf: (character: string) => string): string {
  return text.replace(/\$(?!\{Token\[)|#/g, escapeOf);
}

/** Text of JSON, in a template that prints it. */
export function inertJson(json: string): string {
  return inert(json, (character) => (character === '$' ? '\\u0024' : '\\u0023'));
}

/** Characters of an element or an attribute, in a template that prints them. */
export function inertXml(text: string): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
  return inert(escaped, (character) => (character === '$' ? '&#36;' : '&#35;'));
}

/** A string literal of Velocity. It knows no escapes: there is none for a text with both kinds of quotes, which the check of the template refuses. */
export function stringLiteral(text: string): string {
  return text.includes("'") ? `"${text}"` : `'${text}'`;
}

/** Sets `$text` to a value as text; to nothing where there is no value, and not to what it was before. */
export function setText(value: string): string {
  return `#set($text = "")#set($text = ${value})#set($text = "$!text")`;
}

/** `$text` between the quotes of a JSON string. */
export const TEXT_IN_JSON = '$util.escapeJavaScript($text).replaceAll("\\\\\'", "\'")';

/** `$text` in an element or an attribute; characters that XML cannot have are left out. */
export const TEXT_IN_XML = "$text.replaceAll('[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]', '')"
  + ".replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\"', '&quot;')";
