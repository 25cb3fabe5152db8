import type { Json, JsonObject } from '../json';
import { decide, choose } from './intrinsics/conditions';
import { expandLoops } from './intrinsics/for-each';
import { include } from './intrinsics/include';
import { cidr, findInMap, getAZs, length, select } from './intrinsics/lists';
import { getAtt, importValue, ref } from './intrinsics/references';
import { base64, join, split, sub, toJsonString } from './intrinsics/text';
import type { Place } from './place';

/** A function of CloudFormation. Undefined removes what it stands for, as `AWS::NoValue` does. */
type Intrinsic = (argument: Json, place: Place) => Json | undefined;

const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  'Ref': ref,
  'Fn::GetAtt': getAtt,
  'Fn::ImportValue': importValue,
  'Fn::FindInMap': findInMap,
  'Fn::Sub': sub,
  'Fn::Join': join,
  'Fn::Split': split,
  'Fn::Select': select,
  'Fn::Base64': base64,
  'Fn::Cidr': cidr,
  'Fn::GetAZs': getAZs,
  'Fn::Length': length,
  'Fn::ToJsonString': toJsonString,
  'Fn::If': choose,
  'Fn::Equals': decide('Fn::Equals'),
  'Fn::And': decide('Fn::And'),
  'Fn::Or': decide('Fn::Or'),
  'Fn::Not': decide('Fn::Not'),
};

/** The value with all functions in it carried out; undefined where it comes to nothing. */
export function evaluate(value: Json, place: Place): Json | undefined {
  if (typeof value === 'string') return value.includes('{{resolve:') ? place.stack.dynamicReferences(value, place) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    return value.map((item, index) => evaluate(item, place.at(index))).filter((item) => item !== undefined);
  }
  const names = Object.keys(value);
  if (names.length === 1 && Object.hasOwn(INTRINSICS, names[0])) {
    return INTRINSICS[names[0]](value[names[0]], place.at(names[0]));
  }
  return evaluateMembers(value, place);
}

function evaluateMembers(object: JsonObject, place: Place): Json {
  const members = expandLoops(object, place);
  const result: [string, Json][] = [];
  for (const [name, value] of Object.entries(members)) {
    if (name === 'Fn::Transform') {
      result.unshift(...Object.entries(include(value, place.at(name))));
    } else if (name.startsWith('Fn::')) {
      place.at(name).report('error', 'invalid-function', `${name} is not a function, or not one that stands beside others`);
    } else {
      const evaluated = evaluate(value, place.at(name));
      if (evaluated !== undefined) result.push([name, evaluated]);
    }
  }
  return Object.fromEntries(result);
}
