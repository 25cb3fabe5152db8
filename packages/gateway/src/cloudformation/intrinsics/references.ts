import { textOf, type Json } from '../../json';
import type { Place } from '../place';

/** `Ref` */
export function ref(argument: Json, place: Place): Json | undefined {
  const name = place.text(argument, 'a reference');
  return name === undefined ? undefined : place.stack.reference(name, place);
}

/** `Fn::GetAtt`: a list, or a text with a dot. */
export function getAtt(argument: Json, place: Place): Json | undefined {
  const [logicalId, ...rest] = typeof argument === 'string' ? argument.split('.')
    : Array.isArray(argument) ? argument.map((part, index) => place.at(index).text(part, 'a name')) : [];
  if (logicalId === undefined || rest.length === 0 || rest.includes(undefined)) return place.invalid('takes a logical id and an attribute');
  return place.stack.attribute(logicalId, rest.join('.'), place);
}

/** `Fn::ImportValue` */
export function importValue(argument: Json, place: Place): Json | undefined {
  const name = textOf(place.evaluate(argument));
  if (name === undefined) return place.invalid('takes the name of an export');
  const exported = place.stack.cloud.exported(name, place.stack);
  if (exported !== undefined) return exported;
  place.report('warning', 'unknown-export', `no stack exports ${name}`);
  return `unknown-${name}`;
}
