import type { Texts } from '../../model/source';
import type { Values } from '../request/headers';

/** Needs no escapes. */
const PLAIN = /^[\x20\x21\x23-\x5B\x5D-\x7E]*$/;

/** A text as JSON. */
export function textJson(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** An object of texts as JSON. */
export function textsJson(texts: Texts): string {
  let json = '';
  for (const name of Object.keys(texts)) json += `${json === '' ? '{' : ','}${textJson(name)}:${textJson(texts[name])}`;
  return json === '' ? '{}' : `${json}}`;
}

/** An object of lists of texts as JSON. */
export function valuesJson(values: Values): string {
  let json = '';
  for (const name of Object.keys(values)) json += `${json === '' ? '{' : ','}${textJson(name)}:${listJson(values[name])}`;
  return json === '' ? '{}' : `${json}}`;
}

/** A list of texts as JSON. */
export function listJson(list: readonly string[]): string {
  return list.length === 1 ? `[${textJson(list[0])}]` : `[${list.map(textJson).join()}]`;
}

/** Some members of an object as JSON, with a comma behind; those that are undefined are left out. */
export function membersJson(members: Readonly<Record<string, unknown>>): string {
  const json = JSON.stringify(members).slice(1, -1);
  return json === '' ? '' : `${json},`;
}
