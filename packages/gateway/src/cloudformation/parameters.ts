import { member, textOf, type Json } from '../json';
import type { Cloud } from './cloud';
import type { Place } from './place';

/** A parameter's value: the given one or its default, as a text or, for list types, a list. */
export function parameterValue(name: string, definition: Json, given: Json | undefined, place: Place): Json {
  const { type, stored } = typeOf(definition);
  let value = given ?? member(definition, 'Default');
  if (value === undefined) {
    place.report('warning', 'parameter-without-value', `parameter ${name} has neither a value nor a default`);
    value = `unknown-${name}`;
  }
  return asType(type, stored ? storedValue(textOf(value) ?? '', place) : value);
}

/** The same where there is such a value; nothing is said where there is none. */
export function knownParameterValue(definition: Json, given: Json | undefined, cloud: Cloud): Json | undefined {
  const { type, stored } = typeOf(definition);
  const own = given ?? member(definition, 'Default');
  const value = stored ? knownStoredValue(textOf(own) ?? '', cloud) : own;
  return value === undefined ? undefined : asType(type, value);
}

function typeOf(definition: Json): { readonly type: string; readonly stored: boolean } {
  const type = textOf(member(definition, 'Type')) ?? 'String';
  const stored = /^AWS::SSM::Parameter::Value<(.+)>$/.exec(type)?.[1];
  return { type: stored ?? type, stored: stored !== undefined };
}

function asType(type: string, value: Json): Json {
  return /^(CommaDelimitedList|List<.*>)$/.test(type) ? textOf(value)?.split(',').map((item) => item.trim()) ?? value : value;
}

function knownStoredValue(name: string, cloud: Cloud): string | undefined {
  return cloud.givenParameter(name) ?? cloud.ssmParameter(name);
}

/** The value of a parameter of Systems Manager: one given by its name, or a resource among the templates. */
export function storedValue(name: string, place: Place): string {
  const value = knownStoredValue(name, place.stack.cloud);
  if (value !== undefined) return value;
  place.report('info', 'parameter-without-value', `the parameter ${name} of Systems Manager is not among the templates; give its value by its name`);
  return `unknown-${name.replace(/^\//, '')}`;
}
