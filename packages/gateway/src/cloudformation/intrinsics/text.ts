import { isObject, textOf, type Json } from '../../json';
import type { Place } from '../place';

/** What a template may have at most, and so more than any text of one. */
const MAX_LENGTH = 1_000_000;

function bounded(text: string, place: Place): string | undefined {
  return text.length <= MAX_LENGTH ? text : place.invalid(`comes to more than ${MAX_LENGTH} characters`);
}

/** `Fn::Join` */
export function join(argument: Json, place: Place): Json | undefined {
  const parts = place.arguments(argument, 2);
  if (!parts) return undefined;
  const delimiter = textOf(parts[0]);
  if (delimiter === undefined) return place.invalid('takes a delimiter first');
  const list = place.at(1).list(parts[1], 'what is joined');
  const texts = list?.map(textOf);
  if (texts?.some((text) => text === undefined)) return place.invalid('joins texts only');
  return texts && place.evaluate(bounded(texts.join(delimiter), place));
}

/** `Fn::Split` */
export function split(argument: Json, place: Place): Json | undefined {
  const parts = place.arguments(argument, 2);
  const delimiter = parts && textOf(parts[0]);
  if (!parts) return undefined;
  if (!delimiter) return place.invalid('takes a delimiter first');
  return place.at(1).text(parts[1], 'what is split')?.split(delimiter);
}

/** `Fn::Sub`: a text, or a text and variables. */
export function sub(argument: Json, place: Place): Json | undefined {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
  if (typeof text !== 'string' || !isObject(variables)) return place.invalid('takes a text, or a text and variables');
  const own = Array.isArray(argument) ? place.at(1) : place;
  const result = text.replace(/\$\{([^}]*)\}/g, (whole, inner: string) => {
    const name = inner.trim();
    if (name.startsWith('!')) return `\${${inner.slice(inner.indexOf('!') + 1)}}`;
    if (name === '') return whole;
    if (Object.hasOwn(variables, name)) return own.at(name).text(variables[name], name) ?? '';
    return reference(name, place);
  });
  return place.evaluate(bounded(result, place));
}

function reference(name: string, place: Place): string {
  const [logicalId, ...attribute] = name.split('.');
  const value = attribute.length === 0 ? place.stack.reference(name, place) : place.stack.attribute(logicalId, attribute.join('.'), place);
  // Undefined is said already, or it is AWS::NoValue.
  if (value === undefined) return '';
  return textOf(value) ?? place.invalid(`${name} is not a text`) ?? '';
}

/** `Fn::Base64` */
export function base64(argument: Json, place: Place): Json | undefined {
  const text = place.text(argument, 'what is encoded');
  return text === undefined ? undefined : Buffer.from(text).toString('base64');
}

/** `Fn::ToJsonString` */
export function toJsonString(argument: Json, place: Place): Json | undefined {
  const value = place.evaluate(argument);
  return value === undefined ? undefined : JSON.stringify(value);
}
