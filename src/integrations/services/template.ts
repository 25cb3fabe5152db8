import type { RequestValue } from '../../mapping/request-value';
import { inertJson } from '../../mapping/velocity';
import { sortedEntries } from '../../private/sorted';

/** The body of an answer whose fault is not the client's; what the service says of it stays inside. */
export const SERVER_ERROR = '{"message":"Internal server error"}';

/** An expression as the inside of a JSON string: what a client sends never ends the string. `\'` is no escape of JSON. */
export function escaped(expression: string): string {
  return `$util.escapeJavaScript(${expression}).replaceAll("\\\\'","'")`;
}

/** A text of the app's own as a JSON string. */
export function jsonLiteral(text: string): string {
  return inertJson(JSON.stringify(text));
}

/** A text as Base64, with a line feed at its end where records are lines. */
export function base64(variable: string, line: boolean): string {
  return `$util.base64Encode(${line ? `"${variable}\n"` : variable})`;
}

/** Sets `$v` to the text of a value: never null, and of an object or a list in the body, its JSON. */
export function setText(value: RequestValue): string {
  const { kind, name } = read(value);
  return kind === 'body' && name !== '$'
    ? `#set($v = $input.json('${name}'))#if($v.startsWith('"'))#set($v = "$!input.path('${name}')")#end`
    : `#set($v = ${textExpression(value)})`;
}

/** A value as a JSON string, behind a prefix of the app's own. */
export function jsonText(value: RequestValue, prefix = ''): string {
  const { before, expression } = reading(value);
  return `${before}"${prefix}${escaped(expression)}"`;
}

/** A value as a part of a form. */
export function formText(value: RequestValue): string {
  const { before, expression } = reading(value);
  return `${before}$util.urlEncode(${expression})`;
}

/**
 * Sets `$message` to a JSON object of values: those of the body keep their type, all others are strings.
 *
 * @param values without any, the whole body as it is
 */
export function setMessage(values?: Record<string, RequestValue>): string {
  if (!values) return '#set($message = $input.body)';
  const members = sortedEntries(values).map(([name, value]) => {
    const key = `'${jsonLiteral(name).replaceAll("'", '\\u0027')}:'`;
    const { kind, name: path } = read(value);
    return kind === 'body' ? `${key} + $input.json('${path}')` : `${key} + '"' + ${escaped(textExpression(value))} + '"'`;
  });
  return `#set($message = '{' + ${members.join(" + ',' + ")} + '}')`;
}

/** As `setMessage()`, for services that take JSON only: a body that is none is answered with 400. */
export function setJsonMessage(values?: Record<string, RequestValue>): string {
  return values ? setMessage(values) : '#set($message = $input.json(\'$\'))';
}

/** Why a value cannot stand in a template, if it cannot. */
export function faultOf(value: RequestValue): string | undefined {
  const { kind, name } = parse(value);
  if (kind.startsWith('multivalue')) return 'it is a list of values, and the service takes one';
  if (name.includes('\'') || (kind !== 'literal' && name.includes('"'))) return 'it has a quote in it';
  if (kind !== 'literal' && kind !== 'body' && /[^\w.-]/.test(name)) return 'its name has other characters than letters, digits, ".", "-" and "_"';
  return undefined;
}

/** An expression that is a value's text, and what has to stand before it. */
function reading(value: RequestValue): { readonly before: string; readonly expression: string } {
  const { kind, name } = read(value);
  return kind === 'body' && name !== '$' ? { before: setText(value), expression: '$v' } : { before: '', expression: textExpression(value) };
}

/** An expression that is the text of a value other than a part of the body; one that is missing is an empty text. */
function textExpression(value: RequestValue): string {
  const { kind, name } = read(value);
  switch (kind) {
    case 'body':
      return '$input.body';
    case 'literal':
      return `'${name}'`;
    case 'context':
    case 'stageVariables':
      return `"$!${kind}.${name}"`;
    default:
      return `"$!input.params().${kind}.get('${name}')"`;
  }
}

/** What a value stands for in a template: what is reported as a problem of its own is not to be one of the template, too. */
function read(value: RequestValue): Parsed {
  return faultOf(value) ? { kind: 'literal', name: '' } : parse(value);
}

interface Parsed {
  readonly kind: string;
  readonly name: string;
}

/** What a mapping expression names; of the body, a JSONPath. */
function parse(value: RequestValue): Parsed {
  const expression = value._render();
  const [, literal] = /^'(.*)'$/s.exec(expression) ?? [];
  if (literal !== undefined) return { kind: 'literal', name: literal };
  const [, kind, name = ''] = /^(?:method\.request\.)?(\w+)\.?(.*)$/s.exec(expression)!;
  return { kind, name: kind === 'body' ? (name && `$.${name}`) || '$' : name };
}
