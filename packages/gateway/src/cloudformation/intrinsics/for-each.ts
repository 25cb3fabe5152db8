import { isObject, textOf, type Json, type JsonObject } from '../../json';
import type { Place } from '../place';

const LOOP = 'Fn::ForEach::';
const MAX_ROUNDS = 1000;

/** An object with its `Fn::ForEach` members repeated for each item. */
export function expandLoops(object: JsonObject, place: Place): JsonObject {
  if (!Object.keys(object).some((name) => name.startsWith(LOOP))) return object;
  const members = Object.entries(object);
  return Object.fromEntries(members.flatMap(([name, value]) => name.startsWith(LOOP) ? rounds(value, place.at(name)) : [[name, value]]));
}

function rounds(loop: Json, place: Place): [string, Json][] {
  const parts = place.arguments(loop, 3);
  if (!parts) return [];
  const [identifier, collection, template] = parts;
  if (typeof identifier !== 'string' || !isObject(template)) {
    place.invalid('takes an identifier, a collection and an object');
    return [];
  }
  const items = place.at(1).list(collection, 'the collection') ?? [];
  if (items.length > MAX_ROUNDS) place.invalid(`has more than ${MAX_ROUNDS} items`);
  return items.slice(0, MAX_ROUNDS).flatMap((item) => {
    const body = substitute(template, identifier, textOf(item) ?? '') as JsonObject;
    return Object.entries(expandLoops(body, place.at(2)));
  });
}

/** `${Name}` becomes the item, `&{Name}` the item without what a logical id cannot have, a `Ref` of the name the item. */
function substitute(value: Json, name: string, item: string): Json {
  const replace = (text: string) => text.replaceAll(`\${${name}}`, () => item).replaceAll(`&{${name}}`, item.replace(/[^A-Za-z0-9]/g, ''));
  if (typeof value === 'string') return replace(value);
  if (Array.isArray(value)) return value.map((one) => substitute(one, name, item));
  if (!isObject(value)) return value;
  if (value.Ref === name) return item;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [replace(key), substitute(one, name, item)]));
}
