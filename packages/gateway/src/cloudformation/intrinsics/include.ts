import { readReference } from '../../assembly/read-reference';
import { isObject, member, type Json, type JsonObject } from '../../json';
import type { Place } from '../place';
import { expandLoops } from './for-each';

/** `Fn::Transform` of `AWS::Include`: the members of a snippet, evaluated. */
export function include(argument: Json, place: Place): JsonObject {
  const content = place.stack.cloud.guard(`${place.stack.key}/${JSON.stringify(argument)}`, place, () => place.evaluate(snippet(argument, place)));
  return isObject(content) ? content : {};
}

/** The members of a section or of properties, not yet evaluated: with those of its snippet, and with its loops carried out. */
export function membersOf(body: Json | undefined, place: Place): JsonObject {
  const { 'Fn::Transform': transform, ...members } = isObject(body) ? body : {};
  return expandLoops(transform === undefined ? members : { ...snippet(transform, place.at('Fn::Transform')), ...members }, place);
}

/** The members of a snippet as they are in its file. */
export function snippet(argument: Json, place: Place): JsonObject | undefined {
  if (member(argument, 'Name') !== 'AWS::Include') return place.invalid('only AWS::Include is carried out');
  const location = place.text(member(member(argument, 'Parameters'), 'Location'), 'Location');
  return location === undefined ? undefined : readReference(location, place.stack.assets, place)?.content;
}
