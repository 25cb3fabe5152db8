import { isObject, member, textOf, type Json } from '../../json';
import type { Place } from '../place';
import { partsOfBlock } from './address-block';

/** `Fn::Select` */
export function select(argument: Json, place: Place): Json | undefined {
  const parts = place.arguments(argument, 2);
  if (!parts) return undefined;
  const index = Number(place.at(0).text(parts[0], 'the index'));
  const list = place.at(1).list(parts[1], 'what is selected from');
  if (!list) return undefined;
  const selected = list[index];
  return selected !== undefined && Number.isInteger(index) ? selected : place.invalid(`there is no item ${index} in a list of ${list.length}`);
}

/** `Fn::Length` */
export function length(argument: Json, place: Place): Json | undefined {
  return place.list(argument, 'what is counted')?.length;
}

/** `Fn::FindInMap` */
export function findInMap(argument: Json, place: Place): Json | undefined {
  const parts = place.arguments(argument, 3, 4);
  if (!parts) return undefined;
  const names = parts.slice(0, 3).map((part, index) => place.at(index).text(part, 'a key'));
  let found: Json | undefined = place.stack.mappings;
  for (const name of names) found = name === undefined ? undefined : member(found, name);
  if (found !== undefined) return place.evaluate(found);
  const options = parts[3];
  const fallback = isObject(options) ? member(options, 'DefaultValue') : undefined;
  return fallback === undefined ? place.invalid(`there is no ${names.join('.')} in Mappings`) : place.at(3).at('DefaultValue').evaluate(fallback);
}

/** `Fn::GetAZs` */
export function getAZs(argument: Json, place: Place): Json | undefined {
  const given = place.evaluate(argument);
  const region = textOf(given) || place.stack.region;
  return ['a', 'b', 'c'].map((zone) => region + zone);
}

/** `Fn::Cidr` */
export function cidr(argument: Json, place: Place): Json | undefined {
  const parts = place.arguments(argument, 2, 3);
  if (!parts) return undefined;
  const [block = '', count, bits = '8'] = parts.map((part, index) => place.at(index).text(part, 'an argument'));
  const blocks = /^\d+$/.test(bits) && /^\d+$/.test(count ?? '') ? partsOfBlock(block, Number(count), Number(bits)) : undefined;
  return blocks ?? place.invalid('takes a block of addresses, a count from 1 to 256 and the bits of each part, which have to fit into the block');
}
