import { isObject, textOf, type Json } from '../../json';
import type { Place } from '../place';

/** What is true; undefined where it cannot be told. */
type Decision = (argument: Json, place: Place) => boolean | undefined;

const DECISIONS: Readonly<Record<string, Decision>> = {
  'Condition': (name, place) => typeof name === 'string' ? place.stack.condition(name, place) : place.invalid('Condition takes a name'),
  'Fn::Equals': (argument, place) => {
    const sides = place.arguments(argument, 2);
    if (!sides) return undefined;
    const [left, right] = sides.map((side, index) => place.at(index).evaluate(side));
    return comparable(left) === comparable(right);
  },
  'Fn::Not': (argument, place) => {
    const conditions = place.arguments(argument, 1);
    return conditions && !isTrue(conditions[0], place.at(0));
  },
  'Fn::And': (argument, place) => place.arguments(argument, 2, 10)?.every((condition, index) => isTrue(condition, place.at(index))),
  'Fn::Or': (argument, place) => place.arguments(argument, 2, 10)?.some((condition, index) => isTrue(condition, place.at(index))),
};

/** A condition of a template's `Conditions`, or inside another; what cannot be told is false. */
export function isTrue(condition: Json, place: Place): boolean {
  const [name] = isObject(condition) ? Object.keys(condition) : [];
  if (isObject(condition) && name !== undefined && Object.hasOwn(DECISIONS, name)) {
    return DECISIONS[name](condition[name], place.at(name)) ?? false;
  }
  const evaluated = textOf(place.evaluate(condition));
  if (evaluated !== 'true' && evaluated !== 'false') place.invalid('a condition has to be true or false');
  return evaluated === 'true';
}

/** A condition's function where a value stands. */
export function decide(name: string): Decision {
  return DECISIONS[name];
}

/** `Fn::If` */
export function choose(argument: Json, place: Place): Json | undefined {
  const parts = place.arguments(argument, 3);
  if (!parts) return undefined;
  const [name] = parts;
  if (typeof name !== 'string') return place.invalid('takes the name of a condition first');
  const chosen = place.stack.condition(name, place) ? 1 : 2;
  return place.at(chosen).evaluate(parts[chosen]);
}

/** CloudFormation compares texts: `true` equals `"true"`. */
function comparable(value: Json | undefined): string {
  return textOf(value) ?? JSON.stringify(value ?? null);
}
