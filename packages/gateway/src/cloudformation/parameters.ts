import { member, textOf, type Json } from '../json';
import type { Place } from './place';

/** A parameter's value: the given one or its default, as a text or, for list types, a list. */
export function parameterValue(name: string, definition: Json, given: Json | undefined, place: Place): Json {
  const type = textOf(member(definition, 'Type')) ?? 'String';
  const stored = /^AWS::SSM::Parameter::Value<(.+)>$/.exec(type)?.[1];
  let value = given ?? member(definition, 'Default');
  if (value === undefined) {
    place.report('warning', 'parameter-without-value', `parameter ${name} has neither a value nor a default`);
    value = `unknown-${name}`;
  }
  if (stored !== undefined) value = storedValue(textOf(value) ?? '', place);
  if (!/^(CommaDelimitedList|List<.*>)$/.test(stored ?? type)) return value;
  return textOf(value)?.split(',').map((item) => item.trim()) ?? value;
}

/** The value of a parameter of Systems Manager: one given by its name, or a resource among the templates. */
export function storedValue(name: string, place: Place): string {
  const { cloud } = place.stack;
  const value = cloud.givenParameter(name) ?? cloud.ssmParameter(name);
  if (value !== undefined) return value;
  place.report('info', 'parameter-without-value', `the parameter ${name} of Systems Manager is not among the templates; give its value by its name`);
  return `unknown-${name.replace(/^\//, '')}`;
}
