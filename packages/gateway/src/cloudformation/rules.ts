import { isObject, member, textOf, type Json } from '../json';
import type { Place } from './place';

/** Whether something holds; undefined where only an account can tell. */
type Truth = boolean | undefined;

const FUNCTIONS: Readonly<Record<string, (argument: Json, place: Place) => Truth>> = {
  'Fn::And': (conditions, place) => all(truthsOf(conditions, place)),
  'Fn::Or': (conditions, place) => not(all(truthsOf(conditions, place).map(not))),
  'Fn::Not': (conditions, place) => not(all(truthsOf(conditions, place))),
  'Fn::Equals': (sides, place) => compare(sides, place, ([left], [right]) => left === right),
  'Fn::Contains': (sides, place) => compare(sides, place, (list, [value]) => list.includes(value)),
  'Fn::EachMemberEquals': (sides, place) => compare(sides, place, (list, [value]) => list.every((one) => one === value)),
  'Fn::EachMemberIn': (sides, place) => compare(sides, place, (list, others) => list.every((one) => others.includes(one))),
};

/** Says which of a template's rules its parameters break: CloudFormation would refuse them. */
export function checkRules(rules: Readonly<Record<string, Json>>, at: Place): void {
  for (const [name, rule] of Object.entries(rules)) {
    const place = at.at(name);
    const condition = member(rule, 'RuleCondition');
    if (condition !== undefined && truthOf(condition, place.at('RuleCondition')) !== true) continue;
    const assertions = member(rule, 'Assertions');
    for (const [index, assertion] of (Array.isArray(assertions) ? assertions : []).entries()) {
      const here = place.at('Assertions').at(index);
      if (truthOf(member(assertion, 'Assert') ?? null, here.at('Assert')) !== false) continue;
      here.report('error', 'rule-broken', `CloudFormation refuses these parameters: ${textOf(member(assertion, 'AssertDescription')) ?? `rule ${name}`}`);
    }
  }
}

function truthOf(value: Json, place: Place): Truth {
  const [name, ...others] = isObject(value) ? Object.keys(value) : [];
  if (isObject(value) && others.length === 0 && Object.hasOwn(FUNCTIONS, name)) return FUNCTIONS[name](value[name], place.at(name));
  const text = textOf(value);
  if (text === 'true' || text === 'false') return text === 'true';
  return place.invalid('a rule has conditions of Fn::And, Fn::Contains, Fn::EachMemberEquals, Fn::EachMemberIn, Fn::Equals, Fn::Not and Fn::Or');
}

function truthsOf(conditions: Json, place: Place): Truth[] {
  return (Array.isArray(conditions) ? conditions : [conditions]).map((one, index) => truthOf(one, place.at(index)));
}

function all(truths: readonly Truth[]): Truth {
  return truths.includes(false) ? false : truths.includes(undefined) ? undefined : true;
}

function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

function compare(sides: Json, place: Place, holds: (left: readonly string[], right: readonly string[]) => boolean): Truth {
  const parts = place.arguments(sides, 2);
  if (!parts) return undefined;
  const [left, right] = parts.map((side) => textsOf(side, place));
  return left && right ? holds(left, right) : undefined;
}

/** A value as texts; nothing where it is not known here, as what `Fn::ValueOf` finds out about a parameter. */
function textsOf(value: Json, place: Place): readonly string[] | undefined {
  const name = isObject(value) ? textOf(member(value, 'Ref')) : undefined;
  const known = name === undefined ? value : place.stack.knownReference(name);
  const texts = (Array.isArray(known) ? known : [known]).map((one) => textOf(one));
  return texts.every((text) => text !== undefined) ? texts : undefined;
}
